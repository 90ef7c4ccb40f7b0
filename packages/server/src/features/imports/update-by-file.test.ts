import type { ImportMode, ImportRow, ImportView } from '@latchkey/contract';
import type { Operation } from '@latchkey/engine';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ImportClient, importClient } from '../../../test/import-client.ts';
import {
  createMarketOrganization,
  type MarketOrganization,
} from '../../../test/market-organization.ts';
import { signInAs } from '../../../test/sign-in-as.ts';
import { startTestServer, type TestServer } from '../../../test/start-test-server.ts';
import type { TestMember } from '../../../test/test-member.ts';
import { jobHandlers } from '../../job-handlers.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  await server.services.jobs.start(jobHandlers(server.services).handlers);
});
afterAll(() => server[Symbol.asyncDispose]());

const as = async (market: MarketOrganization, member: Pick<TestMember, 'userId'>) =>
  importClient(server, await signInAs(server, market.organizationId, member));
const start = async () => {
  const market = await createMarketOrganization(server.services);
  return { market, owner: await as(market, market.owner) };
};
const applied = async (client: ImportClient, { id }: ImportView) => {
  expect((await client.request('POST', `/v1/imports/${id}/apply`)).status).toBe(202);
  return client.settled(id);
};
const upload = (client: ImportClient, mode: ImportMode, lines: string[]) =>
  client.upload('people', lines.join('\n'), 'update.csv', mode);
const codesOf = ({ issues }: ImportRow) => issues.map(({ code }) => code);

/** What is held, as one would write it into the cells of a file. */
async function held(client: ImportClient, { memberId }: TestMember) {
  const { body } = await client.request('GET', `/v1/members/${memberId}`);
  return {
    name: body.name,
    phone: body.phone ?? '',
    type: body.role,
    accessEnds: body.accessEndsAt ?? '',
    access: body.grants
      .map(
        ({ permissionSet, place }: { permissionSet: { name: string }; place: { code: string } }) =>
          `${permissionSet.name.replace('Campaign ', '')}@${place.code}`,
      )
      .sort()
      .join(' '),
  };
}
type Field = 'name' | 'phone' | 'type' | 'accessEnds' | 'access';

const phone = '+49 30 111111';
const otherPhone = '+49 30 222222';
const end = '2099-01-01T00:00:00.000Z';
const otherEnd = '2098-06-01T12:00:00.000Z';

/** What a cell says, and what is held afterwards in each mode; `=` is what was held before, `!` a refusal. */
const matrix: readonly [
  field: Field,
  before: string,
  said: string,
  after: readonly [add: string, replace: string, remove: string, setIfEmpty: string],
][] = [
  ['name', 'Hana', '', ['=', '=', '=', '=']],
  ['name', 'Hana', 'Hana', ['=', '=', '=', '=']],
  ['name', 'Hana', 'Kim', ['Kim', 'Kim', '=', '=']],
  ['name', '', 'Kim', ['Kim', 'Kim', '=', 'Kim']],
  ['name', 'Hana', '-', ['!not_clearable', '!not_clearable', '=', '!not_clearable']],
  ['phone', phone, '', ['=', '=', '=', '=']],
  ['phone', phone, phone, ['=', '=', '', '=']],
  ['phone', phone, otherPhone, [otherPhone, otherPhone, '=', '=']],
  ['phone', phone, '-', ['', '', '', '=']],
  ['phone', '', otherPhone, [otherPhone, otherPhone, '=', otherPhone]],
  ['accessEnds', end, '', ['=', '=', '=', '=']],
  ['accessEnds', end, end, ['=', '=', '', '=']],
  ['accessEnds', end, otherEnd, [otherEnd, otherEnd, '=', '=']],
  ['accessEnds', end, '-', ['', '', '', '=']],
  ['accessEnds', '', otherEnd, [otherEnd, otherEnd, '=', otherEnd]],
  ['type', 'member', '', ['=', '=', '=', '=']],
  ['type', 'member', 'member', ['=', '=', '=', '=']],
  ['type', 'member', 'owner', ['owner', 'owner', '=', '=']],
  ['access', 'editor@W-1', '', ['=', '=', '=', '=']],
  ['access', 'editor@W-1', 'editor@W-1', ['=', '=', '!member_needs_access', '=']],
  [
    'access',
    'editor@W-1',
    'publisher@E-1',
    ['editor@W-1 publisher@E-1', 'publisher@E-1', '=', '='],
  ],
  ['access', 'editor@W-1 editor@W-2', 'editor@W-1', ['=', 'editor@W-1', 'editor@W-2', '=']],
];
const modes = ['add', 'replace', 'remove', 'set_if_empty'] as const;
const cases = matrix.flatMap(([field, before, said, after]) =>
  modes.map((mode, index) => ({ field, before, said, mode, after: after[index] ?? '=' })),
);

