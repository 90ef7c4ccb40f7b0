import { Note } from '../../shared-ui/note.tsx';
import type { Step } from './steps.ts';

/** Which steps are left out, and why: each reason once. */
export function SkippedSteps({ steps }: { steps: readonly Step[] }) {
  const byReason = Map.groupBy(
    steps.filter((step) => step.skipped !== null),
    (step) => step.skipped,
  );
  return [...byReason].map(([reason, skipped]) => (
    <Note
      key={reason}
      tone="info"
      role="status"
      title={`${skipped.map(({ label }) => label).join(' and ')} ${skipped.length === 1 ? 'is' : 'are'} not needed.`}
    >
      {reason}
    </Note>
  ));
}
