import { IconCheck } from '@tabler/icons-react';
import './import-steps.css';

export const importSteps = [
  'Get file',
  'Upload',
  'Match columns',
  'Check and fix',
  'Plan',
  'Apply',
  'Report',
] as const;
export type ImportStep = (typeof importSteps)[number];

interface ImportStepsProps {
  readonly current: ImportStep;
  /** Steps one may go back or on to. */
  readonly onGo?: Partial<Record<ImportStep, () => void>>;
}

/** Where this import stands, and the way back. */
export function ImportSteps({ current, onGo = {} }: ImportStepsProps) {
  const now = importSteps.indexOf(current);
  return (
    <ol className="import-steps" aria-label="Steps">
      {importSteps.map((step, index) => {
        const state = index < now ? 'done' : index === now ? 'current' : 'later';
        const go = onGo[step];
        const label = (
          <>
            {state === 'done' ? <IconCheck className="i" aria-hidden /> : `${index + 1} `}
            {step}
          </>
        );
        return (
          <li
            key={step}
            className={`import-step-${state}`}
            aria-current={state === 'current' ? 'step' : undefined}
          >
            {go && state !== 'current' ? (
              <button type="button" onClick={go}>
                {label}
              </button>
            ) : (
              <span>{label}</span>
            )}
          </li>
        );
      })}
    </ol>
  );
}
