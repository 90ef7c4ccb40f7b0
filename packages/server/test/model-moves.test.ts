import { type AccessModelDefinition, accessModuleKey, defineAccessModel } from '@latchkey/engine';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { applyModelMove } from '../src/features/model-moves/apply-model-move.ts';
import { planHash } from '../src/features/model-moves/move-digest.ts';
import { planModelMove } from '../src/features/model-moves/plan-model-move.ts';
import { listOrganizations } from '../src/features/organization/list-organizations.ts';
import {
  createMarketOrganization,
  type MarketOrganization,
  marketModel,
} from './market-organization.ts';
import { signInAs, type TestClient } from './sign-in-as.ts';
import { startTestServer, type TestServer } from './start-test-server.ts';
import type { TestMember } from './test-member.ts';

let one: TestServer;
let other: TestServer;
let market: MarketOrganization;
let owner: TestClient;
let ravi: TestMember;
let key: string;

beforeEach(async () => {
  one = await startTestServer();
  other = await startTestServer({ sharing: one.services });
  market = await createMarketOrganization(one.services);
  owner = await signInAs(one, market.organizationId, market.owner);
  ravi = await market.addMember(market.grant('publisher', market.places.west));
  key = (await owner.request('POST', '/v1/keys', { name: 'Campaigns' })).body.secret;
});
afterEach(async () => {
  await other[Symbol.asyncDispose]();
  await one[Symbol.asyncDispose]();
});

const { [accessModuleKey]: _builtIn, ...modules } = marketModel.modules;
const described = (label: string) => ({ label, description: label });

/** Publishing has another name, editing is split, reading is as it was, and there is a module more. */
const nextDefinition: AccessModelDefinition = {
  ...marketModel,
  renamed: {
    'campaign.publish': ['campaign.launch'],
    'campaign.edit': ['campaign.draft', 'campaign.aim'],
  },
  modules: {
    ...modules,
    campaign: {
      label: 'Campaigns',
      permissions: {
        'campaign.read': described('See campaigns'),
        'campaign.draft': described('Draft campaigns'),
        'campaign.aim': described('Choose audiences'),
        'campaign.launch': described('Launch campaigns'),
      },
    },
    survey: {
      label: 'Surveys',
      switchable: { startsOffAt: ['zone'] },
      permissions: { 'survey.read': described('Read surveys') },
    },
  },
  permissionSets: {
    editor: {
      name: 'Campaign editor',
      description: '',
      permissions: ['campaign.read', 'campaign.draft', 'campaign.aim'],
    },
    publisher: {
      name: 'Campaign publisher',
      description: '',
      permissions: ['campaign.read', 'campaign.draft', 'campaign.launch', 'survey.read'],
    },
    manager: {
      name: 'Zone manager',
      description: '',
      permissions: ['access.member.read', 'access.member.invite', 'access.member.change'],
      mayGrant: ['editor'],
    },
  },
};
const next = defineAccessModel(nextDefinition);

async function ask(server: TestServer, permission: string, person = ravi): Promise<unknown> {
  const answer = await fetch(
    `${server.url}/organizations/${market.organizationId}/access/v1/evaluation`,
    {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        subject: { type: 'user', id: person.userId },
        action: { name: permission },
        resource: { type: 'store', id: 'W-1' },
      }),
    },
  );
  const body = (await answer.json()) as { decision: boolean; context: { reason: string } }; // AuthZEN's answer
  return body.decision ? true : body.context.reason;
}

async function plan(model = next) {
  const [organization] = await listOrganizations(one.services.db);
  if (!organization) throw new Error('There is an organization.');
  return planModelMove(one.services, organization, model);
}

