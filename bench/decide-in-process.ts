import {
  createSnapshot,
  defineAccessModel,
  type EntityId,
  evaluate,
  type MemberId,
  type PermissionSetId,
  type Question,
  type Scope,
  type SnapshotEntity,
  type SnapshotGrant,
} from '@latchkey/engine';

const memberCount = 10_000;
const storeCount = 1_000;
const questionCount = 100_000;
const rounds = 5;

/**
 * `evaluate` on 10,000 members with one to three grants, 1,000 stores in 20 zones and 10 concepts,
 * 60 permissions in 6 modules and 12 sets: millions of answers per CPU second, allowed and denied apart.
 */
export function decideInProcess(): void {
  const { snapshot, questions } = randomOrganization();
  const now = Date.now();
  const allowed = questions.filter((question) => evaluate(snapshot, question, now).allowed);
  const denied = questions.filter((question) => !evaluate(snapshot, question, now).allowed);
  console.log(
    `in process, ${questionCount.toLocaleString('en')} random questions, ${allowed.length} of them allowed`,
  );
  console.log('round   all M/s   allowed M/s   denied M/s   denied / allowed');
  for (let round = 1; round <= rounds; round++) {
    const all = perSecond(questions);
    const yes = perSecond(allowed);
    const no = perSecond(denied);
    console.log(
      [
        String(round).padStart(5),
        all.toFixed(2).padStart(9),
        yes.toFixed(2).padStart(13),
        no.toFixed(2).padStart(12),
        (yes / no).toFixed(2).padStart(18),
      ].join(' '),
    );
  }

  function perSecond(asked: readonly Question[]): number {
    const repeats = Math.ceil(1_000_000 / asked.length);
    const before = process.cpuUsage();
    for (let repeat = 0; repeat < repeats; repeat++) {
      for (const question of asked) evaluate(snapshot, question, now);
    }
    const { user, system } = process.cpuUsage(before);
    return (repeats * asked.length) / (user + system);
  }
}

function randomOrganization() {
  const random = (count: number) => Math.floor(Math.random() * count);
  const id = (prefix: string, number: number) => `${prefix}_${String(number).padStart(26, '0')}`;
  const permissions = Array.from({ length: 6 }, (_, module) =>
    Array.from({ length: 10 }, (_, permission) => `m${module}.p${permission}`),
  );
  const model = defineAccessModel({
    key: 'bench',
    label: 'Bench',
    entityTypes: {
      zone: { label: 'Zone', plural: 'Zones', parents: ['organization'] },
      concept: { label: 'Concept', plural: 'Concepts', parents: ['organization'] },
      store: { label: 'Store', plural: 'Stores', parents: ['zone', 'concept'] },
    },
    modules: Object.fromEntries(
      permissions.map((names, module) => [
        `m${module}`,
        {
          label: `Module ${module}`,
          permissions: Object.fromEntries(
            names.map((name) => [name, { label: name, description: name }]),
          ),
        },
      ]),
    ),
    permissionSets: {},
  });
  const entity = (number: number, type: string, parents: EntityId[] = []): SnapshotEntity => ({
    entityId: id('ent', number) as EntityId,
    type,
    code: `C-${number}`,
    parents,
    closed: false,
    modulesOff: [],
  });
  const zones = Array.from({ length: 20 }, (_, index) => entity(index, 'zone'));
  const concepts = Array.from({ length: 10 }, (_, index) => entity(100 + index, 'concept'));
  const at = <Item>(items: readonly Item[]) => items[random(items.length)] as Item; // the lists are not empty
  const stores = Array.from({ length: storeCount }, (_, index) =>
    entity(1_000 + index, 'store', [at(zones).entityId, at(concepts).entityId]),
  );
  const all = permissions.flat();
  const sets = Array.from({ length: 12 }, (_, index) => ({
    setId: id('pst', index) as PermissionSetId,
    permissions: all.filter(() => Math.random() < 0.28).sort(),
    mayGrant: [],
    restrictions: [],
  }));
  const organizationId = id('org', 1) as `org_${string}`;
  const scope = (): Scope => {
    const where = Math.random();
    if (where < 0.1) return organizationId;
    return at(where < 0.3 ? zones : where < 0.5 ? concepts : stores).entityId;
  };
  const members = Array.from({ length: memberCount }, (_, index) => ({
    memberId: id('mem', index) as MemberId,
    userId: id('usr', index) as `usr_${string}`,
    externalId: null,
    role: 'member' as const,
    status: 'active' as const,
    accessEndsAt: null,
    visiting: false,
  }));
  let grantNumber = 0;
  const grants = members.flatMap(({ memberId }) =>
    Array.from(
      { length: 1 + random(3) },
      (): SnapshotGrant => ({
        grantId: id('grt', grantNumber++) as `grt_${string}`,
        memberId,
        setId: at(sets).setId,
        permissions: null,
        scope: scope(),
        startsAt: null,
        endsAt: random(10) === 0 ? Date.now() + 86_400_000 : null,
      }),
    ),
  );
  const grantsOf = Map.groupBy(grants, ({ memberId }) => memberId);
  const snapshot = createSnapshot({
    organizationId,
    revision: 1,
    model,
    modulesOff: [],
    members,
    grants,
    permissionSets: sets,
    entities: [...zones, ...concepts, ...stores],
  });
  // About half aim at what is held, so that about half of all are allowed.
  const questions = Array.from({ length: questionCount }, (): Question => {
    const { memberId } = at(members);
    const grant = at(grantsOf.get(memberId) ?? grants);
    const aimed = Math.random() < 0.7;
    const set = sets.find(({ setId }) => setId === grant.setId);
    const below = stores.filter(({ parents }) =>
      (parents as readonly Scope[]).includes(grant.scope),
    );
    const place =
      grant.scope === organizationId || below.length === 0 ? grant.scope : at(below).entityId;
    return {
      memberId,
      permission: aimed && set ? at(set.permissions) : at(all),
      place: aimed ? (place === organizationId ? at(stores).entityId : place) : at(stores).entityId,
    };
  });
  return { snapshot, questions };
}
