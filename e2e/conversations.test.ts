import type { ApiKeyCreated, PermissionSet } from '@latchkey/contract';
import { inboxModule } from '@latchkey/example-inbox-module';
import { createLatchkey } from '@latchkey/sdk';
import type { Browser } from 'playwright';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { listen } from '../packages/server/test/listen.ts';
import { activate } from './harness/activate.ts';
import { call } from './harness/api.ts';
import { openBrowser, type Person, personAt, pictureOfFailure } from './harness/browser.ts';
import { linkIn } from './harness/mail-sink.ts';
import { type Platform, startPlatform } from './harness/platform.ts';
import { faultsOf } from './harness/screens.ts';

// The story of the conversation platform's page: a team and its roles, switches for a whole role, and numbers that are
// hidden from some while the conversations go on. Real mail, a real browser, and the example inbox as the platform.

const at = (name: string) => `${name}@quillandwren.example`;
const numbers = ['98470 55123', '151 2345 6789', '50 555 0142', '212 555 0187'];

let platform: Platform;
let browser: Browser;
let owner: Person;
let adam: Person;
let tara: Person;
let inbox: string;
let module: ReturnType<typeof inboxModule>;
const delivered: string[] = [];

beforeAll(async () => {
  platform = await startPlatform({ processes: 1 });
  browser = await openBrowser();
  const name = ['--name', 'Quill & Wren', '--model', 'conversations'];
  const first = ['--owner', at('olivia'), '--owner-name', 'Olivia Owner'];
  await platform.latchkey('organization', 'create', ...name, ...first);
  owner = await personAt(browser, platform.url);
  await activate(owner.page, platform.mail, at('olivia'), 'Olivia Owner');
  const key = await asOwner<ApiKeyCreated>('POST', '/v1/keys', { name: 'Inbox' });
  module = inboxModule(
    createLatchkey({ decisions: 'remote', url: platform.url, apiKey: key.secret }),
    {
      deliver: (phone) => delivered.push(phone),
    },
  );
  inbox = await listen(module.server);
});

afterAll(async () => {
  await browser?.close();
  module?.server.closeAllConnections();
  module?.server.close();
  await platform?.[Symbol.asyncDispose]();
});

afterEach(({ task }) => pictureOfFailure(task, [owner, adam, tara]));

const asOwner = <Answer>(method: string, path: string, body?: unknown) =>
  call<Answer>(owner.context.request, platform.url, method, path, body);

async function roleNamed(name: string): Promise<PermissionSet> {
  const { data } = await asOwner<{ data: PermissionSet[] }>('GET', '/v1/permission-sets');
  const found = data.find((set) => set.name === name);
  if (!found) throw new Error(`There is no role ${name}.`);
  return found;
}

/** A person with a role, invited by the owner and in the own browser. */
async function join(address: string, name: string, role: string): Promise<Person> {
  const { id } = await roleNamed(role);
  await asOwner('POST', '/v1/invitations', {
    people: [{ address, name }],
    role: 'member',
    grants: [{ permissionSetId: id, scope: (await session()).organization.id }],
  });
  const person = await personAt(browser, platform.url);
  await activate(person.page, platform.mail, address, name);
  return person;
}
const session = () => asOwner<{ organization: { id: string } }>('GET', '/v1/session');

/** What the platform's page answers this person. */
async function see(person: Person, path: string) {
  const answer = await person.page.goto(`${inbox}${path}`);
  return { status: answer?.status() ?? 0, text: await person.page.locator('body').innerText() };
}

/** Presses a switch of the page of access permissions, reads what it will do, and does it. */
async function press(name: string, act: RegExp): Promise<string> {
  const { page } = owner;
  await page.goto('/access-permissions');
  // The input lies under its drawing.
  await page.getByRole('switch', { name, exact: true }).click({ force: true });
  const dialog = page.getByRole('dialog');
  const sentence = await dialog.locator('.sentence').innerText();
  await dialog.getByRole('button', { name: act }).click();
  await dialog.waitFor({ state: 'hidden' });
  return sentence;
}

