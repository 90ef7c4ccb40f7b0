import { type PermissionGraph, permissionGraph } from '@latchkey/engine';
import { loyaltyModel } from '@latchkey/models';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestOrganization } from '../../../test/create-test-organization.ts';
import { signInAs, type TestClient } from '../../../test/sign-in-as.ts';
import { startTestServer, type TestServer } from '../../../test/start-test-server.ts';

let server: TestServer;
let owner: TestClient;

beforeAll(async () => {
  server = await startTestServer();
  const organization = await createTestOrganization(server.services);
  owner = await signInAs(server, organization.organizationId, organization.owner);
});
afterAll(() => server[Symbol.asyncDispose]());

const graph = permissionGraph(loyaltyModel);
const names = Object.values(loyaltyModel.modules).flatMap(({ permissions }) =>
  Object.keys(permissions),
);
const clicks = fc.array(fc.record({ name: fc.constantFrom(...names), wanted: fc.boolean() }), {
  minLength: 1,
  maxLength: 12,
});

/** What an editor holds after the clicks, with the graph that browsers run too. */
const draftAfter = (pressed: readonly { name: string; wanted: boolean }[], on: PermissionGraph) =>
  pressed.reduce<readonly string[]>(
    (held, { name, wanted }) => (wanted ? on.tick(held, name) : on.untick(held, name)).permissions,
    [],
  );

test('whatever was clicked in an editor is saved as it stands there, closed', async () => {
  const made = await owner.request('POST', '/v1/permission-sets', {
    name: 'Random',
    permissions: [],
  });
  const path = `/v1/permission-sets/${made.body.id}`;
  await fc.assert(
    fc.asyncProperty(clicks, async (pressed) => {
      const permissions = draftAfter(pressed, graph);
      const { etag } = (await owner.request('GET', path)).body;
      const saved = await owner.request('PATCH', path, { permissions }, { 'if-match': etag });
      expect(saved.status).toBe(200);
      const stored = (await owner.request('GET', path)).body.permissions;
      expect(graph.closure(stored)).toEqual(graph.closure(permissions));
    }),
    { numRuns: 40 },
  );
});

test('without what a permission needs, no editor’s draft is saved', async () => {
  const made = await owner.request('POST', '/v1/permission-sets', {
    name: 'Open',
    permissions: [],
  });
  const path = `/v1/permission-sets/${made.body.id}`;
  const needing = names.filter((name) => graph.problems([name]).length > 0);
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...needing), async (name) => {
      const { etag } = (await owner.request('GET', path)).body;
      const answer = await owner.request(
        'PATCH',
        path,
        { permissions: [name] },
        { 'if-match': etag },
      );
      expect(answer).toMatchObject({ status: 422, body: { code: 'missing_required_permission' } });
    }),
    { numRuns: 10 },
  );
});
