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
  const named = revisionNames(tokens, organizationId);
  let least = 0;
  for (const question of questions) {
    const revision = named(question);
    if (typeof revision === 'string') throw new RefusedRequest(400, revision);
    least = Math.max(least, revision);
  }
  return least;
}

/** The items of a batch; one that names no revision of this organization becomes the sentence that says so. */
export function withKnownRevisions(
  tokens: RevisionTokens,
  organizationId: OrganizationId,
  items: readonly (AskedQuestion | string)[],
): readonly (AskedQuestion | string)[] {
  const named = revisionNames(tokens, organizationId);
  return items.map((item) => {
    if (typeof item === 'string') return item;
    const revision = named(item);
    return typeof revision === 'string' ? revision : item;
  });
}

/** The revision that a question names, 0 for none; a sentence when it is none of this organization. */
function revisionNames(
  tokens: RevisionTokens,
  organizationId: OrganizationId,
): (question: AskedQuestion) => number | string {
  let before: AskedQuestion['context'] = null;
  let known: number | string = 0;
  return ({ context }) => {
    if (context === null) return 0;
    // The questions of a batch mostly share one context.
    if (context !== before) {
      before = context;
      known = named(tokens, organizationId, context['at_least']);
    }
    return known;
  };
}

function named(
  tokens: RevisionTokens,
  organizationId: OrganizationId,
  token: unknown,
): number | string {
  if (isAbsent(token)) return 0;
  const revision = typeof token === 'string' ? tokens.read(organizationId, token) : null;
  if (revision === 'other_epoch') {
    return '`context.at_least` is from before this installation was restored from a backup. Drop it and ask without it.';
  }
  return revision ?? '`context.at_least` is no revision of this organization.';
}
