import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EntityTree, ImportRow, ImportView, InvitationPage } from '@latchkey/contract';
import type { Browser } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { activate } from './harness/activate.ts';
import { call } from './harness/api.ts';
import { openBrowser, type Person, personAt, pictureOfFailure } from './harness/browser.ts';
import { settledImport, uploadInBrowser } from './harness/import-page.ts';
import { type Platform, startPlatform } from './harness/platform.ts';
import { root } from './harness/server-process.ts';

/** A company's real files, where there are some: `places.csv` and `people-5k.csv`. */
const folder = process.env['LATCHKEY_REAL_DATA'] ?? join(root, '../shared/data');
const there = ['places.csv', 'people-5k.csv'].every((name) => existsSync(join(folder, name)));

const stores = 6_917;
const zones = 49;
const concepts = 2;
const people = 5_000;
const ownerAddress = 'olivia.owner@northwind.example';

describe.runIf(there)('an additional run with real files where they lie beside the project', () => {
  let platform: Platform;
  let browser: Browser;
  let owner: Person;

  beforeAll(async () => {
    platform = await startPlatform();
    browser = await openBrowser();
    owner = await personAt(browser, platform.url);
    await platform.latchkey(
      ...['organization', 'create', '--name', 'Northwind', '--model', 'loyalty'],
      ...['--owner', ownerAddress, '--owner-name', 'Olivia Owner'],
    );
    await activate(owner.page, platform.mail, ownerAddress, 'Olivia Owner');
  });

  afterAll(async () => {
    await browser?.close();
    await platform?.[Symbol.asyncDispose]();
  });

  afterEach(({ task }) => pictureOfFailure(task, [owner]));

  const asOwner = <Answer>(method: string, path: string, body?: unknown) =>
    call<Answer>(owner.context.request, platform.url, method, path, body);
  const importNow = (id: string) => asOwner<ImportView>('GET', `/v1/imports/${id}`);
  const file = (name: string) => readFileSync(join(folder, name));
  const waiting = async () =>
    (await asOwner<InvitationPage>('GET', '/v1/invitations?status=waiting&limit=1')).total;

  let placesImport: string;
  let peopleImport: string;

  test('the stores come in through the browser, with their zones and concepts', async () => {
    const { page } = owner;
    placesImport = await uploadInBrowser(page, 'places', file('places.csv'));
    await page.getByText(`${zones + concepts} new places above these`).waitFor();
    await page.getByRole('button', { name: 'Apply 6,917 rows' }).click();
    await page.getByRole('button', { name: 'Undo this import' }).waitFor({ timeout: 60_000 });
    const tree = await asOwner<EntityTree>('GET', '/v1/entities/tree');
    const ofType = (type: string) =>
      tree.rows.filter(([, index]) => tree.types[index] === type).length;
    expect([ofType('store'), ofType('zone'), ofType('concept')]).toEqual([stores, zones, concepts]);
  });

  test('an implausible phone number of the people is a warning and no error', async () => {
    const csv = file('people-5k.csv')
      .toString()
      .replace(/\+1 555 \d+/, '+1 555 85');
    peopleImport = await uploadInBrowser(owner.page, 'people', csv);
    const { counts } = await importNow(peopleImport);
    expect(counts).toMatchObject({ rows: people, create: people, errors: 0, warnings: 1 });
    const { data } = await asOwner<{ data: ImportRow[] }>(
      'GET',
      `/v1/imports/${peopleImport}/rows?show=warnings`,
    );
    expect(data[0]?.issues).toMatchObject([{ level: 'warning', field: 'phone' }]);
  });

  test('the people are applied through the API, and invited', async () => {
    await asOwner('POST', `/v1/imports/${peopleImport}/apply`);
    const done = await settledImport(importNow, peopleImport);
    expect(done).toMatchObject({ state: 'done', counts: { applied: people, failed: 0 } });
    expect(await waiting()).toBe(people);
  });

  test('people and places are undone, and nothing is left of them', async () => {
    const { page } = owner;
    await page.goto(`/imports/${peopleImport}`);
    await page.getByRole('button', { name: 'Undo this import' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(`Type ${people} to go on`).fill(String(people));
    await dialog.getByRole('button', { name: 'Undo the import' }).click();
    const undone = ({ state }: ImportView) => state === 'undone';
    await settledImport(importNow, peopleImport, undone);
    expect(await waiting()).toBe(0);

    await asOwner('POST', `/v1/imports/${placesImport}/undo`);
    const places = await settledImport(importNow, placesImport, undone);
    expect(places.undo?.conflicts).toBe(0);
    expect((await asOwner<EntityTree>('GET', '/v1/entities/tree')).rows).toEqual([]);
    expect(owner.complaints).toEqual([]);
  });
});