describe('what a cell does in each mode', () => {
  let rows: ImportRow[];
  let before: Awaited<ReturnType<typeof held>>[];
  let after: Awaited<ReturnType<typeof held>>[];

  beforeAll(async () => {
    const { market, owner } = await start();
    const grants = (access: string) =>
      access.split(' ').map((pair) => {
        const [set, place] = pair.split('@');
        return market.grant(
          set === 'publisher' ? 'publisher' : 'editor',
          place === 'E-1'
            ? market.places.e1
            : place === 'W-2'
              ? market.places.w2
              : market.places.w1,
        );
      });
    const members: TestMember[] = [];
    for (const { field, before: is } of cases) {
      const member = await market.addMember(...grants(field === 'access' ? is : 'editor@W-1'));
      const { memberId } = member;
      const name = field === 'name' ? is : 'Hana';
      const prepared: Operation[] = [
        { type: 'member.update', memberId, name, phone: field === 'phone' ? is || null : null },
      ];
      if (field === 'accessEnds' && is)
        prepared.push({ type: 'member.setAccessEnd', memberId, accessEndsAt: Date.parse(is) });
      await market.change(...prepared);
      members.push(member);
    }
    const all = () => Promise.all(members.map((member) => held(owner, member)));
    before = await all();
    const lines = cases.map(({ field, said, mode }, index) => {
      const [set = '', place = ''] = field === 'access' ? said.split('@') : [];
      const cell = (one: Field) => (one === field ? said : '');
      return [
        members[index]?.address,
        cell('name'),
        cell('phone'),
        cell('type'),
        set && `Campaign ${set}`,
        place && `store:${place}`,
        cell('accessEnds'),
        mode.replaceAll('_', ' '),
      ].join(',');
    });
    const header = 'E-mail,Name,Phone,Type,Permission sets,Places,Access ends,Mode';
    const planned = await upload(owner, 'add', [header, ...lines]);
    rows = await owner.rows(planned.id);
    await applied(owner, planned);
    after = await all();
  }, 120_000);

  it.each(cases.map((one, index) => ({ ...one, index })))(
    '$mode: $field “$before”, the cell says “$said”: $after',
    ({ index, field, after: wanted }) => {
      const row = rows[index];
      if (!row) throw new Error('The file has a row for every case.');
      const unchanged = before[index];
      if (wanted.startsWith('!')) {
        expect([row.result, ...codesOf(row)]).toEqual(['error', wanted.slice(1)]);
        expect(after[index]).toEqual(unchanged);
        return;
      }
      if (wanted === '=') {
        expect(row.result).toBe('no_change');
        expect(after[index]).toEqual(unchanged);
        return;
      }
      expect(row.result).toBe('change');
      const alsoGone = field === 'type' ? { access: '' } : {};
      expect(after[index]).toEqual({ ...unchanged, ...alsoGone, [field]: wanted });
    },
  );
});

