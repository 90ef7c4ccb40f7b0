import type {
  EntityTree,
  InvitationPage,
  PermissionSet,
  RequestPage,
  Session,
} from '@latchkey/contract';
import type { Browser } from 'playwright';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { activate } from './harness/activate.ts';
import { call } from './harness/api.ts';
import { openBrowser, type Person, personAt, pictureOfFailure } from './harness/browser.ts';
import { linkIn } from './harness/mail-sink.ts';
import { type Platform, startPlatform } from './harness/platform.ts';
import { faultsOf } from './harness/screens.ts';

// Somebody who may not add people asks for them, and an owner approves, changes or declines.

let platform: Platform;
let browser: Browser;
let owner: Person;
let lead: Person;
const ownerAddress = 'olivia@lanternretail.example';
const leadAddress = 'leo.lead@lanternretail.example';

beforeAll(async () => {
  platform = await startPlatform({ processes: 1 });
  browser = await openBrowser();
  await platform.latchkey(
    ...['organization', 'create', '--name', 'Lantern Retail', '--model', 'loyalty'],
    ...['--owner', ownerAddress, '--owner-name', 'Olivia Owner'],
  );
  [owner, lead] = await Promise.all([
    personAt(browser, platform.url),
    personAt(browser, platform.url),
  ]);
  await activate(owner.page, platform.mail, ownerAddress, 'Olivia Owner');
  const { id: concept } = await place('concept', 'SHOP', 'Corner Shop');
  await place('store', '0101', 'Harbour Street', concept);
  await place('store', '0102', 'Mill Lane', concept);
  const { data: sets } = await asOwner<{ data: PermissionSet[] }>('GET', '/v1/permission-sets');
  const shiftLead = sets.find(({ name }) => name === 'Shift lead');
  const tree = await asOwner<EntityTree>('GET', '/v1/entities/tree');
  const store = tree.rows.find(([, , code]) => code === '0101');
  await asOwner('POST', '/v1/invitations', {
    people: [{ address: leadAddress, name: 'Leo Lead' }],
    role: 'member',
    grants: [{ permissionSetId: shiftLead?.id, scope: store?.[0] }],
  });
  await activate(lead.page, platform.mail, leadAddress, 'Leo Lead');
  expect((await platform.mail.next(ownerAddress)).subject).toContain('accepted');
});

afterAll(async () => {
  await browser?.close();
  await platform?.[Symbol.asyncDispose]();
});

afterEach(({ task }) => pictureOfFailure(task, [owner, lead]));

const asOwner = <Answer>(method: string, path: string, body?: unknown) =>
  call<Answer>(owner.context.request, platform.url, method, path, body);

const place = (type: string, code: string, name: string, ...parents: string[]) =>
  asOwner<{ id: string }>('POST', '/v1/entities', { type, code, name, parents });

const invited = async () =>
  (await asOwner<InvitationPage>('GET', '/v1/invitations?status=waiting')).data.map(
    ({ address }) => address,
  );

async function propose(addresses: string, reason: string): Promise<void> {
  const { page } = lead;
  await page.goto('/people/add');
  const box = page.getByRole('textbox', { name: /address/i }).first();
  await box.fill(addresses);
  await box.press('Enter');
  await page.getByRole('button', { name: /Continue with/ }).click();
  await page
    .getByRole('radio', { name: /user|member/i })
    .last()
    .click();
  await page.getByRole('button', { name: 'Continue to Where' }).click();
  await page.getByRole('searchbox', { name: /search/i }).fill('Harbour');
  await page
    .getByRole('treeitem', { name: /^Harbour Street/ })
    .first()
    .click();
  await page.getByRole('button', { name: 'Continue to What' }).click();
  await page.getByRole('checkbox', { name: 'Store operations' }).check();
  await page.getByRole('button', { name: 'Continue to Review' }).click();
  await page.getByLabel('Why are they needed?').fill(reason);
  await page
    .getByText(/will be able to/)
    .first()
    .waitFor();
  expect(await faultsOf(page, 'propose people')).toEqual([]);
  await page.getByRole('button', { name: /^Propose/ }).click();
  await page.getByText('Nobody is invited before one of them approves.').waitFor();
}

test('a shift lead proposes two people; the owners have a mail, and nobody is invited', async () => {
  await propose('mia@lanternretail.example, noah@lanternretail.example', 'Spring needs two more.');
  const mail = await platform.mail.next(ownerAddress);
  expect(mail.subject).toBe('Leo Lead asks you to add 2 people to Lantern Retail');
  expect(await invited()).toEqual([]);
});

test('the owner sees that a request waits, reads who asks for what and why, and approves for a week', async () => {
  const { page } = owner;
  await page.goto('/people');
  await page.getByRole('link', { name: 'Requests 1 waiting' }).click();
  await page.getByRole('button', { name: /mia@lanternretail.example/ }).click();
  const drawer = page.getByRole('complementary', { name: 'Request' });
  await drawer.getByText('Spring needs two more.').waitFor();
  await drawer.getByText('Store operations').first().waitFor();
  expect(await faultsOf(page, 'request to decide')).toEqual([]);
  await drawer.getByRole('button', { name: 'Approve with changes' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('switch', { name: 'Their access ends' }).click();
  await dialog.getByText('7 days').click();
  await dialog.getByRole('button', { name: 'Approve with these changes' }).click();
  await page.getByText('2 invitations are on the way.').waitFor();
  expect((await invited()).sort()).toEqual([
    'mia@lanternretail.example',
    'noah@lanternretail.example',
  ]);
  expect(linkIn(await platform.mail.next('mia@lanternretail.example'))).toContain('/activate');
});

test('the asker reads that it was approved with changes', async () => {
  const { page } = lead;
  expect((await platform.mail.next(leadAddress)).subject).toContain('was approved');
  await page.goto('/requests?state=decided');
  await page.getByText('Approved with changes').waitFor();
});

test('another request is declined, and the asker reads why; the server lets nobody decide who is no owner', async () => {
  await propose('zoe@lanternretail.example', 'A third one.');
  const session = await call<Session>(lead.context.request, platform.url, 'GET', '/v1/session');
  expect(session.member.role).toBe('member');
  const { data } = await call<RequestPage>(
    lead.context.request,
    platform.url,
    'GET',
    '/v1/requests',
  );
  const attempt = call(
    lead.context.request,
    platform.url,
    'POST',
    `/v1/requests/${data[0]?.id}/decline`,
    { reason: 'Mine.' },
  );
  await expect(attempt).rejects.toThrow(/owners_only/);

  const { page } = owner;
  await page.goto('/requests');
  await page.getByRole('button', { name: /zoe@lanternretail.example/ }).click();
  const drawer = page.getByRole('complementary', { name: 'Request' });
  await drawer.getByRole('button', { name: 'Decline' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Reason').fill('Two are enough for spring.');
  await dialog.getByRole('button', { name: 'Decline the request' }).click();
  await page.getByText('Nothing waits').waitFor();

  await lead.page.goto('/requests?state=decided');
  await lead.page.getByRole('button', { name: /zoe@lanternretail.example/ }).click();
  await lead.page.getByText('Two are enough for spring.').waitFor();
  expect(await faultsOf(lead.page, 'request declined')).toEqual([]);
  expect(await invited()).not.toContain('zoe@lanternretail.example');
});

test('nobody saw an error on the way', () => {
  expect([...owner.complaints, ...lead.complaints]).toEqual([]);
});
