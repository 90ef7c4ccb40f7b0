/** One organization of one size in a process of its own: built, checked beside the oracle, then asked on the clock. */
import {
  can,
  createSnapshot,
  evaluate,
  explain,
  listMembers,
  listPlaces,
  principalOf,
  type SnapshotRows,
} from '@latchkey/engine';
import { permissionNames } from '../organization/bench-model.ts';
import {
  type BenchOrganization,
  makeOrganization,
  type OrganizationShape,
  rowsOf,
} from '../organization/make-organization.ts';
import { makeQuestions } from '../organization/make-questions.ts';

export interface Size {
  readonly shape: Partial<OrganizationShape>;
  /** What else lies in the same organization and has nothing to do with the questions. */
  readonly unrelated?: Partial<OrganizationShape>;
  /** How many of the members ask. */
  readonly asking: number;
}

/** What is asked, and about questions with a yes or a no. */
export type What = `${keyof typeof acts} ${'yes' | 'no'}`;

export interface Built {
  readonly wrong: number;
  readonly grants: number;
  /** Of the snapshot alone, on the heap and beside it. */
  readonly bytes: number;
}

const size: Size = JSON.parse(process.argv[2] ?? '{}');
const organization = makeOrganization(size.shape);
const { now } = organization;
const page = { after: null, limit: 50 };

const before = usedBytes();
const snapshot = createSnapshot(allRows(organization));
const bytes = usedBytes() - before;

const questions = makeQuestions(organization, {
  // The oracle goes through all grants of a person for each question.
  count: organization.shape.mostGrants > 100 ? 2_000 : Math.min(40_000, 80 * size.asking),
  members: size.asking,
}).map((question) => {
  const principal = principalOf(snapshot, question.memberId);
  if (principal === null) throw new Error(`Nobody has the id \`${question.memberId}\`.`);
  return { ...question, principal };
});
/** Held by nobody but owners, so that a list of people with it is short and one of places is empty. */
const held = new Set(organization.sets.flatMap(({ permissions }) => permissions));
const unheld = permissionNames.find((name) => !held.has(name)) ?? 'm0.unknown';

type Asked = (typeof questions)[number];
const acts = {
  can: (asked: Asked) => can(snapshot, asked, now),
  evaluate: (asked: Asked) => evaluate(snapshot, asked, now).allowed,
  principal: ({ principal, permission, place }: Asked) => principal.can(permission, place, now),
  explain: (asked: Asked) => explain(snapshot, asked, now).decision.allowed,
  people: ({ permission, place, allowed }: Asked) =>
    listMembers(snapshot, { permission: allowed ? permission : unheld, place }, page, now),
  places: ({ memberId, permission, allowed }: Asked) =>
    listPlaces(
      snapshot,
      { memberId, permission: allowed ? permission : unheld, type: 'store' },
      page,
      now,
    ),
} as const;

process.send?.({ wrong: countWrong(), grants: countGrants(), bytes } satisfies Built);

process.on('message', ({ what, milliseconds }: { what: What; milliseconds: number }) => {
  const [act, answer] = what.split(' ');
  const some = questions.filter(({ allowed }) => allowed === (answer === 'yes'));
  process.send?.(microsecondsEach(acts[act as keyof typeof acts], some, milliseconds));
});

function microsecondsEach(
  act: (asked: Asked) => unknown,
  some: readonly Asked[],
  milliseconds: number,
): number {
  let answered = 0;
  const start = process.cpuUsage();
  const end = performance.now() + milliseconds;
  // The clock is read rarely where an act takes nanoseconds, and often where it takes long.
  for (let slice = 1, from = 0; performance.now() < end; slice = Math.min(256, slice * 2)) {
    for (let index = 0; index < slice; index++) {
      const asked = some[from];
      if (asked !== undefined) act(asked);
      from = (from + 1) % some.length;
    }
    answered += slice;
  }
  const { user, system } = process.cpuUsage(start);
  return (user + system) / answered;
}

function countWrong(): number {
  let wrong = 0;
  for (const asked of questions) {
    const answers = [acts.can(asked), acts.evaluate(asked), acts.principal(asked)];
    wrong += answers.filter((answer) => answer !== asked.allowed).length;
  }
  for (const asked of questions.slice(0, 10)) {
    const { memberId, permission, place, allowed } = asked;
    const { ids: people } = listMembers(snapshot, { permission, place }, page, now);
    const { ids: places } = acts.places({ ...asked, allowed: true });
    const isAmong = allowed && people.length < page.limit && !people.includes(memberId);
    wrong += Number(isAmong);
    for (const id of people) wrong += Number(!can(snapshot, { ...asked, memberId: id }, now));
    for (const id of places) wrong += Number(!can(snapshot, { ...asked, place: id }, now));
    wrong += Number(acts.explain(asked) !== allowed);
  }
  return wrong;
}

function allRows(own: BenchOrganization): SnapshotRows {
  const rows = rowsOf(own);
  if (!size.unrelated) return rows;
  const other = rowsOf(makeOrganization(size.unrelated));
  return {
    ...rows,
    members: both(rows.members, other.members),
    grants: both(rows.grants, other.grants),
    permissionSets: both(rows.permissionSets, other.permissionSets),
    entities: both(rows.entities, other.entities),
  };
}

function* both<Row>(ones: Iterable<Row>, others: Iterable<Row>): Iterable<Row> {
  yield* ones;
  yield* others;
}

function countGrants(): number {
  let grants = 0;
  for (let index = 0; index < organization.shape.members; index++) {
    grants += organization.grantsOf(index).length;
  }
  return grants;
}

/** After collecting twice: what the first collection sets free may be held by something that it also frees. */
function usedBytes(): number {
  globalThis.gc?.();
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage(); // array buffers are among the external bytes
  return heapUsed + external;
}
