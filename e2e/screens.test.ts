import type {
  Activation,
  CaughtMail,
  Change,
  ChangeReceipt,
  EntityTree,
  ImportView,
  InvitationPage,
  MemberPage,
  PermissionSet,
} from '@latchkey/contract';
import type { Browser, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { call } from './harness/api.ts';
import { openBrowser, type Person, personAt, pictureOfFailure } from './harness/browser.ts';
import { type Demo, startDemo } from './harness/demo.ts';
import { faultsOf } from './harness/screens.ts';

// Every screen of the console, on the demo, as an owner and as somebody who is not signed in.

let demo: Demo;
let browser: Browser;
let owner: Person;
let stranger: Person;
let mails: CaughtMail[];

beforeAll(async () => {
  demo = await startDemo();
  browser = await openBrowser();
  [owner, stranger] = await Promise.all([personAt(browser, demo.url), personAt(browser, demo.url)]);
  await owner.page.goto(demo.signInLink);
  await owner.page.waitForURL(/\/people/);
  mails = (await asOwner<{ data: CaughtMail[] }>('GET', '/v1/mailbox')).data;
});

afterAll(async () => {
  await browser?.close();
  await demo?.[Symbol.asyncDispose]();
});

afterEach(({ task }) => pictureOfFailure(task, [owner, stranger]));

const asOwner = <Answer>(method: string, path: string, body?: unknown) =>
  call<Answer>(owner.context.request, demo.url, method, path, body);

interface Screen {
  readonly name: string;
  /** Leads to the screen and waits for what is seen of it last. */
  readonly reach: (page: Page) => Promise<unknown>;
}

const at = (name: string, path: string, sign: string): Screen => ({
  name,
  reach: async (page) => {
    await page.goto(path);
    await page.getByText(sign).first().waitFor();
  },
});

describe('without a session', () => {
  const activation = (state: Activation['state']): Screen => ({
    name: `activation ${state}`,
    reach: async (page) => {
      await page.goto('about:blank');
      await page.goto(await linkIn(state));
    },
  });
  const screens: readonly Screen[] = [
    at('sign-in', '/sign-in', 'Sign in'),
    {
      name: 'sign-in refused',
      reach: async (page) => {
        await page.goto('/sign-in');
        await page.getByLabel('E-mail address').fill('nobody@lantern.example');
        await page.getByLabel('Password', { exact: true }).fill('not the right one');
        await page.getByRole('button', { name: 'Sign in' }).click();
        await page.getByRole('alert').waitFor();
      },
    },
    at('new password', '/reset-password#cut-off-in-the-mail', 'password'),
    activation('waiting'),
    activation('expired'),
    activation('revoked'),
    activation('unknown'),
  ];
  test.each(screens)('$name is accessible and fits', ({ name, reach }) =>
    expectGood(stranger, name, reach),
  );
});

/** A link whose invitation is in this state. */
async function linkIn(state: Activation['state']): Promise<string> {
  if (state === 'unknown') return '/activate#cut-off-in-the-mail';
  const shown = state === 'expired' ? 'expired' : 'waiting';
  const { data } = await asOwner<InvitationPage>('GET', `/v1/invitations?status=${shown}`);
  for (const { id, address } of data) {
    const mail = mails.find(({ to }) => to === address);
    const link = /\S+\/activate#\S+/.exec(mail?.text ?? '')?.[0];
    if (!link) continue;
    if (state === 'revoked') await asOwner<ChangeReceipt>('POST', `/v1/invitations/${id}/revoke`);
    return link;
  }
  throw new Error(`No mail leads to an invitation that is ${state}.`);
}

describe('of an owner', () => {
  const firstMember = async () =>
    (await asOwner<MemberPage>('GET', '/v1/members?role=member&status=active&limit=1')).data[0]
      ?.id ?? '';
  const upload = async (kind: string, rows: string) =>
    asOwner<ImportView>('POST', `/v1/imports?kind=${kind}&fileName=${kind}.csv`, Buffer.from(rows));
  let people: ImportView;
  let places: ImportView;

  const screens: readonly Screen[] = [
    at('people', '/people', 'active'),
    at('invitations', '/people?tab=invitations', 'waiting'),
    {
      name: 'person',
      reach: async (page) => page.goto(`/people/${await firstMember()}`),
    },
    {
      name: 'what suspending a person takes',
      reach: async (page) => {
        await page.goto(`/people/${await firstMember()}`);
        await page.getByRole('button', { name: 'By permission' }).click();
        await page.getByText('Through', { exact: false }).first().waitFor();
        await page.getByLabel('Actions for').last().click();
        await page.getByRole('menuitem', { name: 'Suspend' }).click();
        await page.getByText('will no longer be able to').waitFor();
      },
    },
    {
      name: 'no match',
      reach: async (page) => {
        await page.goto('/people?search=nobodyhasthisname');
        await page.getByText(/match/i).first().waitFor();
      },
    },
    at('permission sets', '/permission-sets', 'Store operations'),
    {
      name: 'permission set',
      reach: async (page) => {
        const { data } = await asOwner<{ data: PermissionSet[] }>('GET', '/v1/permission-sets');
        await page.goto(`/permission-sets/${data.find(({ kind }) => kind === 'standard')?.id}`);
      },
    },
    at('new permission set', '/permission-sets/new', 'Name'),
    at('places', '/places', 'Showing'),
    {
      name: 'places in a zone',
      reach: async (page) => {
        const tree = await asOwner<EntityTree>('GET', '/v1/entities/tree');
        const zone = tree.rows.find(([, type]) => tree.types[type] === 'zone');
        await page.goto(`/places?open=${zone?.[0]}`);
      },
    },
    at('new import', '/imports/new?kind=people', 'Start from the sample'),
    at('new update', '/imports/new?kind=people&mode=add', 'Start from the present people'),
    {
      name: 'import plan',
      reach: async (page) => {
        people = await upload(
          'people',
          `E-mail,Name,Phone,Type,Permission sets,Places,Shoe size
mina.berg@hearth.example,Mina Berg,+44 20 7946 0001,member,Campain editor,organization,38
tom.lind@hearth.example,Tom Lind,0000,member,Campain editor; Reports viewer,organization,44
sara at hearth.example,Sara Holm,,member,Reports viewer,organization,40
olaf.moe@hearth.example,Olaf Moe,,member,Reports viewer,organization,41
`,
        );
        await page.goto(`/imports/${people.id}`);
        await page.getByText('Use it in all 2 rows').first().waitFor();
      },
    },
    {
      name: 'import errors',
      reach: async (page) => {
        await page.goto(`/imports/${people.id}?show=errors`);
        await page.getByText('Use it in all 2 rows').first().waitFor();
      },
    },
    {
      name: 'import columns',
      reach: async (page) => {
        await page.goto(`/imports/${people.id}?step=columns`);
        await page.getByText('Shoe size').first().waitFor();
      },
    },
    {
      name: 'import report',
      reach: async (page) => {
        places = await upload(
          'places',
          'Code,Name,Zone,Concept,City\n990101,Harbour Street,New north,Corner Shop,Portby\n',
        );
        await page.goto(`/imports/${places.id}`);
        await page.getByRole('button', { name: 'Apply 1 row' }).click();
        await page.getByRole('button', { name: 'Undo this import' }).waitFor();
      },
    },
    at('imports', '/imports', 'places.csv'),
    {
      name: 'check access',
      reach: async (page) => {
        const { rows } = await asOwner<EntityTree>('GET', '/v1/entities/tree');
        await page.goto(
          `/check-access?memberId=${await firstMember()}&permission=campaign.edit&place=${rows.at(-1)?.[0]}`,
        );
        await page.getByText('How we got there').waitFor();
      },
    },
    at('check access empty', '/check-access', 'Choose a person'),
    {
      name: 'who can',
      reach: async (page) => {
        const { rows } = await asOwner<EntityTree>('GET', '/v1/entities/tree');
        await page.goto(`/check-access/who?permission=campaign.publish&place=${rows.at(-1)?.[0]}`);
        await page.getByText('Showing').waitFor();
      },
    },
    {
      name: 'where nobody can',
      reach: async (page) => {
        await page.goto('/check-access/coverage?open=care.customer.erase&search=WW-1376');
        await page.getByText('Choose somebody').first().waitFor();
      },
    },
    {
      name: 'activity',
      reach: async (page) => {
        const { data } = await asOwner<{ data: Change[] }>('GET', '/v1/changes?limit=50');
        expect(data.filter((change) => Date.parse(change.at) > Date.now())).toEqual([]);
        await page.goto('/activity');
        await page.getByText('Showing').waitFor();
      },
    },
    {
      name: 'change',
      reach: async (page) => {
        await page.goto('/activity');
        await page.locator('.activity-what').first().click();
        await page.waitForURL(/change=/);
      },
    },
    at('settings', '/settings', 'API keys'),
    at('account', '/account', 'Password'),
    at('mailbox', '/mailbox', 'Mailbox of the demo'),
    at('your access', '/your-access', 'Your access'),
    ...addPeople(),
  ];
  test.each(screens)('$name is accessible and fits', ({ name, reach }) =>
    expectGood(owner, name, reach),
  );
});

test('what one person alone can is given to somebody in one press, counts at once, and is undone', async () => {
  const { page } = owner;
  await page.goto('/check-access/coverage?permission=care.goodwill.give');
  await page.getByRole('link', { name: /All stores, One person alone/ }).click();
  await page
    .getByRole('link', { name: /^Choose somebody for/ })
    .first()
    .click();
  await page.getByRole('combobox', { name: 'User' }).click();
  await page.getByRole('option').nth(3).click();
  await page.getByRole('heading', { name: /^No\. / }).waitFor();
  const give = page.getByRole('button', { name: /^Give / });
  await give.first().press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByText('will be able to').first().waitFor();
  await page.keyboard.press('Escape');
  await expect.poll(() => focused(page)).toMatch(/^Give /);
  await page.keyboard.press('Enter');
  await dialog.getByText('will be able to').first().waitFor();
  await dialog.getByRole('button', { name: /^Give / }).press('Enter');
  await page.getByRole('heading', { name: /^Yes\. / }).waitFor();
  await expect.poll(() => focused(page)).toMatch(/^Yes\. /);
  await page.getByRole('link', { name: 'Who can do this here?' }).press('Enter');
  await page.getByText('4 people').waitFor();
  await page.getByRole('button', { name: 'Undo' }).press('Enter');
  await page.getByText('3 people').waitFor();
  await expect.poll(() => focused(page)).not.toBe('');
  await page.getByRole('link', { name: 'One person' }).click();
  await page.getByText('Asked before').waitFor();
  expect(owner.complaints.splice(0)).toEqual([]);
});

describe('when something goes wrong', () => {
  const asked = async () => {
    const { rows } = await asOwner<EntityTree>('GET', '/v1/entities/tree');
    const { data } = await asOwner<MemberPage>('GET', '/v1/members?role=member&limit=1');
    return `/check-access?memberId=${data[0]?.id}&permission=campaign.edit&place=${rows.at(-1)?.[0]}`;
  };
  const broken = { status: 500, contentType: 'text/plain', body: 'broken' };

  test('an answer that failed comes on Retry, and the question stays as it was asked', async () => {
    const { page } = owner;
    const question = await asked();
    await page.route('**/v1/access-checks', (route) => route.fulfill(broken), { times: 1 });
    await page.goto(question);
    await page.getByRole('alert').getByRole('button', { name: 'Retry' }).click();
    await page.getByText('How we got there').waitFor();
    expect(page.url()).toContain(question);
  });

  test('a field whose choices could not be loaded says so and tries again', async () => {
    const { page } = owner;
    await page.route('**/v1/entities/tree', (route) => route.fulfill(broken), { times: 1 });
    await page.goto('/check-access');
    await page.getByRole('button', { name: 'Retry' }).click();
    await page.getByRole('combobox', { name: 'At' }).click();
    await page.getByRole('option').nth(1).waitFor();
  });

  test('when the session ends, what was typed stays until the same person is signed in again', async () => {
    const { page } = owner;
    const { data } = await asOwner<MemberPage>('GET', '/v1/members?role=member&limit=1');
    await page.goto(`/people/${data[0]?.id}`);
    await page.getByRole('complementary').getByLabel('Actions for').click();
    await page.getByRole('menuitem', { name: 'Edit profile' }).click();
    await page.getByLabel('Name', { exact: true }).fill('Typed and not saved');
    await page.route('**/v1/**', (route) =>
      route.fulfill({
        status: 401,
        contentType: 'application/problem+json',
        json: { status: 401, code: 'not_signed_in', title: 'You are not signed in.', detail: '' },
      }),
    );
    await page.getByRole('button', { name: 'Save profile' }).click();
    const ended = page.getByText('Your session has ended');
    await ended.waitFor();
    await page.unrouteAll();
    await page.evaluate(() => window.dispatchEvent(new Event('focus')));
    await ended.waitFor({ state: 'hidden' });
    expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('Typed and not saved');
    await page.keyboard.press('Escape');
  });
});

/** The words of what has the focus; none where it is lost. */
const focused = (page: Page) =>
  page.evaluate(() =>
    document.activeElement === document.body
      ? ''
      : (document.activeElement?.textContent ?? '').trim(),
  );

/** The steps follow on each other in one page. */
function addPeople(): Screen[] {
  const onward = (name: string, press: (page: Page) => Promise<unknown>): Screen => ({
    name: `add people ${name}`,
    reach: press,
  });
  const button = (page: Page, name: string) => page.getByRole('button', { name });
  return [
    onward('1 people', async (page) => {
      await page.goto('/people/add');
      const box = page.getByRole('textbox', { name: /address/i }).first();
      await box.fill('mina.berg@hearth.example; sara at hearth.example, tom@hearth.example');
      await box.press('Enter');
      await button(page, 'Continue with 2 people').waitFor();
    }),
    onward('2 type', async (page) => {
      await button(page, 'Take out')
        .first()
        .click()
        .catch(() => {});
      await button(page, 'Continue with 2 people').click();
      await page.getByRole('radio', { name: 'Standard user' }).click();
    }),
    onward('3 where', async (page) => {
      await button(page, 'Continue to Where').click();
      await page.getByRole('treeitem').first().click();
    }),
    onward('4 what', async (page) => {
      await button(page, 'Continue to What').click();
      await page.getByRole('checkbox').first().check();
    }),
    onward('5 review', async (page) => {
      await button(page, 'Continue to Review').click();
      await button(page, 'Send 2 invitations').waitFor();
    }),
    onward('6 results', async (page) => {
      await button(page, 'Send 2 invitations').click();
      await page.getByText('2 people invited').waitFor();
    }),
  ];
}

async function expectGood(person: Person, name: string, reach: Screen['reach']): Promise<void> {
  await reach(person.page);
  expect(await faultsOf(person.page, name)).toEqual([]);
  expect(person.complaints.splice(0)).toEqual([]);
}
