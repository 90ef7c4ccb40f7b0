import { isEntityId, type NewGrant, type PermissionSetId, type Scope } from '@latchkey/engine';
import { newId } from '../../../ids.ts';
import type { AccessKind } from '../../../words/access-kind.ts';
import { type Holding, type HoldingIndex, holdingKey } from '../values/holding-index.ts';
import { type PlaceIndex, placeLabel } from '../values/place-index.ts';
import { counted, listed } from './in-words.ts';
import type { StoredIssue } from './planned-row.ts';
import type { ReadPerson } from './read-person.ts';
import { rowError } from './row-issues.ts';

/** A permission set or a permission at a place: what rows name and people hold, whenever it begins or ends. */
export interface Pair {
  readonly holding: Holding;
  readonly scope: Scope;
}

export interface NamesOfAccess {
  readonly access: AccessKind;
  readonly holdings: Pick<HoldingIndex, 'get'>;
  readonly places: Pick<PlaceIndex, 'get'>;
}

/** A grant without times of its own, as rows give them. */
export type ImportGrant = Pick<NewGrant, 'grantId' | 'scope'> &
  ({ readonly setId: PermissionSetId } | { readonly permissions: readonly string[] });

/** Given to one person by one row at most. */
export const mostPairs = 1_000;

export const tooManyPairs = ({ access, holdings, scopes }: ReadPerson): StoredIssue =>
  rowError({
    field: 'places',
    code: 'too_many_grants',
    message: `This row gives ${holdings.length} ${access.many} at ${scopes.length} places. One person can be given at most ${mostPairs} combinations at once; choose a place higher up instead of many below it.`,
    value: scopes.map(({ typed }) => typed).join('; '),
  });

export const pairKey = ({ holding, scope }: Pair) => `${holdingKey(holding)} ${scope}`;

/** Everything that the row names, at every place of it. */
export const pairsOf = ({ holdings, scopes }: ReadPerson): Pair[] =>
  holdings.flatMap((holding) => scopes.map(({ scope }) => ({ holding, scope })));

/** One grant for each set at each place; permissions given directly make one grant for each place. */
export function grantsOf(pairs: readonly Pair[]): ImportGrant[] {
  const ofSets = pairs.flatMap(({ holding: { setId }, scope }) =>
    setId === null ? [] : [{ grantId: newId('grt'), setId, scope }],
  );
  const directly = permissionsByScope(pairs).entries();
  return [
    ...ofSets,
    ...[...directly].map(([scope, permissions]) => ({
      grantId: newId('grt'),
      permissions,
      scope,
    })),
  ];
}

/** The permissions that are given directly at each place, sorted. */
export function permissionsByScope(pairs: readonly Pair[]): Map<Scope, string[]> {
  const directly = pairs.flatMap(({ holding: { permission }, scope }) =>
    permission === null ? [] : [{ permission, scope }],
  );
  const byScope = Map.groupBy(directly, ({ scope }) => scope);
  return new Map(
    [...byScope].map(([scope, at]) => [scope, at.map(({ permission }) => permission).sort()]),
  );
}

/** `Campaign editor at 12 Riverside`, one line for each pair. */
export const pairInWords = ({ holding, scope }: Pair, names: NamesOfAccess) =>
  `${holdingName(holding, names)}${atPlaces([scope], names)}`;

/** `Campaign editor at 12 Riverside and 13 Old Mill; Store operations at West`. */
export function pairsInWords(pairs: readonly Pair[], names: NamesOfAccess): string {
  const byHolding = Map.groupBy(pairs, ({ holding }) => holdingKey(holding));
  const said = [...byHolding.values()].flatMap((at) => {
    const [first] = at;
    if (!first) return [];
    const scopes = at.map(({ scope }) => scope);
    return [`${holdingName(first.holding, names)}${atPlaces(scopes, names)}`];
  });
  return said.length <= 4
    ? said.join('; ')
    : `${said.slice(0, 3).join('; ')} and ${counted(said.length - 3, 'more', 'more')}`;
}

const holdingName = (holding: Holding, { holdings }: NamesOfAccess) =>
  holdings.get(holdingKey(holding))?.name ?? 'What is gone';

/** Where everybody has one set, it is held everywhere, and no place need be named. */
const atPlaces = (scopes: readonly Scope[], names: NamesOfAccess) =>
  names.access.assignment === 'one_set'
    ? ''
    : ` at ${listed(scopes.map((scope) => placeName(scope, names)))}`;

function placeName(scope: Scope, { places }: NamesOfAccess): string {
  if (!isEntityId(scope)) return 'the whole organization';
  const place = places.get(scope);
  return place ? placeLabel(place) : 'a place that is gone';
}
