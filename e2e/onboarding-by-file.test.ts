import { readFile } from 'node:fs/promises';
import type {
  AccessCheck,
  ImportView,
  InvitationPage,
  Member,
  MemberPage,
  PermissionSet,
  Session,
} from '@latchkey/contract';
import { generatedCompany } from '@latchkey/models';
import type { Browser } from 'playwright';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { activate } from './harness/activate.ts';
import { call } from './harness/api.ts';
import { openBrowser, type Person, personAt, pictureOfFailure } from './harness/browser.ts';
import { settledImport, uploadInBrowser } from './harness/import-page.ts';
import { type Platform, startPlatform } from './harness/platform.ts';

// The file story: a company of 7,000 places and 5,000 people comes in from two files with the
// dirt of real ones, is mended in the browser, applied, and the people are taken out again.

const company = generatedCompany({ stores: 7_000, people: 5_000, seed: 11 });
const { places, people } = company.expected;
const { errors } = people;
const allErrors = Object.values(errors).reduce((sum, count) => sum + count, 0);
/** The mistyped set wherever it stands, and one address. */
const mended = errors.unknownSet + 1;
const applied = people.good + mended;
const ownerAddress = 'olivia.owner@hearthgroup.example';

const inWords = (count: number) => count.toLocaleString('en');

let platform: Platform;
let browser: Browser;
let owner: Person;
let peopleImport: string;
let mendedAddress: string;

beforeAll(async () => {
  platform = await startPlatform();
  browser = await openBrowser();
  owner = await personAt(browser, platform.url);
  await platform.latchkey(
    ...['organization', 'create', '--name', 'Hearth Group', '--model', 'loyalty'],
    ...['--owner', ownerAddress, '--owner-name', 'Olivia Owner'],
  );
  await activate(owner.page, platform.mail, ownerAddress, 'Olivia Owner');
});

afterAll(async () => {
  await browser?.close();
  await platform?.[Symbol.asyncDispose]();
});

afterEach(({ task }) => pictureOfFailure(task, [owner, joiner]));

const asOwner = <Answer>(method: string, path: string, body?: unknown) =>
  call<Answer>(owner.context.request, platform.url, method, path, body);
const importNow = (id: string) => asOwner<ImportView>('GET', `/v1/imports/${id}`);

test('the plan of a file of places names the zones and concepts that are created first', async () => {
  const { page } = owner;
  const id = await uploadInBrowser(page, 'places', company.placesCsv);
  await page
    .getByText(`${places.zones + places.concepts} new places above these are created first`)
    .waitFor();
  expect((await importNow(id)).counts).toMatchObject({ create: places.rows, errors: 0 });

  await page.getByRole('button', { name: `Apply ${inWords(places.rows)} rows` }).click();
  await page.getByText(`Applying ${inWords(places.rows)} rows`).waitFor();
  await page.getByRole('button', { name: 'Undo this import' }).waitFor({ timeout: 60_000 });
  expect((await importNow(id)).counts).toMatchObject({ applied: places.rows, failed: 0 });
  const { total } = await asOwner<{ total: number }>('GET', '/v1/entities?limit=1');
  expect(total).toBe(places.stores + places.zones + places.concepts);
});

test('one place among seven thousand is found by its code', async () => {
  const { page } = owner;
  await page.goto('/places');
  await page.getByRole('searchbox', { name: 'Search places' }).fill('HB-10002');
  await page.getByText('Showing 1–1 of 1').waitFor();
});

test('the plan of a file of people counts what each row does, and the errors add up', async () => {
  const { page } = owner;
  peopleImport = await uploadInBrowser(page, 'people', company.peopleCsv);
  expect(await settledImport(importNow, peopleImport)).toMatchObject({
    state: 'ready',
    missingFields: [],
    unusedColumns: ['Department'],
    counts: {
      rows: people.rows,
      create: people.good,
      skip: people.duplicates,
      errors: allErrors,
      mails: people.good,
    },
  });
  const numbers = page.getByRole('group', { name: 'What happens to the rows' });
  await numbers.getByRole('button', { name: `${inWords(people.good)} Create` }).waitFor();
  await numbers.getByRole('button', { name: `${inWords(allErrors)} Errors` }).click();
  await page.getByText(`Showing 1–50 of ${inWords(allErrors)}`).waitFor();
});

test('a mistyped set is mended once for all rows, and an address by typing it', async () => {
  const { page } = owner;
  const errorsLeft = page.getByRole('button', { name: /Errors, kept back/ });
  // Some shout it: one press mends these too.
  await page
    .getByRole('button', { name: `Use it in all ${errors.unknownSet} rows` })
    .first()
    .click();
  await errorsLeft.filter({ hasText: String(allErrors - errors.unknownSet) }).waitFor();

  const row = page.getByRole('row').filter({ hasText: ' at hearthgroup.example' }).first();
  const address = (await row.getByText(' at hearthgroup.example').first().innerText()).trim();
  await row.getByRole('button', { name: /^Change E-mail of row/ }).click();
  mendedAddress = address.replace(' at ', '@');
  await row.getByRole('textbox').fill(mendedAddress);
  await row.getByRole('textbox').press('Enter');
  await errorsLeft.filter({ hasText: String(allErrors - mended) }).waitFor();
});

