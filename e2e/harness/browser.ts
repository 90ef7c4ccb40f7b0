import { type Browser, type BrowserContext, chromium, type Page } from 'playwright';
import { findBrowser } from '../../scripts/find-browser.mjs';

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export const openBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: findBrowser() ?? chromium.executablePath(), args: flags });

/** Somebody at a browser of their own. Anything the page complains about is kept in `complaints`. */
export interface Person {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly complaints: string[];
}

export async function personAt(browser: Browser, baseURL: string): Promise<Person> {
  const context = await browser.newContext({
    baseURL,
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
  });
  context.setDefaultTimeout(60_000);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('Failed to load resource'))
      complaints.push(message.text());
  });
  return { context, page, complaints };
}

/** What people had before them when a test failed, under `test-results/`. */
export async function pictureOfFailure(
  task: { readonly name: string; readonly result?: { readonly state: string } | undefined },
  people: readonly (Person | undefined)[],
): Promise<void> {
  if (task.result?.state !== 'fail') return;
  for (const [index, person] of people.entries()) {
    await person?.page
      .screenshot({
        path: `test-results/${task.name.slice(0, 60)} (${index + 1}).png`,
        fullPage: true,
      })
      .catch(() => {});
  }
}
