import type { AccessCheck } from '@latchkey/contract';
import { explain, type MemberId, mayHandOut, type Scope, sees } from '@latchkey/engine';
import { inOrganization } from '../../db/in-organization.ts';
import type { SignedIn } from '../../http/env.ts';
import { ProblemError } from '../../http/problem.ts';
import type { Services } from '../../services.ts';
import { readNames } from '../../words/read-names.ts';
import { checkChain } from './check-chain.ts';
import { checkSentence } from './check-sentence.ts';
import { findPerson } from './queries.ts';

export interface AskedCheck {
  readonly memberId: MemberId;
  readonly permission: string;
  readonly place: Scope;
  readonly at?: string | undefined;
}

/** The decision about a person whom the asker sees, or about oneself, with all that stands behind it. */
export async function checkAccess(
  services: Services,
  signedIn: SignedIn,
  { memberId, permission, place, at }: AskedCheck,
): Promise<AccessCheck> {
  const { organizationId } = signedIn;
  const snapshot = await services.snapshots.current(organizationId);
  const now = Date.now();
  if (memberId !== signedIn.memberId && !sees(snapshot, signedIn.memberId, memberId, now)) {
    throw new ProblemError('unknown_member');
  }
  const asked = at === undefined ? now : Date.parse(at);
  const explanation = explain(snapshot, { memberId, permission, place }, asked);
  const helpful = explanation.decision.allowed
    ? []
    : explanation.setsWithPermission.filter((setId) =>
        mayHandOut(snapshot, signedIn.memberId, setId, place, now),
      );

  return inOrganization(
    services.db,
    organizationId,
    async (transaction) => {
      const person = await findPerson(transaction, organizationId, memberId);
      if (!person) throw new ProblemError('unknown_member');
      const { grant, path, blockedBy } = explanation;
      const names = await readNames(transaction, organizationId, {
        sets: [
          ...(grant ? [grant.setId] : []),
          ...(blockedBy?.by === 'restriction' ? [blockedBy.setId] : []),
          ...helpful,
        ],
        places: [
          place,
          ...path,
          ...(grant ? [grant.scope] : []),
          ...(blockedBy?.by === 'module' ? [blockedBy.place] : []),
        ],
      });
      const subject = { snapshot, explanation, person, names, asked, helpful };
      return {
        allowed: explanation.decision.allowed,
        reason: explanation.decision.reason,
        sentence: checkSentence(subject),
        chain: checkChain(subject),
        path: path.flatMap((scope) => names.places.get(scope) ?? []),
      };
    },
    { readOnly: true },
  );
}