describe('a file of the present people', () => {
  it('brought back as it is changes nothing, in any mode but “remove”', async () => {
    const { market, owner } = await start();
    const soon = Date.now() + 86_400_000;
    const people = [
      await market.addMember(market.grant('editor', market.places.w1)),
      await market.addMember(
        market.grant('editor', market.places.west),
        market.grant('publisher', market.places.e1, soon),
        market.grant('manager', market.organizationId),
      ),
      await market.addMember(market.grant('editor', market.places.e1)),
    ];
    const [first, second, third] = people;
    if (!first || !second || !third) throw new Error('Three people were made.');
    await market.change(
      { type: 'member.update', memberId: first.memberId, name: '=2+3', phone: '12-34' },
      { type: 'member.setAccessEnd', memberId: second.memberId, accessEndsAt: soon },
      { type: 'member.suspend', memberId: third.memberId },
      { type: 'entity.update', entityId: market.places.w1, closed: true },
      { type: 'entity.update', entityId: market.places.e1, code: 'E;1' },
    );
    const file = await owner.text('/v1/members/export.csv');
    expect(file.split('\r\n')[0]).toContain('_etag');
    expect(file).toContain('store:E;1');
    for (const mode of ['add', 'replace', 'set_if_empty'] as const) {
      const planned = await owner.upload('people', file, 'people.csv', mode);
      const rows = await owner.rows(planned.id);
      expect(rows).toHaveLength(6);
      expect(rows.map(({ result, issues }) => [result, issues])).toEqual(
        rows.map(() => ['no_change', []]),
      );
      expect(planned).toMatchObject({
        unusedColumns: [],
        counts: { noChange: 6, warnings: 0, losing: 0, changedSince: 0 },
      });
    }
  });

  it('that is older than a person warns, and takes nothing away without being told to', async () => {
    const { market, owner } = await start();
    const member = await market.addMember(market.grant('editor', market.places.w1));
    const bystander = await market.addMember(market.grant('editor', market.places.w1));
    const file = (await owner.text('/v1/members/export.csv')).replaceAll('store:W-1', 'store:W-2');
    await market.change({
      type: 'grant.add',
      memberId: member.memberId,
      grant: market.grant('publisher', market.places.e1),
    });

    const replacing = await owner.upload('people', file, 'people.csv', 'replace');
    expect(replacing).toMatchObject({
      counts: { change: 1, errors: 1, changedSince: 1, losing: 1, losses: 1 },
    });
    const [kept] = await owner.rows(replacing.id, 'show=changed_since');
    expect(kept?.issues).toMatchObject([{ level: 'error', code: 'changed_since_export' }]);
    await applied(owner, replacing);
    expect((await held(owner, member)).access).toBe('editor@W-1 publisher@E-1');
    expect((await held(owner, bystander)).access).toBe('editor@W-2');

    const adding = await owner.upload('people', file, 'people.csv', 'add');
    const [warned] = await owner.rows(adding.id, 'show=changed_since');
    expect(warned).toMatchObject({
      result: 'change',
      issues: [{ level: 'warning', code: 'changed_since_export' }],
    });

    const again = await owner.upload('people', file, 'people.csv', 'replace');
    const told = await owner.request('PUT', `/v1/imports/${again.id}/mode`, {
      mode: 'replace',
      applyChanged: true,
    });
    expect(told.body).toMatchObject({ applyChanged: true, counts: { change: 1, losses: 2 } });
    await applied(owner, again);
    expect((await held(owner, member)).access).toBe('editor@W-2');
  });
});

