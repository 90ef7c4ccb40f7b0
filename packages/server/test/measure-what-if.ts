import {
  accessMoves,
  accessMovesInSteps,
  createSnapshot,
  defineAccessModel,
  type EntityId,
  type Facts,
  type MemberId,
  type Operation,
  type PermissionSetId,
  type PermissionSetState,
  plan,
  type Scope,
  type SnapshotEntity,
  type SnapshotGrant,
} from '@latchkey/engine';
import { Turns } from '../src/change/in-turns.ts';
import { measureTurns } from './longest-turn.ts';

const rounds = 5;
const memberCount = Number(process.argv[2] ?? 100_000);
const organizationId = 'org_bench';
const now = Date.now();

/**
 * What it takes to say who gains and loses what, beside the plan itself: 100,000 members with one to three
 * grants, 1,000 stores in 20 zones and 10 concepts, one set held by half of them. The pause is the longest for which
 * nobody else had a turn while it was worked out as the server does it, in five rounds.
 */
async function whatIf(): Promise<void> {
  const { snapshot, facts } = randomOrganization();
  const drafts: readonly (readonly [string, Operation])[] = [
    [
      'a module off for everybody',
      { type: 'entitlements.set', scope: organizationId, modulesOff: ['m0'] },
    ],
    [
      'a permission taken out of the set of half',
      {
        type: 'permissionSet.update',
        setId: 'pst_0',
        permissions: ['m0.p1', 'm1.p1', 'm2.p1', 'm3.p1'],
      },
    ],
    [
      'a zone of 50 stores moved into a region',
      { type: 'entity.update', entityId: 'ent_zone_0', parents: ['ent_region_1'] },
    ],
    [
      'one person’s access',
      {
        type: 'member.setGrants',
        memberId: memberOf(7),
        grants: [{ grantId: 'grt_new', setId: 'pst_3', scope: 'ent_zone_3' }],
      },
    ],
  ];
  console.log(`${memberCount.toLocaleString('en')} members; CPU, median of ${rounds}`);
  console.log(
    'draft'.padEnd(44),
    'plan ms'.padStart(9),
    'moves ms'.padStart(9),
    'people'.padStart(9),
    'pause ms'.padStart(9),
  );
  for (const [name, operation] of drafts) {
    const planned: number[] = [];
    const compared: number[] = [];
    const pauses: number[] = [];
    let people = 0;
    for (let round = 0; round < rounds; round += 1) {
      const before = process.cpuUsage();
      const drafted = plan([operation], {
        snapshot,
        facts,
        actor: { type: 'system', name: 'bench' },
        authority: { kind: 'system' },
        now,
      });
      if (drafted.problems.length > 0) throw new Error(JSON.stringify(drafted.problems[0]));
      planned.push(milliseconds(before));
      const between = process.cpuUsage();
      people = new Set(accessMoves(drafted, now).map(({ memberId }) => memberId)).size;
      compared.push(milliseconds(between));
      const turns = measureTurns();
      await new Turns().through(accessMovesInSteps(drafted, now), () => {});
      pauses.push(turns.stop());
    }
    console.log(
      name.padEnd(44),
      median(planned).toFixed(1).padStart(9),
      median(compared).toFixed(1).padStart(9),
      people.toLocaleString('en').padStart(9),
      Math.max(...pauses)
        .toFixed(1)
        .padStart(9),
    );
  }
}

const milliseconds = (since: NodeJS.CpuUsage) => {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1000;
};
const median = (values: readonly number[]) =>
  values.toSorted((left, right) => left - right)[values.length >> 1] ?? 0;
const memberOf = (number: number): MemberId => `mem_${String(number).padStart(26, '0')}`;

