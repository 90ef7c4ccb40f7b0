import { type ErrorComponentProps, useRouter } from '@tanstack/react-router';
import { toProblem } from '../api/api-problem.ts';
import { PageBody } from '../shared-ui/page.tsx';
import { ProblemNote } from '../shared-ui/problem-note.tsx';

/** A page that could not be shown at all: what happened, and a way to try again. */
export function PageFailed({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  return (
    <PageBody>
      <div style={{ paddingTop: 'var(--s-6)', maxWidth: 560 }}>
        <ProblemNote
          problem={toProblem(error)}
          onRetry={async () => {
            reset();
            await router.invalidate();
          }}
        />
      </div>
    </PageBody>
  );
}
