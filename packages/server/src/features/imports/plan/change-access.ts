import type { Role } from '@latchkey/engine';
import { needsNoAccess } from './invite-person.ts';
import type { KnownPerson } from './known-person.ts';
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

/**
 * What the rows about one person say together about the access: those that replace make up all of it,
 * those that add come on top, and what is to be removed goes last.
 */
export function accessChange(
  rows: readonly ReadPerson[],
  known: KnownPerson,
  role: Role,
  issuesOf: (row: ReadPerson) => StoredIssue[],
): AccessChange {
  const held = new Map(known.grants.map((grant) => [pairKey(grant), grant] as const));
  if (role === 'owner') {
    for (const row of rows) {
      const isNamed = row.mode !== 'remove' && pairsOf(row).length > 0;
      if (isNamed && !hasError(issuesOf(row))) issuesOf(row).push(needsNoAccess(row));
    }
    // Whoever becomes an owner needs none of it any more; the operation that says so takes it.
    return { given: [], taken: [] };
  }
  const naming = rows.filter((row) => namesAccess(row, issuesOf(row)));
  const of = (mode: ReadPerson['mode']) => naming.filter((row) => row.mode === mode);
  const replacing = of('replace');
  const wanted = new Map<string, Pair>(replacing.length > 0 ? [] : held);
  const adding = [...replacing, ...of('add'), ...(held.size === 0 ? of('set_if_empty') : [])];
  for (const pair of adding.flatMap(pairsOf)) wanted.set(pairKey(pair), pair);
  for (const pair of of('remove').flatMap(pairsOf)) wanted.delete(pairKey(pair));

  const isNew = (pair: Pair) => !held.has(pairKey(pair)) && wanted.has(pairKey(pair));
  for (const row of adding) {
    const closed = new Set(
      pairsOf(row)
        .filter(isNew)
        .map(({ scope }) => scope),
    );
    const given = row.scopes.filter((scope) => scope.closed && closed.has(scope.scope));
    issuesOf(row).push(...given.map(placeClosed));
  }
  const change = {
    given: [...wanted.values()].filter(isNew),
    taken: [...held.values()].filter((pair) => !wanted.has(pairKey(pair))),
  };
  const [first] = naming;
  if (first && wanted.size === 0 && (held.size > 0 || role !== known.role))
    issuesOf(first).push(nothingLeft(first));
  if (naming.length === 0 && role !== known.role) {
    const demoting = rows.find((row) => row.role === role);
    if (demoting) issuesOf(demoting).push(nothingLeft(demoting));
  }
  return change;
}

/** Whether the row names sets at places. One without the other is half a word; both empty change nothing. */
function namesAccess(row: ReadPerson, issues: StoredIssue[]): boolean {
  const { sets, scopes } = row;
  if (
    issues.some(
      ({ field, level }) => level === 'error' && (field === 'permissionSets' || field === 'places'),
    )
  )
    return false;
  if (sets.length === 0 && scopes.length === 0) return false;
  if (sets.length === 0 || scopes.length === 0) {
    const [field, missing] =
      sets.length === 0 ? ['permissionSets', 'permission sets'] : ['places', 'places'];
    const message = `Access is a permission set at a place: name the ${missing} too, or empty both cells to change nothing.`;
    issues.push(
      rowError({ field: field ?? null, code: 'access_incomplete', message, value: null }),
    );
    return false;
  }
  if (sets.length * scopes.length <= mostPairs) return true;
  issues.push(tooManyPairs(row));
  return false;
}

const nothingLeft = ({ mode }: ReadPerson): StoredIssue =>
  rowError({
    field: 'permissionSets',
    code: 'member_needs_access',
    message:
      mode === 'remove'
        ? 'This takes away everything that this person holds, and a member holds at least one permission set. To end the membership, select the person under People and choose Remove from organization.'
        : 'A member needs at least one permission set at a place.',
    value: null,
  });