describe('rows about one person', () => {
  const header = 'E-mail,Name,Permission sets,Places,Mode';

  it('say together what is held in the end, and are undone together', async () => {
    const { market, owner } = await start();
    const member = await market.addMember(market.grant('editor', market.places.w1));
    const planned = await upload(owner, 'replace', [
      header,
      `${member.address},Hana Kim,Campaign editor,store:W-2,`,
      `${member.address},,Campaign publisher,store:E-1,`,
    ]);
    const [first, second] = await owner.rows(planned.id);
    expect(first).toMatchObject({
      result: 'change',
      summary:
        'Changes Person 1: name from “Person 1” to “Hana Kim”; gains Campaign editor at W-2 Mill Lane; Campaign publisher at E-1 Station Road.',
      losses: ['Campaign editor at W-1 Harbour Street'],
    });
    expect(second).toMatchObject({ result: 'skip', summary: 'Together with row 2.' });
    expect(planned.sentence.map(({ text }) => text).join('')).toBe(
      'This file will change 1 person. 1 person loses access: 1 grant.',
    );
    await applied(owner, planned);
    expect(await held(owner, member)).toMatchObject({
      name: 'Hana Kim',
      access: 'editor@W-2 publisher@E-1',
    });

    const preview = await owner.request('POST', `/v1/imports/${planned.id}/undo?dryRun=true`);
    expect(preview.body).toMatchObject({ applies: true, remarks: [] });
    await owner.request('POST', `/v1/imports/${planned.id}/undo`);
    await owner.settled(planned.id, ({ state }) => state === 'undone');
    expect(await held(owner, member)).toMatchObject({ name: 'Person 1', access: 'editor@W-1' });
  });

  it('may each have a mode of their own', async () => {
    const { market, owner } = await start();
    const member = await market.addMember(market.grant('editor', market.places.w1));
    const planned = await upload(owner, 'add', [
      header,
      `${member.address},,Campaign editor,store:W-2,append`,
      `${member.address},,Campaign editor,store:W-1,delete`,
      'nobody@shop.example,,Campaign editor,store:W-1,remove',
      `${market.owner.address},,Campaign editor,store:W-1,replce`,
    ]);
    const rows = await owner.rows(planned.id);
    expect(rows.map(({ result }) => result)).toEqual(['change', 'skip', 'error', 'error']);
    expect(rows[2]?.issues).toMatchObject([{ field: 'email', code: 'unknown_member' }]);
    expect(rows[3]?.issues).toMatchObject([
      { field: 'mode', code: 'mode_unknown', suggestion: 'replace' },
    ]);
    await applied(owner, planned);
    expect((await held(owner, member)).access).toBe('editor@W-2');
  });

  it('stand or fall together', async () => {
    const { market, owner } = await start();
    const member = await market.addMember(market.grant('editor', market.places.w1));
    const planned = await upload(owner, 'replace', [
      header,
      `${member.address},,Campaign editor,store:W-2,`,
      `${member.address},,Campaign publshr,store:E-1,`,
    ]);
    const rows = await owner.rows(planned.id);
    expect(rows.map((row) => [row.result, ...codesOf(row)])).toEqual([
      ['error', 'other_row_refused'],
      ['error', 'unknown_permission_set'],
    ]);
    const fixed = await owner.request('PATCH', `/v1/imports/${planned.id}/rows/3`, {
      values: { permissionSets: 'Campaign publisher' },
    });
    expect(fixed.body.counts).toMatchObject({
      change: 1,
      skip: 1,
      errors: 0,
      losing: 1,
      losses: 1,
    });
  });

  it('that contradict each other are both kept back', async () => {
    const { market, owner } = await start();
    const member = await market.addMember(market.grant('editor', market.places.w1));
    const planned = await upload(owner, 'add', [
      header,
      `${member.address},Hana,,,`,
      `${member.address},Kim,,,`,
    ]);
    expect((await owner.rows(planned.id)).map((row) => [row.result, ...codesOf(row)])).toEqual([
      ['error', 'other_row_refused'],
      ['error', 'duplicate_row'],
    ]);
  });
});

