import type { ImportView } from '@latchkey/contract';
import type { MemberId } from '@latchkey/engine';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ImportClient, importClient } from '../../../test/import-client.ts';
import {
  createMarketOrganization,
  type MarketOrganization,
} from '../../../test/market-organization.ts';
import { signInAs } from '../../../test/sign-in-as.ts';
import { startTestServer, type TestServer } from '../../../test/start-test-server.ts';
import type { TestMember } from '../../../test/test-member.ts';
import { inOrganization } from '../../db/in-organization.ts';
import { jobHandlers } from '../../job-handlers.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  await server.services.jobs.start(jobHandlers(server.services).handlers);
});
afterAll(() => server[Symbol.asyncDispose]());

const as = async (market: MarketOrganization, member: Pick<TestMember, 'userId'> = market.owner) =>
  importClient(server, await signInAs(server, market.organizationId, member));
const start = async () => {
  const market = await createMarketOrganization(server.services);
  return { market, owner: await as(market) };
};
const applied = async (client: ImportClient, { id }: ImportView) => {
  const { status } = await client.request('POST', `/v1/imports/${id}/apply`);
  expect(status).toBe(202);
  return client.settled(id);
};
const membersOf = ({ organizationId }: MarketOrganization) =>
  inOrganization(server.services.db, organizationId, (transaction) =>
    transaction
      .selectFrom('members')
      .select(['address', 'status', 'role'])
      .where('status', '<>', 'removed')
      .orderBy('address')
      .execute(),
  );
const people = (rows: string[]) =>
  ['E-mail,Name,Phone,Type,Permission sets,Places,Access ends', ...rows].join('\n');

const good = 'hana@shop.example,Hana Kim,,member,Campaign editor,store:W-1,';
const mixed = people([
  good,
  'asha@shop.example,Asha Rao,12-34,member,Campaign editor;Campaign publisher,zone:West;store:E-1,2099-12-31 18:00',
  'olga@shop.example,Olga,,owner,,,',
  'bad-set@shop.example,Bad,,member,Campaign editr,store:W-1,',
  'bad-set2@shop.example,Bad,,member,Campaign editr;Campaign publisher,store:W-1,',
  'bad-place@shop.example,Bad,,member,Campaign editor,store:W-9,',
  'nonsense,Bad,,member,Campaign editor,store:W-1,',
  'HANA@shop.example,Hana Kim,,member,Campaign editor,store:W-1,',
]);

describe('a file that is not applied yet', () => {
  it('says who would gain and lose what, exactly, and names a page of them', async () => {
    const { market, owner } = await start();
    const file = await owner.upload('people', mixed);
    const path = `/v1/imports/${file.id}/apply?dryRun=true`;
    const { status, body } = await owner.request('POST', `${path}&affectedLimit=1`);
    expect(status).toBe(200);
    expect(body).toMatchObject({ applies: true, changed: 3, mails: 3, affectedTotal: 3 });
    expect(body.affected).toHaveLength(1);
    const rest = await owner.request('POST', `${path}&affectedAfter=${body.affectedNext}`);
    const named = [...body.affected, ...rest.body.affected];
    // The ids of people to be are made anew each time, so only how many are left is known.
    expect(named.length).toBeGreaterThanOrEqual(3);
    const hana = named.find(({ address }) => address === 'hana@shop.example');
    expect(hana.gains.join()).toContain('Edit campaigns');
    expect((await membersOf(market)).map(({ address }) => address)).toEqual([market.owner.address]);
    const text = body.sentence.map((part: { text: string }) => part.text).join('');
    expect(text).toContain('3 people will be able to');
  });
});

