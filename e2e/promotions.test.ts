import type { AccessTable, Entity, InvitationPage, MemberPage } from '@latchkey/contract';
import type { Browser, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { password } from './harness/activate.ts';
import { call } from './harness/api.ts';
import { openBrowser, type Person, personAt, pictureOfFailure } from './harness/browser.ts';
import { type Demo, startDemo } from './harness/demo.ts';

// The story of a promotions engine’s users: who is added with what, what each may do in each company,
// and who sees a company at all.

const patience = 8_000;
let demo: Demo;
let browser: Browser;
let owner: Person;
let nora: Person;
const noraAddress = 'nora.new@meridian.example';

beforeAll(async () => {
  demo = await startDemo({ organization: 'Meridian Retail Group' });
  browser = await openBrowser();
  owner = await personAt(browser, demo.url);
  nora = await personAt(browser, demo.url);
  for (const { page } of [owner, nora]) page.setDefaultTimeout(patience);
  await owner.page.goto(demo.signInLink);
  await owner.page.waitForURL(/\/people/);
});
afterAll(async () => {
  await browser?.close();
  await demo?.[Symbol.asyncDispose]();
});
afterEach(({ task }) => pictureOfFailure(task, [owner, nora]));

const asOwner = <Answer>(method: string, path: string, body?: unknown) =>
  call<Answer>(owner.context.request, demo.url, method, path, body);
const company = async (code: string): Promise<Entity> => {
  const { data } = await asOwner<{ data: Entity[] }>('GET', `/v1/entities?search=${code}`);
  const [found] = data;
  if (!found) throw new Error(`There is no company ${code}.`);
  return found;
};
const box = (page: Page, person: string, permission: string) =>
  page.getByRole('checkbox', { name: new RegExp(`^${person}, .*: ${permission}(,|$)`) });
const save = async (page: Page) => {
  const button = page.getByRole('button', { name: /^Save \d+ ticks? for/ });
  await button.click();
  // The word of the save before may still be there; the button is not, once there is nothing more to save.
  await button.waitFor({ state: 'detached' });
  await page
    .getByText(/^Saved for/)
    .first()
    .waitFor();
};

test('an organisation administrator adds somebody, who has to begin with something that is chosen', async () => {
  const { page } = owner;
  await page.getByRole('link', { name: 'Organisation users' }).first().click();
  await page.getByText('Organisation dashboard').waitFor();
  await page.getByRole('link', { name: 'Add users' }).click();
  await page.getByRole('textbox').first().fill(`Nora New <${noraAddress}>`);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: /^Continue/ }).click();
  await page.getByRole('button', { name: /^Continue/ }).click();
  await page.getByText('Choose one of the ways to begin.').waitFor();
  for (const way of ['Default permissions', 'Copy from somebody', 'Organisation administrator']) {
    expect(await page.getByRole('radio', { name: way }).count()).toBe(1);
  }
  await page.getByRole('radio', { name: 'No permissions' }).click();
  await page.getByRole('button', { name: /^Continue/ }).click();
  await page.getByText('will not be able to').waitFor();
  await page.getByRole('button', { name: 'Send 1 invitation' }).click();
  await page.getByText(noraAddress).first().waitFor();
});

test('the new person activates the account, chooses the password, signs in and sees no company', async () => {
  const { data } = await asOwner<InvitationPage>('GET', `/v1/invitations?search=${noraAddress}`);
  const { url } = await asOwner<{ url: string }>('POST', `/v1/invitations/${data[0]?.id}/link`);
  const { page } = nora;
  await page.goto(url);
  await page.getByLabel('Choose a password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Accept' }).click();
  await page.waitForURL(/your-access/);
  await page.getByText('see none of the companies yet').waitFor();
  const { id } = await company('HARVEST');
  const answer = await nora.context.request.get(`${demo.url}/v1/entities/${id}`);
  expect(answer.status()).toBe(404);
});

test('from the dashboard the table of a company lists everybody, owners full and fixed', async () => {
  const { page } = owner;
  await page.getByRole('link', { name: 'Companies' }).first().click();
  await page.getByRole('link', { name: 'Harvest Lane Grocers' }).click();
  await page
    .getByRole('grid', { name: 'People and permissions at Harvest Lane Grocers' })
    .waitFor();
  const first = page.getByRole('row').nth(2);
  expect(await first.getByRole('checkbox', { checked: true }).count()).toBe(14);
  expect(await first.locator('[aria-disabled="true"]').count()).toBe(14);
  await page.getByRole('searchbox', { name: 'Search people' }).fill('nora.new');
  await page.waitForURL(/search=nora.new/);
  await expect.poll(() => page.getByRole('rowheader').count()).toBe(1);
  await page.getByText('Does not see this company').waitFor();
});

