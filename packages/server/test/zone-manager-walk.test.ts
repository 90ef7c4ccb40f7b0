import { type MemberId, mayHandOut, type PermissionSetId, type Scope } from '@latchkey/engine';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inOrganization } from '../src/db/in-organization.ts';
import { jobHandlers } from '../src/job-handlers.ts';
import { importClient } from './import-client.ts';
import { createMarketOrganization } from './market-organization.ts';
import { signInAs } from './sign-in-as.ts';
import { startTestServer } from './start-test-server.ts';

const pick = <Item>(items: readonly Item[], at: number): Item => {
  const item = items[at % items.length];
  if (item === undefined) throw new Error('There is nothing to pick from.');
  return item;
};

/** The same steps on every run. */
const steps = fc.sample(
  fc.record({
    kind: fc.constantFrom('invite', 'access', 'bulk', 'file', 'file', 'set', 'move', 'role'),
    person: fc.noBias(fc.nat(999)),
    set: fc.noBias(fc.nat(999)),
    place: fc.noBias(fc.nat(999)),
    mode: fc.constantFrom('new', 'add', 'replace', 'set_if_empty'),
  }),
  { numRuns: 140, seed: 11 },
);

test('a zone manager’s requests and files give nobody what the manager could not hand out there', async () => {
  await using server = await startTestServer();
  const { services } = server;
  const handlers = jobHandlers(services);
  await services.jobs.start(handlers.handlers);
  const market = await createMarketOrganization(services);
  const { organizationId, places } = market;
  const wanda = await market.addMember(market.grant('manager', places.west));
  const walker = importClient(server, await signInAs(server, organizationId, wanda));
  const owner = await signInAs(server, organizationId, market.owner);
  const others = [
    await market.addMember(market.grant('editor', places.w1)),
    await market.addMember(market.grant('publisher', places.e1)),
    await market.addMember(market.grant('manager', places.east)),
  ];
  const people = [wanda, market.owner, ...others];
  const setNames = [
    ['Campaign editor', market.sets.editor],
    ['Campaign publisher', market.sets.publisher],
    ['Zone manager', market.sets.manager],
  ] as const;
  const scopes: readonly (readonly [string, Scope])[] = [
    ['store:W-1', places.w1],
    ['store:W-2', places.w2],
    ['zone:WEST', places.west],
    ['store:E-1', places.e1],
    ['organization', organizationId],
  ];

  const everything = () =>
    inOrganization(services.db, organizationId, async (transaction) => {
      const grants = await transaction
        .selectFrom('grants')
        .select(['member_id', 'set_id', 'scope'])
        .where('organization_id', '=', organizationId)
        .execute();
      const owners = await transaction
        .selectFrom('members')
        .select('member_id')
        .where('organization_id', '=', organizationId)
        .where('role', '=', 'owner')
        .where('status', '<>', 'removed')
        .execute();
      const sets = await transaction
        .selectFrom('permission_sets')
        .select(['set_id', 'permissions'])
        .where('organization_id', '=', organizationId)
        .orderBy('set_id')
        .execute();
      const parents = await transaction
        .selectFrom('entity_parents')
        .select(['entity_id', 'parent_id'])
        .where('organization_id', '=', organizationId)
        .orderBy('entity_id')
        .execute();
      return {
        grants: new Map(grants.map((row) => [Object.values(row).join(' '), row])),
        owners: owners.length,
        shape: JSON.stringify([sets, parents]),
      };
    });
  const etag = async (memberId: MemberId) =>
    (await owner.request('GET', `/v1/members/${memberId}`)).body.etag;

  async function take(step: (typeof steps)[number], index: number): Promise<void> {
    const { memberId, address } = pick(people, step.person);
    const [setName, permissionSetId] = pick<readonly [string, PermissionSetId]>(setNames, step.set);
    const [placeName, scope] = pick(scopes, step.place);
    const grants = [{ permissionSetId, scope }];
    switch (step.kind) {
      case 'invite':
        await walker.request('POST', '/v1/invitations', {
          people: [{ address: `walk${index}@market.example` }],
          role: 'member',
          grants,
        });
        return;
      case 'access':
        await walker.request(
          'PUT',
          `/v1/members/${memberId}/access`,
          { role: 'member', grants },
          { 'if-match': await etag(memberId) },
        );
        return;
      case 'bulk':
        await walker.request('POST', '/v1/members/bulk', {
          selection: { kind: 'members', memberIds: [memberId] },
          act: { type: 'addGrants', grants },
        });
        return;
      case 'role':
        await walker.request(
          'PUT',
          `/v1/members/${memberId}/access`,
          { role: 'owner', grants: [] },
          { 'if-match': await etag(memberId) },
        );
        return;
      case 'set':
        await walker.request('POST', '/v1/permission-sets', {
          name: `Set ${index}`,
          permissions: ['campaign.read'],
          mayGrant: '*',
        });
        return;
      case 'move':
        await walker.request('PATCH', `/v1/entities/${places.e1}`, { parents: [places.west] });
        return;
      case 'file': {
        const row = (who: string) => `${who},Somebody,member,${setName},${placeName}`;
        const file = await walker.tryUpload(
          'people',
          [
            'E-mail,Name,Type,Permission sets,Places',
            row(address),
            row(`file${index}@market.example`),
          ].join('\n'),
          'walk.csv',
          step.mode,
        );
        if (file.status !== 201) return;
        const { id } = (await file.json()) as { id: string }; // the server's own answer
        const { state } = await walker.settled(id);
        if (state !== 'ready') return;
        await walker.request('POST', `/v1/imports/${id}/apply`);
        await walker.settled(id);
      }
    }
  }

  const start = await everything();
  const given = { file: 0, request: 0 };
  for (const [index, step] of steps.entries()) {
    const before = await everything();
    const snapshot = await services.snapshots.current(organizationId);
    const giveable = new Set(
      setNames.flatMap(([, setId]) =>
        scopes
          .filter(([, scope]) => mayHandOut(snapshot, wanda.memberId, setId, scope, Date.now()))
          .map(([, scope]) => `${setId} ${scope}`),
      ),
    );
    await take(step, index);
    const after = await everything();
    for (const [key, { member_id, set_id, scope }] of after.grants) {
      if (before.grants.has(key)) continue;
      const held = `${set_id} ${scope}`;
      expect(giveable.has(held), `${step.kind} ${index} gave ${member_id} ${held}`).toBe(true);
      given[step.kind === 'file' ? 'file' : 'request'] += 1;
    }
    expect(after.owners).toBe(start.owners);
    expect(after.shape).toBe(start.shape);
  }
  handlers.close();
  // The walk walks: both ways do give what may be given.
  expect(given.file).toBeGreaterThan(2);
  expect(given.request).toBeGreaterThan(2);
}, 120_000);
