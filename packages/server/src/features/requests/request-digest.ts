import { createHash } from 'node:crypto';
import type { InviteAnswer } from '@latchkey/contract';
import { canonicalJson } from '@latchkey/engine';
import type { RequestRow } from './queries.ts';

/** What approving would do, in short: who comes in with which version of which sets and places, and who does not and why. */
export function requestDigest(
  asked: RequestRow['asked'],
  results: InviteAnswer['results'],
  versions: readonly (readonly [string, number])[],
): string {
  const outcome = results.map(({ address, result, problem }) => [
    address,
    result,
    problem?.code ?? null,
  ]);
  return createHash('sha256').update(canonicalJson({ asked, outcome, versions })).digest('hex');
}
