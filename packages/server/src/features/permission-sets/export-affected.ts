import type { PermissionSetUpdate } from '@latchkey/contract';
import type { PermissionSetId } from '@latchkey/engine';
import { recordEvent } from '../../audit/record-event.ts';
import { preview } from '../../change/commit.ts';
import { inOrganization } from '../../db/in-organization.ts';
import type { SignedIn } from '../../http/env.ts';
import { ProblemError } from '../../http/problem.ts';
import { requireReach } from '../../http/require-reach.ts';
import type { Services } from '../../services.ts';
import { affectedPeople } from '../../words/affected-people.ts';
import { csvLine } from '../../words/csv-line.ts';
import { setUpdate } from './update-permission-set.ts';

const header = ['E-mail', 'Name', 'Gains', 'Loses'];

/** Everybody whom a change of the set would give or take something, as a file; recorded. */
export async function exportAffected(
  services: Services,
  signedIn: SignedIn,
  setId: PermissionSetId,
  update: PermissionSetUpdate,
  ipAddress: string,
): Promise<string> {
  const { organizationId, memberId } = signedIn;
  // A preview names the first few; a list of everybody is for whoever may see everybody.
  const { snapshot, reach } = await requireReach(services, signedIn, 'access.member.read');
  if (reach.kind !== 'all') throw new ProblemError('forbidden');
  const plan = await preview(services, organizationId, setUpdate(signedIn, setId, update));

  return inOrganization(services.db, organizationId, async (transaction) => {
    await recordEvent(transaction, {
      organizationId,
      kind: 'members.exported',
      memberId,
      ipAddress,
      details: { affectedBySet: setId },
    });
    const everybody = [...new Set(plan.moves.map((move) => move.memberId))];
    const { people } = await affectedPeople(transaction, organizationId, {
      snapshot,
      plan,
      shown: everybody,
    });
    const lines = people.map(({ address, name, gains, loses }) =>
      csvLine([address, name, gains.join('; '), loses.join('; ')]),
    );
    return `\ufeff${csvLine(header)}${lines.join('')}`;
  });
}
