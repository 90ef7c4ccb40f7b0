import { readFile } from 'node:fs/promises';
import type { ImportView } from '@latchkey/contract';
import type { Page } from 'playwright';

/** Goes to where files are handed in, and hands one in. */
export async function uploadInBrowser(
  page: Page,
  kind: ImportView['kind'],
  csv: string | Buffer,
): Promise<string> {
  await page.goto(`/imports/new?kind=${kind}`);
  return handIn(page, csv);
}

/** Hands a file in where a person would, and answers with the id of the import that it became. */
export async function handIn(page: Page, csv: string | Buffer): Promise<string> {
  await page.getByLabel('File to import').setInputFiles({
    name: 'import.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(csv),
  });
  await page.waitForURL(/\/imports\/imp_/, { timeout: 60_000 });
  await page.getByRole('region', { name: 'Apply' }).waitFor({ timeout: 60_000 });
  return new URL(page.url()).pathname.split('/').at(-1) ?? '';
}

/** Downloads the sample that stands beside the upload, and fills its columns with other rows. */
export async function fillSample(
  page: Page,
  rows: readonly Readonly<Record<string, string>>[],
): Promise<string> {
  const downloading = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download the sample' }).click();
  const sample = await readFile(await (await downloading).path(), 'utf8');
  const [headings = ''] = sample.replace('\uFEFF', '').split('\r\n');
  const columns = headings.split(',');
  const unknown = rows.flatMap(Object.keys).filter((name) => !columns.includes(name));
  if (unknown.length > 0) throw new Error(`The sample has no column ${unknown.join(', ')}.`);
  const lines = rows.map((row) => columns.map((name) => row[name] ?? '').join(','));
  return [headings, ...lines].join('\r\n');
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