test('ticking the publisher adds what it needs, says so, and is undone with one press', async () => {
  const { page } = owner;
  await box(page, 'Nora New', 'Promotion publisher').click();
  await page.getByText('will be able to').waitFor();
  await page.getByText('Promotion editor was added: Promotion publisher needs it.').waitFor();
  await page.getByRole('button', { name: 'Save 3 ticks for 1 person' }).waitFor();
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  expect(await page.getByRole('button', { name: /^Save/ }).count()).toBe(0);
  // By keyboard: the arrows go from box to box, the space bar ticks.
  await box(page, 'Nora New', 'Registered user').focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: 'Save 2 ticks for 1 person' }).waitFor();
  await save(page);
  await nora.page.goto('/your-access');
  await nora.page.getByText('Harvest Lane Grocers').first().waitFor();
  await nora.page.getByText('edit promotions').waitFor();
});

test('the company administrator brings everything and locks it; clearing it gives back what was held', async () => {
  const { page } = owner;
  await box(page, 'Nora New', 'Company administrator').click();
  expect(await box(page, 'Nora New', 'Scheme publisher').getAttribute('aria-label')).toContain(
    'included in Company administrator',
  );
  // Locked, the root too: a click changes nothing.
  await box(page, 'Nora New', 'Registered user').click({ force: true });
  await page.getByRole('button', { name: 'Save 1 tick for 1 person' }).waitFor();
  await box(page, 'Nora New', 'Company administrator').click();
  expect(await box(page, 'Nora New', 'Promotion editor').getAttribute('aria-checked')).toBe('true');
  expect(await box(page, 'Nora New', 'Product editor').getAttribute('aria-checked')).toBe('false');
  await box(page, 'Nora New', 'Company administrator').click();
  await save(page);
});

test('the company’s administrator manages its users from its configuration, there and nowhere else', async () => {
  const { page } = nora;
  await page.goto('/your-access');
  await page.getByRole('link', { name: 'Configuration › Manage users' }).click();
  await page.getByText('Configuration › Manage users').waitFor();
  await page.getByRole('grid').waitFor();
  // Everybody of the organization is listed; the own row is fixed.
  expect(await page.getByRole('row').count()).toBeGreaterThan(30);
  expect(await box(page, 'Nora New', 'Company administrator').getAttribute('aria-disabled')).toBe(
    'true',
  );
  await page.getByRole('link', { name: 'Add people here' }).click();
  await page.getByRole('textbox').first().fill('Ben Below <ben.below@meridian.example>');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: /^Continue/ }).click();
  expect(await page.getByRole('radio', { name: 'Organisation administrator' }).isDisabled()).toBe(
    true,
  );
  await page.getByRole('radio', { name: 'Default permissions' }).click();
  await page.getByRole('button', { name: /^Continue/ }).click();
  await page.getByText('Given in 1 company').waitFor();
  await page.getByRole('button', { name: 'Send 1 invitation' }).click();
  await page.getByText('ben.below@meridian.example').first().waitFor();
  const { data } = await asOwner<MemberPage>('GET', '/v1/members?search=ben.below');
  const places = data[0]?.places ?? [];
  if (data[0]) expect(places.map(({ name }) => name)).toEqual(['Harvest Lane Grocers']);
});

test('where the loyalty module is off its permissions are not there to be given', async () => {
  const { page } = owner;
  const northfield = await company('NORTHFIELD');
  await page.goto(`/places/${northfield.id}`);
  await page.getByText('Loyalty is off here.').first().waitFor();
  await page.getByRole('grid').waitFor();
  expect(await page.getByRole('columnheader', { name: 'Scheme editor' }).count()).toBe(0);
  await page.getByRole('link', { name: 'Modules' }).click();
  await page.getByText('Off', { exact: true }).waitFor();
});

test('clearing the registered user clears everything, and the company is out of sight', async () => {
  const { page } = owner;
  const harvest = await company('HARVEST');
  await page.goto(`/places/${harvest.id}?search=nora.new`);
  await box(page, 'Nora New', 'Company administrator').click();
  await box(page, 'Nora New', 'Registered user').click();
  await page.getByText('will no longer be able to').waitFor();
  await save(page);
  const table = await asOwner<AccessTable>(
    'GET',
    `/v1/entities/${harvest.id}/access-table?search=nora.new`,
  );
  expect(table.data[0]?.permissions).toEqual([]);
  await nora.page.goto('/your-access');
  await nora.page.getByText('see none of the companies yet').waitFor();
  expect([...owner.complaints, ...nora.complaints]).toEqual([]);
});