describe('a file of people', () => {
  it('is planned, fixed, applied, reported and undone', async () => {
    const { market, owner } = await start();
    const planned = await owner.upload('people', mixed);
    expect(planned).toMatchObject({
      state: 'ready',
      encoding: 'UTF-8',
      separator: ',',
      missingFields: [],
      unusedColumns: [],
      counts: { rows: 8, create: 3, errors: 4, skip: 1, warnings: 1, mails: 3, applied: 0 },
    });
    expect(planned.sentence.map(({ text }) => text).join('')).toBe(
      'This file will invite 3 people at 3 places. 4 rows cannot be applied yet.',
    );

    const errors = await owner.rows(planned.id, 'show=errors');
    expect(
      errors.map(({ row, issues }) => [
        row,
        issues[0]?.field,
        issues[0]?.value,
        issues[0]?.suggestion,
        issues[0]?.sameCount,
      ]),
    ).toEqual([
      [5, 'permissionSets', 'Campaign editr', 'Campaign editor', 2],
      [6, 'permissionSets', 'Campaign editr', 'Campaign editor', 2],
      [7, 'places', 'store:W-9', 'store:W-1', 1],
      [8, 'email', 'nonsense', null, 1],
    ]);

    const replaced = await owner.request('POST', `/v1/imports/${planned.id}/replace-value`, {
      field: 'permissionSets',
      from: 'Campaign editr',
      to: 'Campaign editor',
    });
    expect(replaced.body.counts).toMatchObject({ create: 5, errors: 2, mails: 5 });
    const fixed = await owner.request('PATCH', `/v1/imports/${planned.id}/rows/7`, {
      values: { places: 'store:W-2' },
    });
    expect(fixed.body.counts).toMatchObject({ create: 6, errors: 1 });
    const [row7] = (await owner.rows(planned.id)).filter(({ row }) => row === 7);
    expect(row7).toMatchObject({
      result: 'create',
      edited: ['places'],
      values: { places: 'store:W-2' },
    });

    const done = await applied(owner, planned);
    expect(done).toMatchObject({
      state: 'partly_done',
      counts: { applied: 6, failed: 0, errors: 1 },
    });
    const invited = (await membersOf(market)).filter(({ status }) => status === 'invited');
    expect(invited.map(({ address }) => address)).toEqual([
      'asha@shop.example',
      'bad-place@shop.example',
      'bad-set2@shop.example',
      'bad-set@shop.example',
      'hana@shop.example',
      'olga@shop.example',
    ]);

    const result = await owner.text(`/v1/imports/${planned.id}/result.csv`);
    const lines = result.trimEnd().split('\r\n');
    expect(lines[0]).toBe(
      'E-mail,Name,Phone,Type,Permission sets,Places,Access ends,_row,_result,_reason,_suggestion',
    );
    expect(lines).toHaveLength(9);
    expect(lines[1]).toBe(
      `${good},2,applied,Invites as member: Campaign editor at W-1 Harbour Street.,`,
    );
    expect(lines[8]).toMatch(/,9,skip,The same as row 2\.,$/);
    const kept = await owner.text(`/v1/imports/${planned.id}/errors.csv`);
    expect(kept.trimEnd().split('\r\n')).toHaveLength(2);

    const preview = await owner.request('POST', `/v1/imports/${planned.id}/undo?dryRun=true`);
    expect(preview.body).toMatchObject({ applies: true, problems: [] });
    expect(preview.body.remarks[0]).toContain('cannot be unsent');
    const undo = await owner.request('POST', `/v1/imports/${planned.id}/undo`);
    expect(undo.status).toBe(202);
    const undone = await owner.settled(planned.id, ({ state }) => state === 'undone');
    expect(undone.undo).toMatchObject({ conflicts: 0 });
    expect((await membersOf(market)).map(({ address }) => address)).toEqual([market.owner.address]);
  });

  it('uploaded again changes nothing, its result file neither', async () => {
    const { owner } = await start();
    const first = await owner.upload('people', mixed);
    await applied(owner, first);
    const again = await owner.upload('people', mixed);
    expect(again.counts).toMatchObject({ create: 0, noChange: 3, skip: 1, errors: 4 });
    const result = await owner.upload(
      'people',
      await owner.text(`/v1/imports/${first.id}/result.csv`),
    );
    expect(result).toMatchObject({
      counts: { create: 0, noChange: 3 },
      unusedColumns: ['_row', '_result', '_reason', '_suggestion'],
    });
  });

  it('the rows kept back can be corrected and uploaded again', async () => {
    const { owner } = await start();
    const first = await owner.upload('people', mixed);
    await applied(owner, first);
    const kept = await owner.text(`/v1/imports/${first.id}/errors.csv`);
    const second = await owner.upload(
      'people',
      kept
        .replaceAll('editr', 'editor')
        .replace('W-9', 'W-2')
        .replace('nonsense,', 'sense@shop.example,'),
    );
    expect(second.counts).toMatchObject({ rows: 4, create: 4, errors: 0 });
    expect(await applied(owner, second)).toMatchObject({ state: 'done', counts: { applied: 4 } });
  });

  it('people who belong already are left as they are, those who accepted stay when it is undone', async () => {
    const { market, owner } = await start();
    const member = await market.addMember(market.grant('editor', market.places.w1));
    const file = people([`${member.address},Other Name,,owner,,,`, good]);
    const planned = await owner.upload('people', file);
    expect(planned.counts).toMatchObject({ skip: 1, create: 1 });
    const [row] = await owner.rows(planned.id);
    expect(row).toMatchObject({ result: 'skip', memberId: member.memberId });
    expect(row?.summary).toContain('Already belongs to the organization');

    await applied(owner, planned);
    const [, hana] = await owner.rows(planned.id);
    await market.change({
      type: 'member.update',
      memberId: hana?.memberId as MemberId,
      name: 'Hana Changed',
    });
    await owner.request('POST', `/v1/imports/${planned.id}/undo`);
    const undone = await owner.settled(planned.id, ({ state }) => state === 'undone');
    expect(undone.undo?.conflicts).toBeGreaterThan(0);
    expect((await membersOf(market)).map(({ address }) => address)).toContain('hana@shop.example');
  });

  it('columns are matched by hand when their headers say nothing, and that is remembered', async () => {
    const { owner } = await start();
    const file =
      'who,what,kind of person,where\nhana@shop.example,Campaign editor,some,store:W-1\n';
    const unmatched = await owner.upload('people', file);
    expect(unmatched).toMatchObject({
      state: 'uploaded',
      missingFields: ['type'],
      counts: { rows: 1 },
    });
    expect(await owner.rows(unmatched.id)).toEqual([]);

    const columns = [
      { index: 0, field: 'email' },
      { index: 1, field: 'permissionSets' },
      { index: 2, field: 'type' },
      { index: 3, field: 'places' },
    ];
    const matched = await owner.request('PUT', `/v1/imports/${unmatched.id}/columns`, { columns });
    expect(matched.body).toMatchObject({
      state: 'ready',
      missingFields: [],
      counts: { errors: 1 },
    });
    const again = await owner.upload('people', file);
    expect(again.columns[2]).toMatchObject({ field: 'type', matchedBy: 'memory' });
    const twice = await owner.request('PUT', `/v1/imports/${again.id}/columns`, {
      columns: columns.map(({ index }) => ({ index, field: 'email' })),
    });
    expect(twice.status).toBe(400);
  });

  it('what is no table is refused with the reason', async () => {
    const { owner } = await start();
    const answer = await owner.tryUpload('people', 'E-mail,Name\n"a,b\n');
    expect(answer.status).toBe(422);
    expect(await answer.json()).toMatchObject({ code: 'file_unreadable' });
    const large = await owner.tryUpload('people', `E-mail\n${'x\n'.repeat(100_001)}`);
    expect(large.status).toBe(413);
    expect(await large.json()).toMatchObject({ code: 'file_too_large' });
  });

  it('cancelled before it is applied, nobody is invited', async () => {
    const { market, owner } = await start();
    const planned = await owner.upload('people', people([good]));
    expect((await owner.request('POST', `/v1/imports/${planned.id}/cancel`)).body.state).toBe(
      'cancelled',
    );
    expect(await membersOf(market)).toHaveLength(1);
  });

  it('changed after it was planned, a row that is refused now is told as failed', async () => {
    const { market, owner } = await start();
    const planned = await owner.upload('people', people([good, 'olga@shop.example,,,owner,,,']));
    await market.change({ type: 'entity.update', entityId: market.places.w1, closed: true });
    expect(await applied(owner, planned)).toMatchObject({
      state: 'partly_done',
      counts: { applied: 1, failed: 1 },
    });
    const [failed] = await owner.rows(planned.id, 'show=failed');
    expect(failed).toMatchObject({ row: 2, outcome: 'failed' });
    expect(failed?.issues.at(-1)?.code).toBe('place_closed');
  });
});

