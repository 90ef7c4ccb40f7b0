import type {
  InvitationPage,
  InviteAnswer,
  Member,
  MemberPage,
  PermissionSet,
  Session,
} from '@latchkey/contract';
import type { Browser, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { activate, password } from './harness/activate.ts';
import { call } from './harness/api.ts';
import { openBrowser, type Person, personAt, pictureOfFailure } from './harness/browser.ts';
import { signInAtProvider } from './harness/identity-provider.ts';
import { linkIn } from './harness/mail-sink.ts';
import { type Platform, startPlatform } from './harness/platform.ts';
import { faultsOf } from './harness/screens.ts';

// The story of an engagement platform's page of users: who may sign in, who is invited and how it stands,
// and how somebody is invited with one role, one way to sign in and, for a while, an end.

const ownerAddress = 'ines.vale@northwind.example';
const lena = 'lena.holm@northwind.example';
const tom = 'tom.reed@brightkite.example';
const mia = 'mia.sand@northwind.example';

let platform: Platform;
let browser: Browser;
let owner: Person;
let guest: Person;
let temp: Person;

beforeAll(async () => {
  platform = await startPlatform({
    processes: 1,
    accounts: [{ subject: 'lena', email: lena }],
  });
  browser = await openBrowser();
  await platform.latchkey(
    ...['organization', 'create', '--name', 'Northwind', '--model', 'engagement'],
    ...['--owner', ownerAddress, '--owner-name', 'Ines Vale'],
  );
  [owner, guest, temp] = await Promise.all([
    personAt(browser, platform.url),
    personAt(browser, platform.url),
    personAt(browser, platform.url),
  ]);
  await activate(owner.page, platform.mail, ownerAddress, 'Ines Vale');
});

afterAll(async () => {
  await browser?.close();
  await platform?.[Symbol.asyncDispose]();
});

afterEach(({ task }) => pictureOfFailure(task, [owner, guest, temp]));

const as = <Answer>(person: Person, method: string, path: string, body?: unknown) =>
  call<Answer>(person.context.request, platform.url, method, path, body);
const asOwner = <Answer>(method: string, path: string, body?: unknown) =>
  as<Answer>(owner, method, path, body);

/** The heads of the list, without those of checkboxes and menus. */
async function columns(page: Page, list: string): Promise<readonly string[]> {
  const heads = await page
    .getByRole('table', { name: list })
    .getByRole('columnheader')
    .allInnerTexts();
  return heads.map((text) => text.trim()).filter((text) => text !== '' && text !== 'Actions');
}

const row = (page: Page, list: string, name: string) =>
  page.getByRole('table', { name: list }).getByRole('row').filter({ hasText: name });

/** Begins an invitation and stops where type, login and end are chosen. */
async function beginInvite(address: string): Promise<Page> {
  const { page } = owner;
  await page.goto('/people');
  await page.getByRole('link', { name: 'Invite', exact: true }).click();
  const box = page.getByRole('textbox', { name: 'E-mail addresses' });
  await box.fill(address);
  await box.press('Enter');
  await page.getByRole('button', { name: 'Continue with 1 person' }).click();
  await page.getByRole('radio', { name: 'User', exact: true }).check();
  return page;
}

async function chooseRole(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Continue to Role' }).click();
  await page.getByRole('radio', { name }).check();
}

async function send(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Continue to Review' }).click();
  await page.getByRole('button', { name: 'Send 1 invitation' }).click();
  await page.getByRole('heading', { name: '1 invitation sent' }).waitFor();
}

test('the users of an account lie under settings, identity & access management, with name, e-mail, phone, role and login', async () => {
  const { page } = owner;
  await page.getByRole('heading', { name: 'Users', level: 1 }).waitFor();
  const trail = page.getByRole('navigation', { name: 'Where this page lies' });
  expect(await trail.getByRole('listitem').allInnerTexts()).toEqual([
    'Settings',
    'Identity & access management',
  ]);
  await row(page, 'Users', 'Ines Vale').waitFor();
  expect(await columns(page, 'Users')).toEqual(['Name', 'E-mail', 'Phone', 'Role', 'Login']);
  expect(await row(page, 'Users', 'Ines Vale').innerText()).toMatch(/Owner\s+Local/);
  const console = page.getByRole('navigation', { name: 'Console' });
  expect(await console.getByRole('link', { name: 'Places' }).count()).toBe(0);
});

test('two roles come with the platform, and a fitting one that is missing is made beside them', async () => {
  const { page } = owner;
  await page.getByRole('link', { name: 'Roles' }).click();
  await page.getByRole('table', { name: 'Standard roles' }).waitFor();
  const standard = page.getByRole('table', { name: 'Standard roles' });
  for (const name of ['Full admin', 'Restricted access']) {
    await standard.getByRole('link', { name, exact: true }).waitFor();
  }
  await page.getByRole('button', { name: 'New role' }).first().click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Newsletter writer');
  await page
    .getByRole('checkbox', { name: /Prepare messages/ })
    .first()
    .check();
  await page.getByRole('button', { name: 'Create role' }).click();
  await page.getByRole('heading', { name: 'Newsletter writer', level: 1 }).waitFor();
});

test('an invitation asks for the login, local first, and for exactly one role; giving too much is advised against', async () => {
  const page = await beginInvite(lena);
  await page.getByText('Where is not needed.').waitFor();
  expect(await page.getByRole('radio', { name: 'Local account' }).isChecked()).toBe(true);
  await page.getByText('Recommended', { exact: true }).waitFor();
  await page.getByRole('radio', { name: 'Beacon ID' }).check();
  expect(await page.getByRole('switch', { name: 'Temporary' }).isChecked()).toBe(false);

  await page.getByRole('button', { name: 'Continue to Role' }).click();
  await page.getByText('Give the least that the work needs').waitFor();
  await page.getByRole('button', { name: 'Continue to Review' }).click();
  await page.getByText('Choose a role.').waitFor();
  await page.getByRole('radio', { name: 'Full admin' }).check();
  await page.getByText(/Full admin has everything that each of the 2 other roles has/).waitFor();
  await page.getByRole('radio', { name: 'Newsletter writer' }).check();
  expect(await page.getByRole('radio', { name: 'Full admin' }).isChecked()).toBe(false);
  await send(page);
});

test('for an address from outside an end is suggested; switched on, it shows the time that it is and the last one', async () => {
  const page = await beginInvite(tom);
  await page.getByText('One address is from outside.').waitFor();
  await page.getByRole('switch', { name: 'Temporary' }).click();
  await page.getByLabel('Last date and time').waitFor();
  const clock = page.getByRole('timer');
  const first = await clock.innerText();
  expect(first).toMatch(/\d\d:\d\d:\d\d CET/);
  await expect.poll(() => clock.innerText(), { timeout: 5000 }).not.toBe(first);
  await page.getByText(/Europe\/Berlin · \d\d:\d\d:\d\d UTC/).waitFor();
  expect(await faultsOf(page, 'invite somebody for a while')).toEqual([]);
  await page.getByRole('button', { name: '7 days' }).click();
  await chooseRole(page, 'Restricted access');
  await send(page);

  await beginInvite(mia);
  await chooseRole(page, 'Restricted access');
  await send(page);
});

test('invites that wait show when they expire and who sent them', async () => {
  const { page } = owner;
  await page.goto('/people');
  await page.getByRole('link', { name: /^Invites/ }).click();
  await row(page, 'Invites', lena).waitFor();
  expect(await columns(page, 'Invites')).toEqual(['E-mail', 'Status', 'Created', 'Responded']);
  await page.getByRole('button', { name: 'Waiting' }).click();
  await page.getByRole('columnheader', { name: 'Expires' }).waitFor();
  expect(await columns(page, 'Invites')).toEqual([
    'E-mail',
    'Status',
    'Created',
    'Expires',
    'Sender',
  ]);
  expect(await row(page, 'Invites', tom).innerText()).toMatch(/Waiting[\s\S]*Ines Vale/);
  expect(await faultsOf(page, 'invites that wait')).toEqual([]);
  await page.getByRole('searchbox', { name: 'Search invites' }).fill('brightkite');
  await expect.poll(() => row(page, 'Invites', 'northwind').count()).toBe(0);
  await row(page, 'Invites', tom).waitFor();
});

test('one accepts through the platform’s sign-in, another with a password of the own; nobody was mailed one', async () => {
  const mail = await platform.mail.next(lena);
  expect(mail.text).not.toMatch(/password:/i);
  await guest.page.goto(linkIn(mail));
  await guest.page.getByLabel('Your name').fill('Lena Holm');
  await guest.page.getByRole('button', { name: /Beacon ID/ }).click();
  await signInAtProvider(guest.page, 'lena');
  await guest.page.waitForURL(/your-access/);
  await activate(temp.page, platform.mail, tom, 'Tom Reed');
  await temp.page.getByText(/until/).first().waitFor();
});

test('completed invites tell when they were answered, and the new users have their role and login', async () => {
  const { page } = owner;
  await page.goto('/people?tab=invitations&invitation=completed');
  await row(page, 'Invites', tom).waitFor();
  expect(await columns(page, 'Invites')).toEqual(['E-mail', 'Status', 'Created', 'Responded']);
  expect(await row(page, 'Invites', mia).count()).toBe(0);
  await page.goto('/people');
  await row(page, 'Users', lena).waitFor();
  expect(await row(page, 'Users', lena).innerText()).toMatch(/Newsletter writer\s+Beacon ID/);
  expect(await row(page, 'Users', tom).innerText()).toMatch(/Restricted access\s+Local/);
  expect(await row(page, 'Users', mia).count()).toBe(0);
  expect(await faultsOf(page, 'users with role and login')).toEqual([]);
  await page.getByRole('searchbox', { name: 'Search users' }).fill('lena');
  await expect.poll(() => row(page, 'Users', tom).count()).toBe(0);
});

test('a user with restricted access manages nobody, on the screen or by the server', async () => {
  const links = await temp.page
    .getByRole('navigation', { name: 'Console' })
    .getByRole('link')
    .allInnerTexts();
  expect(links).not.toContain('Users');
  const { data } = await asOwner<{ data: PermissionSet[] }>('GET', '/v1/permission-sets');
  const admin = data.find(({ name }) => name === 'Full admin');
  const { organization } = await asOwner<Session>('GET', '/v1/session');
  const attempt = as(temp, 'POST', '/v1/invitations', {
    people: [{ address: 'friend@northwind.example' }],
    role: 'member',
    grants: [{ permissionSetId: admin?.id, scope: organization.id }],
  });
  await expect(attempt).rejects.toThrow(/403|refused/);
});

test('a user’s role is changed by choosing another one, and a full admin manages people without making owners', async () => {
  const { page } = owner;
  await page.goto('/people');
  await row(page, 'Users', lena).getByRole('button', { name: 'Actions for Lena Holm' }).click();
  await page.getByRole('menuitem', { name: 'Change access' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio', { name: 'Full admin' }).check();
  await dialog.getByText('What saving changes').waitFor();
  await dialog.getByRole('button', { name: 'Save role' }).click();
  await expect.poll(() => row(page, 'Users', lena).innerText()).toMatch(/Full admin/);

  const tomAsMember = await memberAt(tom);
  await as(guest, 'POST', '/v1/members/bulk', {
    selection: { kind: 'members', memberIds: [tomAsMember.id] },
    act: { type: 'suspend' },
  });
  expect((await memberAt(tom)).status).toBe('suspended');
  await asOwner('POST', `/v1/members/${tomAsMember.id}/resume`);
  const attempt = await as<InviteAnswer>(guest, 'POST', '/v1/invitations', {
    people: [{ address: 'friend@northwind.example' }],
    role: 'owner',
    grants: [],
  });
  expect(attempt).toMatchObject({ invited: 0, refused: 1 });
});

const memberAt = async (address: string): Promise<Member> => {
  const { data } = await asOwner<MemberPage>('GET', `/v1/members?search=${address}`);
  return asOwner<Member>('GET', `/v1/members/${data[0]?.id}`);
};

test('after the last date and time a temporary user can no longer sign in', async () => {
  const { page } = temp;
  const { id } = await memberAt(tom);
  const end = Date.now() + 2000;
  await asOwner('POST', '/v1/members/bulk', {
    selection: { kind: 'members', memberIds: [id] },
    act: { type: 'setAccessEnd', accessEndsAt: new Date(end).toISOString() },
  });
  await expect.poll(() => Date.now(), { timeout: 5000 }).toBeGreaterThan(end);
  await page.goto('/your-access');
  await page.waitForURL(/sign-in/);
  await page.getByLabel(/^E-mail address/).fill(tom);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByText('no access to an organization at present').waitFor();
});

test('nobody saw an error on the way, and one invite still waits', async () => {
  const { data } = await asOwner<InvitationPage>('GET', '/v1/invitations?status=waiting');
  expect(data.map(({ address }) => address)).toEqual([mia]);
  expect([...owner.complaints, ...guest.complaints, ...temp.complaints]).toEqual([]);
});
