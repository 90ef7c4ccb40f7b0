import type { RequestListItem } from '@latchkey/contract';
import { accessSentence, type Snapshot } from '@latchkey/engine';
import type { SignedIn } from '../../http/env.ts';
import { grantsInWords } from '../../words/grants-in-words.ts';
import { holdingAsked } from '../../words/holding-words.ts';
import { instantOf } from '../../words/instant-of.ts';
import type { Names } from '../../words/read-names.ts';
import type { RequestRow } from './queries.ts';

interface ForReader {
  readonly signedIn: SignedIn;
  readonly snapshot: Snapshot;
  readonly names: Names;
}

export function requestView(
  row: RequestRow,
  { signedIn, snapshot, names }: ForReader,
): RequestListItem {
  const { asked } = row;
  const mine = row.requested_by === signedIn.memberId;
  return {
    id: row.request_id,
    state: row.state,
    requestedBy: { id: row.requested_by, name: row.requested_by_name },
    requestedAt: row.requested_at.toISOString(),
    lapsesAt: row.lapses_at.toISOString(),
    reason: row.reason,
    people: asked.people.map(({ address, name = '' }) => ({ address, name })),
    sentence: accessSentence({
      subject: subjectOf(asked.people),
      tense: 'will be able to',
      role: asked.role,
      grants: grantsInWords(
        snapshot,
        names,
        asked.grants.map(({ scope, endsAt, ...holding }) => ({
          ...holdingAsked(holding),
          scope,
          endsAt: instantOf(endsAt),
        })),
      ),
      accessEndsAt: instantOf(asked.accessEndsAt),
      timeZone: 'UTC',
      now: row.requested_at.getTime(),
    }),
    decidedBy: row.decided_by_name,
    decidedAt: row.decided_at?.toISOString() ?? null,
    decisionReason: row.decision_reason,
    changed: row.changed,
    mine,
    cannotDecide: cannotDecide(row, signedIn),
  };
}

/** Owners decide, what waits, and never on what they asked for themselves. */
export function cannotDecide(
  { state, requested_by }: RequestRow,
  { role, memberId }: SignedIn,
): 'request_decided' | 'owners_only' | 'own_request' | null {
  if (state !== 'waiting') return 'request_decided';
  if (role !== 'owner') return 'owners_only';
  return requested_by === memberId ? 'own_request' : null;
}

function subjectOf(people: RequestRow['asked']['people']): string {
  const [first] = people;
  const name = first?.name?.trim() || first?.address || 'Nobody';
  const others = people.length - 1;
  if (others < 1) return name;
  return `${name} and ${others === 1 ? '1 other' : `${others.toLocaleString('en')} others`}`;
}
