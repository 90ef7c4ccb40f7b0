import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { StepPanel } from './step-panel.tsx';
import { type StepKey, type StepProps, stepBeside } from './steps.ts';

interface MiddleStepProps extends Pick<StepProps, 'steps' | 'onGo'> {
  readonly of: StepKey;
  readonly title: string;
  readonly lead: string;
  /** Whether the step is complete; what is missing is said from now on. */
  readonly onContinue: () => boolean;
  readonly children: ReactNode;
}

/** A step with one before and one after it, whichever these are on this way. */
export function MiddleStep({ of, steps, onGo, onContinue, ...panel }: MiddleStepProps) {
  const before = stepBeside(steps, of, -1);
  const next = stepBeside(steps, of, 1);
  return (
    <StepPanel
      {...panel}
      back={before && { label: before.label, onPress: () => onGo(before.key) }}
      main={
        next ? (
          <Button
            variant="filled"
            onClick={() => {
              if (onContinue()) onGo(next.key);
            }}
          >
            Continue to {next.label}
          </Button>
        ) : null
      }
    />
  );
}
