import type { ImportMode, ImportRow, ImportView } from '@latchkey/contract';
import {
  type AccessModel,
  defineAccessModel,
  type NewGrant,
  type Operation,
  type Scope,
} from '@latchkey/engine';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ImportClient, importClient } from '../../../test/import-client.ts';
import { signInAs } from '../../../test/sign-in-as.ts';
import { startTestServer, type TestServer } from '../../../test/start-test-server.ts';
import { acceptAsNewUser, type TestMember } from '../../../test/test-member.ts';
import { commit } from '../../change/commit.ts';
import { inOrganization } from '../../db/in-organization.ts';
import { newId } from '../../ids.ts';
import { jobHandlers } from '../../job-handlers.ts';
import { createOrganization } from '../organization/create-organization.ts';

// Not every access model gives sets at places: some give single permissions, some one role for each person.

const company = { company: { label: 'Company', plural: 'Companies', parents: ['organization'] } };
const modules = {
  deal: {
    label: 'Deals',
    permissions: {
      'deal.read': { label: 'Registered user', description: 'Come in.' },
      'deal.edit': {
        label: 'Deal editor',
        description: 'Edit deals.',
        requires: ['deal.read'],
      },
      'deal.launch': {
        label: 'Deal launcher',
        description: 'Launch deals.',
        requires: ['deal.read'],
      },
    },
  },
};
const directModel = defineAccessModel({
  key: 'deals',
  label: 'Deals',
  entityTypes: company,
  modules,
  permissionSets: {},
  assignment: 'direct',
  membersMayHoldNothing: true,
  words: { owner: 'Organisation administrator', member: 'User' },
});
const roleModel = defineAccessModel({
  key: 'desk',
  label: 'Desk',
  entityTypes: {},
  modules,
  permissionSets: {
    full: { name: 'Full admin', description: '', permissions: ['deal.read', 'deal.edit'] },
    mate: { name: 'Teammate', description: '', permissions: ['deal.read'] },
  },
  assignment: 'one_set',
  words: { permissionSet: 'Role', permissionSets: 'Roles' },
});

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  await server.services.jobs.start(jobHandlers(server.services).handlers);
});
afterAll(() => server[Symbol.asyncDispose]());

let made = 0;
async function start(model: AccessModel) {
  const { services } = server;
  const number = ++made;
  const address = `owner${number}@deals.example`;
  const { organizationId, owner } = await createOrganization(
    { ...services, models: new Map([...services.models, [model.key, model]]) },
    {
      name: `Deals ${number}`,
      modelKey: model.key,
      owner: { address, name: 'Olga Owner' },
      actor: { type: 'system', name: 'test' },
    },
  );
  const change = (...operations: Operation[]) =>
    commit(services, organizationId, {
      actor: { type: 'system', name: 'test' },
      authority: { kind: 'system' },
      channel: 'system',
      operations,
    });
  const places = { alder: newId('ent'), birch: newId('ent') };
  if (Object.keys(model.entityTypes).length > 0) {
    await change(
      ...(['alder', 'birch'] as const).map(
        (name): Operation => ({
          type: 'entity.create',
          entityId: places[name],
          entityType: 'company',
          code: name,
          name: `${name} & Co`,
          parents: [],
        }),
      ),
    );
  }
  const accepted = await acceptAsNewUser(services, organizationId, { ...owner, address });
  const client = importClient(server, await signInAs(server, organizationId, accepted));
  const setIds = await inOrganization(services.db, organizationId, (transaction) =>
    transaction.selectFrom('permission_sets').select(['model_key', 'set_id']).execute(),
  );
  let people = 0;
  const addMember = async (...grants: NewGrant[]): Promise<TestMember> => {
    const invited = {
      memberId: newId('mem'),
      invitationId: newId('inv'),
      address: `person${++people}@deals${number}.example`,
    };
    await change({
      type: 'member.invite',
      ...invited,
      name: `Person ${people}`,
      role: 'member',
      grants,
      signInMethod: 'password',
      linkEndsAt: Date.now() + 86_400_000,
    });
    return acceptAsNewUser(services, organizationId, invited);
  };
  return {
    organizationId,
    owner: client,
    places,
    addMember,
    setId: (key: string) => {
      const found = setIds.find(({ model_key }) => model_key === key);
      if (!found) throw new Error(`There is no set \`${key}\`.`);
      return found.set_id;
    },
  };
}

const directly = (scope: Scope, permissions: string[], endsAt?: number): NewGrant => ({
  grantId: newId('grt'),
  scope,
  permissions,
  ...(endsAt !== undefined && { endsAt }),
});
async function held(client: ImportClient, { memberId }: TestMember): Promise<string[]> {
  const { body } = await client.request('GET', `/v1/members/${memberId}`);
  return body.grants
    .map(
      ({
        permissionSet,
        permissions,
        place,
      }: {
        permissionSet: { name: string } | null;
        permissions: string[] | null;
        place: { code: string };
      }) => `${permissionSet?.name ?? permissions?.join('+')}@${place.code}`,
    )
    .sort();
}
const upload = (client: ImportClient, mode: ImportMode, lines: string[]) =>
  client.upload('people', lines.join('\n'), 'update.csv', mode);
