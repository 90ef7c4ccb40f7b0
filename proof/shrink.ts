import { type History, replayed, type Step } from '../packages/engine/test/arrivals.ts';
import { withoutDangling } from '../packages/engine/test/random-edits.ts';
import type { World, WorldTables } from '../packages/engine/test/random-world.ts';

/** The least history found in which it still goes wrong: rows, steps and effects are left out as long as it does. */
export function shrunk(history: History, goesWrong: (world: World) => boolean): History {
  let least = history;
  const still = (candidate: History) => {
    try {
      return isWhole(candidate) && goesWrong(replayed(candidate));
    } catch {
      return false;
    }
  };
  for (let progress = true; progress; ) {
    progress = false;
    for (const candidate of smaller(least)) {
      if (!still(candidate)) continue;
      least = candidate;
      progress = true;
      break;
    }
  }
  return least;
}

/** Where changes follow, rows that hang in the air would be a difference of their own making. */
const isWhole = ({ tables, steps }: History) =>
  steps.every(({ way }) => way === 'bytes') ||
  withoutDangling(tables).grants.size === tables.grants.size;

function* smaller(history: History): Generator<History> {
  const { tables, steps } = history;
  if (history.mixed !== null) yield { ...history, mixed: null };
  for (const index of steps.keys()) yield { ...history, steps: steps.toSpliced(index, 1) };
  for (const [index, step] of steps.entries()) {
    if (step.way === 'bytes') continue;
    for (const at of step.effects.keys()) {
      const fewer: Step = { ...step, effects: step.effects.toSpliced(at, 1) };
      yield { ...history, steps: steps.with(index, fewer) };
    }
  }
  for (const fewer of smallerTables(tables)) yield { ...history, tables: fewer };
}

function* smallerTables(tables: WorldTables): Generator<WorldTables> {
  // Halves first: a world of hundreds of rows is soon a handful.
  for (const part of [2, 4, 16, Number.POSITIVE_INFINITY]) {
    for (const grants of less(tables.grants, part)) yield { ...tables, grants };
    for (const members of less(tables.members, part)) yield { ...tables, members };
    for (const sets of less(tables.sets, part)) yield { ...tables, sets };
    for (const entities of less(tables.entities, part)) yield { ...tables, entities };
  }
  if (tables.modulesOff.length > 0) yield { ...tables, modulesOff: [] };
  for (const [id, entity] of tables.entities) {
    const put = (row: typeof entity) => ({
      ...tables,
      entities: new Map([...tables.entities, [id, row]]),
    });
    if (entity.modulesOff.length > 0) yield put({ ...entity, modulesOff: [] });
    for (const index of entity.parents.keys()) {
      yield put({ ...entity, parents: entity.parents.toSpliced(index, 1) });
    }
  }
  for (const [id, set] of tables.sets) {
    const put = (row: typeof set) => ({ ...tables, sets: new Map([...tables.sets, [id, row]]) });
    if (set.restrictions.length > 0) yield put({ ...set, restrictions: [] });
    for (const index of set.permissions.keys()) {
      yield put({ ...set, permissions: set.permissions.toSpliced(index, 1) });
    }
  }
  for (const [id, grant] of tables.grants) {
    const put = (row: typeof grant) => ({
      ...tables,
      grants: new Map([...tables.grants, [id, row]]),
    });
    if (grant.startsAt !== null) yield put({ ...grant, startsAt: null });
    if (grant.endsAt !== null) yield put({ ...grant, endsAt: null });
    for (const index of grant.permissions?.keys() ?? []) {
      if (grant.permissions === null) continue;
      yield put({ ...grant, permissions: grant.permissions.toSpliced(index, 1) });
    }
  }
}

/** The rows without each of so many parts of them. */
function* less<Id, Row>(rows: ReadonlyMap<Id, Row>, parts: number): Generator<Map<Id, Row>> {
  const all = [...rows];
  const length = Math.max(1, Math.ceil(all.length / parts));
  for (let at = 0; at < all.length; at += length) yield new Map(all.toSpliced(at, length));
}
