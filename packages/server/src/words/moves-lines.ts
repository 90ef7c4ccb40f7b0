import {
  type AccessMove,
  type Effect,
  type Instant,
  type MovedAccess,
  type Scope,
  snapshotModel,
} from '@latchkey/engine';
import { inModelOrder, saidOrder, shortList } from './moves-sentence.ts';
import { permissionLabel, restrictionLabel } from './permission-label.ts';
import { onlyPlace, type Places, whereWords } from './where-words.ts';

export interface MoveLines {
  readonly gains: string[];
  readonly loses: string[];
}

type MemberEffect = Extract<Effect, { object: 'member' }>;

/** What one person gains and loses, a line each; a new standing says it all in one. */
export function moveLines(
  places: Places,
  moves: readonly AccessMove[],
  effect: MemberEffect | undefined,
): MoveLines {
  const standing = standingLines(effect);
  const gains = [...standing.gains];
  const loses = [...standing.loses];
  const model = snapshotModel(places.snapshot);
  for (const move of moves) {
    // That an end of access was moved is said already.
    if (move.from !== null && standing.movesEnd) continue;
    const say = (part: MovedAccess) =>
      `${startWords(move)}${partWords(places, part)}${endWords(move)}`;
    if (!standing.saysGains) gains.push(...move.gained.map(say));
    if (!standing.saysLosses) loses.push(...move.lost.map(say));
    gains.push(...move.freed.map((key) => `What “${restrictionLabel(model, key)}” hid`));
    loses.push(...move.bound.map((key) => `What “${restrictionLabel(model, key)}” hides`));
  }
  return { gains, loses };
}

/** The places that these lines call by name. */
export const placesNamed = (moves: readonly AccessMove[]): Scope[] =>
  moves.flatMap(({ gained, lost }) =>
    [...gained, ...lost].flatMap(({ regions }) => onlyPlace(regions) ?? []),
  );

/** "Publish campaigns, Edit campaigns and See campaigns in West zone" */
function partWords(places: Places, { permissions, regions }: MovedAccess): string {
  const model = snapshotModel(places.snapshot);
  const labels = inModelOrder(saidOrder(places), new Set(permissions)).map((name) =>
    permissionLabel(model, name),
  );
  return `${shortList(labels)} ${whereWords(places, regions)}`;
}

const startWords = ({ from }: AccessMove) => (from === null ? '' : `From ${sayInstant(from)}: `);
const endWords = ({ onceActive }: AccessMove) => (onceActive ? ', once active' : '');

interface StandingLines extends MoveLines {
  /** What permissions are gained, or lost, goes without saying. */
  readonly saysGains: boolean;
  readonly saysLosses: boolean;
  readonly movesEnd: boolean;
}

function standingLines(effect: MemberEffect | undefined): StandingLines {
  const gains: string[] = [];
  const loses: string[] = [];
  const before = effect?.before ?? null;
  const after = effect?.after ?? null;
  const isOwner = after?.role === 'owner';
  const wasOwner = before?.role === 'owner';
  const here = (status: string | undefined) => status !== undefined && status !== 'removed';
  if (here(after?.status) && isOwner && !(wasOwner && here(before?.status)))
    gains.push('Every permission everywhere, as an owner');
  if (wasOwner && after !== null && !isOwner)
    loses.push('Every permission everywhere, as an owner');
  const { suspended, removed, resumed } = {
    suspended: before?.status !== 'suspended' && after?.status === 'suspended',
    removed: here(before?.status) && (after === null || after.status === 'removed'),
    resumed: before?.status === 'suspended' && after?.status === 'active',
  };
  if (suspended) loses.push('All access, until resumed');
  if (removed) loses.push('All access and the place in the organization');
  if (resumed) gains.push('All access that was held');
  if (before?.status === 'removed' && here(after?.status))
    gains.push('A place in the organization again');
  const movesEnd =
    before !== null && after !== null && before.accessEndsAt !== after.accessEndsAt && !removed;
  if (movesEnd) sayEnd(before.accessEndsAt, after.accessEndsAt, gains, loses);
  return {
    gains,
    loses,
    saysGains: resumed || isOwner,
    saysLosses: suspended || removed || (wasOwner && !isOwner),
    movesEnd,
  };
}

function sayEnd(
  before: Instant | null,
  after: Instant | null,
  gains: string[],
  loses: string[],
): void {
  if (after === null) gains.push('Access without an end');
  else if (before !== null && after > before) gains.push(`Access until ${sayInstant(after)}`);
  else loses.push(`Access after ${sayInstant(after)}`);
}

const sayInstant = (instant: Instant) =>
  `${new Date(instant).toLocaleString('en-GB', { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', timeZone: 'UTC' })} UTC`;