describe('who may import', () => {
  it('a manager’s file is measured row by row by what the manager may hand out and where', async () => {
    const { market } = await start();
    const manager = await as(
      market,
      await market.addMember(market.grant('manager', market.places.west)),
    );
    const planned = await manager.upload(
      'people',
      people([
        good,
        'a@shop.example,,,member,Campaign publisher,store:W-1,',
        'b@shop.example,,,member,Campaign editor,store:E-1,',
        'c@shop.example,,,owner,,,',
      ]),
    );
    const rows = await manager.rows(planned.id);
    expect(rows.map(({ result, issues }) => [result, issues[0]?.code])).toEqual([
      ['create', undefined],
      ['error', 'grant_ceiling'],
      ['error', 'not_allowed'],
      ['error', 'owners_only'],
    ]);
    expect(await applied(manager, planned)).toMatchObject({
      state: 'partly_done',
      counts: { applied: 1 },
    });
  });

  it('a manager is never shown places outside of the own part', async () => {
    const { market, owner } = await start();
    const manager = await as(
      market,
      await market.addMember(market.grant('manager', market.places.west)),
    );
    const file = people(['a@shop.example,,,member,Campaign editor,Staton Road,']);
    const suggested = async (client: ImportClient) =>
      (await client.rows((await client.upload('people', file)).id))[0]?.issues[0]?.suggestion;
    expect(await suggested(owner)).toBe('store:E-1');
    expect(await suggested(manager)).toBeNull();
    expect(await manager.text('/v1/imports/sample.csv?kind=people')).not.toMatch(/E-1|EAST/);
  });

  it('people see their own imports, owners everybody’s, others nothing', async () => {
    const { market, owner } = await start();
    const manager = await as(
      market,
      await market.addMember(market.grant('manager', market.places.west)),
    );
    const editor = await as(
      market,
      await market.addMember(market.grant('editor', market.places.west)),
    );
    const own = await manager.upload('people', people([good]));
    const others = await owner.upload('people', people([good]));
    expect((await manager.request('GET', `/v1/imports/${others.id}`)).status).toBe(404);
    expect((await manager.request('GET', '/v1/imports')).body.data).toHaveLength(1);
    expect((await owner.request('GET', '/v1/imports')).body).toMatchObject({ total: 2 });
    expect((await owner.request('GET', `/v1/imports/${own.id}`)).status).toBe(200);
    expect((await editor.tryUpload('people', people([good]))).status).toBe(403);
    expect((await manager.tryUpload('places', 'Code,Name\n1,A\n')).status).toBe(403);

    const stranger = await start();
    expect((await stranger.owner.request('GET', `/v1/imports/${own.id}`)).status).toBe(404);
    expect((await stranger.owner.request('POST', `/v1/imports/${own.id}/apply`)).status).toBe(404);
  });
});