test('the good rows are applied and the others kept, without a perfect file', async () => {
  const { page } = owner;
  const kept = allErrors - mended;
  await page
    .getByRole('button', { name: `Apply ${inWords(applied)} rows, keep ${kept} for fixing` })
    .click();
  await page.getByRole('button', { name: 'Undo this import' }).waitFor({ timeout: 60_000 });
  expect(await importNow(peopleImport)).toMatchObject({
    state: 'partly_done',
    counts: { applied, failed: 0, errors: kept },
  });
  const waiting = await asOwner<InvitationPage>('GET', '/v1/invitations?status=waiting&limit=1');
  expect(waiting.total).toBe(applied);
});

test('the list of those invited shows 25 of them, and a search finds one', async () => {
  const { page } = owner;
  await page.goto('/people?tab=invitations');
  // The owner's own is among them, completed.
  await page.getByText(`Showing 1–25 of ${inWords(applied + 1)}`).waitFor();
  const { data } = await asOwner<InvitationPage>('GET', '/v1/invitations?status=waiting&limit=1');
  const address = data[0]?.address ?? '';
  await page.getByRole('searchbox', { name: 'Search invitations' }).fill(address);
  await page.getByText('Showing 1–1 of 1').waitFor();
  await page.getByText(address).first().waitFor();
});

test('the result file is theirs, with what became of each row', async () => {
  const { page } = owner;
  await page.goto(`/imports/${peopleImport}`);
  const downloading = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download the result' }).click();
  const lines = (await readFile(await (await downloading).path(), 'utf8')).trimEnd().split('\r\n');
  expect(lines[0]).toContain('E-Mail Address,full name,MOBILE');
  expect(lines[0]).toMatch(/_row,_result,_reason,_suggestion$/);
  expect(lines).toHaveLength(people.rows + 1);
});

test('the invitations arrive by mail, each once', async () => {
  const sample = 300;
  await expect
    .poll(() => platform.mail.received.length, { timeout: 90_000, interval: 500 })
    .toBeGreaterThan(sample);
  const to = platform.mail.received.flatMap((mail) => mail.to?.map(({ address }) => address) ?? []);
  expect(new Set(to).size).toBe(to.length);
  const named = `${company.peopleCsv} ${mendedAddress} ${ownerAddress}`.toLowerCase();
  expect(to.filter((address) => !named.includes(address?.toLowerCase() ?? '?'))).toEqual([]);
});

let joiner: Person;

test('the same file again has nothing to apply', async () => {
  const { page } = owner;
  const id = await uploadInBrowser(page, 'people', company.peopleCsv);
  await page.getByText('There is nothing to apply.').waitFor();
  expect((await importNow(id)).counts).toMatchObject({ create: 0, change: 0, mails: 0 });
});

test('an undone import takes back who has not come yet and leaves alone who has', async () => {
  const address = await arrivedMember();
  joiner = await personAt(browser, platform.url);
  await activate(joiner.page, platform.mail, address, 'Jo Joiner');

  const { page } = owner;
  await page.goto(`/imports/${peopleImport}`);
  await page.getByRole('button', { name: 'Undo this import' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(`Type ${applied} to go on`).fill(String(applied));
  await dialog.getByRole('button', { name: 'Undo the import' }).click();
  const undone = await settledImport(importNow, peopleImport, ({ state }) => state === 'undone');
  expect(undone.undo?.conflicts).toBeGreaterThan(0);
  await page.getByText('changed since and stay as they are').waitFor();

  const waiting = await asOwner<InvitationPage>('GET', '/v1/invitations?status=waiting&limit=1');
  expect(waiting.total).toBe(0);
  const members = await asOwner<MemberPage>('GET', `/v1/members?search=${address}`);
  expect(members.data[0]).toMatchObject({ address, status: 'active' });
});

/** A member, no owner, whose invitation is in the post already. */
async function arrivedMember(): Promise<string> {
  for (const to of platform.mail.received.flatMap((mail) => mail.to ?? [])) {
    const path = `/v1/invitations?status=waiting&search=${encodeURIComponent(to.address ?? '')}`;
    const { data } = await asOwner<InvitationPage>('GET', path);
    const found = data.find(({ address, role }) => role === 'member' && address === to.address);
    if (found) return found.address;
  }
  throw new Error('No member has been written to yet.');
}

test('who came in before the undo may still do what the import gave', async () => {
  const { member } = await call<Session>(
    joiner.context.request,
    platform.url,
    'GET',
    '/v1/session',
  );
  const { grants } = await asOwner<Member>('GET', `/v1/members/${member.id}`);
  const [grant] = grants;
  const set = await asOwner<PermissionSet>(
    'GET',
    `/v1/permission-sets/${grant?.permissionSet?.id}`,
  );
  const { allowed } = await asOwner<AccessCheck>('POST', '/v1/access-checks', {
    memberId: member.id,
    permission: set.permissions[0],
    place: grant?.place.id,
  });
  expect(allowed).toBe(true);
  expect(owner.complaints).toEqual([]);
});
