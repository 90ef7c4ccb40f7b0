import type { Instant, MemberId, MemberStatus, NewGrant } from '@latchkey/engine';
import { newId } from '../../../ids.ts';
import { instantInWords, listed } from './in-words.ts';
import type { ImportOperation, PlannedRow, StoredIssue } from './planned-row.ts';
import type { ReadPerson } from './read-person.ts';
import { hasError, rowError, rowInfo, rowWarning } from './row-issues.ts';

/** What the organization already knows about an address. */
export interface KnownPerson {
  readonly memberId: MemberId;
  readonly status: MemberStatus;
  readonly name: string;
  /** Of the invitation that is waiting; null when none is. */
  readonly linkEndsAt: Instant | null;
  readonly removedAt: Instant | null;
}

export interface PeoplePlanning {
  readonly known: ReadonlyMap<string, KnownPerson>;
  /** Addresses of rows planned before, with the row and what it said. */
  readonly seen: Map<string, { readonly rowNumber: number; readonly content: string }>;
  readonly now: Instant;
  /** When the link of an invitation sent now would end. */
  readonly linkEndsAt: Instant;
}

/** What each row of a file of people will do: invite, nothing, or why it cannot be. Rows come in the order of the file. */
export function planPeople(people: readonly ReadPerson[], planning: PeoplePlanning): PlannedRow[] {
  return people.map((person) => planPerson(person, planning));
}

function planPerson(person: ReadPerson, planning: PeoplePlanning): PlannedRow {
  const { address, rowNumber } = person;
  const row = { rowNumber, subject: address, operation: null, memberId: null, summary: '' };
  if (address === null) return { ...row, result: 'error', issues: person.issues };

  const again = repetition(person, address, planning);
  if (again) return { ...row, ...again };
  if (!hasError(person.issues) || planning.known.has(address)) {
    const present = alreadyHere(planning.known.get(address), planning.now);
    if (present) return { ...row, ...present };
  }
  if (hasError(person.issues)) return { ...row, result: 'error', issues: person.issues };
  return invited(person, address, planning);
}

function repetition(
  person: ReadPerson,
  address: string,
  { seen }: PeoplePlanning,
): Pick<PlannedRow, 'result' | 'issues' | 'summary'> | null {
  const content = contentOf(person);
  const earlier = seen.get(address);
  if (!earlier) {
    seen.set(address, { rowNumber: person.rowNumber, content });
    return null;
  }
  if (earlier.content === content) {
    return { result: 'skip', issues: [], summary: `The same as row ${earlier.rowNumber}.` };
  }
  const message = `Row ${earlier.rowNumber} has the same address and says something else. Keep one of them.`;
  return {
    result: 'error',
    issues: [
      ...person.issues,
      rowError({ field: 'email', code: 'duplicate_row', message, value: address }),
    ],
    summary: '',
  };
}

const contentOf = ({ name, phone, role, sets, scopes, signInMethod, accessEndsAt }: ReadPerson) =>
  JSON.stringify([
    name,
    phone,
    role,
    sets.map(({ id }) => id).sort(),
    scopes.map(({ scope }) => scope).sort(),
    signInMethod,
    accessEndsAt,
  ]);

type Present = Pick<PlannedRow, 'result' | 'issues' | 'summary' | 'memberId'>;

/** People who are here already are left as they are: this file adds people. */
function alreadyHere(known: KnownPerson | undefined, now: Instant): Present | null {
  if (!known || known.status === 'removed') return null;
  const { memberId } = known;
  if (known.status !== 'invited') {
    const state = known.status === 'suspended' ? ' and is suspended' : '';
    return {
      result: 'skip',
      issues: [],
      memberId,
      summary: `Already belongs to the organization${state}. This file adds people; change this person’s access under People.`,
    };
  }
  if (known.linkEndsAt === null) return null;
  if (known.linkEndsAt > now) {
    return {
      result: 'no_change',
      issues: [],
      memberId,
      summary: 'An invitation is waiting already.',
    };
  }
  const message = `The waiting invitation ended on ${instantInWords(known.linkEndsAt)}. Resend it under People, Invitations.`;
  return {
    result: 'no_change',
    issues: [rowInfo({ field: 'email', code: 'invitation_expired', message, value: null })],
    memberId,
    summary: 'An invitation was sent already and has ended.',
  };
}

function invited(person: ReadPerson, address: string, planning: PeoplePlanning): PlannedRow {
  const known = planning.known.get(address);
  // Somebody whose earlier invitation came to nothing stays the same member.
  const memberId = known?.status === 'invited' ? known.memberId : newId('mem');
  const issues = [...person.issues, ...startsFresh(known, address)];
  return {
    rowNumber: person.rowNumber,
    subject: address,
    result: 'create',
    operation: invitation(person, address, memberId, planning.linkEndsAt),
    issues,
    summary: inviteInWords(person),
    memberId,
  };
}

function startsFresh(known: KnownPerson | undefined, address: string): StoredIssue[] {
  if (known?.status !== 'removed') return [];
  const when =
    known.removedAt === null ? '' : ` on ${instantInWords(known.removedAt).slice(0, 10)}`;
  const message = `${known.name || address} was removed${when} and starts fresh. To bring the earlier access back, restore the person under People instead.`;
  return [rowWarning({ field: 'email', code: 'was_removed', message, value: address })];
}

function invitation(
  person: ReadPerson,
  address: string,
  memberId: MemberId,
  linkEndsAt: Instant,
): ImportOperation {
  const grants: NewGrant[] = person.sets.flatMap(({ id }) =>
    person.scopes.map(({ scope }) => ({ grantId: newId('grt'), setId: id, scope })),
  );
  return {
    type: 'member.invite',
    memberId,
    invitationId: newId('inv'),
    address,
    name: person.name,
    phone: person.phone,
    role: person.role ?? 'member',
    grants,
    signInMethod: person.signInMethod,
    accessEndsAt: person.accessEndsAt,
    linkEndsAt,
  };
}

function inviteInWords({ role, sets, scopes, accessEndsAt }: ReadPerson): string {
  const end = accessEndsAt === null ? '' : `, until ${instantInWords(accessEndsAt)}`;
  if (role === 'owner') return `Invites as owner, with every permission everywhere${end}.`;
  return `Invites as member: ${listed(sets.map(({ name }) => name))} at ${listed(scopes.map(({ label }) => label))}${end}.`;
}
