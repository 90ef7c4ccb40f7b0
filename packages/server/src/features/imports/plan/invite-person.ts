import type { Instant } from '@latchkey/engine';
import { newId } from '../../../ids.ts';
import { instantInWords, listed } from './in-words.ts';
import type { KnownPerson } from './known-person.ts';
import { grantsOf, mostPairs, pairsOf, tooManyPairs } from './pairs.ts';
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
  /** Whether there is an identity provider to sign in with. */
  readonly hasProvider: boolean;
}

/** A row about somebody who is not here yet, or not any more. */
export function invited(
  read: ReadPerson,
  address: string,
  known: KnownPerson | undefined,
  { now, linkEndsAt, hasProvider }: Inviting,
): PlannedRow {
  const { assignment } = read.access;
  // Where owners are the exception, only they need to say what they are.
  const role = read.role ?? (assignment === 'sets' ? null : 'member');
  const person = role === 'owner' ? { ...read, role, holdings: [], scopes: [] } : { ...read, role };
  const issues = [
    ...read.issues,
    ...missing({ ...read, role }, now),
    ...(read.signInMethod === 'sso' && !hasProvider ? [noProvider] : []),
    ...startsFresh(known, address),
  ];
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
  const { access, role, holdings, scopes, accessEnd } = person;
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
  if (role === 'owner' && (holdings.length > 0 || scopes.length > 0))
    issues.push(needsNoAccess(person));
  if (role === 'member' && !wrong(access.field) && !wrong('places')) {
    const nothing = holdings.length === 0 && scopes.length === 0;
    if (!nothing || !access.mayHoldNothing) {
      if (holdings.length === 0) issues.push(needsAccess(access.field, access.one));
      if (scopes.length === 0 && access.assignment !== 'one_set')
        issues.push(needsAccess('places', 'place'));
    }
    if (access.assignment === 'one_set' && holdings.length > 1) issues.push(oneOnly(person));
    if (holdings.length * scopes.length > mostPairs) issues.push(tooManyPairs(person));
    issues.push(...scopes.filter(({ closed }) => closed).map(placeClosed));
  }
  if (typeof accessEnd === 'object' && accessEnd.value.instant <= now)
    issues.push(endsInPast(accessEnd.value));
  return issues;
}

/** Each person has one set in this access model; the cell names several. */
export const oneOnly = ({ access, holdings }: ReadPerson): StoredIssue =>
  rowError({
    field: access.field,
    code: 'one_set_per_person',
    message: `Everybody has one ${access.one}. This row names ${holdings.length}.`,
    value: holdings.map(({ name }) => name).join('; '),
  });

export const needsNoAccess = ({ access, holdings, scopes }: ReadPerson): StoredIssue =>
  rowWarning({
    field: holdings.length > 0 ? access.field : 'places',
    code: 'owner_needs_no_access',
    message:
      'An owner has every permission everywhere; what this row names beside that is left out.',
    value: (holdings.length > 0
      ? holdings.map(({ name }) => name)
      : scopes.map(({ typed }) => typed)
    ).join('; '),
  });

const needsAccess = (field: string, what: string): StoredIssue =>
  rowError({
    field,
    code: 'member_needs_access',
    message: `A member needs at least one ${what}.`,
    value: null,
  });

const noProvider: StoredIssue = rowError({
  field: 'signInMethod',
  code: 'no_identity_provider',
  message: 'No identity provider is set up. Write “password”, or ask an owner to set one up.',
  value: 'sso',
  suggestion: 'password',
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
  return {
    type: 'member.invite',
    memberId,
    invitationId: newId('inv'),
    address,
    name: nameOf(person),
    phone: typeof person.phone === 'object' ? person.phone.value : null,
    role: person.role ?? 'member',
    grants: grantsOf(pairsOf(person)),
    signInMethod: person.signInMethod ?? 'password',
    accessEndsAt: endOf(person),
    linkEndsAt,
  };
}

const endOf = ({ accessEnd }: ReadPerson) =>
  typeof accessEnd === 'object' ? accessEnd.value.instant : null;

function inviteInWords(person: ReadPerson): string {
  const { access, role, holdings, scopes } = person;
  const instant = endOf(person);
  const end = instant === null ? '' : `, until ${instantInWords(instant)}`;
  if (role === 'owner') return `Invites as owner, with every permission everywhere${end}.`;
  if (holdings.length === 0) return `Invites as member without any access yet${end}.`;
  const what = listed(holdings.map(({ name }) => name));
  const where =
    access.assignment === 'one_set' ? '' : ` at ${listed(scopes.map(({ label }) => label))}`;
  return `Invites as member: ${what}${where}${end}.`;
}
