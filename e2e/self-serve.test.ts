import type {
  ApiKeyCreated,
  InviteAnswer,
  Member,
  MemberPage,
  OperatorOrganizationPage,
  PermissionSet,
  Session,
} from '@latchkey/contract';
import { createLatchkey } from '@latchkey/sdk';
import type { Browser } from 'playwright';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { activate, password } from './harness/activate.ts';
import { call } from './harness/api.ts';
import { openBrowser, type Person, personAt, pictureOfFailure } from './harness/browser.ts';
import { fillSample, handIn } from './harness/import-page.ts';
import { type Platform, startPlatform } from './harness/platform.ts';
import { faultsOf } from './harness/screens.ts';

// How a brand manages its own people: sets at single stores, people by e-mail and by file, profiles,
// updates, removals, and the switch by which a platform rolls all of it out.

let platform: Platform;
let browser: Browser;
let owner: Person;
let joiner: Person;
let operator: Person;
let secret: string;
const ownerAddress = 'olivia@northwind.example';
const una = 'una.store@northwind.example';
const omar = 'omar.owner@northwind.example';
const ben = 'ben.bulk@northwind.example';
const cleo = 'cleo.bulk@northwind.example';

beforeAll(async () => {
  platform = await startPlatform({ processes: 1 });
  browser = await openBrowser();
  const at = () => personAt(browser, platform.url);
  [owner, joiner, operator] = await Promise.all([at(), at(), at()]);
  await platform.latchkey(
    ...['organization', 'create', '--name', 'Northwind Stores', '--model', 'loyalty'],
    ...['--owner', ownerAddress, '--owner-name', 'Olivia Owner'],
  );
  await activate(owner.page, platform.mail, ownerAddress, 'Olivia Owner');
  const { id: zone } = await place('zone', 'WEST', 'West');
  for (const [code, name] of stores) await place('store', code, name, zone);
  secret = (await asOwner<ApiKeyCreated>('POST', '/v1/keys', { name: 'Campaigns' })).secret;
});

afterAll(async () => {
  await browser?.close();
  await platform?.[Symbol.asyncDispose]();
});

afterEach(({ task }) => pictureOfFailure(task, [owner, joiner, operator]));

const stores = [
  ['0001', 'Quay Street'],
  ['0002', 'Mill Lane'],
  ['0003', 'Castle Gate'],
  ['0004', 'Station Road'],
] as const;

const asOwner = <Answer>(method: string, path: string, body?: unknown) =>
  call<Answer>(owner.context.request, platform.url, method, path, body);

const place = (type: string, code: string, name: string, ...parents: string[]) =>
  asOwner<{ id: string }>('POST', '/v1/entities', { type, code, name, parents });

/** Ids stay when people go, and whoever was removed is found by no search. */
const ids = new Map<string, string>();
async function memberAt(address: string): Promise<Member> {
  if (!ids.has(address)) {
    const { data } = await asOwner<MemberPage>('GET', `/v1/members?search=${address}`);
    ids.set(address, data[0]?.id ?? '');
  }
  return asOwner<Member>('GET', `/v1/members/${ids.get(address)}`);
}
const statusOf = async (address: string) => (await memberAt(address)).status;

/** A module of the platform asks whether campaigns may be edited at these places. */
async function mayEdit(address: string, places: readonly (readonly [string, string])[]) {
  const latchkey = createLatchkey({ decisions: 'remote', url: platform.url, apiKey: secret });
  const { revision } = await asOwner<Session>('GET', '/v1/session');
  const { id: subject } = await memberAt(address);
  return Promise.all(
    places.map(([type, id]) =>
      latchkey.can(
        { type: 'user', id: subject },
        'campaign.edit',
        { type, id },
        { atLeast: revision },
      ),
    ),
  );
}
const storeOne = [['store', '0001']] as const;

/** Whoever was invited follows the mailed link and is in. */
async function join(address: string, name: string): Promise<void> {
  await joiner.context.clearCookies();
  await activate(joiner.page, platform.mail, address, name);
}

const button = (name: string | RegExp) => owner.page.getByRole('button', { name });

async function chooseInRow(name: string, act: string): Promise<void> {
  await button(`Actions for ${name}`).click();
  await owner.page.getByRole('menuitem', { name: act }).click();
}

async function enterPeople(...addresses: string[]): Promise<void> {
  const { page } = owner;
  await page.goto('/people');
  await page.getByRole('link', { name: 'Add users' }).click();
  const box = page.getByRole('textbox', { name: 'E-mail addresses' });
  for (const address of addresses) {
    await box.fill(address);
    await box.press('Enter');
  }
  await button(/^Continue with/).click();
}

