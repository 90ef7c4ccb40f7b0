import type { OrganizationId } from '@latchkey/engine';
import type { RevisionTokens } from '../tokens/revision-tokens.ts';
import { type AskedQuestion, isAbsent } from './asked-question.ts';
import { RefusedRequest } from './refused-request.ts';

/** The newest revision that any of the questions wants included; 0 when none is named. */
export function leastRevision(
  tokens: RevisionTokens,
  organizationId: OrganizationId,
  questions: readonly AskedQuestion[],
): number {
  let least = 0;
  let before: AskedQuestion['context'] = null;
  for (const { context } of questions) {
    // The questions of a batch mostly share one context.
    if (context === null || context === before) continue;
    before = context;
    least = Math.max(least, named(tokens, organizationId, context['at_least']));
  }
  return least;
}

function named(tokens: RevisionTokens, organizationId: OrganizationId, token: unknown): number {
  if (isAbsent(token)) return 0;
  const revision = typeof token === 'string' ? tokens.read(organizationId, token) : null;
  if (revision === 'other_epoch') {
    throw new RefusedRequest(
      400,
      '`context.at_least` is from before this installation was restored from a backup. Drop it and ask without it.',
    );
  }
  if (revision === null) {
    throw new RefusedRequest(400, '`context.at_least` is no revision of this organization.');
  }
  return revision;
}