test('the owner adds a team member with contact details and a role; the mail brings a link and no password', async () => {
  const { page } = owner;
  await page.getByRole('heading', { name: 'Team members', level: 1 }).waitFor();
  await page.getByRole('link', { name: 'Add member' }).click();
  const box = page.getByRole('textbox', { name: /address/i }).first();
  await box.fill(at('tara'));
  await box.press('Enter');
  await page.getByText('Names, phone numbers').click();
  await page.getByLabel(`Name of ${at('tara')}`, { exact: true }).fill('Tara Teal');
  await page.getByLabel(`Phone number of ${at('tara')}`).fill('+44 20 7946 0321');
  await page.getByRole('button', { name: /^Continue/ }).click();
  await page.getByRole('radio', { name: 'Member' }).click();
  await page.getByRole('button', { name: 'Continue to Role' }).click();
  await page.getByRole('radio', { name: 'Teammate' }).click();
  await page.getByRole('button', { name: 'Continue to Review' }).click();
  await page.getByRole('button', { name: 'Send 1 invitation' }).click();
  await page.getByRole('heading', { name: '1 invitation sent' }).waitFor();

  const mail = await platform.mail.next(at('tara'));
  expect(mail.text).toContain('Teammate');
  expect(mail.text).not.toMatch(/password\s*(is|:)/i);
  tara = await personAt(browser, platform.url);
  await tara.page.goto(linkIn(mail));
  await tara.page.getByLabel('Choose a password', { exact: true }).fill('slate heron by the river');
  await tara.page.getByRole('button', { name: 'Accept' }).click();
  await tara.page.getByRole('heading', { name: 'Your access' }).waitFor();
});

test('the list shows everybody with the role of each, and people are edited and removed from it', async () => {
  adam = await join(at('adam'), 'Adam Ash', 'Admin');
  const rolf = await join(at('rolf'), 'Rolf Reed', 'Teammate');
  const { page } = owner;
  await page.goto('/people');
  for (const [name, role] of [
    ['Olivia Owner', 'Owner'],
    ['Adam Ash', 'Admin'],
    ['Tara Teal', 'Teammate'],
  ] as const) {
    await page
      .getByRole('row', { name: new RegExp(name) })
      .getByText(role, { exact: true })
      .waitFor();
  }
  await page.getByRole('button', { name: 'Actions for Rolf Reed' }).click();
  await page.getByRole('menuitem', { name: 'Edit profile' }).click();
  const edit = page.getByRole('dialog');
  await edit.getByLabel('Name', { exact: true }).fill('Rolf Rowan');
  await edit.getByRole('button', { name: /Save/ }).click();
  await edit.waitFor({ state: 'hidden' });
  await page.getByRole('button', { name: 'Actions for Rolf Rowan' }).click();
  await page.getByRole('menuitem', { name: /Remove from/ }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /Remove/ })
    .click();
  await expect.poll(() => page.getByRole('row', { name: /Rolf Rowan/ }).count()).toBe(0);
  await rolf.context.close();
});

test('what each role may do stands on one page; Admin and Teammate reach neither it nor the team settings', async () => {
  const { page } = owner;
  await page.getByRole('navigation').getByRole('link', { name: 'Access permissions' }).click();
  await page.getByRole('heading', { name: 'Access permissions', level: 1 }).waitFor();
  await page.getByRole('switch', { name: 'Export users for Admin' }).waitFor();
  const isOn = (name: string) => page.getByRole('switch', { name, exact: true }).isChecked();
  for (const role of ['Admin', 'Teammate']) {
    for (const feature of [
      'Export users',
      'Add users',
      'Bulk-tag users',
      'Open the billing section',
      'See the API key',
      'Set up WhatsApp',
    ]) {
      expect(await isOn(`${feature} for ${role}`)).toBe(true);
    }
    for (const closed of [
      'Team settings',
      'Access permissions',
      'Hide contact number',
      'Hide trait data',
    ]) {
      expect(await isOn(`${closed} for ${role}`)).toBe(false);
    }
  }
  expect(await page.getByRole('switch', { name: /for Owner/ }).count()).toBe(0);

  for (const person of [adam, tara]) {
    await person.page.goto('/your-access');
    await person.page.getByRole('heading', { name: 'Your access' }).waitFor();
    const links = person.page.getByRole('navigation', { name: 'Console' }).getByRole('link');
    expect(await links.allInnerTexts()).toEqual(['Your access']);
    const admin = await roleNamed('Admin');
    const attempt = person.context.request.patch(`${platform.url}/v1/permission-sets/${admin.id}`, {
      headers: { origin: platform.url, 'if-match': admin.etag },
      data: { permissions: [] },
    });
    expect([403, 404]).toContain((await attempt).status());
  }
});

test('Export users is switched off for Admin: for everybody who is one, and for nobody else', async () => {
  expect((await see(adam, '/all-users')).text).toContain('Export users');
  const sentence = await press('Export users for Admin', /Switch off for 1 person/);
  expect(sentence).toBe('1 person loses Export users.');
  expect((await see(adam, '/all-users')).text).not.toContain('Export users');
  expect((await adam.context.request.get(`${inbox}/all-users/export.csv`)).status()).toBe(403);
  const file = await tara.context.request.get(`${inbox}/all-users/export.csv`);
  expect(await file.text()).toContain(numbers[0]);
});

