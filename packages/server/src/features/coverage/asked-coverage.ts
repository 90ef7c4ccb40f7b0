import {
  type AccessModel,
  accessModuleKey,
  placesOfType,
  type Snapshot,
  snapshotModel,
} from '@latchkey/engine';
import { ProblemError } from '../../http/problem.ts';
import { lowestType } from '../../words/place-words.ts';

export interface PlaceType {
  readonly key: string;
  readonly label: string;
  readonly plural: string;
}

/** What is looked at, by what it is counted, and what else there is to choose. */
export interface AskedCoverage {
  readonly type: PlaceType;
  readonly types: readonly PlaceType[];
  readonly by: PlaceType | null;
  readonly groupings: readonly PlaceType[];
  readonly permissions: readonly string[];
}

/** More rows than these are no longer read at a glance. */
const mostGroups = 60;

/** What a request comes to; what it leaves out is chosen: the lowest type, counted by the smallest places that still fit a table. */
export function askedCoverage(
  snapshot: Snapshot,
  asked: {
    readonly permission?: string | undefined;
    readonly type?: string | undefined;
    readonly by?: string | undefined;
  },
): AskedCoverage {
  const model = snapshotModel(snapshot);
  const { entityTypes } = model;
  const typeOf = (key: string): PlaceType => {
    const { label = 'Organization', plural = 'Organizations' } = entityTypes[key] ?? {};
    return { key, label, plural };
  };
  const type = asked.type ?? lowestType(model, 'organization');
  if (type !== 'organization' && !Object.hasOwn(entityTypes, type)) {
    throw new ProblemError('unknown_place_type');
  }
  const above = typesAbove(model, type);
  const by = asked.by ?? smallestFitting(snapshot, above);
  return {
    type: typeOf(type),
    types: Object.keys(entityTypes).map(typeOf),
    by: by !== undefined && above.includes(by) ? typeOf(by) : null,
    groupings: above.map(typeOf),
    permissions: permissionsAsked(model, asked.permission),
  };
}

/** The types in which one of this type may lie, at any height. */
function typesAbove({ entityTypes }: AccessModel, type: string): string[] {
  const found = new Set(entityTypes[type]?.parents);
  for (const next of found) {
    for (const parent of entityTypes[next]?.parents ?? []) found.add(parent);
  }
  return Object.keys(entityTypes).filter((key) => key !== type && found.has(key));
}

function smallestFitting(snapshot: Snapshot, types: readonly string[]): string | undefined {
  const counted = types
    .map((type) => ({ type, count: placesOfType(snapshot, type).length }))
    .filter(({ count }) => count > 0)
    .sort((one, other) => other.count - one.count);
  return (counted.find(({ count }) => count <= mostGroups) ?? counted.at(-1))?.type ?? types[0];
}

function permissionsAsked({ modules }: AccessModel, permission: string | undefined): string[] {
  const all = Object.entries(modules).flatMap(([module, { permissions }]) =>
    Object.entries(permissions).map(([key, { risk }]) => ({ key, risk, module })),
  );
  if (permission !== undefined) {
    if (!all.some(({ key }) => key === permission)) throw new ProblemError('unknown_permission');
    return [permission];
  }
  const platforms = all.filter(({ module }) => module !== accessModuleKey);
  const risky = platforms.filter(({ risk }) => risk !== undefined);
  return (risky.length > 0 ? risky : platforms).map(({ key }) => key);
}
