import { problems } from '@latchkey/contract';
import { createApi } from './create-api.ts';
import { ProblemError } from './problem.ts';

/** What the `type` of a problem opens. */
export function problemPages() {
  const api = createApi();
  const byCode = new Map(Object.entries(problems));
  api.get('/problems/:code', (context) => {
    const spec = byCode.get(context.req.param('code'));
    if (!spec) throw new ProblemError('not_found');
    return context.text(`${spec.title}\n\n${spec.remedy}\n`);
  });
  return api;
}
