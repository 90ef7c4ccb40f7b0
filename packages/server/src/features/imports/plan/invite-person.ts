import type { Instant, NewGrant } from '@latchkey/engine';
import { newId } from '../../../ids.ts';
import { instantInWords, listed } from './in-words.ts';
import type { KnownPerson } from './known-person.ts';
import { mostPairs, tooManyPairs } from './pairs.ts';
import { endsInPast, placeClosed } from './person-cells.ts';
import {
  emptyRow,
  type ImportOperation,
  type PlannedRow,
  type StoredIssue,
} from './planned-row.ts';
import { nameOf, type ReadPerson } from './read-person.ts';
import { hasError, rowError, rowWarning } from './row-issues.ts';

interface Inviting {
  readonly now: Instant;
  readonly linkEndsAt: Instant;
}

/** A row about somebody who is not here yet, or not any more. */
export function invited(
  read: ReadPerson,
  address: string,
  known: KnownPerson | undefined,
  { now, linkEndsAt }: Inviting,
): PlannedRow {
  const person = read.role === 'owner' ? { ...read, sets: [], scopes: [] } : read;
  const issues = [...read.issues, ...missing(read, now), ...startsFresh(known, address)];
  const row = emptyRow(read.rowNumber, address);
  if (hasError(issues)) {
    return { ...row, result: 'error', issues: issues.filter(({ code }) => code !== 'was_removed') };
  }
  // Somebody whose earlier invitation came to nothing stays the same member.
  const memberId = known?.status === 'invited' ? known.memberId : newId('mem');
  return {
    ...row,
    result: 'create',
    operations: [invitation(person, address, memberId, linkEndsAt)],
    issues,
    summary: inviteInWords(person),
    memberId,
  };
}

/** What an invitation needs and the row does not give. */
function missing(person: ReadPerson, now: Instant): StoredIssue[] {
  const { role, sets, scopes, accessEnd } = person;
  const wrong = (field: string) =>
    person.issues.some((issue) => issue.level === 'error' && issue.field === field);
  const issues: StoredIssue[] = [];
  if (role === null && !wrong('type')) {
    issues.push(
      rowError({
        field: 'type',
        code: 'type_missing',
        message: 'The type is missing: “owner” or “member”.',
        value: null,
      }),
    );
  }
  if (role === 'owner' && (sets.length > 0 || scopes.length > 0))
    issues.push(needsNoAccess(person));
  if (role === 'member' && !wrong('permissionSets') && !wrong('places')) {
    if (sets.length === 0) issues.push(needsAccess('permissionSets', 'permission set'));
    if (scopes.length === 0) issues.push(needsAccess('places', 'place'));
    if (sets.length * scopes.length > mostPairs) issues.push(tooManyPairs(person));
    issues.push(...scopes.filter(({ closed }) => closed).map(placeClosed));
  }
  if (typeof accessEnd === 'object' && accessEnd.value.instant <= now)
    issues.push(endsInPast(accessEnd.value));
  return issues;
}

export const needsNoAccess = ({ sets, scopes }: ReadPerson): StoredIssue =>
  rowWarning({
    field: sets.length > 0 ? 'permissionSets' : 'places',
    code: 'owner_needs_no_access',
    message:
      'An owner has every permission everywhere; the permission sets and places of this row are left out.',
    value: (sets.length > 0 ? sets.map(({ name }) => name) : scopes.map(({ typed }) => typed)).join(
      '; ',
    ),
  });

const needsAccess = (field: string, what: string): StoredIssue =>
  rowError({
    field,
    code: 'member_needs_access',
    message: `A member needs at least one ${what}.`,
    value: null,
  });

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
  memberId: KnownPerson['memberId'],
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
    name: nameOf(person),
    phone: typeof person.phone === 'object' ? person.phone.value : null,
    role: person.role ?? 'member',
    grants,
    signInMethod: person.signInMethod ?? 'password',
    accessEndsAt: endOf(person),
    linkEndsAt,
  };
}

const endOf = ({ accessEnd }: ReadPerson) =>
  typeof accessEnd === 'object' ? accessEnd.value.instant : null;

function inviteInWords(person: ReadPerson): string {
  const { role, sets, scopes } = person;
  const instant = endOf(person);
  const end = instant === null ? '' : `, until ${instantInWords(instant)}`;
  if (role === 'owner') return `Invites as owner, with every permission everywhere${end}.`;
  return `Invites as member: ${listed(sets.map(({ name }) => name))} at ${listed(scopes.map(({ label }) => label))}${end}.`;
}
