import type { MemberId } from '@latchkey/engine';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ImportClient, importClient } from './import-client.ts';
import { createMarketOrganization, type MarketOrganization } from './market-organization.ts';
import { signInAs } from './sign-in-as.ts';
import { startTestServer, type TestServer } from './start-test-server.ts';
import type { TestMember } from './test-member.ts';

// What is refused for one person is refused for many: each rule is asked on the single path, in bulk
// and by file, and all of them answer with the same code.

let server: TestServer;
let market: MarketOrganization;
let owner: ImportClient;
let manager: ImportClient;
let managerMember: TestMember;
/** Holds what the manager may change, and is the manager's alone. */
let near: TestMember;
/** Holds something in the manager's part and something outside of it. */
let wide: TestMember;

beforeAll(async () => {
  server = await startTestServer();
  market = await createMarketOrganization(server.services);
  const as = async (member: Pick<TestMember, 'userId'>) =>
    importClient(server, await signInAs(server, market.organizationId, member));
  const { places, grant } = market;
  owner = await as(market.owner);
  managerMember = await market.addMember(grant('manager', places.west));
  manager = await as(managerMember);
  near = await market.addMember(grant('editor', places.w1));
  wide = await market.addMember(grant('editor', places.w1), grant('editor', places.e1));
  await market.change(
    { type: 'entity.update', entityId: places.w2, closed: true },
    { type: 'organization.update', allowedDomains: ['market.example'] },
  );
});
afterAll(() => server[Symbol.asyncDispose]());

type Answer = { readonly status: number; readonly body: { code?: string; problems?: Coded[] } };
type Coded = { readonly code: string };
const codesOf = ({ body }: Answer): string[] =>
  [...new Set([body.code, ...(body.problems ?? []).map(({ code }) => code)])].filter(
    (code): code is string => code !== undefined,
  );

const etagOf = async ({ memberId }: TestMember) =>
  (await owner.request('GET', `/v1/members/${memberId}`)).body.etag;
const patch = async (by: ImportClient, member: TestMember, body: unknown) =>
  by.request('PATCH', `/v1/members/${member.memberId}`, body, { 'if-match': await etagOf(member) });
const putAccess = async (by: ImportClient, member: TestMember, body: unknown) =>
  by.request('PUT', `/v1/members/${member.memberId}/access`, body, {
    'if-match': await etagOf(member),
  });
const present = async ({ memberId }: TestMember) => {
  const { body } = await owner.request('GET', `/v1/members/${memberId}`);
  return body.grants.map((grant: { permissionSet: { id: string }; place: { id: string } }) => ({
    permissionSetId: grant.permissionSet.id,
    scope: grant.place.id,
  }));
};
const bulk = (by: ImportClient, member: TestMember, act: unknown) =>
  by.request('POST', '/v1/members/bulk', {
    selection: { kind: 'members', memberIds: [member.memberId] as MemberId[] },
    act,
  });
const skipCodes = ({ body }: { body: { skipped?: Coded[]; code?: string } }) =>
  body.skipped?.map(({ code }) => code) ?? [body.code ?? ''];
const byFile = async (by: ImportClient, line: string) => {
  const header = 'E-mail,Type,Permission sets,Places,Access ends,Mode';
  const planned = await by.upload('people', `${header}\n${line}\n`, 'rules.csv', 'add');
  const [row] = await by.rows(planned.id);
  return (row?.issues ?? []).filter(({ level }) => level === 'error').map(({ code }) => code);
};

interface Rule {
  readonly rule: string;
  readonly code: string;
  readonly single: () => Promise<readonly string[]>;
  /** Absent where no bulk act can ask for it. */
  readonly bulk?: () => Promise<readonly string[]>;
  readonly file: () => Promise<readonly string[]>;
}

const give = (
  who: () => TestMember,
  by: () => ImportClient,
  set: 'editor' | 'publisher',
  place: () => { readonly id: string; readonly written: string },
) => {
  const grant = () => ({ permissionSetId: market.sets[set], scope: place().id });
  return {
    single: async () =>
      codesOf(
        await putAccess(by(), who(), {
          role: 'member',
          grants: [...(await present(who())), grant()],
        }),
      ),
    bulk: async () => skipCodes(await bulk(by(), who(), { type: 'addGrants', grants: [grant()] })),
    file: () => byFile(by(), `${who().address},,Campaign ${set},${place().written},,`),
  };
};

