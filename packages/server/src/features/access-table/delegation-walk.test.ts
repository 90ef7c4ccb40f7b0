import {
  type EntityId,
  type MemberId,
  permissionGraph,
  permissionsAt,
  type Scope,
} from '@latchkey/engine';
import { promotionsModel } from '@latchkey/models';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createPromotionsOrganization } from '../../../test/promotions-organization.ts';
import { signInAs } from '../../../test/sign-in-as.ts';
import { startTestServer } from '../../../test/start-test-server.ts';
import { inOrganization } from '../../db/in-organization.ts';

const graph = permissionGraph(promotionsModel);
const permissions = Object.values(promotionsModel.modules).flatMap((module) =>
  Object.keys(module.permissions),
);
const pick = <Item>(items: readonly Item[], at: number): Item => {
  const item = items[at % items.length];
  if (item === undefined) throw new Error('There is nothing to pick from.');
  return item;
};
/** The same steps on every run. */
const steps = fc.sample(
  fc.record({
    kind: fc.nat(5),
    person: fc.nat(20),
    place: fc.nat(20),
    wanted: fc.subarray(permissions, { maxLength: 5 }),
    closes: fc.boolean(),
  }),
  { numRuns: 200, seed: 4 },
);
const tickAll = (names: readonly string[]) =>
  names.reduce<string[]>((held, name) => graph.tick(held, name).permissions, []);

test('two hundred requests of a company administrator give nobody what the administrator could not hand out, and leave every grant closed', async () => {
  await using server = await startTestServer();
  const { services } = server;
  const group = await createPromotionsOrganization(services);
  const { organizationId } = group;
  const alpha = await group.addCompany('ALPHA', true);
  const beta = await group.addCompany('BETA', false);
  const ada = await group.addMember('Ada', group.grant(alpha, ['company.administer']));
  const bob = await group.addMember('Bob', group.grant(beta, ['company.administer']));
  const eve = await group.addMember('Eve', group.grant(alpha, ['company.use']));
  const nia = await group.addMember('Nia');
  const admin = await signInAs(server, organizationId, ada);
  const owner = await signInAs(server, organizationId, group.owner);
  const people: MemberId[] = [ada, bob, eve, nia, group.owner].map(({ memberId }) => memberId);
  const places: (EntityId | typeof organizationId)[] = [alpha, alpha, beta, organizationId];

  const everything = async () => {
    const { rows } = await inOrganization(services.db, organizationId, async (transaction) => ({
      rows: await transaction
        .selectFrom('grants')
        .select(['member_id', 'scope', 'permissions'])
        .where('organization_id', '=', organizationId)
        .execute(),
    }));
    for (const row of rows) expect(graph.problems(row.permissions ?? [])).toEqual([]);
    return new Set(
      rows.flatMap((row) =>
        graph.closure(row.permissions ?? []).map((name) => `${row.member_id} ${row.scope} ${name}`),
      ),
    );
  };

  let carriedOut = 0;
  for (const [index, { kind, person, place, wanted, closes }] of steps.entries()) {
    const before = await everything();
    const snapshot = await services.snapshots.current(organizationId);
    const own = (scope: Scope) => permissionsAt(snapshot, ada.memberId, scope, Date.now());
    const giveable = new Map(places.map((scope) => [String(scope), new Set(own(scope))]));
    const scope = pick(places, place);
    // Every other step asks for what could be given at some place; the others for anything at all.
    const asked = closes ? tickAll(wanted.filter((name) => !name.startsWith('access.'))) : wanted;
    // Whoever gives up the own access is at the end of the walk.
    const chosen = pick(people, person);
    const memberId = asked.length === 0 && chosen === ada.memberId ? eve.memberId : chosen;
    const grants = asked.length > 0 ? [{ scope, permissions: asked }] : [];
    const etag = async () =>
      (await owner.request('GET', `/v1/members/${memberId}`)).body?.etag ?? '"0"';
    const answer =
      kind <= 1
        ? await admin.request(
            'PUT',
            `/v1/entities/${scope}/members/${memberId}/permissions`,
            { permissions: asked },
            { 'if-match': await etag() },
          )
        : kind === 2
          ? await admin.request(
              'PUT',
              `/v1/members/${memberId}/access`,
              { role: closes ? 'member' : 'owner', grants },
              { 'if-match': await etag() },
            )
          : kind === 3
            ? await admin.request('POST', '/v1/members/bulk', {
                selection: { kind: 'members', memberIds: [memberId] },
                act: { type: 'addGrants', grants },
              })
            : await admin.request('POST', '/v1/invitations', {
                people: [{ address: `walk${index}@elsewhere.example` }],
                role: closes ? 'member' : 'owner',
                grants: kind === 4 ? grants : [],
                ...(kind === 4 ? {} : { startingAccess: { kind: 'copy', memberId } }),
              });
    expect(answer.status).toBeLessThan(500);
    const after = await everything();
    if (after.size !== before.size) carriedOut += 1;
    for (const held of after) {
      if (before.has(held)) continue;
      const [who = '', at = '', name = ''] = held.split(' ');
      expect(giveable.get(at)?.has(name), `${who} came to hold ${name}`).toBe(true);
    }
  }
  // The walk walks: it is not that everything is refused.
  expect(carriedOut).toBeGreaterThan(20);
  const owners = await owner.request('GET', '/v1/members?role=owner');
  expect(owners.body.total).toBe(1);
}, 120_000);
