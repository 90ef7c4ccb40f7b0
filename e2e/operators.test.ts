import type { Change, MemberPage, Session } from '@latchkey/contract';
import type { Browser } from 'playwright';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { activate, password } from './harness/activate.ts';
import { call } from './harness/api.ts';
import { openBrowser, type Person, personAt, pictureOfFailure } from './harness/browser.ts';
import { type Platform, startPlatform } from './harness/platform.ts';
import { faultsOf } from './harness/screens.ts';

// How a platform rolls self-serve out: an operator makes an organization while it is off, switches it
// on, and later helps inside, in view of the owner. Two server processes, real mail, a real browser.

let platform: Platform;
let browser: Browser;
let operator: Person;
let owner: Person;
const operatorAddress = 'asha.operator@beacon.example';
const ownerAddress = 'nina.owner@northwind.example';

beforeAll(async () => {
  platform = await startPlatform();
  browser = await openBrowser();
  operator = await personAt(browser, platform.url);
  owner = await personAt(browser, platform.url);
});

afterAll(async () => {
  await browser?.close();
  await platform?.[Symbol.asyncDispose]();
});

afterEach(({ task }) => pictureOfFailure(task, [operator, owner]));

const asOwner = <Answer>(method: string, path: string, body?: unknown) =>
  call<Answer>(owner.context.request, platform.url, method, path, body);

test('an operator, made at the command line, sets a password and sees every organization', async () => {
  const printed = await platform.latchkey(
    ...['operator', 'add', '--address', operatorAddress, '--name', 'Asha Operator'],
  );
  const { page } = operator;
  await page.goto(printed.trim());
  await page
    .getByLabel('Choose a password')
    .or(page.getByLabel('New password'))
    .first()
    .fill(password);
  await page.getByRole('button', { name: 'Set password' }).click();
  await page.getByRole('link', { name: 'Sign in' }).click();
  await page.getByLabel('E-mail address').fill(operatorAddress);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Organizations', level: 1 }).waitFor();
  await page.getByText('There are no organizations yet').waitFor();
});

