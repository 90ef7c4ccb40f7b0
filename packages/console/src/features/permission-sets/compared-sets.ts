import type { AccessModelView, PermissionSet } from '@latchkey/contract';
import { modelGraph } from '../../shared-ui/permission-matrix/model-graph.ts';

/** More do not fit side by side. */
export const mostCompared = 4;

/** How a set has a permission: given by itself, through another one, or not at all. */
export type Standing =
  | { readonly kind: 'given' }
  | { readonly kind: 'included'; readonly by: string }
  | { readonly kind: 'missing' };

/** A permission or a restriction. */
export interface ComparedRow {
  readonly permission: string;
  readonly label: string;
  readonly standings: readonly Standing[];
}

export interface ComparedModule {
  readonly label: string;
  readonly rows: readonly ComparedRow[];
}

export interface Comparison {
  /** Where some of the sets have the permission and others do not. */
  readonly differences: readonly ComparedModule[];
  readonly common: readonly ComparedModule[];
  /** How many permissions none of them has. */
  readonly inNone: number;
}

/** Sets side by side, the differences apart from what all of them have. */
export function compareSets(sets: readonly PermissionSet[], model: AccessModelView): Comparison {
  const graph = modelGraph(model);
  const columns = sets.map(({ permissions }) => ({
    held: new Set(graph.closure(permissions)),
    locked: graph.locked(permissions),
  }));
  const modules = Object.values(model.modules).map((module) => ({
    label: module.label,
    rows: Object.entries(module.permissions).map(([permission, { label }]) => ({
      permission,
      label,
      standings: columns.map(({ held, locked }): Standing => {
        const by = locked.get(permission);
        if (by !== undefined) return { kind: 'included', by };
        return { kind: held.has(permission) ? 'given' : 'missing' };
      }),
    })),
  }));
  const restrictions = {
    label: 'Restrictions',
    rows: Object.entries(model.restrictions).map(([permission, { label }]) => ({
      permission,
      label,
      standings: sets.map(
        (set): Standing => ({
          kind: set.restrictions.includes(permission) ? 'given' : 'missing',
        }),
      ),
    })),
  };
  const only = (passes: (holders: number) => boolean) =>
    [...modules, restrictions]
      .map(({ label, rows }) => ({ label, rows: rows.filter((row) => passes(holdersOf(row))) }))
      .filter(({ rows }) => rows.length > 0);
  return {
    differences: only((holders) => holders > 0 && holders < sets.length),
    common: only((holders) => holders === sets.length),
    inNone: modules.flatMap(({ rows }) => rows).filter((row) => holdersOf(row) === 0).length,
  };
}

const holdersOf = ({ standings }: ComparedRow) =>
  standings.filter(({ kind }) => kind !== 'missing').length;
