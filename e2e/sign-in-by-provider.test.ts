import type { Activation, InviteAnswer, MemberPage, Session } from '@latchkey/contract';
import type { Browser } from 'playwright';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { activate, password } from './harness/activate.ts';
import { call } from './harness/api.ts';
import { openBrowser, type Person, personAt, pictureOfFailure } from './harness/browser.ts';
import { signInAtProvider, startProvider } from './harness/identity-provider.ts';
import { linkIn } from './harness/mail-sink.ts';
import { type Platform, startPlatform } from './harness/platform.ts';
import { faultsOf } from './harness/screens.ts';

// Invited to sign in with the platform's own identity provider: from the choice beside the type to
// the button on the sign-in page, with the provider's own pages in between.

const ownerAddress = 'olivia.owner@lanternretail.example';
const guest = 'hana.kim@lanternretail.example';

let platform: Platform;
let browser: Browser;
let owner: Person;
let hana: Person;

beforeAll(async () => {
  platform = await startPlatform({
    processes: 1,
    accounts: [
      { subject: 'hana', email: guest },
      { subject: 'private', email: 'hana@elsewhere.example' },
      { subject: 'olivia', email: ownerAddress },
    ],
  });
  browser = await openBrowser();
  await platform.latchkey(
    ...['organization', 'create', '--name', 'Lantern Retail', '--model', 'loyalty'],
    ...['--owner', ownerAddress, '--owner-name', 'Olivia Owner'],
  );
  [owner, hana] = await Promise.all([
    personAt(browser, platform.url),
    personAt(browser, platform.url),
  ]);
  await activate(owner.page, platform.mail, ownerAddress, 'Olivia Owner');
});

afterAll(async () => {
  await browser?.close();
  await platform?.[Symbol.asyncDispose]();
});

afterEach(({ task }) => pictureOfFailure(task, [owner, hana]));

const asOwner = <Answer>(method: string, path: string, body?: unknown) =>
  call<Answer>(owner.context.request, platform.url, method, path, body);

test('the owner is offered a local account, recommended and chosen, or the provider by its name', async () => {
  const { page } = owner;
  await page.goto('/people/add');
  await page.getByRole('textbox', { name: 'E-mail addresses' }).fill(guest);
  await page.getByRole('textbox', { name: 'E-mail addresses' }).press('Enter');
  await page.getByText('sign-in names (optional)').click();
  const signInName = page.getByLabel(`Sign-in name of ${guest}`);
  await signInName.fill('no one');
  await page.getByText('Use 3 to 64 letters').waitFor();
  expect(await faultsOf(page, 'add people with a wrong sign-in name')).toEqual([]);
  await signInName.fill('');
  await page.getByRole('button', { name: /^Continue/ }).click();
  await page.getByRole('radio', { name: 'Org owner' }).check();
  await page.getByRole('radio', { name: 'Local account' }).waitFor();
  expect(await page.getByRole('radio', { name: 'Local account' }).isChecked()).toBe(true);
  expect(await page.getByText('Recommended').isVisible()).toBe(true);
  expect(await faultsOf(page, 'add people type with provider')).toEqual([]);
  await page.getByRole('radio', { name: 'Beacon ID' }).check();
  await page.getByRole('button', { name: 'Continue to Review' }).click();
  await page.getByRole('button', { name: 'Send 1 invitation' }).click();
  await page.getByText('Invited', { exact: true }).waitFor();
});

test('the invitation has one button, which leads to the provider; another account there does not accept it', async () => {
  const { page } = hana;
  const link = linkIn(await platform.mail.next(guest));
  await page.goto(link);
  const go = page.getByRole('button', { name: 'Continue with Beacon ID' });
  await go.waitFor();
  expect(await page.getByLabel('password').count()).toBe(0);
  expect(await faultsOf(page, 'activation by provider')).toEqual([]);

  await go.click();
  await signInAtProvider(page, 'hana@elsewhere.example');
  await page.getByRole('heading', { name: 'That is another account' }).waitFor();
  expect(await faultsOf(page, 'activation with another account')).toEqual([]);
  const token = decodeURIComponent(new URL(link).hash.slice(1));
  const { state } = await call<Activation>(
    hana.context.request,
    platform.url,
    'POST',
    '/v1/activation/look',
    { token },
  );
  expect(state).toBe('waiting');
});

test('the invited account accepts it, and is signed in', async () => {
  const { page } = hana;
  await page.getByRole('button', { name: 'Use another account of Beacon ID' }).click();
  await signInAtProvider(page, guest);
  await page.getByRole('heading', { name: 'Users', level: 1 }).waitFor();
  const session = await call<Session>(hana.context.request, platform.url, 'GET', '/v1/session');
  expect(session.member.address).toBe(guest);
  const { data } = await asOwner<MemberPage>('GET', '/v1/members?search=hana');
  expect(data[0]?.signInLabel).toBe('Beacon ID');
  await owner.page.goto('/people');
  await owner.page.getByRole('row', { name: /Hana/ }).getByText('Beacon ID').waitFor();
});

