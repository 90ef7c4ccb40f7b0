import type { PersonWhoCan } from '@latchkey/contract';
import { type Explanation, explain, type Snapshot, snapshotModel } from '@latchkey/engine';
import type { Transaction } from '../../db/database.ts';
import type { SignedIn } from '../../http/env.ts';
import { holdingWords } from '../../words/holding-words.ts';
import { whereWords } from '../../words/place-words.ts';
import { type Names, readNames } from '../../words/read-names.ts';
import { type AskedWho, sourceFor } from './people-who-can.ts';
import type { PersonRow } from './queries.ts';

/** How each of a page of people is told: what the yes comes from, and until when it holds. Null for one who can no longer. */
export async function personView(
  transaction: Transaction,
  { organizationId, memberId: reader }: Pick<SignedIn, 'organizationId' | 'memberId'>,
  snapshot: Snapshot,
  asked: AskedWho,
  rows: readonly PersonRow[],
): Promise<(row: PersonRow) => PersonWhoCan | null> {
  const { permission, place, asked: at } = asked;
  const reasons = new Map(
    rows.map(({ member_id: memberId }) => [
      memberId,
      {
        source: sourceFor(snapshot, memberId, asked),
        ...explain(snapshot, { memberId, permission, place }, at),
      },
    ]),
  );
  const grants = [...reasons.values()].flatMap(({ grant }) => grant ?? []);
  const names = await readNames(transaction, organizationId, {
    sets: grants.map(({ setId }) => setId),
    places: grants.map(({ scope }) => scope),
  });
  const owner = snapshotModel(snapshot).words?.owner ?? 'Owner';
  return ({ member_id, name, address, role, visiting }) => {
    const reason = reasons.get(member_id);
    if (!reason?.decision.allowed || reason.source === null) return null;
    const { grant, source, decision } = reason;
    const until = decision.validUntil;
    const byRole = visiting ? 'Visiting operator' : owner;
    return {
      id: member_id,
      name,
      address,
      role,
      you: member_id === reader,
      source,
      because: grant === null ? byRole : grantWords(snapshot, names, grant),
      validUntil: until === null ? null : new Date(until).toISOString(),
    };
  };
}

type Grant = NonNullable<Explanation['grant']>;

/** `Campaign publisher at West zone`, `Store manager in the whole organization`. */
function grantWords(snapshot: Snapshot, names: Names, { setId, permissions, scope }: Grant) {
  const held = holdingWords(
    snapshot,
    names,
    setId === null ? { setId, permissions: permissions ?? [] } : { setId, permissions: null },
  );
  return `${held} ${whereWords(snapshot, scope, names.places.get(scope))}`;
}