describe('a file of places', () => {
  const file = [
    'Code,Name,Zone,City,Phone',
    'N-1,Pier,North,Ely,1',
    'N-2,Quay,north,Ely,2',
    'W-1,Harbour Road,West,,3',
    'W-2,Mill Lane,West,,4',
  ].join('\n');

  it('makes stores and the zones they lie in, changes what differs, and is undone', async () => {
    const { owner } = await start();
    const planned = await owner.upload('places', file, 'places.csv');
    expect(planned).toMatchObject({
      state: 'ready',
      unusedColumns: ['Phone'],
      newParents: [{ type: 'zone', name: 'North' }],
      counts: { create: 2, change: 1, noChange: 1, errors: 0 },
    });
    const [, , changed] = await owner.rows(planned.id);
    expect(changed?.summary).toBe(
      'Changes W-1 Harbour Street: name from “Harbour Street” to “Harbour Road”.',
    );
    expect(await applied(owner, planned)).toMatchObject({ state: 'done', counts: { applied: 3 } });
    const places = (await owner.request('GET', '/v1/entities?limit=100')).body.data;
    expect(
      places.map(
        ({ name, parents }: { name: string; parents: { name: string }[] }) =>
          `${name} in ${parents.map((parent) => parent.name)}`,
      ),
    ).toEqual([
      'East in ',
      'Harbour Road in West',
      'Mill Lane in West',
      'North in ',
      'Pier in North',
      'Quay in North',
      'Station Road in East',
      'West in ',
    ]);
    expect((await owner.upload('places', file)).counts).toMatchObject({
      create: 0,
      change: 0,
      noChange: 4,
    });

    await owner.request('POST', `/v1/imports/${planned.id}/undo`);
    expect((await owner.settled(planned.id, ({ state }) => state === 'undone')).undo).toMatchObject(
      { undone: 4, conflicts: 0 },
    );
    const after = (await owner.request('GET', '/v1/entities?limit=100')).body.data;
    expect(after.map(({ name }: { name: string }) => name)).toEqual([
      'East',
      'Harbour Street',
      'Mill Lane',
      'Station Road',
      'West',
    ]);
  });

  it('a corrected cell plans the file again', async () => {
    const { owner } = await start();
    const planned = await owner.upload(
      'places',
      'Code,Name,Type,Zone\nN-1,Pier,shop,West\nN-2,Quay,shop,West\n',
    );
    expect(planned.counts).toMatchObject({ errors: 2 });
    const fixed = await owner.request('POST', `/v1/imports/${planned.id}/replace-value`, {
      field: 'type',
      from: 'shop',
      to: 'store',
    });
    expect(fixed.body).toMatchObject({ state: 'ready', counts: { create: 2, errors: 0 } });
  });
});

describe('the sample file', () => {
  it.each(['people', 'places'] as const)('of %s can be uploaded as it is', async (kind) => {
    const { owner } = await start();
    const sample = await owner.text(`/v1/imports/sample.csv?kind=${kind}`);
    const planned = await owner.upload(kind, sample);
    expect(planned).toMatchObject({
      state: 'ready',
      unusedColumns: [],
      counts: { errors: 0, warnings: 0 },
    });
    expect(planned.counts.create).toBeGreaterThan(0);
  });
});
