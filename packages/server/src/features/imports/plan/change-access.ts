import type { Role } from '@latchkey/engine';
import { needsNoAccess, oneOnly } from './invite-person.ts';
import type { HeldGrant, KnownPerson } from './known-person.ts';
import { mostPairs, type Pair, pairKey, pairsOf, tooManyPairs } from './pairs.ts';
import { placeClosed } from './person-cells.ts';
import type { StoredIssue } from './planned-row.ts';
import type { ReadPerson } from './read-person.ts';
import { hasError, rowError } from './row-issues.ts';

/** What is held beyond, and no longer. */
export interface AccessChange {
  readonly given: readonly Pair[];
  readonly taken: readonly Pair[];
}

type IssuesOf = (row: ReadPerson) => StoredIssue[];

/**
 * What the rows about one person say together about the access: those that replace make up all of it,
 * those that add come on top, and what is to be removed goes last.
 */
export function accessChange(
  rows: readonly ReadPerson[],
  known: KnownPerson,
  role: Role,
  issuesOf: IssuesOf,
): AccessChange {
  if (role === 'owner') {
    for (const row of rows) {
      const isNamed = row.mode !== 'remove' && pairsOf(row).length > 0;
      if (isNamed && !hasError(issuesOf(row))) issuesOf(row).push(needsNoAccess(row));
    }
    // Whoever becomes an owner needs none of it any more; the operation that says so takes it.
    return { given: [], taken: [] };
  }
  const held = new Map(known.grants.flatMap(heldPairs).map((pair) => [pairKey(pair), pair]));
  const naming = rows.filter((row) => namesAccess(row, issuesOf(row)));
  const of = (mode: ReadPerson['mode']) => naming.filter((row) => row.mode === mode);
  const replacing = of('replace');
  const wanted = new Map(replacing.length > 0 ? [] : held);
  const adding = [...replacing, ...of('add'), ...(held.size === 0 ? of('set_if_empty') : [])];
  for (const pair of adding.flatMap(pairsOf)) wanted.set(pairKey(pair), pair);
  for (const pair of of('remove').flatMap(pairsOf)) wanted.delete(pairKey(pair));

  const given = [...wanted.values()].filter((pair) => !held.has(pairKey(pair)));
  const taken = [...held.values()].filter((pair) => !wanted.has(pairKey(pair)));
  markClosed(adding, given, issuesOf);
  markSecondSet(adding, wanted.size, issuesOf);
  markNothingLeft(rows, naming, { wanted: wanted.size, held: held.size, role, known }, issuesOf);
  markTimed(naming, known, taken, issuesOf);
  return { given, taken };
}

/** A grant of several permissions is as many pairs. */
export const heldPairs = ({ setId, permissions, scope }: HeldGrant): Pair[] =>
  setId === null
    ? (permissions ?? []).map((permission) => ({ holding: { setId, permission }, scope }))
    : [{ holding: { setId, permission: null }, scope }];

/** Whether the row names something to hold, and where. One without the other is half a word; both empty change nothing. */
function namesAccess(row: ReadPerson, issues: StoredIssue[]): boolean {
  const { access, holdings, scopes } = row;
  const unreadable = issues.some(
    ({ field, level }) => level === 'error' && (field === access.field || field === 'places'),
  );
  if (unreadable || (holdings.length === 0 && scopes.length === 0)) return false;
  if (holdings.length === 0 || scopes.length === 0) {
    const [field, missing] =
      holdings.length === 0 ? [access.field, access.many] : (['places', 'places'] as const);
    const message = `Access is a ${access.one} at a place: name the ${missing} too, or empty both cells to change nothing.`;
    issues.push(rowError({ field, code: 'access_incomplete', message, value: null }));
    return false;
  }
  if (access.assignment === 'one_set' && holdings.length > 1) {
    issues.push(oneOnly(row));
    return false;
  }
  if (holdings.length * scopes.length <= mostPairs) return true;
  issues.push(tooManyPairs(row));
  return false;
}

/** What is held at a closed place may be named; nothing new is given there. */
function markClosed(
  adding: readonly ReadPerson[],
  given: readonly Pair[],
  issuesOf: IssuesOf,
): void {
  const keys = new Set(given.map(pairKey));
  for (const row of adding) {
    const newAt = new Set(
      pairsOf(row)
        .filter((pair) => keys.has(pairKey(pair)))
        .map(({ scope }) => scope),
    );
    const closed = row.scopes.filter((place) => place.closed && newAt.has(place.scope));
    issuesOf(row).push(...closed.map(placeClosed));
  }
}

/** Where everybody has one set, a second one would have to take the first away. */
function markSecondSet(adding: readonly ReadPerson[], wanted: number, issuesOf: IssuesOf): void {
  const row = adding.at(-1);
  if (row?.access.assignment !== 'one_set' || wanted <= 1) return;
  const message = `Everybody has one ${row.access.one}, and the mode “add” takes none away. Use “replace” for this row.`;
  issuesOf(row).push(
    rowError({ field: row.access.field, code: 'mode_takes_nothing', message, value: null }),
  );
}

interface Left {
  readonly wanted: number;
  readonly held: number;
  readonly role: Role;
  readonly known: KnownPerson;
}

/** A member holds something, unless the access model allows otherwise. */
function markNothingLeft(
  rows: readonly ReadPerson[],
  naming: readonly ReadPerson[],
  { wanted, held, role, known }: Left,
  issuesOf: IssuesOf,
): void {
  const becomesMember = role !== known.role;
  const cause = naming[0] ?? (becomesMember ? rows.find((row) => row.role === role) : undefined);
  if (!cause || cause.access.mayHoldNothing || wanted > 0) return;
  if (held > 0 || becomesMember) issuesOf(cause).push(nothingLeft(cause));
}

const nothingLeft = ({ mode, access }: ReadPerson): StoredIssue =>
  rowError({
    field: access.field,
    code: 'member_needs_access',
    message:
      mode === 'remove'
        ? `This takes away everything that this person holds, and a member holds at least one ${access.one}. To end the membership, select the person under People and choose Remove from organization.`
        : `A member needs at least one ${access.one}${access.assignment === 'one_set' ? '' : ' at a place'}.`,
    value: null,
  });

/** Permissions that end at a time of their own are taken away together or not at all: the rest would lose its end. */
function markTimed(
  naming: readonly ReadPerson[],
  { grants }: KnownPerson,
  taken: readonly Pair[],
  issuesOf: IssuesOf,
): void {
  const keys = new Set(taken.map(pairKey));
  const isSplit = grants
    .filter(({ timed }) => timed)
    .map(heldPairs)
    .some((pairs) => {
      const gone = pairs.filter((pair) => keys.has(pairKey(pair))).length;
      return gone > 0 && gone < pairs.length;
    });
  const [first] = naming;
  if (!isSplit || !first) return;
  const message =
    'Some of what this row takes away was given together with other permissions and ends at a time of its own. Change it under People.';
  issuesOf(first).push(
    rowError({ field: first.access.field, code: 'timed_grant', message, value: null }),
  );
}
