import type {
  ApiKeyCreated,
  EntityTree,
  InvitationPage,
  MemberPage,
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

// The story of the page on onboarding: from the first owner to a right answer for a module at every kind of
// place, by e-mail and by file, and from access taken away to a no. Two server processes, real mail, a real
// browser. How additions are approved and declined is told in `approval-of-additions.test.ts`.

const places = `Code,Name,Zone,Concept,City
0101,Harbour Street,West,Corner Shop,Portby
0102,Mill Lane,West,Corner Shop,Millford
0201,Castle Gate,East,Corner Shop,Castleton
0202,Station Road,East,Garden House,Easton
`;

let platform: Platform;
let browser: Browser;
let owner: Person;
const ownerAddress = 'olivia.owner@lanternretail.example';
const chen = 'chen.li@lanternretail.example';
const dana = 'dana.moss@lanternretail.example';

beforeAll(async () => {
  platform = await startPlatform();
  browser = await openBrowser();
  await platform.latchkey(
    'organization',
    'create',
    '--name',
    'Lantern Retail',
    '--model',
    'loyalty',
    '--owner',
    ownerAddress,
    '--owner-name',
    'Olivia Owner',
  );
  owner = await personAt(browser, platform.url);
});

afterAll(async () => {
  await browser?.close();
  await platform?.[Symbol.asyncDispose]();
});

afterEach(({ task }) => pictureOfFailure(task, [owner, asha, joiner]));

const asOwner = <Answer>(method: string, path: string, body?: unknown) =>
  call<Answer>(owner.context.request, platform.url, method, path, body);

test('the first owner, invited from the command line, activates from the mail and sees an empty organization', async () => {
  await activate(owner.page, platform.mail, ownerAddress, 'Olivia Owner');
  await owner.page.getByRole('heading', { name: 'Users', level: 1 }).waitFor();
  const session = await asOwner<Session>('GET', '/v1/session');
  expect(session.organization.name).toBe('Lantern Retail');
  expect(session.member.role).toBe('owner');
});

test('concepts can be off: then none can be made, until an owner switches them on again', async () => {
  await switchConcepts(false);
  const { page } = owner;
  await page.goto('/places');
  await page.getByRole('button', { name: 'Add a place' }).first().click();
  const types = page.getByRole('dialog').getByLabel('Type');
  expect(await types.locator('option').allInnerTexts()).toEqual(['Zone', 'Store']);
  const concept = { type: 'concept', code: 'KIOSK', name: 'Kiosk', parents: [] };
  await expect(asOwner('POST', '/v1/entities', concept)).rejects.toThrow(/place_type_off/);
  await switchConcepts(true);
});

async function switchConcepts(on: boolean): Promise<void> {
  const { page } = owner;
  await page.goto('/settings');
  await page.getByRole('switch', { name: 'Concepts' }).setChecked(on);
  await page.getByRole('button', { name: 'Save settings' }).click();
  await page.getByText('Settings saved.').waitFor();
}

test('the owner brings in places from a pasted table, with zones and concepts created on the way', async () => {
  const { page } = owner;
  await page.goto('/imports/new?kind=places');
  await page.getByLabel('Rows to import').fill(places);
  await page.getByRole('button', { name: 'Check the pasted rows' }).click();
  await page.getByText('new places above these are created first').waitFor();
  await page.getByRole('button', { name: 'Apply 4 rows' }).click();
  await page.getByText('Done', { exact: true }).waitFor();
  const tree = await asOwner<EntityTree>('GET', '/v1/entities/tree');
  expect(tree.rows).toHaveLength(8);
});

test('a permission set is made from scratch where access is defined, by module, with a name and a description', async () => {
  const { page } = owner;
  await page.goto('/permission-sets');
  await page.getByText('Security & audit').waitFor();
  await page.getByRole('button', { name: 'New set' }).first().click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Campaign desk');
  await page.getByRole('textbox', { name: 'Description' }).fill('Sends campaigns, sees results.');
  expect(await page.getByLabel('Begin with').inputValue()).toBe('');
  await page.getByRole('checkbox', { name: 'All of Insights' }).check();
  await page.getByRole('checkbox', { name: 'Publish campaigns', exact: true }).check();
  await page.getByRole('button', { name: 'Create set' }).click();
  await page.getByText('Nobody holds it yet.').waitFor();
  const { data } = await asOwner<{ data: PermissionSet[] }>('GET', '/v1/permission-sets');
  expect(data.find(({ name }) => name === 'Campaign desk')).toMatchObject({
    kind: 'custom',
    description: 'Sends campaigns, sees results.',
    permissions: expect.arrayContaining(['campaign.publish', 'insights.data.export']),
  });
});

test('the owner adds three people by e-mail: the one who is a member already is named, the others go', async () => {
  const { page } = owner;
  await page.goto('/people/add');
  await page.getByText('Different access for each person?').waitFor();
  const box = page.getByRole('textbox', { name: /address/i }).first();
  await box.fill(ownerAddress);
  await box.press('Enter');
  await box.fill('asha.rao@lanternretail.example; "Ben Osei" <ben.osei@lanternretail.example>');
  await box.press('Enter');
  await page.getByText('Already a member').waitFor();
  await page.getByRole('button', { name: 'Continue with 2 people' }).click();

  await page.getByRole('button', { name: 'Continue to Where' }).click();
  await page.getByText('Choose one of the two.').waitFor();
  await page.getByRole('radio', { name: 'Standard user' }).click();
  await page.getByRole('button', { name: 'Continue to Where' }).click();

  await page.getByRole('button', { name: 'Continue to What' }).click();
  await page.getByText('A standard user needs one place at least').waitFor();
  await pickPlaces(['West', 'Castle Gate', 'Station Road']);
  await page.getByRole('button', { name: 'Continue to What' }).click();

  await page.getByRole('button', { name: /(new|create).*set/i }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Shop floor');
  await dialog.getByRole('textbox', { name: 'Description' }).fill('What a shop needs every day.');
  await dialog
    .getByRole('checkbox', { name: /Edit campaigns/ })
    .first()
    .check();
  await dialog.getByRole('button', { name: 'Create and choose' }).click();
  await page.getByRole('checkbox', { name: 'Shop floor' }).waitFor();
  await expect
    .poll(() => page.getByRole('checkbox', { name: 'Shop floor' }).isChecked())
    .toBe(true);
  await page.getByRole('button', { name: 'Continue to Review' }).click();

  await page.getByRole('button', { name: 'Send 2 invitations' }).click();
  await page.getByRole('heading', { name: '2 invitations sent' }).waitFor();
});

/** Ticks rows of the tree of places, found by search. */
async function pickPlaces(names: readonly string[]): Promise<void> {
  const { page } = owner;
  for (const name of names) {
    await page.getByRole('searchbox', { name: /search/i }).fill(name);
    const row = page.getByRole('treeitem', { name: new RegExp(`^${name}`) }).first();
    await row.click();
  }
}

test('a waiting person holds nothing; opening the link again and again uses nothing up', async () => {
  const { data } = await asOwner<InvitationPage>('GET', '/v1/invitations?status=waiting');
  expect(data.map((invitation) => invitation.address).sort()).toEqual([
    'asha.rao@lanternretail.example',
    'ben.osei@lanternretail.example',
  ]);
  const decision = await ask(data[0]?.memberId ?? '', 'campaign.edit', '0101');
  expect(decision).toBe(false);
});

let secret: string;
/** The platform's module asks, at the second server process. */
async function ask(
  subject: string,
  permission: string,
  code: string,
  type = 'store',
): Promise<boolean> {
  secret ??= (await asOwner<ApiKeyCreated>('POST', '/v1/keys', { name: 'Campaigns' })).secret;
  const latchkey = createLatchkey({
    decisions: 'remote',
    url: platform.servers[1]?.url ?? '',
    apiKey: secret,
  });
  const { revision } = await asOwner<Session>('GET', '/v1/session');
  return latchkey.can(
    { type: 'user', id: subject },
    permission,
    { type, id: code },
    { atLeast: revision },
  );
}

let asha: Person;
let ashaSession: Session;

test('the invited person activates, is signed in and sees what may be done', async () => {
  asha = await personAt(browser, platform.url);
  await activate(asha.page, platform.mail, 'asha.rao@lanternretail.example', 'Asha Rao');
  await asha.page.getByRole('heading', { name: 'Your access' }).waitFor();
  const sentence = await asha.page.locator('.sentence').first().innerText();
  expect(sentence).toMatch(/West/);
  ashaSession = await call<Session>(asha.context.request, platform.url, 'GET', '/v1/session');

  await asha.page.getByRole('button', { name: /Asha Rao/ }).click();
  await asha.page.getByRole('menuitem', { name: 'Sign out' }).click();
  await asha.page.waitForURL(/sign-in/);
  await asha.page.getByLabel('E-mail address').fill('Asha.Rao@LanternRetail.example');
  await asha.page.getByLabel('Password', { exact: true }).fill(password);
  await asha.page.getByRole('button', { name: 'Sign in' }).click();
  await asha.page.waitForURL(/your-access/);
});

test('a module asks over AuthZEN and gets yes there and no elsewhere', async () => {
  const { userId } = ashaSession;
  expect(await ask(userId, 'campaign.edit', '0101')).toBe(true);
  expect(await ask(userId, 'campaign.edit', '0102')).toBe(true);
  expect(await ask(userId, 'campaign.edit', '0201')).toBe(true);
  expect(await ask(userId, 'campaign.publish', '0101')).toBe(false);
  expect(await ask('usr_nobodyhere', 'campaign.edit', '0101')).toBe(false);
});

test('a set at a zone counts for the zone’s own data, a set at a store only for the store’s', async () => {
  const { userId, organization } = ashaSession;
  expect(await ask(userId, 'campaign.edit', 'West', 'zone')).toBe(true);
  expect(await ask(userId, 'campaign.edit', 'East', 'zone')).toBe(false);
  expect(await ask(userId, 'campaign.edit', 'Garden House', 'concept')).toBe(false);
  expect(await ask(userId, 'campaign.edit', organization.id, 'organization')).toBe(false);
});

let joiner: Person;

test('a file that began as the sample brings in people, each with access of their own', async () => {
  const { page } = owner;
  await page.goto('/people/add');
  await page.getByRole('link', { name: 'Import people from a file' }).click();
  const concept = { 'Permission sets': 'Campaign desk', Places: 'concept:Garden House' };
  const whole = { 'Permission sets': 'Reports viewer; Shop floor', Places: 'organization' };
  const file = await fillSample(page, [
    { 'E-mail': chen, Name: 'Chen Li', Type: 'member', ...concept },
    { 'E-mail': dana, Name: 'Dana Moss', Type: 'member', ...whole },
  ]);
  await handIn(page, file);
  await page.getByRole('button', { name: 'Apply 2 rows' }).click();
  await page.getByText('Done', { exact: true }).waitFor();
});

test('they join, and each of them may do what the own row says, at a concept and in the whole organization', async () => {
  joiner = await personAt(browser, platform.url);
  const [chenId, danaId] = [await join(chen, 'Chen Li'), await join(dana, 'Dana Moss')];
  expect(await ask(chenId, 'campaign.publish', 'Garden House', 'concept')).toBe(true);
  expect(await ask(chenId, 'campaign.publish', '0202')).toBe(true);
  expect(await ask(chenId, 'campaign.publish', '0201')).toBe(false);
  const { organization } = ashaSession;
  expect(await ask(danaId, 'insights.report.view', organization.id, 'organization')).toBe(true);
  expect(await ask(danaId, 'campaign.edit', '0101')).toBe(true);
  expect(await ask(danaId, 'campaign.publish', '0101')).toBe(false);
});

async function join(address: string, name: string): Promise<string> {
  await joiner.context.clearCookies();
  await activate(joiner.page, platform.mail, address, name);
  const { request } = joiner.context;
  return (await call<Session>(request, platform.url, 'GET', '/v1/session')).userId;
}

test('a person who may not add people is refused by the server, not only by the screen', async () => {
  expect(await asha.page.getByRole('link', { name: 'Users' }).count()).toBe(0);
  const attempt = call(asha.context.request, platform.url, 'POST', '/v1/invitations', {
    people: [{ address: 'friend@lanternretail.example' }],
    role: 'owner',
    grants: [],
  });
  await expect(attempt).rejects.toThrow(/403|refused/);
});

test('access taken away is a no at the next question, and the session is gone', async () => {
  const { page } = owner;
  const { data } = await asOwner<MemberPage>('GET', '/v1/members?search=asha.rao');
  await page.goto(`/people/${data[0]?.id}`);
  const drawer = page.getByRole('complementary', { name: 'Asha Rao' });
  await drawer.getByRole('button', { name: 'Actions for Asha Rao' }).click();
  await page.getByRole('menuitem', { name: 'Suspend' }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /Suspend/ })
    .click();
  await expect.poll(() => ask(ashaSession.userId, 'campaign.edit', '0101')).toBe(false);
  await asha.page.goto('/your-access');
  await asha.page.waitForURL(/sign-in/);
});

test('nobody saw an error on the way', () => {
  expect([...owner.complaints, ...asha.complaints, ...joiner.complaints]).toEqual([]);
});
