import type { OrganizationId } from '@latchkey/engine';
import type { RevisionTokens } from '../tokens/revision-tokens.ts';
import { isAbsent, isObject, type JsonObject } from './asked-question.ts';
import { RefusedRequest } from './refused-request.ts';

/** The newest revision that the question or any item of its batch wants included; 0 when none is named. */
export function leastRevision(
  tokens: RevisionTokens,
  organizationId: OrganizationId,
  body: JsonObject,
  items: readonly unknown[],
): number {
  let least = named(tokens, organizationId, body['context']);
  for (const item of items) {
    if (!isObject(item) || isAbsent(item['context'])) continue;
    least = Math.max(least, named(tokens, organizationId, item['context']));
  }
  return least;
}

function named(tokens: RevisionTokens, organizationId: OrganizationId, context: unknown): number {
  if (isAbsent(context)) return 0;
  if (!isObject(context)) throw new RefusedRequest(400, '`context` has to be an object.');
  const token = context['at_least'];
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
