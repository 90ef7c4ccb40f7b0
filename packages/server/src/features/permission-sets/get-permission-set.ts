import type { PermissionSet } from '@latchkey/contract';
import type { PermissionSetId } from '@latchkey/engine';
import type { SignedIn } from '../../http/env.ts';
import { ProblemError } from '../../http/problem.ts';
import type { Services } from '../../services.ts';
import { listPermissionSets } from './list-permission-sets.ts';

/** One set; one that the reader has nothing to do with is not there. */
export async function getPermissionSet(
  services: Services,
  signedIn: SignedIn,
  setId: PermissionSetId,
): Promise<PermissionSet> {
  const [set] = await listPermissionSets(services, signedIn, setId);
  if (!set) throw new ProblemError('not_found');
  return set;
}