const applied = async (client: ImportClient, { id }: ImportView) => {
  await client.request('POST', `/v1/imports/${id}/apply`);
  return client.settled(id);
};
const outcomes = (rows: ImportRow[]) =>
  rows.map(({ result, issues }) => [result, ...issues.map(({ code }) => code)].join(' '));

describe('where permissions are given one by one', () => {
  it('the sample has a column of permissions and can be uploaded as it is', async () => {
    const { owner } = await start(directModel);
    const sample = await owner.text('/v1/imports/sample.csv?kind=people');
    expect(sample.split('\r\n')[0]).toBe(
      'E-mail,Name,Phone,Type,Permissions,Places,Sign-in method,Access ends',
    );
    const planned = await owner.upload('people', sample);
    expect(planned).toMatchObject({
      missingFields: [],
      unusedColumns: [],
      counts: { create: 3, errors: 0, warnings: 0 },
    });
  });

  it('people come in with permissions by label or key, with nothing yet, or as owner in the model’s own words', async () => {
    const { owner, places } = await start(directModel);
    const planned = await owner.upload(
      'people',
      [
        'E-mail,Type,Permissions,Places',
        'a@shop.example,User,Registered user; deal.edit,company:alder; birch',
        'b@shop.example,,,',
        'c@shop.example,Organisation Administrator,,',
        'd@shop.example,,Deal editor,company:alder',
        'e@shop.example,,Deal edtor,company:alder',
        'f@shop.example,,Registered user,',
      ].join('\n'),
    );
    const rows = await owner.rows(planned.id);
    expect(outcomes(rows)).toEqual([
      'create',
      'create',
      'create',
      'error missing_required_permission',
      'error unknown_permission',
      'error member_needs_access',
    ]);
    expect(rows[3]?.issues[0]).toMatchObject({
      field: 'permissions',
      message: expect.stringContaining('Registered user'),
    });
    expect(rows[4]?.issues[0]).toMatchObject({ field: 'permissions', suggestion: 'Deal editor' });
    await applied(owner, planned);
    const { body } = await owner.request('GET', '/v1/invitations?status=waiting');
    const first = body.data.find((one: { address: string }) => one.address === 'a@shop.example');
    const member = await owner.request('GET', `/v1/members/${first.memberId}`);
    expect(member.body.grants).toHaveLength(2);
    expect(member.body.grants[0]).toMatchObject({ permissions: ['deal.edit', 'deal.read'] });
    expect(places.alder).toMatch(/^ent_/);
  });

  it.each([
    ['add', ['deal.edit+deal.launch+deal.read@alder', 'deal.read@birch']],
    ['replace', ['deal.launch+deal.read@alder']],
    ['remove', ['deal.edit@alder', 'deal.read@birch'], 'missing_required_permission'],
    ['set_if_empty', ['deal.edit+deal.read@alder', 'deal.read@birch']],
  ] as const)(
    '%s works on each permission at each place',
    async (mode, after, refusal?: string) => {
      const { owner, places, addMember } = await start(directModel);
      const member = await addMember(
        directly(places.alder, ['deal.edit', 'deal.read']),
        directly(places.birch, ['deal.read']),
      );
      const planned = await upload(owner, mode, [
        'E-mail,Permissions,Places',
        `${member.address},Registered user; Deal launcher,company:alder`,
      ]);
      if (refusal) {
        expect(outcomes(await owner.rows(planned.id))).toEqual([`error ${refusal}`]);
        return;
      }
      await applied(owner, planned);
      expect(await held(owner, member)).toEqual([...after]);
      if (mode !== 'replace') return;
      expect(planned.counts).toMatchObject({ losing: 1, losses: 2 });
      await owner.request('POST', `/v1/imports/${planned.id}/undo`);
      await owner.settled(planned.id, ({ state }) => state === 'undone');
      expect(await held(owner, member)).toEqual(['deal.edit+deal.read@alder', 'deal.read@birch']);
    },
  );

  it('all of it may be removed, for a member may hold nothing', async () => {
    const { owner, places, addMember } = await start(directModel);
    const member = await addMember(directly(places.alder, ['deal.edit', 'deal.read']));
    const planned = await upload(owner, 'remove', [
      'E-mail,Permissions,Places',
      `${member.address},Deal editor; Registered user,company:alder`,
    ]);
    expect(await applied(owner, planned)).toMatchObject({ state: 'done', counts: { applied: 1 } });
    expect(await held(owner, member)).toEqual([]);
  });

  it('permissions with an end of their own stay whole', async () => {
    const { owner, places, addMember } = await start(directModel);
    const soon = Date.now() + 86_400_000;
    const member = await addMember(
      directly(places.alder, ['deal.read']),
      directly(places.alder, ['deal.edit', 'deal.read'], soon),
    );
    const header = 'E-mail,Permissions,Places,Mode';
    const part = await upload(owner, 'remove', [
      header,
      `${member.address},Deal editor,company:alder,`,
    ]);
    expect(outcomes(await owner.rows(part.id))).toEqual(['error timed_grant']);
    const more = await upload(owner, 'add', [
      header,
      `${member.address},Deal launcher,company:alder,`,
    ]);
    await applied(owner, more);
    const whole = await upload(owner, 'remove', [
      header,
      `${member.address},Deal editor; Registered user; Deal launcher,company:alder,`,
    ]);
    expect(await held(owner, member)).toEqual([
      'deal.edit+deal.read@alder',
      'deal.launch+deal.read@alder',
    ]);
    await applied(owner, whole);
    expect(await held(owner, member)).toEqual([]);
  });

  it('what a permission needs is asked for one by one, in bulk and by file', async () => {
    const { owner, places, addMember } = await start(directModel);
    const member = await addMember();
    const path = `/v1/members/${member.memberId}`;
    const grants = [{ permissions: ['deal.edit'], scope: places.alder }];
    const { etag } = (await owner.request('GET', path)).body;
    const single = await owner.request(
      'PUT',
      `${path}/access`,
      { role: 'member', grants },
      { 'if-match': etag },
    );
    expect(single.body.code).toBe('missing_required_permission');
    const bulk = await owner.request('POST', '/v1/members/bulk', {
      selection: { kind: 'members', memberIds: [member.memberId] },
      act: { type: 'addGrants', grants },
    });
    expect(bulk.body.skipped).toMatchObject([{ code: 'missing_required_permission' }]);
    const file = await upload(owner, 'add', [
      'E-mail,Permissions,Places',
      `${member.address},Deal editor,company:alder`,
    ]);
    expect(outcomes(await owner.rows(file.id))).toEqual(['error missing_required_permission']);
  });

  it('the export brought back changes nothing', async () => {
    const { owner, places, addMember } = await start(directModel);
    await addMember(
      directly(places.alder, ['deal.edit', 'deal.read']),
      directly(places.birch, ['deal.read']),
    );
    await addMember();
    const file = await owner.text('/v1/members/export.csv');
    const planned = await owner.upload('people', file, 'people.csv', 'replace');
    expect(planned).toMatchObject({ unusedColumns: [], counts: { noChange: 4, warnings: 0 } });
    expect(planned.counts.rows).toBe(4);
  });
});

