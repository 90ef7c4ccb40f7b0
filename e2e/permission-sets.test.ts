import type { CaughtMail, PermissionSet, Session } from '@latchkey/contract';
import type { Browser, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { activate } from './harness/activate.ts';
import { call } from './harness/api.ts';
import { openBrowser, type Person, personAt, pictureOfFailure } from './harness/browser.ts';
import { type Demo, startDemo } from './harness/demo.ts';
import { faultsOf } from './harness/screens.ts';

// The life of a permission set in the console: copied from a standard one, changed with its people in
// view, changed by two at once, compared, deleted with a replacement.

let demo: Demo;
let browser: Browser;
let asha: Person;
let second: Person;

beforeAll(async () => {
  demo = await startDemo();
  browser = await openBrowser();
  [asha, second] = await Promise.all([personAt(browser, demo.url), personAt(browser, demo.url)]);
  for (const { page } of [asha, second]) {
    await page.goto(demo.signInLink);
    await page.waitForURL(/\/people/);
  }
});

afterAll(async () => {
  await browser?.close();
  await demo?.[Symbol.asyncDispose]();
});

afterEach(({ task }) => pictureOfFailure(task, [asha, second]));

async function setNamed(name: string): Promise<PermissionSet> {
  const { data } = await call<{ data: PermissionSet[] }>(
    asha.context.request,
    demo.url,
    'GET',
    '/v1/permission-sets',
  );
  const set = data.find((each) => each.name === name);
  if (!set) throw new Error(`There is no set ${name}.`);
  return set;
}

async function openSet(page: Page, name: string): Promise<void> {
  await page.goto(`/permission-sets/${(await setNamed(name)).id}`);
  await page.getByRole('grid').waitFor();
}

const tick = (page: Page, label: string) =>
  page.getByRole('checkbox', { name: label, exact: true });
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });

test('a standard set is read, duplicated in one press and remembers what it was made from', async () => {
  const { page } = asha;
  await page.goto('/permission-sets');
  await page.getByRole('link', { name: 'Campaign publisher', exact: true }).click();
  await page.getByText('Standard sets cannot be changed.').waitFor();
  await tick(page, 'Publish campaigns').press('Space');
  expect(await tick(page, 'Publish campaigns').isChecked()).toBe(true);

  await button(page, 'Duplicate to customize').click();
  expect(await page.getByLabel('Name').inputValue()).toBe('Campaign publisher (custom)');
  await button(page, 'Create set').click();
  await page.getByText('Nobody holds it yet. Made from').waitFor();
  const copy = await setNamed('Campaign publisher (custom)');
  expect(copy.copiedFrom?.name).toBe('Campaign publisher');
});

test('what follows from a tick is said under it and undone, and what would fall is asked about once', async () => {
  const { page } = asha;
  await openSet(page, 'Agency campaigns');
  await tick(page, 'Issue coupons').click();
  await page.getByText('See customers added: needed by Issue coupons').waitFor();
  await button(page, 'Undo both').click();
  expect(await tick(page, 'Issue coupons').isChecked()).toBe(false);
  expect(await tick(page, 'See customers').isChecked()).toBe(false);

  await tick(page, 'See campaigns').click();
  const question = page.getByRole('group', { name: 'What would fall with it' });
  await question.getByText('Edit campaigns').waitFor();
  expect(await tick(page, 'See campaigns').isChecked()).toBe(true);
  await page.keyboard.press('Escape');
  expect(await question.count()).toBe(0);
  await tick(page, 'See campaigns').click();
  await button(page, /^Clear all/).click();
  await page.getByText(/fell with it: need See campaigns/).waitFor();
  await button(page, /^Put all/).click();
  expect(await tick(page, 'Edit campaigns').isChecked()).toBe(true);
  await page.getByText('Nothing yet.').waitFor();
});

test('the arrow keys move over the grid, space ticks, and a module is partly ticked', async () => {
  const { page } = asha;
  await tick(page, 'See campaigns').focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
  expect(await focused()).toBe('Publish campaigns');
  await page.keyboard.press('Space');
  expect(await tick(page, 'Publish campaigns').isChecked()).toBe(true);
  await page.keyboard.press('ArrowUp');
  expect(await focused()).toBe('All of Campaigns');
  expect(await tick(page, 'All of Campaigns').getAttribute('aria-checked')).toBe('mixed');
  expect(await page.locator('[role=grid] input[tabindex="0"]').count()).toBe(1);
});

test('the difference and the people stand beside the grid before anything is saved', async () => {
  const { page } = asha;
  const side = page.getByRole('complementary', { name: 'What saving changes' });
  await side.getByText('5 people', { exact: true }).first().waitFor();
  expect(await side.getByRole('list', { name: 'Differences' }).innerText()).toContain(
    'Publish campaigns',
  );
  await side.getByText('Viktor Osei').waitFor();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    button(page, 'Download list').click(),
  ]);
  expect(file.suggestedFilename()).toBe('affected-people.csv');
  await button(page, 'Only given').click();
  expect(await faultsOf(page, 'permission set being edited')).toEqual([]);

  await button(page, 'Save changes for 5 people').click();
  await page.getByText('Agency campaigns is saved.').waitFor();
  expect((await setNamed('Agency campaigns')).permissions).toContain('campaign.publish');
});

