import { createLatchkey, type LocalLatchkey } from '@latchkey/sdk';
import type { LibraryKeys } from './library-keys.ts';

/** One for the whole process: it keeps the organization of the key in memory. */
export async function connect(url: string, apiKey: string): Promise<LocalLatchkey<LibraryKeys>> {
  const latchkey = createLatchkey<LibraryKeys>({ url, apiKey });
  await latchkey.ready({ signal: AbortSignal.timeout(10_000) });
  return latchkey;
}
