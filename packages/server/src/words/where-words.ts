import type { PlaceRef } from '@latchkey/contract';
import {
  type AccessModel,
  descendants,
  type Effect,
  type PlaceRegion,
  placesByType,
  type Scope,
  type Snapshot,
  snapshotModel,
} from '@latchkey/engine';
import { placeWords } from './place-words.ts';
import type { Names } from './read-names.ts';

/** What places are called, those included that a plan only makes. */
export interface Places {
  readonly snapshot: Snapshot;
  readonly names: Names['places'];
  readonly planned: ReadonlyMap<Scope, PlaceRef>;
}

/** Places that a plan makes: nobody else knows their names yet. */
export function plannedPlaces(effects: readonly Effect[]): Map<Scope, PlaceRef> {
  return new Map(
    effects.flatMap((effect) => {
      if (effect.object !== 'entity' || effect.before !== null || effect.after === null) return [];
      const { type, code, name } = effect.after;
      return [[effect.id, { id: effect.id, type, code, name }] as const];
    }),
  );
}

/** "in West zone", "at Store W-1 · Harbour Street", "in 12 stores", "in the whole organization". */
export function whereWords(places: Places, regions: readonly PlaceRegion[]): string {
  const only = onlyPlace(regions);
  if (only !== null) return namedPlace(places, only);
  return countedWords(places, regions);
}

/** "in 12 stores", whichever they are. */
export const countedWords = (places: Places, regions: readonly PlaceRegion[]): string =>
  `in ${countedPlaces(places, allPlaces(regions))}`;

/** The same for what counts under some places and not under others. */
export function whereUnder(
  places: Places,
  under: readonly Scope[],
  except: readonly Scope[],
): string {
  const [only] = under;
  if (only !== undefined && except.length === 0 && (under.length === 1 || only.startsWith('org_')))
    return namedPlace(places, only);
  const counted = descendants(places.snapshot, under);
  for (const scope of descendants(places.snapshot, except)) counted.delete(scope);
  return `in ${countedPlaces(places, counted)}`;
}

/** The place that stands for all of these regions; null when they have to be counted. */
export function onlyPlace(regions: readonly PlaceRegion[]): Scope | null {
  const whole = regions.find(({ isWhole, tops }) => isWhole && tops[0]?.startsWith('org_'));
  const [region] = regions;
  const only = whole ?? (regions.length === 1 ? region : undefined);
  if (only?.isWhole !== true && only?.tops.length !== 1) return null;
  const [top] = only.tops;
  return top !== undefined && (only.isWhole || only.places().length === 1) ? top : null;
}

function namedPlace({ snapshot, names, planned }: Places, scope: Scope): string {
  const place = names.get(scope) ?? planned.get(scope);
  const { label } = placeWords(snapshot, scope, place);
  const isLowest = place !== undefined && lowestTypes(snapshotModel(snapshot)).has(place.type);
  return `${isLowest ? 'at' : 'in'} ${label}`;
}

function countedPlaces({ snapshot, planned }: Places, scopes: ReadonlySet<Scope>): string {
  const counts = placesByType(snapshot, scopes);
  for (const [scope, { type }] of planned) {
    if (scopes.has(scope)) counts.set(type, (counts.get(type) ?? 0) + 1);
  }
  const model = snapshotModel(snapshot);
  const lowest = [...lowestTypes(model)].flatMap((type) => {
    const count = counts.get(type) ?? 0;
    const words = model.entityTypes[type];
    return count === 0
      ? []
      : [counted(count, words?.label.toLowerCase() ?? type, words?.plural.toLowerCase() ?? type)];
  });
  return lowest.length > 0
    ? new Intl.ListFormat('en').format(lowest)
    : counted(scopes.size, 'place', 'places');
}

const counted = (count: number, one: string, many: string) =>
  `${count.toLocaleString('en')} ${count === 1 ? one : many}`;

/** Types that have nothing below them: what people count by. */
function lowestTypes({ entityTypes }: AccessModel): Set<string> {
  const parents = new Set(Object.values(entityTypes).flatMap((type) => type.parents));
  return new Set(Object.keys(entityTypes).filter((type) => !parents.has(type)));
}

function allPlaces(regions: readonly PlaceRegion[]): Set<Scope> {
  const places = new Set<Scope>();
  for (const region of new Set(regions)) for (const scope of region.places()) places.add(scope);
  return places;
}
