import type { OrganizationId } from '@latchkey/engine';
import { readRevisionToken } from '../tokens/revision-token.ts';
import { isAbsent, isObject, type JsonObject } from './asked-question.ts';
import { RefusedRequest } from './refused-request.ts';

/** The newest revision that the question or any item of its batch wants included; 0 when none is named. */
export function leastRevision(
  serverKey: Buffer,
  organizationId: OrganizationId,
  body: JsonObject,
  items: readonly unknown[],
): number {
  let least = named(serverKey, organizationId, body['context']);
  for (const item of items) {
    if (!isObject(item) || isAbsent(item['context'])) continue;
    least = Math.max(least, named(serverKey, organizationId, item['context']));
  }
  return least;
}

function named(serverKey: Buffer, organizationId: OrganizationId, context: unknown): number {
  if (isAbsent(context)) return 0;
  if (!isObject(context)) throw new RefusedRequest(400, '`context` has to be an object.');
  const token = context['at_least'];
  if (isAbsent(token)) return 0;
  const revision =
    typeof token === 'string' ? readRevisionToken(serverKey, organizationId, token) : null;
  if (revision === null) {
    throw new RefusedRequest(400, '`context.at_least` is no revision of this organization.');
  }
  return revision;
}