function randomOrganization() {
  const random = (count: number) => Math.floor(Math.random() * count);
  const permissions = Array.from({ length: 6 }, (_, module) =>
    Array.from({ length: 10 }, (_, permission) => `m${module}.p${permission}`),
  );
  const model = defineAccessModel({
    key: 'bench',
    label: 'Bench',
    entityTypes: {
      region: { label: 'Region', plural: 'Regions', parents: ['organization'] },
      zone: { label: 'Zone', plural: 'Zones', parents: ['organization', 'region'] },
      concept: { label: 'Concept', plural: 'Concepts', parents: ['organization'] },
      store: { label: 'Store', plural: 'Stores', parents: ['zone', 'concept'] },
    },
    modules: Object.fromEntries(
      permissions.map((names, module) => [
        `m${module}`,
        {
          label: `Module ${module}`,
          ...(module === 0 && { switchable: {} }),
          permissions: Object.fromEntries(
            names.map((name) => [name, { label: name, description: name }]),
          ),
        },
      ]),
    ),
    permissionSets: {},
  });
  const place = (id: EntityId, type: string, ...parents: EntityId[]): SnapshotEntity => ({
    entityId: id,
    type,
    code: id,
    parents,
    closed: false,
    modulesOff: [],
  });
  const entities: SnapshotEntity[] = [
    place('ent_region_0', 'region'),
    place('ent_region_1', 'region'),
  ];
  for (let zone = 0; zone < 20; zone += 1)
    entities.push(place(`ent_zone_${zone}`, 'zone', 'ent_region_0'));
  for (let concept = 0; concept < 10; concept += 1)
    entities.push(place(`ent_concept_${concept}`, 'concept'));
  for (let store = 0; store < 1000; store += 1)
    entities.push(
      place(`ent_store_${store}`, 'store', `ent_zone_${store % 20}`, `ent_concept_${random(10)}`),
    );
  const sets = new Map<PermissionSetId, PermissionSetState>();
  for (let number = 0; number < 12; number += 1) {
    const held = permissions.flat().filter((_, index) => index % 12 === number || index % 10 === 1);
    sets.set(`pst_${number}`, {
      kind: 'custom',
      modelKey: null,
      name: `Set ${number}`,
      description: '',
      permissions: held,
      mayGrant: [],
      copiedFrom: null,
      restrictions: [],
    });
  }
  const scopes: readonly (() => Scope)[] = [
    () => organizationId,
    () => `ent_zone_${random(20)}`,
    () => `ent_zone_${random(20)}`,
    () => `ent_concept_${random(10)}`,
    () => `ent_concept_${random(10)}`,
    ...Array.from({ length: 5 }, () => (): Scope => `ent_store_${random(1000)}`),
  ];
  const grants: SnapshotGrant[] = [];
  const members = Array.from({ length: memberCount }, (_, number) => {
    const memberId = memberOf(number);
    for (let count = random(3); count >= 0; count -= 1) {
      const setId: PermissionSetId =
        count === 0 && number % 2 === 0 ? 'pst_0' : `pst_${1 + random(11)}`;
      grants.push({
        grantId: `grt_${grants.length}`,
        memberId,
        setId,
        permissions: null,
        scope: scopes[random(10)]?.() ?? organizationId,
        startsAt: null,
        endsAt: null,
      });
    }
    return {
      memberId,
      userId: null,
      externalId: null,
      role: number === 0 ? ('owner' as const) : ('member' as const),
      status: 'active' as const,
      accessEndsAt: null,
      visiting: false,
    };
  });
  const snapshot = createSnapshot({
    organizationId,
    revision: 1,
    model,
    modulesOff: [],
    members,
    grants,
    permissionSets: [...sets].map(([setId, set]) => ({ setId, ...set })),
    entities,
  });
  const person = members[7];
  const facts: Facts = {
    organization: {
      name: 'Bench',
      modelHash: 'bench',
      allowedDomains: [],
      invitationDays: 7,
      selfServe: true,
      modulesOff: [],
      typesOff: [],
    },
    members: new Map(
      person === undefined
        ? []
        : [
            [
              person.memberId,
              {
                ...person,
                name: 'Person',
                phone: null,
                address: 'person@bench.example',
                signInMethod: 'password' as const,
                joinedAt: null,
                removedAt: null,
              },
            ],
          ],
    ),
    memberByAddress: new Map(),
    invitations: new Map(),
    invitationOfMember: new Map(),
    permissionSets: sets,
    entities: new Map(
      entities.map(({ entityId, ...entity }) => [
        entityId,
        { ...entity, name: entityId, city: null },
      ]),
    ),
    keys: new Map(),
  };
  return { snapshot, facts };
}

await whatIf();
