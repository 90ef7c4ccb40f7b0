import { readFile } from 'node:fs/promises';
import type { ImportRow, ImportView, Member, MemberPage } from '@latchkey/contract';
import type { Browser, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { call } from './harness/api.ts';
import { openBrowser, type Person, personAt, pictureOfFailure } from './harness/browser.ts';
import { type Demo, startDemo } from './harness/demo.ts';
import { settledImport } from './harness/import-page.ts';
import { faultsOf } from './harness/screens.ts';

// The second story of the loyalty suite's people: a file of those who are here is edited and brought
// back, once in each mode; and many people are removed at once.

let demo: Demo;
let browser: Browser;
let owner: Person;
/** The people as they were before anything was changed. */
let firstExport: string[];
/** Three members who hold one set at one store each; lines of the export. */
let people: string[][];

beforeAll(async () => {
  demo = await startDemo();
  browser = await openBrowser();
  owner = await personAt(browser, demo.url);
  await owner.page.goto(demo.signInLink);
  await owner.page.waitForURL(/\/people/);
});

afterAll(async () => {
  await browser?.close();
  await demo?.[Symbol.asyncDispose]();
});

afterEach(({ task }) => pictureOfFailure(task, [owner]));

const asOwner = <Answer>(method: string, path: string, body?: unknown) =>
  call<Answer>(owner.context.request, demo.url, method, path, body);
const importNow = (id: string) => asOwner<ImportView>('GET', `/v1/imports/${id}`);
const idIn = (page: Page) => new URL(page.url()).pathname.split('/').at(-1) ?? '';

async function downloaded(page: Page, link: string): Promise<string[]> {
  const downloading = page.waitForEvent('download');
  await page.getByRole('link', { name: link }).click();
  const text = await readFile(await (await downloading).path(), 'utf8');
  return text.trimEnd().split('\r\n');
}

async function held(address: string | undefined): Promise<Member> {
  const { data } = await asOwner<MemberPage>('GET', `/v1/members?search=${address}`);
  return asOwner<Member>('GET', `/v1/members/${data[0]?.id}`);
}
const grantsOf = async (line: string[] | undefined) =>
  (await held(line?.[0])).grants
    .map(({ permissionSet, place }) => `${permissionSet?.name} at ${place.type}:${place.code}`)
    .sort();

/** Hands in the file in a mode, as somebody does who came from the list of people. */
async function handIn(page: Page, mode: string, lines: readonly string[]): Promise<void> {
  await page.goto('/people');
  await page.getByRole('link', { name: 'Update by file' }).click();
  await page.getByRole('radio', { name: mode }).check();
  await page.getByLabel('File to import').setInputFiles({
    name: 'people.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(lines.join('\r\n')),
  });
  await page.getByRole('region', { name: 'Apply' }).waitFor();
}

const cells = (line: readonly string[] | undefined, changes: Record<number, string> = {}) =>
  Object.assign([...(line ?? [])], changes).join(',');

test('the list of people gives the file to start from: those it is filtered to, or everybody', async () => {
  const { page } = owner;
  await page.goto('/people?search=alder&role=member');
  await page.getByText('Showing').first().waitFor();
  await page.getByRole('link', { name: 'Update by file' }).click();
  await page.getByText('Everything that people hold is kept.').waitFor();
  const filtered = await downloaded(page, 'Download the filtered people');
  firstExport = await downloaded(page, 'Download all people');
  expect(filtered.length).toBeLessThan(firstExport.length);
  expect(filtered.every((line) => !line.includes(',owner,'))).toBe(true);
  expect(firstExport[0]).toMatch(/^\uFEFFE-mail,Name,.*,_etag$/);

  people = firstExport
    .map((line) => line.split(','))
    .filter(
      ([, , phone, type, , places]) =>
        phone !== '' && type === 'member' && places?.startsWith('store:'),
    )
    .filter(([address], _, all) => all.filter(([other]) => other === address).length === 1)
    .slice(0, 3);
  expect(people).toHaveLength(3);
});

test('brought back as it is, the file changes nothing', async () => {
  const { page } = owner;
  await handIn(page, 'Replace what people hold', firstExport);
  await page.getByText('This file changes nothing.').waitFor();
  const { counts } = await importNow(idIn(page));
  expect(counts).toMatchObject({ noChange: counts.rows, warnings: 0, errors: 0 });
});

test('“Add” gives what the file names and keeps what is held', async () => {
  const { page } = owner;
  const [first, second] = people;
  await handIn(page, 'Add to what people hold', [
    firstExport[0] ?? '',
    cells(first, { 5: 'organization' }),
    cells(second, { 1: 'Robin Renamed', 2: '-' }),
  ]);
  await page.getByText('This file will change 2 people.').waitFor();
  await page.getByText(`gains ${first?.[4]} at the whole organization`).waitFor();
  await page.getByText('to “Robin Renamed”; phone cleared').waitFor();
  await page.getByRole('button', { name: 'Apply 2 rows' }).click();
  await page.getByText('Done', { exact: true }).waitFor();
  expect(await grantsOf(first)).toEqual(
    [`${first?.[4]} at ${first?.[5]}`, `${first?.[4]} at organization:`].sort(),
  );
  expect(await held(second?.[0])).toMatchObject({ name: 'Robin Renamed', phone: null });
});

test('a row that is older than the person is named, and replaces nothing until it is told to', async () => {
  const { page } = owner;
  const [first, , third] = people;
  await handIn(page, 'Replace what people hold', [
    firstExport[0] ?? '',
    cells(first),
    cells(third, { 5: 'organization' }),
  ]);
  await page.getByText('1 row changed since your export').waitFor();
  expect((await importNow(idIn(page))).counts).toMatchObject({ change: 1, errors: 1, losing: 1 });
  await page.getByRole('button', { name: 'Apply all the same' }).click();
  await page.getByText('2 people lose access: 2 grants').waitFor();
  await page.getByRole('button', { name: '2 Lose access' }).click();
  await page.getByText('Takes away').nth(1).waitFor();
  expect(await faultsOf(page, 'update by file')).toEqual([]);
});

test('“Replace” takes away what the rows do not name, once somebody has agreed; the undo gives it back', async () => {
  const { page } = owner;
  const [first, , third] = people;
  const before = [await grantsOf(first), await grantsOf(third)];
  await page.getByRole('button', { name: 'Apply 2 rows' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Take access away from 2 people?').waitFor();
  await dialog.getByRole('button', { name: 'Apply 2 rows' }).click();
  await page.getByRole('button', { name: 'Undo this import' }).waitFor();
  expect(await grantsOf(first)).toEqual([`${first?.[4]} at ${first?.[5]}`]);
  expect(await grantsOf(third)).toEqual([`${third?.[4]} at organization:`]);

  await page.getByRole('button', { name: 'Undo this import' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Undo the import' }).click();
  await settledImport(importNow, idIn(page), ({ state }) => state === 'undone');
  expect([await grantsOf(first), await grantsOf(third)]).toEqual(before);
});

test('“Remove” takes the named access and never the person; “Fill in” changes nothing that is there', async () => {
  const { page } = owner;
  const [first, second, third] = people;
  await handIn(page, 'Remove what the rows name', [
    'E-mail,Phone,Permission sets,Places,Mode',
    [first?.[0], '', first?.[4], 'organization', ''].join(','),
    [third?.[0], '', third?.[4], third?.[5], ''].join(','),
    [second?.[0], '+44 20 7946 0999', '', '', 'set if empty'].join(','),
    [third?.[0], '+44 20 7946 0998', '', '', 'fill'].join(','),
  ]);
  await page.getByText('choose Remove from organization').waitFor();
  expect(
    (await asOwner<{ data: ImportRow[] }>('GET', `/v1/imports/${idIn(page)}/rows`)).data.map(
      ({ result }) => result,
    ),
  ).toEqual(['change', 'error', 'change', 'error']);
  await page.getByRole('button', { name: 'Apply 2 rows, keep 2 for fixing' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Apply 2 rows' }).click();
  await page.getByText('Partly done', { exact: true }).waitFor();
  expect(await grantsOf(first)).toEqual([`${first?.[4]} at ${first?.[5]}`]);
  expect(await held(second?.[0])).toMatchObject({ phone: '+44 20 7946 0999' });
});

const total = async () => (await asOwner<MemberPage>('GET', '/v1/members?limit=1')).total;

test('a page of people is removed from the organization in one act, and brought back with it', async () => {
  const { page } = owner;
  const before = await total();
  await page.goto('/people?role=member');
  await page.getByText('Showing 1–25').waitFor();
  await page.getByRole('checkbox', { name: /^Select this page of/ }).check();
  await page.getByRole('button', { name: 'Remove from organization' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Remove 25 people from Alderbrook Trading?').waitFor();
  await dialog.getByRole('button', { name: 'Remove 25 people' }).click();
  await page.getByText('25 people removed').waitFor();
  expect(await total()).toBe(before - 25);
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByText('Undone.').waitFor();
  expect(await total()).toBe(before);
});

test('all who match are removed only when their number is typed', async () => {
  const { page } = owner;
  await page.goto('/people?role=member');
  await page.getByText('Showing 1–25').waitFor();
  await page.getByRole('checkbox', { name: /^Select this page of/ }).check();
  await page.getByRole('button', { name: /^Select all \d+ matching$/ }).click();
  await page.getByRole('button', { name: 'Remove from organization' }).click();
  const dialog = page.getByRole('dialog');
  const confirm = dialog.getByRole('button', { name: /^Remove \d+ people$/ });
  await confirm.waitFor();
  expect(await confirm.isDisabled()).toBe(true);
  const count = /\d+/.exec(await confirm.innerText())?.[0] ?? '';
  await dialog.getByLabel(`Type ${count} to confirm`).fill(count);
  await confirm.click();
  await page.getByText(`${count} people removed`).waitFor();
  expect((await asOwner<MemberPage>('GET', '/v1/members?role=member&limit=1')).total).toBe(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByText('Undone.').waitFor();
  expect(await grantsOf(people[0])).toEqual([`${people[0]?.[4]} at ${people[0]?.[5]}`]);
  expect(owner.complaints).toEqual([]);
});
