import type { Effect } from '../src/effects.ts';
import type { AccessModel } from '../src/model.ts';
import { applyEffects } from '../src/snapshot/apply-effects.ts';
import { createBranch, publishBranch } from '../src/snapshot/branch.ts';
import { createSnapshot } from '../src/snapshot/create-snapshot.ts';
import { decodeSnapshot, encodeSnapshot } from '../src/snapshot/encode-snapshot.ts';
import type { Snapshot } from '../src/snapshot/snapshot.ts';
import { storeOf } from '../src/snapshot/snapshot-store.ts';
import { writeEffects } from '../src/snapshot/write-effects.ts';
import { Chance } from './chance.ts';
import { randomEdit, rebased, tablesAfter, withoutDangling } from './random-edits.ts';
import { rowsOf, type World, type WorldTables, worldOf } from './random-world.ts';

/** How a process came to hold a snapshot: what it was built from, and what happened since. */
export interface History {
  readonly tables: WorldTables;
  readonly now: number;
  /** Seed of another order of the rows, some of them twice. */
  readonly mixed: number | null;
  readonly steps: readonly Step[];
}

export type Step =
  | { readonly way: 'bytes' }
  | {
      readonly way: 'applied' | 'published' | 'branch';
      readonly effects: readonly Effect[];
      readonly model?: AccessModel;
    };

/** The snapshot that came about so, beside the tables as they are then. */
export function replayed({ tables: start, now, mixed, steps }: History): World {
  let tables = start;
  let snapshot = built(tables, mixed);
  let revision = 0;
  for (const step of steps) {
    if (step.way === 'bytes') {
      snapshot = decodeSnapshot(encodeSnapshot(snapshot));
      continue;
    }
    const effects = rebased(tables, step.effects);
    tables = tablesAfter(tables, effects, step.model);
    revision += 1;
    if (step.way === 'applied') {
      applyEffects(snapshot, effects, revision, step.model);
      continue;
    }
    const branch = createBranch(snapshot);
    writeEffects(storeOf(branch.snapshot), effects);
    if (step.way === 'published') publishBranch(branch, revision);
    else snapshot = branch.snapshot;
  }
  const holdsLists = steps.every(({ way }) => way !== 'branch');
  return { ...worldOf(tables, now), snapshot, holdsLists };
}

function built(tables: WorldTables, mixed: number | null): Snapshot {
  const rows = rowsOf(tables);
  if (mixed === null) return createSnapshot(rows);
  const chance = new Chance(mixed);
  const mix = <Row>(list: Iterable<Row>) => {
    const once = [...list];
    return chance.shuffled([...once, ...chance.some(once, 5)]);
  };
  return createSnapshot({
    ...rows,
    members: mix(rows.members),
    grants: mix(rows.grants),
    permissionSets: mix(rows.permissionSets),
    entities: mix(rows.entities),
  });
}

const bytes: Step = { way: 'bytes' };

/** Changes one after the other: some through a branch that is then published, some after bytes were read. */
function followed(
  { tables: start, now }: World,
  chance: Chance,
  { branches, reads }: { branches: number; reads: number },
): History {
  const first = withoutDangling(start);
  const steps: Step[] = [];
  let tables = first;
  for (const _ of chance.times(1 + chance.below(8), Number)) {
    if (chance.happens(reads)) steps.push(bytes);
    const { effects, model } = randomEdit(chance, tables, now);
    const way = model === undefined && chance.happens(branches) ? 'published' : 'applied';
    steps.push({ way, effects, ...(model !== undefined && { model }) });
    tables = tablesAfter(tables, effects, model);
  }
  if (chance.happens(reads)) steps.push(bytes);
  return { tables: first, now, mixed: null, steps };
}

const fresh = ({ tables, now }: World): History => ({ tables, now, mixed: null, steps: [] });

/** The ways in which a process comes to hold a snapshot. */
export const arrivals = {
  'built from the tables': fresh,
  'built from rows in another order, some of them twice': (world, chance) => ({
    ...fresh(world),
    mixed: chance.below(2 ** 31),
  }),
  'read from bytes': (world) => ({ ...fresh(world), steps: [bytes] }),
  'followed change by change': (world, chance) =>
    followed(world, chance, { branches: 0, reads: 0 }),
  'followed by branches that were published': (world, chance) =>
    followed(world, chance, { branches: 0.7, reads: 0 }),
  'followed through bytes and changes in turn': (world, chance) =>
    followed(world, chance, { branches: 0.4, reads: 0.4 }),
  'seen on a branch that is not published': (world, chance) => {
    const tables = withoutDangling(world.tables);
    const { effects, model } = randomEdit(chance, tables, world.now);
    const steps: Step[] = model === undefined ? [{ way: 'branch', effects }] : [];
    return { ...fresh(world), tables, steps };
  },
} as const satisfies Record<string, (world: World, chance: Chance) => History>;

export type ArrivalName = keyof typeof arrivals;
export const arrivalNames = Object.keys(arrivals) as ArrivalName[]; // a literal has no other keys
