import type { PermissionSetId, Scope } from '@latchkey/engine';
import { type PlaceIndex, placeLabel } from '../values/place-index.ts';
import type { SetIndex } from '../values/set-index.ts';
import { counted, listed } from './in-words.ts';
import type { NamedScope } from './person-cells.ts';
import type { StoredIssue } from './planned-row.ts';
import type { ReadPerson } from './read-person.ts';
import { rowError } from './row-issues.ts';

/** A permission set at a place: what rows name and people hold, whenever it begins or ends. */
export interface Pair {
  readonly setId: PermissionSetId;
  readonly scope: Scope;
}

export interface NamesOfAccess {
  readonly sets: Pick<SetIndex, 'get'>;
  readonly places: Pick<PlaceIndex, 'get'>;
}

/** Given to one person by one row at most. */
export const mostPairs = 1_000;

export const tooManyPairs = ({ sets, scopes }: ReadPerson): StoredIssue =>
  rowError({
    field: 'places',
    code: 'too_many_grants',
    message: `This row gives ${sets.length} sets at ${scopes.length} places. One person can be given at most ${mostPairs} combinations at once; choose a zone instead of its stores.`,
    value: scopes.map(({ typed }: NamedScope) => typed).join('; '),
  });

export const pairKey = ({ setId, scope }: Pair) => `${setId} ${scope}`;

/** Every set of the row at every place of it. */
export const pairsOf = ({ sets, scopes }: ReadPerson): Pair[] =>
  sets.flatMap(({ id }) => scopes.map(({ scope }) => ({ setId: id, scope })));

/** `Campaign editor at 12 Riverside`, one line for each pair. */
export const pairInWords = ({ setId, scope }: Pair, names: NamesOfAccess) =>
  `${setName(setId, names)} at ${placeName(scope, names)}`;

/** `Campaign editor at 12 Riverside and 13 Old Mill; Store operations at West`. */
export function pairsInWords(pairs: readonly Pair[], names: NamesOfAccess): string {
  const bySet = Map.groupBy(pairs, ({ setId }) => setId);
  const said = [...bySet].map(
    ([setId, at]) =>
      `${setName(setId, names)} at ${listed(at.map(({ scope }) => placeName(scope, names)))}`,
  );
  return said.length <= 4
    ? said.join('; ')
    : `${said.slice(0, 3).join('; ')} and ${counted(said.length - 3, 'more set', 'more sets')}`;
}

const setName = (setId: PermissionSetId, { sets }: NamesOfAccess) =>
  sets.get(setId)?.name ?? 'A permission set that is gone';

function placeName(scope: Scope, { places }: NamesOfAccess): string {
  if (!isEntity(scope)) return 'the whole organization';
  const place = places.get(scope);
  return place ? placeLabel(place) : 'a place that is gone';
}

const isEntity = (scope: Scope): scope is `ent_${string}` => scope.startsWith('ent_');