test('the person signs in again with the button on the sign-in page, and the password form does not know them', async () => {
  const { page } = hana;
  await page.getByRole('button', { name: /^Hana Kim/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.waitForURL(/sign-in/);
  await page.getByRole('link', { name: 'Continue with Beacon ID' }).waitFor();
  expect(await faultsOf(page, 'sign in with provider')).toEqual([]);
  await page.getByLabel('E-mail address or sign-in name').fill(guest);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByText('Address and password do not match.').waitFor();
  await page.getByRole('link', { name: 'Continue with Beacon ID' }).click();
  await page.getByRole('heading', { name: 'Users', level: 1 }).waitFor();
});

test('a person with a local account is refused by the provider’s way', async () => {
  const local = await personAt(browser, platform.url);
  await local.page.goto('/sign-in');
  await local.page.getByRole('link', { name: 'Continue with Beacon ID' }).click();
  await signInAtProvider(local.page, ownerAddress);
  await local.page.getByText('Nobody here signs in with that account.').waitFor();
  expect(await faultsOf(local.page, 'sign in refused by provider')).toEqual([]);
  await local.context.close();
});

test('a sign-in name that is taken is told on its field; the one that was chosen signs in', async () => {
  const invite = (address: string, signInName: string) =>
    asOwner<InviteAnswer>('POST', '/v1/invitations', {
      people: [{ address, name: 'Lea Park', signInName }],
      role: 'owner',
      grants: [],
    });
  await invite('lea.park@lanternretail.example', 'lea');
  await invite('other.lea@lanternretail.example', 'lea.other');
  const lea = await personAt(browser, platform.url);
  const { page } = lea;
  await page.goto(linkIn(await platform.mail.next('lea.park@lanternretail.example')));
  const name = page.getByLabel('Sign-in name');
  await name.waitFor();
  expect(await name.inputValue()).toBe('lea');
  await name.fill('Lea.Other');
  await page.getByLabel('Choose a password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Accept' }).click();
  await page.getByText('This sign-in name is taken.').waitFor();
  expect(await faultsOf(page, 'activation with a taken sign-in name')).toEqual([]);
  await name.fill('lea.park');
  await page.getByRole('button', { name: 'Accept' }).click();
  await page.getByRole('heading', { name: 'Users', level: 1 }).waitFor();
  await page.getByRole('button', { name: /^Lea Park/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.getByLabel('E-mail address or sign-in name').fill('Lea.Park');
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Users', level: 1 }).waitFor();
  expect(lea.complaints).toEqual([]);
  await lea.context.close();
});

test('an owner sets up a provider of their own, tried out before it is saved, and it has a sign-in page', async () => {
  const { page } = owner;
  await using own = await startProvider(platform.url, [{ subject: 'kim', email: guest }]);
  await page.goto('/settings');
  await page.getByRole('button', { name: 'Set up a provider' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('Lantern login');
  await dialog.getByLabel('Issuer').fill('https://127.0.0.1:1/');
  await dialog.getByRole('button', { name: 'Test' }).click();
  await dialog.getByText('This issuer does not answer as an identity provider.').waitFor();
  expect(await faultsOf(page, 'settings identity provider')).toEqual([]);

  await dialog.getByLabel('Issuer').fill(own.issuer);
  await dialog.getByRole('button', { name: 'Test' }).click();
  await dialog.getByText('The issuer answers').waitFor();
  await dialog.getByLabel('Client id').fill(own.clientId);
  await dialog.getByLabel('Client secret').fill(own.clientSecret);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page.getByText('nobody signs in with it yet').waitFor();
  expect(await faultsOf(page, 'settings with a provider')).toEqual([]);

  const { organization } = await asOwner<Session>('GET', '/v1/session');
  const visitor = await personAt(browser, platform.url);
  await visitor.page.goto(`/sign-in?organization=${organization.id}`);
  await visitor.page.getByRole('link', { name: 'Continue with Lantern login' }).waitFor();
  expect(await faultsOf(visitor.page, 'sign in with two providers')).toEqual([]);
  await visitor.context.close();

  await page.getByRole('button', { name: 'Remove the provider' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove provider' }).click();
  await page.getByText('There is no identity provider of your own').waitFor();
});

test('nobody saw an error on the way', () => {
  expect([...owner.complaints, ...hana.complaints]).toEqual([]);
});