const later = '2099-01-01T00:00:00Z';
const rules: readonly Rule[] = [
  {
    rule: 'the last owner’s access has no end',
    code: 'last_owner',
    single: async () => codesOf(await patch(owner, market.owner, { accessEndsAt: later })),
    bulk: async () =>
      skipCodes(await bulk(owner, market.owner, { type: 'setAccessEnd', accessEndsAt: later })),
    file: () => byFile(owner, `${market.owner.address},,,,${later},`),
  },
  {
    rule: 'the last owner stays an owner',
    code: 'last_owner',
    single: async () =>
      codesOf(
        await putAccess(owner, market.owner, {
          role: 'member',
          grants: [{ permissionSetId: market.sets.editor, scope: market.places.w1 }],
        }),
      ),
    file: () => byFile(owner, `${market.owner.address},member,Campaign editor,store:W-1,,replace`),
  },
  {
    rule: 'a manager gives no set beyond what may be handed out',
    code: 'grant_ceiling',
    ...give(
      () => near,
      () => manager,
      'publisher',
      () => ({ id: market.places.w1, written: 'store:W-1' }),
    ),
  },
  {
    rule: 'a manager gives nothing outside of the own part',
    code: 'not_allowed',
    ...give(
      () => near,
      () => manager,
      'editor',
      () => ({ id: market.places.e1, written: 'store:E-1' }),
    ),
  },
  {
    rule: 'nobody widens the own access',
    code: 'not_allowed',
    ...give(
      () => managerMember,
      () => manager,
      'editor',
      () => ({ id: market.places.w1, written: 'store:W-1' }),
    ),
  },
  {
    rule: 'nothing is given at a closed place',
    code: 'place_closed',
    ...give(
      () => near,
      () => owner,
      'editor',
      () => ({ id: market.places.w2, written: 'store:W-2' }),
    ),
  },
  {
    rule: 'a manager does not end the access of somebody who holds more elsewhere',
    code: 'not_dominated',
    single: async () => codesOf(await patch(manager, wide, { accessEndsAt: later })),
    bulk: async () =>
      skipCodes(await bulk(manager, wide, { type: 'setAccessEnd', accessEndsAt: later })),
    file: () => byFile(manager, `${wide.address},,,,${later},`),
  },
  {
    rule: 'an end of access lies ahead',
    code: 'ends_in_past',
    single: async () => codesOf(await patch(owner, near, { accessEndsAt: '2020-01-01T00:00:00Z' })),
    bulk: async () =>
      skipCodes(
        await bulk(owner, near, { type: 'setAccessEnd', accessEndsAt: '2020-01-01T00:00:00Z' }),
      ),
    file: () => byFile(owner, `${near.address},,,,2020-01-01,`),
  },
  {
    rule: 'only owners make owners',
    code: 'owners_only',
    single: async () => codesOf(await putAccess(manager, near, { role: 'owner', grants: [] })),
    file: () => byFile(manager, `${near.address},owner,,,,`),
  },
  {
    rule: 'a member holds something',
    code: 'member_needs_access',
    single: async () => codesOf(await putAccess(owner, near, { role: 'member', grants: [] })),
    file: () => byFile(owner, `${near.address},,Campaign editor,store:W-1,,remove`),
  },
  {
    rule: 'people are invited from the allowed domains only',
    code: 'domain_not_allowed',
    single: () => invite('one@elsewhere.example'),
    bulk: () => invite('one@elsewhere.example', 'two@elsewhere.example'),
    file: () => byFile(owner, 'one@elsewhere.example,member,Campaign editor,store:W-1,,'),
  },
];

async function invite(...addresses: string[]): Promise<string[]> {
  const { body } = await owner.request('POST', '/v1/invitations', {
    people: addresses.map((address) => ({ address })),
    role: 'member',
    grants: [{ permissionSetId: market.sets.editor, scope: market.places.w1 }],
  });
  const codes = body.results.map(({ problem }: { problem: Coded | null }) => problem?.code);
  return [...new Set<string>(codes)];
}

describe.each(rules)('$rule', ({ code, single, bulk: many, file }) => {
  it('for one person', async () => expect(await single()).toContain(code));
  if (many) it('for many at once', async () => expect(await many()).toContain(code));
  it('in a file', async () => expect(await file()).toContain(code));
});