describe('where everybody has one role', () => {
  it('a file names the role and no place', async () => {
    const { owner } = await start(roleModel);
    const sample = await owner.text('/v1/imports/sample.csv?kind=people');
    expect(sample.split('\r\n')[0]).toBe('E-mail,Name,Phone,Type,Role,Sign-in method,Access ends');
    expect((await owner.upload('people', sample)).counts).toMatchObject({ create: 3, errors: 0 });

    const planned = await owner.upload(
      'people',
      [
        'mail,role',
        'a@shop.example,Teammate',
        'b@shop.example,Full admin; Teammate',
        'c@shop.example,Teamate',
        'd@shop.example,',
      ].join('\n'),
    );
    const rows = await owner.rows(planned.id);
    expect(outcomes(rows)).toEqual([
      'create',
      'error one_set_per_person',
      'error unknown_permission_set',
      'error member_needs_access',
    ]);
    expect(rows[0]?.summary).toBe('Invites as member: Teammate.');
    expect(rows[2]?.issues[0]?.message).toBe(
      'No role is called “Teamate”. Did you mean “Teammate”?',
    );
    expect(await applied(owner, planned)).toMatchObject({ counts: { applied: 1 } });
  });

  it('“replace” changes the role, “add” does not take one away', async () => {
    const { owner, organizationId, addMember, setId } = await start(roleModel);
    const member = await addMember({
      grantId: newId('grt'),
      setId: setId('mate'),
      scope: organizationId,
    });
    const lines = ['E-mail,Role', `${member.address},Full admin`];
    const adding = await upload(owner, 'add', lines);
    expect(outcomes(await owner.rows(adding.id))).toEqual(['error mode_takes_nothing']);
    const replacing = await upload(owner, 'replace', lines);
    const [row] = await owner.rows(replacing.id);
    expect(row).toMatchObject({
      summary: 'Changes Person 1: gains Full admin.',
      losses: ['Teammate'],
    });
    await applied(owner, replacing);
    expect(await held(owner, member)).toEqual(['Full admin@']);
    const file = await owner.text('/v1/members/export.csv');
    expect((await owner.upload('people', file, 'people.csv', 'replace')).counts).toMatchObject({
      noChange: 2,
      rows: 2,
    });
  });
});
