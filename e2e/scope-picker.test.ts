import type {
  Entity,
  EntityTree,
  ImportView,
  InviteAnswer,
  Member,
  PermissionSet,
} from '@latchkey/contract';
import type { Browser, Locator, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { activate } from './harness/activate.ts';
import { call } from './harness/api.ts';
import { openBrowser, type Person, personAt, pictureOfFailure } from './harness/browser.ts';
import { settledImport } from './harness/import-page.ts';
import { paintTime, watchPaints } from './harness/paint-times.ts';
import { type Platform, startPlatform } from './harness/platform.ts';

// Choosing places among ten thousand: 40 zones with 250 stores each, and two concepts across them.

const stores = 10_000;
const zones = 40;
const code = (at: number) => `LL-${10_000 + at}`;
const zoneName = (at: number) => `Zone ${String((at % zones) + 1).padStart(2, '0')}`;
const csv = [
  'Code,Name,Zone,Concept,City',
  ...Array.from({ length: stores }, (_, at) =>
    [
      code(at),
      // Two stores of one name, as every company has them.
      at < 2 ? 'Harbour Gate' : `Store ${at}`,
      zoneName(at),
      at % 10 === 9 ? 'Lantern Express' : 'Harvest Market',
      at % 2 === 0 ? 'Málaga' : 'Leeds',
    ].join(','),
  ),
].join('\n');
const closed = code(39);
const ownerAddress = 'olivia.owner@harvest.example';
const keeperAddress = 'kim.keeper@harvest.example';

let platform: Platform;
let browser: Browser;
let owner: Person;
let keeper: Person;
let idOf: ReadonlyMap<string, string>;

const asOwner = <Answer>(method: string, path: string, body?: unknown) =>
  call<Answer>(owner.context.request, platform.url, method, path, body);

beforeAll(async () => {
  platform = await startPlatform({ processes: 1 });
  browser = await openBrowser();
  [owner, keeper] = await Promise.all([
    personAt(browser, platform.url),
    personAt(browser, platform.url),
  ]);
  await platform.latchkey(
    ...['organization', 'create', '--name', 'Harvest Group', '--model', 'loyalty'],
    ...['--owner', ownerAddress, '--owner-name', 'Olivia Owner'],
  );
  await activate(owner.page, platform.mail, ownerAddress, 'Olivia Owner');
  await importPlaces();
  await closePlace(idOf.get(closed) ?? '');
  await inviteKeeper();
  await toWhere(owner.page, 'mina.berg@harvest.example');
});

afterAll(async () => {
  await browser?.close();
  await platform?.[Symbol.asyncDispose]();
});

afterEach(({ task }) => pictureOfFailure(task, [owner, keeper]));

async function importPlaces(): Promise<void> {
  const look = (id: string) => asOwner<ImportView>('GET', `/v1/imports/${id}`);
  const { id } = await asOwner<ImportView>(
    'POST',
    '/v1/imports?kind=places&fileName=places.csv',
    Buffer.from(csv),
  );
  expect(await settledImport(look, id)).toMatchObject({ state: 'ready' });
  await asOwner('POST', `/v1/imports/${id}/apply`);
  expect(await settledImport(look, id)).toMatchObject({ state: 'done' });
  const { rows } = await asOwner<EntityTree>('GET', '/v1/entities/tree');
  idOf = new Map(
    rows.flatMap(([entity, , itsCode, name]) => [
      [itsCode, entity],
      [name, entity],
    ]),
  );
}

async function closePlace(id: string): Promise<void> {
  const { etag } = await asOwner<Entity>('GET', `/v1/entities/${id}`);
  const answer = await owner.context.request.patch(`/v1/entities/${id}`, {
    headers: { Origin: platform.url, 'If-Match': etag },
    data: { closed: true },
  });
  expect(answer.status()).toBe(200);
}

/** Manages the people of one store. */
async function inviteKeeper(): Promise<void> {
  const { data } = await asOwner<{ data: PermissionSet[] }>('GET', '/v1/permission-sets');
  const permissionSetId = data.find(({ name }) => name === 'Store manager')?.id;
  await asOwner('POST', '/v1/invitations', {
    people: [{ address: keeperAddress, name: 'Kim Keeper' }],
    role: 'member',
    grants: [{ permissionSetId, scope: idOf.get(code(0)) }],
  });
  await activate(keeper.page, platform.mail, keeperAddress, 'Kim Keeper');
}

/** The step that asks where. */
async function toWhere(page: Page, address: string): Promise<void> {
  await page.goto('/people/add');
  const box = page.getByRole('textbox', { name: /address/i }).first();
  await box.fill(address);
  await box.press('Enter');
  await page.getByRole('button', { name: 'Continue with 1 person' }).click();
  const member = page.getByRole('radio', { name: 'Standard user' });
  await member.click();
  await page.getByRole('button', { name: 'Continue to Where' }).click();
  await page.getByRole('region', { name: 'Choose places' }).waitFor();
}

const tree = (page: Page) => page.getByRole('tree');
const row = (page: Page, name: string | RegExp) => page.getByRole('treeitem', { name }).first();
const search = (page: Page) => page.getByRole('searchbox', { name: 'Search places' });
const selected = (page: Page) => page.getByRole('region', { name: 'Selected' });
const focused = (page: Page) => page.locator('[role="treeitem"]:focus');
const total = (page: Page, text: string) =>
  selected(page).getByText(text, { exact: true }).waitFor();

async function start(page: Page): Promise<void> {
  await search(page).fill('');
  await page.getByRole('combobox', { name: 'Show' }).selectOption('All levels');
  await page.getByRole('button', { name: 'By zone' }).click();
  const clear = selected(page).getByRole('button', { name: 'Clear' });
  if (await clear.isVisible()) await clear.click();
  await total(page, '0 of 9,999 stores');
  await page.locator('[role="treeitem"][tabindex="0"]').focus();
  await page.keyboard.press('Home');
  await focused(page).and(page.locator('[aria-posinset="1"][aria-level="1"]')).waitFor();
}

describe('ten thousand places', () => {
  test('only the lines in view are in the page, and a line scrolled into view says where it stands', async () => {
    const { page } = owner;
    await start(page);
    await page.getByRole('button', { name: 'By concept' }).click();
    await row(page, /^Harvest Market/).focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('End');
    await focused(page).and(page.locator('[aria-posinset="2"][aria-level="1"]')).waitFor();
    await page.keyboard.press('ArrowUp');
    const last = focused(page).and(page.locator('[aria-level="2"]'));
    await last.waitFor();
    expect(await last.getAttribute('aria-posinset')).toBe('9000');
    expect(await last.getAttribute('aria-setsize')).toBe('9000');
    expect(await last.getAttribute('aria-checked')).toBe('false');
    expect(await page.getByRole('treeitem').count()).toBeLessThan(60);
  });

  test('a search is painted within 100 ms, and so is the tick of a place with nine thousand in it', async () => {
    const { page } = owner;
    await start(page);
    await page.getByRole('button', { name: 'By concept' }).click();
    await watchPaints(page);
    await search(page).focus();
    const typed = await paintTime(
      page,
      [...'store 7'].map((letter) => () => page.keyboard.press(letter === ' ' ? 'Space' : letter)),
    );
    await row(page, /^Store 7/).waitFor();
    await search(page).fill('');
    await row(page, /^Harvest Market/).focus();
    const ticked = await paintTime(
      page,
      Array.from({ length: 5 }, () => () => page.keyboard.press('Space')),
    );
    await total(page, '9,000 of 9,999 stores');
    expect(typed).toBeLessThan(100);
    expect(ticked).toBeLessThan(100);
  });

  test('a search looks at name, code and city and keeps what the hits lie in; a level narrows it', async () => {
    const { page } = owner;
    await start(page);
    await search(page).fill('malaga 10120');
    await row(page, /^Store 120/).waitFor();
    expect(await page.getByRole('treeitem').allInnerTexts()).toHaveLength(2);
    expect(await row(page, /^Zone 01/).getAttribute('aria-expanded')).toBe('true');
    await page.getByRole('combobox', { name: 'Show' }).selectOption('Zones');
    await page.getByText('No place matches “malaga 10120” within “Zones”.').waitFor();
    await page.getByRole('button', { name: 'Show all places' }).click();
    await page.getByRole('combobox', { name: 'Show' }).selectOption('Closed only');
    const line = row(page, /^Store 39/);
    await line.focus();
    await page.keyboard.press('Space');
    await page.getByText('This place is closed. Choose one that is open.').waitFor();
    expect(await line.getAttribute('aria-disabled')).toBe('true');
  });
});

describe('by keyboard', () => {
  test('letters, arrows, Home, End and Space lead through the tree and tick', async () => {
    const { page } = owner;
    await start(page);
    await row(page, /^Zone 01/).focus();
    await page.keyboard.type('zone');
    await page.keyboard.press('Home');
    await focused(page).filter({ hasText: 'Zone 01' }).waitFor();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await focused(page).filter({ hasText: 'Harbour Gate' }).waitFor();
    await page.keyboard.press('Space');
    expect(await focused(page).getAttribute('aria-checked')).toBe('true');
    expect(await row(page, /^Zone 01/).getAttribute('aria-checked')).toBe('mixed');
    await page.keyboard.press('ArrowLeft');
    await focused(page).filter({ hasText: 'Zone 01' }).waitFor();
    await page.keyboard.press('ArrowLeft');
    expect(await focused(page).getAttribute('aria-expanded')).toBe('false');
    await page.keyboard.press('End');
    await focused(page).filter({ hasText: 'Zone 40' }).waitFor();
    expect(await focused(page).getAttribute('aria-setsize')).toBe(String(zones));
  });

  test('Shift ticks a range, and an asterisk opens all branches of a level', async () => {
    const { page } = owner;
    await start(page);
    await row(page, /^Zone 01/).focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Space');
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Shift+ArrowDown');
    await total(page, '750 of 9,999 stores');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Shift+Space');
    await total(page, '1,250 of 9,999 stores');
    await page.keyboard.press('*');
    await page.keyboard.press('ArrowDown');
    expect(await focused(page).getAttribute('aria-level')).toBe('2');
  });
});

describe('what is selected', () => {
  test('a store left out of a chosen zone is told as the zone except one, with its meaning', async () => {
    const { page } = owner;
    await start(page);
    await search(page).fill('zone 03');
    await row(page, /^Zone 03/).click();
    const rule = selected(page).getByRole('radio', {
      name: 'All of Zone 03, including stores opened later',
    });
    expect(await rule.isChecked()).toBe(true);
    await selected(page).getByText('Rule', { exact: true }).waitFor();
    await row(page, /^Zone 03/).focus();
    await page.keyboard.press('ArrowRight');
    await row(page, /^Store 42 /).click();
    await page
      .getByText('Store 42 is left out. Zone 03 is now a list: 249 of 250 stores')
      .waitFor();
    await selected(page).getByText('Zone 03 except 1').waitFor();
    await selected(page).getByText('List', { exact: true }).waitFor();
    await total(page, '249 of 9,999 stores');

    await page.getByRole('button', { name: 'By concept' }).click();
    await total(page, '249 of 9,999 stores');
    await search(page).fill('');
    expect(await row(page, /^Harvest Market/).getAttribute('aria-checked')).toBe('mixed');
    await page.getByRole('radio', { name: 'Whole organization' }).click();
    await page.getByRole('radio', { name: 'Selected places' }).click();
    await total(page, '249 of 9,999 stores');
    await page.getByRole('button', { name: 'By zone' }).click();
    await selected(page).getByRole('button', { name: 'Take out Zone 03 except 1' }).click();
    await total(page, '0 of 9,999 stores');
  });

  test('pasted codes are matched, and every other one says why and what it could be', async () => {
    const { page } = owner;
    await start(page);
    await page.getByRole('button', { name: 'Paste codes' }).click();
    const dialog = page.getByRole('dialog', { name: 'Paste codes' });
    const box = dialog.getByRole('textbox', { name: 'Codes or names' });
    const several = Array.from({ length: 500 }, (_, at) => code(at + 100));
    await paste(box, [...several, 'Harbour Gate', 'LL 10007', closed, 'Nowhere']);
    await dialog
      .getByText('504 entered · 500 matched · 1 to choose · 2 unknown · 1 closed')
      .waitFor();
    await dialog.getByRole('button', { name: `${code(1)} · Harbour Gate` }).click();
    await dialog.getByRole('button', { name: `${code(7)} · Store 7` }).click();
    await dialog.getByRole('button', { name: 'Add 502 stores' }).click();
    await total(page, '502 of 9,999 stores');

    await page.getByRole('button', { name: 'Paste codes' }).click();
    const all = Array.from({ length: stores }, (_, at) => code(at));
    await paste(box, all);
    await dialog.getByText('10,000 entered · 9,999 matched · 1 closed').waitFor();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
  });

  test('a rule grows with a store that is opened later, a list does not', async () => {
    const { page } = owner;
    await start(page);
    for (const name of ['zone 05', 'zone 06']) {
      await search(page).fill(name);
      await row(page, new RegExp(`^${name}`, 'i')).click();
    }
    await selected(page).getByRole('radio', { name: 'These 250 stores only' }).last().click();
    await selected(page).getByText('Rule and list', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Continue to What' }).click();
    await page.getByRole('checkbox', { name: 'Reports viewer', exact: true }).check();
    await page.getByRole('button', { name: 'Continue to Review' }).click();
    const sent = page.waitForResponse((answer) => answer.url().endsWith('/v1/invitations'));
    await page.getByRole('button', { name: 'Send 1 invitation' }).click();
    const { results }: InviteAnswer = await (await sent).json();
    for (const zone of ['Zone 05', 'Zone 06']) {
      await asOwner('POST', '/v1/entities', {
        type: 'store',
        code: `NEW ${zone}`,
        name: `New in ${zone}`,
        parents: [idOf.get(zone), idOf.get('Harvest Market')],
      });
    }
    const { grants } = await asOwner<Member>('GET', `/v1/members/${results[0]?.memberId}`);
    const counts = grants.map(({ placeCount }) => placeCount);
    expect(Math.max(...counts)).toBe(251);
    expect(counts.filter((count) => count === 1)).toHaveLength(250);
  });
});

/** Pastes lines as from a sheet. */
const paste = (box: Locator, lines: readonly string[]) =>
  box.evaluate((element, text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', text);
    element.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
    );
  }, lines.join('\n'));

test('who manages one store sees what it lies in as plain text, and can tick that store alone', async () => {
  const { page } = keeper;
  await toWhere(page, 'till.tom@harvest.example');
  const whole = page.getByRole('radio', { name: 'Whole organization' });
  expect(await whole.isDisabled()).toBe(true);
  await page.getByRole('button', { name: 'By zone' }).click();
  const zone = row(page, /^Zone 01/);
  expect(await zone.getAttribute('aria-checked')).toBeNull();
  if ((await zone.getAttribute('aria-expanded')) === 'false') await zone.click();
  await row(page, /^Harbour Gate/).click();
  expect(await row(page, /^Harbour Gate/).getAttribute('aria-checked')).toBe('true');
  expect(await tree(page).getByRole('treeitem').count()).toBe(2);
  await total(page, '1 of 1 store');
  await page.getByRole('button', { name: 'Paste codes' }).click();
  const dialog = page.getByRole('dialog', { name: 'Paste codes' });
  await dialog.getByRole('textbox', { name: 'Codes or names' }).fill('Zone 01\nLL-10004');
  await dialog.getByText('2 entered · 0 matched · 1 unknown · 1 outside what you manage').waitFor();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
});

test('on a phone one level is on the screen, what is selected in a sheet, and every target is 44 high', async () => {
  const page = await owner.context.newPage();
  await page.setViewportSize({ width: 390, height: 844 });
  await toWhere(page, 'phone.pia@harvest.example');
  const picker = page.getByRole('region', { name: 'Choose places' });
  await picker.getByRole('button', { name: 'By zone' }).click();
  await picker.getByRole('button', { name: 'Open Zone 02' }).click();
  await picker.getByRole('checkbox', { name: /^All of Zone 02/ }).click();
  await picker.getByText(/^250 of [\d,]+ stores$/).waitFor();
  await picker.getByRole('checkbox', { name: 'Store 41', exact: true }).click();
  await picker.getByText('Store 41 is left out.').waitFor();
  expect(await smallTargets(page, '.place-browse')).toEqual([]);
  await picker.getByRole('button', { name: 'Show selected' }).click();
  const sheet = page.getByRole('dialog', { name: 'Selected places' });
  await sheet.getByText('Zone 02 except 1').waitFor();
  expect(await smallTargets(page, '.place-sheet')).toEqual([]);
  await sheet.getByRole('button', { name: 'Close the selected places' }).click();
  await picker.getByRole('button', { name: 'All places' }).click();
  await picker.getByRole('button', { name: 'Open Zone 01' }).waitFor();
});

/** What can be pressed and is less than 44 high; a tick's target is its whole line. */
const smallTargets = (page: Page, within: string) =>
  page.locator(within).evaluate((part) =>
    [...part.querySelectorAll('button, select, summary, input, [role="radio"]')].flatMap((each) => {
      const target = each.matches('[type="checkbox"], [type="radio"]')
        ? (each.closest('li.place-level, .mantine-Radio-root') ?? each)
        : each;
      const { height, width } = target.getBoundingClientRect();
      return width === 0 || Math.round(height) >= 44
        ? []
        : [`${each.textContent || each.getAttribute('aria-label')} is ${height} high`];
    }),
  );