test('a standard set cannot be edited, and a copy of it is a set of the organization’s own', async () => {
  const { page } = owner;
  await page.goto('/permission-sets');
  await page.getByRole('link', { name: 'Reports viewer', exact: true }).click();
  await page.getByText('Standard sets cannot be changed.').waitFor();
  await button('Duplicate to customize').click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Set X');
  await page.getByRole('checkbox', { name: 'Edit campaigns', exact: true }).click();
  await button('Create set').click();
  await page.getByText('Nobody holds it yet. Made from').waitFor();
  const { data } = await asOwner<{ data: PermissionSet[] }>('GET', '/v1/permission-sets');
  expect(data.find(({ name }) => name === 'Set X')).toMatchObject({
    kind: 'custom',
    permissions: expect.arrayContaining(['campaign.edit', 'insights.report.view']),
  });
});

test('people are added by e-mail, with one type for all of them, which has to be chosen', async () => {
  const { page } = owner;
  await enterPeople(una);
  await button('Continue to Where').click();
  await page.getByText('Choose one of the two.').waitFor();
  await page.getByRole('radio', { name: 'Standard user' }).click();
  await button('Continue to Where').click();
  for (const [, name] of stores.slice(0, 3)) {
    await page.getByRole('searchbox', { name: /search/i }).fill(name);
    await page
      .getByRole('treeitem', { name: new RegExp(`^${name}`) })
      .first()
      .click();
  }
  await button('Continue to What').click();
  await page.getByRole('checkbox', { name: 'Set X' }).check();
  await button('Continue to Review').click();
  await button('Send 1 invitation').click();
  await page.getByRole('heading', { name: '1 invitation sent' }).waitFor();
});

test('a set given at three stores counts at these three and nowhere else', async () => {
  await join(una, 'Una Store');
  await joiner.page.getByRole('heading', { name: 'Your access' }).waitFor();
  const { organization } = await asOwner<Session>('GET', '/v1/session');
  const asked = [
    ...stores.map(([code]) => ['store', code] as const),
    ['zone', 'WEST'] as const,
    ['organization', organization.id] as const,
  ];
  expect(await mayEdit(una, asked)).toEqual([true, true, true, false, false, false]);
  expect(await mayEdit(ownerAddress, asked)).toEqual(asked.map(() => true));
});

test('an owner needs neither places nor sets, and the screen says why', async () => {
  const { page } = owner;
  await enterPeople(omar);
  await page.getByRole('radio', { name: 'Org owner' }).click();
  await page.getByText('Where and What are not needed.').waitFor();
  await page.getByText('An org owner has every permission in every place').waitFor();
  await button('Continue to Review').click();
  await button('Send 1 invitation').click();
  await page.getByRole('heading', { name: '1 invitation sent' }).waitFor();
  await join(omar, 'Omar Owner');
  await joiner.page.getByRole('heading', { name: 'Users', level: 1 }).waitFor();
  expect(await memberAt(omar)).toMatchObject({ role: 'owner', grants: [] });
});

test('people are created from a file that began as the sample, each with access of their own', async () => {
  const { page } = owner;
  await page.goto('/people/add');
  await page.getByRole('link', { name: 'Import people from a file' }).click();
  const person = { Type: 'member', 'Permission sets': 'Set X' };
  const file = await fillSample(page, [
    { ...person, 'E-mail': ben, Name: 'Ben Bulk', Places: 'store:0001' },
    { ...person, 'E-mail': cleo, 'Permission sets': 'Reports viewer', Places: 'zone:West' },
  ]);
  await handIn(page, file);
  await button('Apply 2 rows').click();
  await page.getByText('Done', { exact: true }).waitFor();
  await join(ben, 'Ben Bulk');
  await join(cleo, 'Cleo Bulk');
  expect(await heldBy(ben)).toEqual(['Set X at 0001']);
  expect(await heldBy(cleo)).toEqual(['Reports viewer at WEST']);
});

const heldBy = async (address: string) =>
  (await memberAt(address)).grants
    .map((grant) => `${grant.permissionSet?.name} at ${grant.place.code}`)
    .sort();

test('the profile of one person is edited from the menu of the row', async () => {
  const { page } = owner;
  await page.goto('/people');
  await chooseInRow('Ben Bulk', 'Edit profile');
  const dialog = page.getByRole('dialog', { name: 'Edit profile' });
  await dialog.getByLabel('Name').fill('Benedict Bulk');
  await dialog.getByLabel('Phone').fill('+44 20 7946 0123');
  expect(await faultsOf(page, 'edit profile')).toEqual([]);
  await dialog.getByRole('button', { name: 'Save profile' }).click();
  await page.getByText('The profile of Benedict Bulk is saved.').waitFor();
  expect(await memberAt(ben)).toMatchObject({ name: 'Benedict Bulk', phone: '+44 20 7946 0123' });
});

test('an update by file adds to what people hold', async () => {
  const { page } = owner;
  await page.goto('/people');
  await page.getByRole('link', { name: 'Update by file' }).click();
  await page.getByText('Everything that people hold is kept.').waitFor();
  await handIn(page, `E-mail,Permission sets,Places\n${ben},Reports viewer,store:0004\n`);
  await button('Apply 1 row').click();
  await page.getByText('Done', { exact: true }).waitFor();
  expect(await heldBy(ben)).toEqual(['Reports viewer at 0004', 'Set X at 0001']);
});