test('of two who change a set at once the later one sees both versions and loses nothing', async () => {
  await openSet(asha.page, 'Weekend till');
  await openSet(second.page, 'Weekend till');
  await tick(asha.page, 'View reports').click();
  await tick(second.page, 'Edit customers').click();
  await button(asha.page, /^Save changes/).click();
  await asha.page.getByText('Weekend till is saved.').waitFor();

  await button(second.page, /^Save changes/).click();
  const merge = second.page.getByRole('alert').filter({ hasText: 'changed this set while you' });
  const version = (title: string) => merge.getByRole('region', { name: title }).innerText();
  await merge.waitFor();
  expect(await version('Theirs, saved')).toContain('View reports');
  expect(await version('Yours, not saved')).toContain('Edit customers');
  const both = await version('Both');
  expect([both.includes('Edit customers'), both.includes('View reports')]).toEqual([true, true]);
  await button(second.page, 'Put both together').click();
  await button(second.page, /^Save changes/).click();
  await second.page.getByText('Weekend till is saved.').waitFor();
  expect((await setNamed('Weekend till')).permissions).toEqual(
    expect.arrayContaining(['insights.report.view', 'care.customer.edit']),
  );
});

test('what the source of a copy gains later is offered to the copy', async () => {
  const { page } = asha;
  await openSet(page, 'Weekend till');
  await button(page, 'Duplicate').click();
  await button(page, 'Create set').click();
  await page.getByText('Nobody holds it yet. Made from').waitFor();
  await openSet(page, 'Weekend till');
  await tick(page, 'See settings').click();
  await button(page, /^Save changes/).click();
  await page.getByText('Weekend till is saved.').waitFor();

  await openSet(page, 'Weekend till (custom)');
  await page.getByText('1 new in Weekend till, which this set was made from.').waitFor();
  await button(page, 'Review').click();
  await button(page, 'Add See settings').click();
  await button(page, 'Save changes').click();
  await page.getByText('Weekend till (custom) is saved.').waitFor();
  expect(await page.getByText('1 new in').count()).toBe(0);
});

test('sets are chosen in the list and compared side by side, differences first', async () => {
  const { page } = asha;
  await page.goto('/permission-sets');
  await tick(page, 'Compare Campaign editor').click();
  await tick(page, 'Compare Campaign publisher').click();
  await button(page, 'Compare 2 sets').click();
  const table = page.getByRole('table', { name: 'Comparison' });
  const rows = await table.getByRole('rowheader').allInnerTexts();
  const at = (label: string) => rows.findIndex((row) => row.includes(label));
  expect(at('Publish campaigns')).toBeLessThan(at('See campaigns'));
  await page.getByLabel('Compare with').selectOption({ label: 'Store manager' });
  await table.getByRole('columnheader', { name: /Store manager/ }).waitFor();
  expect(await faultsOf(page, 'permission sets compared')).toEqual([]);
});

test('whoever manages sets sees what they do not hold themselves, and cannot give it', async () => {
  const { own } = await keeperOfSets();
  const { page } = second;
  await page.goto(`/permission-sets/${own}`);
  await page.getByRole('grid').waitFor();
  await page.getByText('You do not hold this yourself, so you cannot give it.').first().waitFor();
  await tick(page, 'Edit the brand').press('Space');
  expect(await tick(page, 'Edit the brand').isChecked()).toBe(false);
  await tick(page, 'See settings').press('Space');
  expect(await tick(page, 'See settings').isChecked()).toBe(true);

  await page.goto(`/permission-sets/${(await setNamed('Agency campaigns')).id}`);
  await page.getByText('This set gives more than you hold yourself.').waitFor();
});

/** Somebody who manages sets and sees the settings signs in at the second browser; one set is there to be changed. */
async function keeperOfSets() {
  const asOwner = <Answer>(method: string, path: string, body?: unknown) =>
    call<Answer>(asha.context.request, demo.url, method, path, body);
  const { organization } = await asOwner<Session>('GET', '/v1/session');
  const make = (name: string, permissions: string[]) =>
    asOwner<{ id: string }>('POST', '/v1/permission-sets', { name, permissions });
  const keeper = await make('Keeper of sets', ['access.set.manage', 'settings.view']);
  const own = await make('Made of nothing', []);
  const address = 'kim@alderbrook.example';
  await asOwner('POST', '/v1/invitations', {
    people: [{ address, name: 'Kim Keeper' }],
    role: 'member',
    grants: [{ permissionSetId: keeper.id, scope: organization.id }],
  });
  await second.context.clearCookies();
  await activate(second.page, { next: mailTo }, address, 'Kim Keeper');
  return { own: own.id };

  async function mailTo(to: string) {
    const { data } = await asOwner<{ data: CaughtMail[] }>('GET', '/v1/mailbox');
    const mail = data.find((each) => each.to === to);
    if (mail) return mail;
    await new Promise((resolve) => setTimeout(resolve, 200));
    return mailTo(to);
  }
}

test('a set in use is deleted with a replacement, and its people move', async () => {
  const { page } = asha;
  const before = await setNamed('Store operations');
  const leaving = await setNamed('Weekend till');
  await openSet(page, 'Weekend till');
  await button(page, 'Delete').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(`Move ${leaving.memberCount} people to another set`).click();
  await dialog.getByLabel('Set that replaces it').selectOption({ label: 'Store operations' });
  await dialog.getByText('to Store operations').waitFor();
  await dialog
    .getByRole('button', { name: `Move ${leaving.memberCount} people and delete` })
    .click();
  await page.getByText('Weekend till is deleted.').waitFor();
  const after = await setNamed('Store operations');
  expect(after.memberCount).toBeGreaterThan(before.memberCount);
  await expect(setNamed('Weekend till')).rejects.toThrow('There is no set');
  expect([...asha.complaints, ...second.complaints]).toEqual([]);
});