describe('a file that updates people', () => {
  it('invites those of its rows who are not here, when the row says enough', async () => {
    const { market, owner } = await start();
    const member = await market.addMember(market.grant('editor', market.places.w1));
    const planned = await upload(owner, 'add', [
      'E-mail,Type,Permission sets,Places',
      `${member.address},,Campaign editor,store:W-2`,
      'new@shop.example,member,Campaign editor,store:W-1',
      'other@shop.example,,Campaign editor,store:W-1',
    ]);
    expect((await owner.rows(planned.id)).map((row) => [row.result, ...codesOf(row)])).toEqual([
      ['change'],
      ['create'],
      ['error', 'type_missing'],
    ]);
    expect(planned.sentence.map(({ text }) => text).join('')).toContain(
      'change 1 person and invite 1 person at 1 place.',
    );
  });

  it('tells in its result what became of each row; brought back, only what is unfinished is done', async () => {
    const { market, owner } = await start();
    const first = await market.addMember(market.grant('editor', market.places.w1));
    const second = await market.addMember(market.grant('editor', market.places.w1));
    const planned = await upload(owner, 'replace', [
      'E-mail,Permission sets,Places',
      `${first.address},Campaign editor,store:W-2`,
      `${second.address},Campaign editr,store:W-2`,
    ]);
    await applied(owner, planned);
    const result = await owner.text(`/v1/imports/${planned.id}/result.csv`);
    const [, done, kept] = result.split('\r\n');
    expect(done).toContain(
      ',applied,Changes Person 1: gains Campaign editor at W-2 Mill Lane. Takes away: Campaign editor at W-1 Harbour Street.,',
    );
    expect(kept).toContain(',error,');
    const again = await owner.upload(
      'people',
      result.replace('editr', 'editor'),
      'result.csv',
      'replace',
    );
    expect(again.counts).toMatchObject({ noChange: 1, change: 1, errors: 0 });
  });

  it('needs no column but the address, and half of an access is no access', async () => {
    const { market, owner } = await start();
    const member = await market.addMember(market.grant('editor', market.places.w1));
    const named = await upload(owner, 'add', ['E-mail,Name', `${member.address},Hana`]);
    expect(named).toMatchObject({ state: 'ready', counts: { change: 1 } });
    const half = await upload(owner, 'add', [
      'E-mail,Permission sets',
      `${member.address},Campaign publisher`,
    ]);
    expect((await owner.rows(half.id)).map((row) => codesOf(row))).toEqual([['access_incomplete']]);
  });

  it('makes an owner a member only when it replaces', async () => {
    const { market, owner } = await start();
    const second = await market.addMember(market.grant('editor', market.places.w1));
    await market.change({ type: 'member.setRole', memberId: second.memberId, role: 'owner' });
    const header = 'E-mail,Type,Permission sets,Places';
    const demoted = `${second.address},member,Campaign editor,store:W-1`;
    const adding = await upload(owner, 'add', [header, demoted]);
    expect((await owner.rows(adding.id)).map(codesOf)).toEqual([['mode_takes_nothing']]);
    const replacing = await upload(owner, 'replace', [header, demoted]);
    expect((await owner.rows(replacing.id))[0]).toMatchObject({
      result: 'change',
      losses: ['Every permission everywhere, as owner'],
    });
    await applied(owner, replacing);
    expect(await held(owner, second)).toMatchObject({ type: 'member', access: 'editor@W-1' });
  });

  it('of places has no mode', async () => {
    const { owner } = await start();
    const answer = await owner.tryUpload('places', 'Code,Name\n1,A\n', 'places.csv', 'replace');
    expect(answer.status).toBe(400);
    const places = await owner.upload('places', 'Code,Name,Zone\n1,A,West\n');
    const told = await owner.request('PUT', `/v1/imports/${places.id}/mode`, { mode: 'add' });
    expect(told.status).toBe(400);
  });

  it('can be given another mode when its plan is seen', async () => {
    const { market, owner } = await start();
    const member = await market.addMember(market.grant('editor', market.places.w1));
    const file = [
      'E-mail,Type,Permission sets,Places',
      `${member.address},member,Campaign editor,store:W-2`,
    ];
    const planned = await upload(owner, 'new', file);
    expect(planned).toMatchObject({ mode: 'new', counts: { skip: 1, change: 0 } });
    const told = await owner.request('PUT', `/v1/imports/${planned.id}/mode`, { mode: 'add' });
    expect(told.body).toMatchObject({ mode: 'add', counts: { skip: 0, change: 1, losses: 0 } });
  });

  it('changed between plan and apply takes away what was shown and nothing else', async () => {
    const { market, owner } = await start();
    const member = await market.addMember(market.grant('editor', market.places.w1));
    const planned = await upload(owner, 'replace', [
      'E-mail,Permission sets,Places',
      `${member.address},Campaign editor,store:W-2`,
    ]);
    await market.change({
      type: 'grant.add',
      memberId: member.memberId,
      grant: market.grant('publisher', market.places.e1),
    });
    await applied(owner, planned);
    expect((await held(owner, member)).access).toBe('editor@W-2 publisher@E-1');
  });
});

describe('a manager’s update', () => {
  it('tells nothing about people elsewhere', async () => {
    const { market, owner } = await start();
    const manager = await as(
      market,
      await market.addMember(market.grant('manager', market.places.west)),
    );
    const near = await market.addMember(market.grant('editor', market.places.w1));
    const far = await market.addMember(market.grant('editor', market.places.e1));
    const planned = await upload(manager, 'replace', [
      'E-mail,Name,Permission sets,Places',
      `${near.address},Near,Campaign editor,store:W-2`,
      `${far.address},Far,Campaign editor,store:W-2`,
    ]);
    expect((await manager.rows(planned.id)).map((row) => [row.result, ...codesOf(row)])).toEqual([
      ['change'],
      ['error', 'unknown_member'],
    ]);
    await applied(manager, planned);
    expect((await held(owner, far)).name).not.toBe('Far');
    expect((await held(owner, near)).access).toBe('editor@W-2');
  });
});