test('one person or several are removed from the organization, and an undo brings them back', async () => {
  const { page } = owner;
  await page.goto('/people');
  await chooseInRow('Una Store', 'Remove from Northwind Stores');
  await page.getByText('leaves Northwind Stores').waitFor();
  expect(await faultsOf(page, 'remove one person')).toEqual([]);
  await page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click();
  await page.getByText('Una Store is removed.').waitFor();
  expect(await mayEdit(una, storeOne)).toEqual([false]);
  await button('Undo').click();
  await expect.poll(() => statusOf(una)).toBe('active');
  expect(await mayEdit(una, storeOne)).toEqual([true]);

  await page.reload();
  await page.getByRole('checkbox', { name: 'Select Benedict Bulk' }).check();
  await page.getByRole('checkbox', { name: 'Select Cleo Bulk' }).check();
  await button('Remove from organization').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove 2 people' }).click();
  await page.getByText('2 people removed').waitFor();
  expect(await Promise.all([ben, cleo].map(statusOf))).toEqual(['removed', 'removed']);
  await button('Undo').click();
  await expect.poll(() => Promise.all([ben, cleo].map(statusOf))).toEqual(['active', 'active']);
});

test('who is suspended may do nothing, and holds everything again when resumed', async () => {
  const { page } = owner;
  await page.goto('/people');
  await chooseInRow('Una Store', 'Suspend');
  await page.getByRole('dialog').getByRole('button', { name: 'Suspend' }).click();
  await page.getByText('Una Store is suspended.').waitFor();
  expect(await mayEdit(una, storeOne)).toEqual([false]);
  await chooseInRow('Una Store', 'Resume');
  await page.getByText('Una Store can sign in again.').waitFor();
  expect(await mayEdit(una, storeOne)).toEqual([true]);
});

test('the last owner cannot go: the screen says why, and the server refuses', async () => {
  const { page } = owner;
  await page.goto('/people');
  await chooseInRow('Omar Owner', 'Remove from Northwind Stores');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox').fill('Omar Owner');
  await dialog.getByRole('button', { name: 'Remove', exact: true }).click();
  await page.getByText('You are the only org owner').waitFor();

  await button('Actions for Olivia Owner').click();
  const remove = page.getByRole('menuitem', { name: 'Remove from Northwind Stores' });
  await remove.getByText('An organization always keeps an owner.').waitFor();
  expect(await remove.isDisabled()).toBe(true);
  const { id } = await memberAt(ownerAddress);
  await expect(asOwner('POST', `/v1/members/${id}/remove`)).rejects.toThrow(/last_owner/);
});

test('while self-serve is not rolled out to an organization its owner reads so on every page', async () => {
  await signInAsOperator();
  await switchSelfServe(false);
  const { page } = owner;
  await page.goto('/permission-sets');
  const notice = page.getByRole('region', { name: 'Self-serve' });
  await notice.getByText('Self-serve is not switched on for Northwind Stores yet.').waitFor();
  const person = { people: [{ address: 'zoe@northwind.example' }], role: 'owner', grants: [] };
  const invite = () => asOwner<InviteAnswer>('POST', '/v1/invitations', person);
  expect(await invite()).toMatchObject({ invited: 0, refused: 1 });
  const set = { name: 'Set Y', permissions: ['campaign.view'] };
  await expect(asOwner('POST', '/v1/permission-sets', set)).rejects.toThrow(/self_serve_off/);

  await switchSelfServe(true);
  await page.reload();
  await page.getByRole('button', { name: 'New set' }).waitFor();
  expect(await notice.count()).toBe(0);
  expect(await invite()).toMatchObject({ invited: 1, refused: 0 });
});

async function signInAsOperator(): Promise<void> {
  const address = 'asha@beacon.example';
  const link = await platform.latchkey('operator', 'add', '--address', address);
  const asOperator = operatorCall;
  const token = link.trim().split('#')[1];
  await asOperator('POST', '/v1/password/reset', { token, password });
  await asOperator('POST', '/v1/sign-in', { address, password });
}

const operatorCall = <Answer>(method: string, path: string, body?: unknown) =>
  call<Answer>(operator.context.request, platform.url, method, path, body);

async function switchSelfServe(selfServe: boolean): Promise<void> {
  const { data } = await operatorCall<OperatorOrganizationPage>(
    'GET',
    '/v1/operator/organizations',
  );
  await operatorCall('POST', '/v1/operator/organizations:setSelfServe', {
    organizationIds: data.map(({ id }) => id),
    selfServe,
    reason: 'The roll-out reaches them in waves',
  });
}

test('nobody saw an error on the way', () => {
  expect([...owner.complaints, ...joiner.complaints]).toEqual([]);
});
