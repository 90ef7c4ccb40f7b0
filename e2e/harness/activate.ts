import type { Page } from 'playwright';
import { linkIn } from './mail-sink.ts';

/** Where the mails of an installation are looked for. */
export interface Mails {
  next(address: string): Promise<Parameters<typeof linkIn>[0]>;
}

export const password = 'copper lantern over harbour';

/** Opens the mailed invitation, sets a password and is signed in. */
export async function activate(
  page: Page,
  mail: Mails,
  address: string,
  name: string,
): Promise<void> {
  await page.goto(linkIn(await mail.next(address)));
  await page.getByLabel('Your name').fill(name);
  await page.getByLabel('Choose a password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Accept' }).click();
  await page.waitForURL(/\/(people|your-access)/);
}