test('a plan says what happens to permissions, sets and people, and changes nothing', async () => {
  const { body: set } = await owner.request('POST', '/v1/permission-sets', {
    name: 'Campaign team',
    description: '',
    permissions: ['campaign.read', 'campaign.edit', 'campaign.publish'],
    mayGrant: [],
  });
  expect(set.id).toMatch(/^pst_/);
  const move = await plan();
  expect(move.permissions).toEqual({
    renamed: [{ from: 'campaign.publish', to: 'campaign.launch' }],
    split: [{ from: 'campaign.edit', to: ['campaign.draft', 'campaign.aim'] }],
    removed: [],
    added: ['survey.read'],
  });
  expect(move.newModules).toEqual(['survey']);
  expect(move.switched).toEqual([{ module: 'survey', to: 'off', places: 2 }]);
  expect(move.sets.map(({ name, gains, loses, holders }) => [name, gains, loses, holders])).toEqual(
    [
      ['Campaign editor', [], [], 0],
      [
        'Campaign publisher',
        ['survey.read'],
        [{ permission: 'campaign.aim', because: 'taken_out' }],
        1,
      ],
      ['Campaign team', [], [], 0],
      [
        'Zone manager',
        [],
        ['campaign.aim', 'campaign.draft', 'campaign.read'].map((permission) => ({
          permission,
          because: 'taken_out',
        })),
        0,
      ],
    ],
  );
  // Ravi's zone begins without surveys, so that the set alone gives him nothing new.
  expect(move.gaining.count).toBe(0);
  expect(move.losing).toMatchObject({
    count: 1,
    first: [{ address: ravi.address, permissions: ['campaign.aim'] }],
  });
  expect(move.problems).toEqual([]);
  expect(await ask(one, 'campaign.publish')).toBe(true);
  expect(await ask(one, 'campaign.launch')).toBe('unknown_permission');
});

test('a move counts at once in every process, also in one that has never seen the version', async () => {
  // The other process holds the snapshot of before.
  expect(await ask(other, 'campaign.publish')).toBe(true);
  const move = await plan();
  await applyModelMove(one.services, move, next);
  for (const server of [one, other]) {
    await expect.poll(() => ask(server, 'campaign.launch')).toBe(true);
    expect(await ask(server, 'campaign.publish')).toBe('unknown_permission');
    expect(await ask(server, 'campaign.aim')).toBe('no_grant');
    expect(await ask(server, 'survey.read')).toBe('module_disabled');
  }
  const third = await startTestServer({ sharing: one.services });
  expect(await ask(third, 'campaign.launch')).toBe(true);
  await third[Symbol.asyncDispose]();
});

test('the activity tells of the move, which is not undone', async () => {
  await applyModelMove(one.services, await plan(), next);
  const [change] = (await owner.request('GET', '/v1/changes?limit=1')).body.data;
  expect(change.sentence.map(({ text }: { text: string }) => text).join('')).toBe(
    'The command line moved the organization to a new version of the access model.',
  );
  expect(change).toMatchObject({ channel: 'cli', undoable: false });
  const undo = await owner.request('POST', `/v1/changes/${change.id}/undo`);
  expect(undo).toMatchObject({ status: 409, body: { code: 'cannot_undo' } });
});

test('what was reviewed is what is applied: a plan that has changed since is refused, and nothing is done', async () => {
  const reviewed = await plan();
  const again = await plan();
  expect(planHash([again])).toBe(planHash([reviewed]));
  // One person more who loses something.
  await market.addMember(market.grant('publisher', market.places.east));
  expect(planHash([await plan()])).not.toBe(planHash([reviewed]));
  await expect(applyModelMove(one.services, reviewed, next)).rejects.toThrow('Plan again');
  expect(await ask(one, 'campaign.publish')).toBe(true);
  await applyModelMove(one.services, await plan(), next);
  expect(await ask(one, 'campaign.launch')).toBe(true);
});

test('what stands in the way is told by name', async () => {
  const { store: _store, ...entityTypes } = nextDefinition.entityTypes;
  const { resources: _resources, restrictions: _restrictions, ...rest } = nextDefinition;
  const move = await plan(defineAccessModel({ ...rest, entityTypes }));
  expect(move.problems).toEqual([
    {
      code: 'unknown_place_type',
      message: 'There are Stores, and the model has no `store` any more. Keep the type.',
    },
  ]);
});
