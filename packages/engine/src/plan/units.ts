import type { Effect } from '../effects.ts';
import type { EntityId, MemberId } from '../ids.ts';
import type { Operation } from '../operations.ts';

export interface IndexedOperation {
  readonly index: number;
  readonly operation: Operation;
}

/** Operations that stand or fall together. */
export type Unit = readonly [IndexedOperation, ...IndexedOperation[]];

const aboutOneMember = new Set<Operation['type']>([
  'member.update',
  'member.setRole',
  'member.setAccessEnd',
  'member.suspend',
  'member.resume',
  'member.remove',
  'member.restore',
  'member.setGrants',
  'member.setPermissions',
  'grant.add',
  'grant.remove',
]);

/**
 * Operations in a row on the same member are one unit: a new role and the grants that go with it make
 * sense only together. So are the parts of one change about one person that are turned round.
 */
export function unitsOf(operations: readonly Operation[]): Unit[] {
  const units: Unit[] = [];
  let run: { key: string; unit: [IndexedOperation, ...IndexedOperation[]] } | null = null;
  let reverts: IndexedOperation[] = [];
  const endReverts = () => {
    units.push(...revertUnits(reverts));
    reverts = [];
  };
  operations.forEach((operation, index) => {
    const indexed = { index, operation };
    if (operation.type === 'change.revert') {
      run = null;
      reverts.push(indexed);
      return;
    }
    endReverts();
    const key =
      'memberId' in operation && aboutOneMember.has(operation.type) ? operation.memberId : null;
    if (run !== null && run.key === key) {
      run.unit.push(indexed);
      return;
    }
    const unit: [IndexedOperation] = [indexed];
    run = key === null ? null : { key, unit };
    units.push(unit);
  });
  endReverts();
  return units;
}

/** Sets and places come back before what stands on them, and go after it, the lowest first. */
function revertUnits(reverts: readonly IndexedOperation[]): Unit[] {
  const people = new Map<MemberId, [IndexedOperation, ...IndexedOperation[]]>();
  const comingBack: Standing[] = [];
  const going: Standing[] = [];
  const parentsOf = new Map<EntityId, readonly EntityId[]>();
  for (const indexed of reverts) {
    if (indexed.operation.type !== 'change.revert') continue;
    const { recorded } = indexed.operation;
    const memberId = memberOf(recorded);
    if (memberId === null) {
      (recorded.before === null ? going : comingBack).push({ indexed, recorded });
      if (recorded.object === 'entity') {
        parentsOf.set(recorded.id, (recorded.before ?? recorded.after)?.parents ?? []);
      }
      continue;
    }
    const unit = people.get(memberId);
    if (unit === undefined) people.set(memberId, [indexed]);
    else unit.push(indexed);
  }
  const depthOf = (id: EntityId): number =>
    Math.max(0, ...(parentsOf.get(id) ?? []).map((parent) => 1 + depthOf(parent)));
  const depth = ({ recorded }: Standing) =>
    recorded.object === 'entity' ? depthOf(recorded.id) : 0;
  return [
    ...comingBack.sort((left, right) => depth(left) - depth(right)).map(alone),
    ...[...people.values()].map(inOrder),
    ...going.sort((left, right) => depth(right) - depth(left)).map(alone),
  ];
}

/** A person comes back before what is held, and goes after it. */
function inOrder(unit: [IndexedOperation, ...IndexedOperation[]]): Unit {
  return unit.sort((left, right) => turn(left) - turn(right));
}

function turn({ operation }: IndexedOperation): number {
  if (operation.type !== 'change.revert' || operation.recorded.object !== 'member') return 1;
  return operation.recorded.before === null ? 2 : 0;
}

/** A set, a place or another thing that stands for itself. */
interface Standing {
  readonly indexed: IndexedOperation;
  readonly recorded: Effect;
}

const alone = ({ indexed }: Standing): Unit => [indexed];

function memberOf(effect: Effect): MemberId | null {
  if (effect.object === 'member') return effect.id;
  if (effect.object !== 'grant' && effect.object !== 'invitation') return null;
  return (effect.after ?? effect.before)?.memberId ?? null;
}