test('a switch can be taken back at once', async () => {
  await press('Set up WhatsApp for Admin', /Switch off/);
  expect((await see(adam, '/whatsapp')).status).toBe(403);
  await owner.page.getByRole('button', { name: 'Undo' }).click();
  await owner.page.getByText('Undone.').waitFor();
  expect((await see(adam, '/whatsapp')).status).toBe(200);
});

test('opened to a role, the page can be looked at and not changed', async () => {
  await press('Access permissions for Admin', /Switch on for 1 person/);
  const { page } = adam;
  await page.goto('/access-permissions');
  await page.getByText('You can look here, and change nothing.').waitFor();
  const hide = page.getByRole('switch', { name: 'Hide contact number for Admin' });
  expect(await hide.getAttribute('aria-disabled')).toBe('true');
  await hide.click({ force: true });
  expect(await page.getByRole('dialog').count()).toBe(0);
});

test('hiding the contact number from Teammate says what it will do, masks card, list and header, and takes four modules away', async () => {
  const before = await see(tara, '/inbox?chat=c1');
  for (const number of numbers) expect(before.text).toContain(number);
  const sentence = await press('Hide contact number for Teammate', /Switch on for 1 person/);
  expect(sentence).toMatch(
    /1 person sees only the country code of phone, and loses Notifications, Templates, All users,? and Analytics/,
  );
  expect(await owner.page.getByText('hidden by Hide contact number').count()).toBeGreaterThan(6);
  expect(await faultsOf(owner.page, 'access permissions')).toEqual([]);

  for (const chat of ['c1', 'c2', 'c3', 'c4']) {
    const { text } = await see(tara, `/inbox?chat=${chat}`);
    for (const number of numbers) expect(text).not.toContain(number);
  }
  await see(tara, '/inbox?chat=c1');
  const { page } = tara;
  for (const place of [
    page.getByRole('region', { name: 'Chats' }),
    page.getByRole('region', { name: 'Chat', exact: true }).locator('header'),
    page.getByRole('complementary', { name: 'User card' }),
  ]) {
    expect(await place.first().innerText()).toContain('+91 ••••');
  }
  const pages = await page.getByRole('navigation').getByRole('link').allInnerTexts();
  expect(pages).toEqual(['Inbox', 'Billing', 'API key', 'WhatsApp set-up']);
  for (const gone of ['/notifications', '/templates', '/all-users', '/analytics']) {
    expect((await see(tara, gone)).status).toBe(403);
  }
});

test('the conversation goes on, with the templates that are there', async () => {
  const { page } = tara;
  await see(tara, '/inbox?chat=c2');
  await page.getByLabel('Message').fill('Yes, we have it in 44.');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await page.getByText('Yes, we have it in 44.').first().waitFor();
  await page.getByLabel('Template').selectOption('Order shipped');
  await page.getByRole('button', { name: 'Send template' }).click();
  await page.getByText('Good news: your order is on its way.').first().waitFor();
  expect(delivered).toEqual(['+49 151 2345 6789', '+49 151 2345 6789']);
});

test('campaigns go out as before, and owners create templates and campaigns', async () => {
  module.tick();
  expect(delivered).toHaveLength(2 + 8);
  const { page } = owner;
  expect((await see(owner, '/inbox?chat=c1')).text).toContain(numbers[0]);
  await see(owner, '/templates');
  await page.getByLabel('Name').fill('Spring');
  await page.getByLabel('Text').fill('Spring is here.');
  await page.getByRole('button', { name: 'Submit template' }).click();
  await see(owner, '/notifications');
  await page.getByLabel('Name').fill('Spring greeting');
  await page.getByLabel('Template').selectOption('Spring');
  await page.getByRole('button', { name: 'Start campaign' }).click();
  module.tick();
  const { text } = await see(owner, '/notifications');
  expect(text).toMatch(/Spring greeting\s+Spring\s+one-time\s+4/);
  // Tara finds the new template in the inbox, though the templates themselves are hidden.
  await see(tara, '/inbox');
  expect(await tara.page.getByLabel('Template').locator('option').allInnerTexts()).toContain(
    'Spring',
  );
});

test('traits are hidden by a switch of their own, which takes no module away', async () => {
  await press('Hide trait data for Admin', /Switch on for 1 person/);
  const { text } = await see(adam, '/inbox?chat=c1');
  expect(text).toContain(numbers[0]);
  expect(text).not.toContain('Kochi');
  expect((await see(adam, '/analytics')).status).toBe(200);
});

test('nobody saw an error on the way', () => {
  expect([...owner.complaints, ...adam.complaints, ...tara.complaints]).toEqual([]);
});