test('the operator makes an organization with self-serve off, and its owner gets the ordinary invitation', async () => {
  const { page } = operator;
  await page.getByRole('button', { name: 'New organization' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name', { exact: true }).fill('Northwind');
  await dialog.getByLabel('Access model').selectOption({ label: 'Loyalty suite' });
  await dialog.getByLabel('Mail address of the first owner').fill(ownerAddress);
  await dialog.getByRole('switch', { name: 'Self-serve is on' }).uncheck();
  await dialog.getByRole('button', { name: 'Create and invite' }).click();
  await dialog.getByText('gets the invitation by mail').waitFor();
  await dialog.getByRole('button', { name: 'Done' }).click();
  await page
    .getByRole('row', { name: /Northwind/ })
    .getByText('Off')
    .waitFor();
  await activate(owner.page, platform.mail, ownerAddress, 'Nina Owner');
});

test('while self-serve is off the owner reads whom to ask, and the server refuses changes', async () => {
  const { page } = owner;
  const banner = page.getByRole('region', { name: 'Self-serve' });
  await banner.getByRole('link', { name: 'access@beacon.example' }).waitFor();
  await page.getByLabel('Self-serve is not switched on here yet.').first().waitFor();
  await expect(asOwner('POST', '/v1/keys', { name: 'Till' })).rejects.toThrow(/self_serve_off/);
  expect(await faultsOf(page, 'self-serve off')).toEqual([]);
});

test('the operator switches self-serve on with a reason, and the owner adds a place and a person', async () => {
  await operator.page.getByRole('checkbox', { name: 'Select Northwind' }).check({ force: true });
  await operator.page.getByRole('button', { name: 'Switch self-serve on' }).click();
  await operator.page.getByLabel('Reason').fill('Wave two of the roll-out');
  await operator.page.getByRole('button', { name: 'Switch on' }).click();
  await operator.page
    .getByRole('row', { name: /Northwind/ })
    .getByText('On')
    .waitFor();

  await owner.page.reload();
  await owner.page.getByRole('link', { name: 'Add users' }).waitFor();
  expect(await owner.page.getByRole('region', { name: 'Self-serve' }).count()).toBe(0);
  const zone = { type: 'zone', code: 'WEST', name: 'West', parents: [] };
  const { id } = await asOwner<{ id: string }>('POST', '/v1/entities', zone);
  const sets = await asOwner<{ data: { id: string }[] }>('GET', '/v1/permission-sets');
  await asOwner('POST', '/v1/invitations', {
    people: [{ address: 'ben.osei@northwind.example', name: 'Ben Osei' }],
    role: 'member',
    grants: [{ permissionSetId: sets.data[0]?.id, scope: id }],
  });
});

test('the operator visits to read, with a reason, and is refused a change', async () => {
  const { page } = operator;
  await page.getByRole('button', { name: 'Actions for Northwind' }).click();
  await page.getByRole('menuitem', { name: 'Visit' }).click();
  await page.getByLabel('Reason').fill('Ticket 4711: a zone is missing');
  await page.getByRole('button', { name: 'Begin the visit' }).click();
  const banner = page.getByRole('region', { name: 'Visit' });
  await banner.getByText('reading only').waitFor();
  expect(await faultsOf(page, 'visiting')).toEqual([]);
  const session = await call<Session>(operator.context.request, platform.url, 'GET', '/v1/session');
  expect(session.visit?.mode).toBe('read');
  await expect(addEast()).rejects.toThrow(/visit_read_only/);
});

const addEast = () =>
  call(operator.context.request, platform.url, 'POST', '/v1/entities', {
    type: 'zone',
    code: 'EAST',
    name: 'East',
    parents: [],
  });

test('the operator asks to change things, changes one, and leaves', async () => {
  const { page } = operator;
  await page.getByRole('button', { name: 'Ask to change things' }).click();
  await page.getByLabel('What has to be changed, and why').fill('Nina asked for the zone East');
  await page.getByRole('button', { name: 'Change things', exact: true }).click();
  await page.getByRole('region', { name: 'Visit' }).getByText('changing things').waitFor();
  await page.goto('/places');
  await page.getByRole('button', { name: 'Add a place' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Type').selectOption({ label: 'Zone' });
  await dialog.getByLabel('Code').fill('EAST');
  await dialog.getByLabel('Name', { exact: true }).fill('East');
  await dialog.getByRole('button', { name: /add/i }).click();
  await page.getByText('East', { exact: true }).first().waitFor();

  const { data } = await asOwner<MemberPage>('GET', '/v1/members?search=asha');
  expect(data).toMatchObject([{ visit: { mode: 'write' }, cannotManage: 'operators_only' }]);
  await page.getByRole('button', { name: 'Leave' }).click();
  await page.getByRole('heading', { name: 'Organizations', level: 1 }).waitFor();
  await expect(addEast()).rejects.toThrow(/not_signed_in/);
});

test('the owner reads all of it in the activity, with who and why', async () => {
  const { page } = owner;
  await page.goto('/activity');
  await page.getByText('Asha Operator (operator)').first().waitFor();
  await page.getByText('Because: Nina asked for the zone East').waitFor();
  await page.getByText('Because: Ticket 4711: a zone is missing').waitFor();
  await page.getByText('Because: Wave two of the roll-out').waitFor();
  const { data } = await asOwner<{ data: Change[] }>('GET', '/v1/changes');
  const said = data.map(({ sentence }) => sentence.map(({ text }) => text).join(''));
  expect(said.slice(0, 3)).toEqual([
    'Asha Operator (operator) ended the visit.',
    'Asha Operator (operator) added the zone East.',
    'Asha Operator (operator) began a visit, to read only.',
  ]);
});

test('the operator makes a key for every organization, sees it once, and revokes it', async () => {
  const { page } = operator;
  await page.getByRole('link', { name: 'Platform keys' }).click();
  await page.getByText('There is no platform key yet').waitFor();
  expect(await faultsOf(page, 'no platform key')).toEqual([]);
  await page.getByRole('button', { name: 'Create a key' }).click();
  await page.getByLabel('Name').fill('Campaigns');
  await page.getByRole('button', { name: 'Create key' }).click();
  const secret = (await page.getByText(/^platform\.key\./).textContent()) ?? '';
  const ask = async () => {
    const path = '/organizations/org_00000000/access/v1/snapshot';
    const headers = { authorization: `Bearer ${secret.trim()}` };
    return (await operator.context.request.get(`${platform.url}${path}`, { headers })).status();
  };
  expect(await ask()).toBe(404);
  await page.getByRole('button', { name: 'I have copied it' }).click();
  await page.getByText('by Asha Operator').waitFor();
  expect(await page.getByText(/^platform\.key\./).count()).toBe(0);
  expect(await faultsOf(page, 'platform keys')).toEqual([]);
  await page.getByRole('button', { name: 'Actions for Campaigns' }).click();
  await page.getByRole('menuitem', { name: 'Revoke' }).click();
  await page.getByRole('button', { name: 'Revoke key' }).click();
  await page.getByText('Revoked', { exact: true }).waitFor();
  expect(await ask()).toBe(401);
  await page.getByRole('link', { name: 'Organizations' }).click();
});

test('the operator finds a person in every organization, and loses everything when removed', async () => {
  const { page } = operator;
  expect(await faultsOf(page, 'organizations')).toEqual([]);
  await page.getByRole('link', { name: 'Northwind' }).click();
  await page.getByText('The access model has no modules that can be switched').waitFor();
  expect(await faultsOf(page, 'one organization')).toEqual([]);
  await page.goto('/operator/people?search=nina');
  await page.getByRole('link', { name: 'Northwind' }).waitFor();
  await platform.latchkey('operator', 'remove', '--address', operatorAddress);
  await page.reload();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  expect([...operator.complaints, ...owner.complaints]).toEqual([]);
});
