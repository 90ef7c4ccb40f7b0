import type { ImportView } from '@latchkey/contract';
import type { Page } from 'playwright';

/** Hands a file in where a person would, and answers with the id of the import that it became. */
export async function uploadInBrowser(
  page: Page,
  kind: ImportView['kind'],
  csv: string | Buffer,
): Promise<string> {
  await page.goto(`/imports/new?kind=${kind}`);
  await page.getByLabel('File to import').setInputFiles({
    name: `${kind}.csv`,
    mimeType: 'text/csv',
    buffer: Buffer.from(csv),
  });
  await page.waitForURL(/\/imports\/imp_/, { timeout: 60_000 });
  await page.getByRole('region', { name: 'Apply' }).waitFor({ timeout: 60_000 });
  return new URL(page.url()).pathname.split('/').at(-1) ?? '';
}

const atWork = new Set<ImportView['state']>(['uploaded', 'checking', 'applying']);
const patienceMs = 90_000;

/** The import once the server has nothing to do for it any more. */
export async function settledImport(
  look: (id: string) => Promise<ImportView>,
  id: string,
  settled = ({ state }: ImportView) => !atWork.has(state),
): Promise<ImportView> {
  const deadline = Date.now() + patienceMs;
  while (Date.now() < deadline) {
    const view = await look(id);
    if (settled(view)) return view;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`The import ${id} was not settled within ${patienceMs / 1000} s.`);
}
