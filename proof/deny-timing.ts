import {
  createSnapshot,
  evaluate,
  type Question,
  type Snapshot,
  type SnapshotRows,
} from '@latchkey/engine';
import { Chance } from '../packages/engine/test/chance.ts';
import { permissionsOf } from '../packages/engine/test/oracle.ts';
import { shopModel } from '../packages/engine/test/shop-model.ts';

/** Both are built anew so many times, in turn one and the other first: where they come to lie in memory is chance. */
const builds = 5;
const rounds = 60;
const repeats = 2;
const limit = 1.1;
const permissions = permissionsOf(shopModel);

interface Amount {
  readonly members: number;
  readonly places: number;
  readonly sets: number;
  /** Among what is added, places where a module is off and sets with restrictions. */
  readonly switches: boolean;
}

const plain: Amount = { members: 300, places: 150, sets: 12, switches: false };
const grown = [
  // What the measuring itself comes to.
  { what: 'nothing more', amount: plain },
  { what: '50 times the people and grants', amount: { ...plain, members: 15_000 } },
  { what: '20 times the places', amount: { ...plain, places: 3_000 } },
  { what: '20 times the sets', amount: { ...plain, sets: 240 } },
  {
    what: 'restrictions of others and modules off elsewhere',
    amount: { ...plain, members: 600, places: 300, sets: 24, switches: true },
  },
];

/** The first rows are the same whatever the amount: what comes after them has nothing to do with the questions. */
function rows({ members, places, sets, switches }: Amount): SnapshotRows {
  const chance = new Chance(11);
  const at = (index: number) =>
    index < plain.places ? index : plain.places + chance.below(places - plain.places);
  return {
    organizationId: 'org_timing',
    revision: 0,
    model: shopModel,
    modulesOff: [],
    entities: Array.from({ length: places }, (_, index) => ({
      entityId: `ent_${index}` as const,
      type: 'store',
      code: `s${index}`,
      closed: false,
      // Ten under each, three levels deep; what is added lies under what is added.
      parents:
        index % plain.places < 10
          ? []
          : [
              `ent_${index - (index % plain.places) + Math.floor((index % plain.places) / 10)}` as const,
            ],
      modulesOff: switches && index >= plain.places ? ['stock'] : [],
    })),
    permissionSets: Array.from({ length: sets }, (_, index) => ({
      setId: `pst_${index}` as const,
      permissions: permissions.filter((__, at) => (at + index) % 3 === 0),
      restrictions: switches && index >= plain.sets ? ['hide-number'] : [],
      mayGrant: [],
    })),
    members: Array.from({ length: members }, (_, index) => ({
      memberId: `mem_${index}` as const,
      userId: null,
      externalId: null,
      role: 'member' as const,
      status: 'active' as const,
      accessEndsAt: null,
      visiting: false,
    })),
    grants: Array.from({ length: members * 2 }, (_, index) => {
      const member = index >> 1;
      const isPlain = member < plain.members;
      return {
        grantId: `grt_${index}` as const,
        memberId: `mem_${member}` as const,
        setId: `pst_${isPlain ? index % plain.sets : index % sets}` as const,
        permissions: null,
        scope: `ent_${isPlain ? (index * 7) % plain.places : at(plain.places + index)}` as const,
        startsAt: null,
        endsAt: null,
      };
    }),
  };
}

/** Denials only: CPU time of the same questions with and without what has nothing to do with them, the median of several builds. */
export function timeDenials(): { summary: string; differences: readonly string[] } {
  const denied = questions(createSnapshot(rows(plain)));
  const differences: string[] = [];
  const ratios = grown.map(({ what, amount }) => {
    const found = Array.from({ length: builds }, (_, build) => {
      const isFirst = build % 2 === 0;
      const before = isFirst ? createSnapshot(rows(plain)) : null;
      const big = createSnapshot(rows(amount));
      const small = before ?? createSnapshot(rows(plain));
      if (questions(big).length !== denied.length) differences.push(`${what}: other answers.`);
      for (let warm = 0; warm < 5; warm += 1) for (const each of [small, big]) time(each, denied);
      return ratio(small, big, denied);
    });
    const times = median(found);
    if (times > limit) differences.push(`${what}: ${times.toFixed(2)} times, over ${limit}.`);
    const [least = 0, most = 0] = [Math.min(...found), Math.max(...found)];
    return `${what} ${times.toFixed(2)}× (${least.toFixed(2)}–${most.toFixed(2)})`;
  });
  return { summary: ratios.join(', '), differences };
}

/** In short turns, each as often first as last; the fastest of them, which nothing else on the machine disturbed, are compared. */
function ratio(small: Snapshot, big: Snapshot, asked: readonly Question[]): number {
  let [plainly, amongMore] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let round = 0; round < rounds; round += 1) {
    const turns = [small, big, big, small].map((each) => time(each, asked));
    const [first = 0, second = 0, third = 0, fourth = 0] = turns;
    plainly = Math.min(plainly, first, fourth);
    amongMore = Math.min(amongMore, second, third);
  }
  return amongMore / plainly;
}

const median = (values: readonly number[]): number =>
  values.toSorted((left, right) => left - right)[values.length >> 1] ?? 0;

function questions(snapshot: Snapshot): Question[] {
  const chance = new Chance(5);
  const asked = chance.times(
    8_000,
    (): Question => ({
      memberId: `mem_${chance.below(plain.members)}`,
      permission: chance.pick(permissions),
      place: `ent_${chance.below(plain.places)}`,
    }),
  );
  return asked.filter((question) => !evaluate(snapshot, question, 0).allowed);
}

function time(snapshot: Snapshot, asked: readonly Question[]): number {
  const before = process.cpuUsage();
  for (let repeat = 0; repeat < repeats; repeat += 1) {
    for (const question of asked) evaluate(snapshot, question, 0);
  }
  // Only the two together are exact: the system guesses which share was whose.
  const { user, system } = process.cpuUsage(before);
  return user + system;
}
