import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const markPath = (dataDirectory: string) => join(dataDirectory, 'demo-unfinished');

/** Whether a first start was interrupted while it filled the demo; nobody can have worked in it yet. */
export const isDemoUnfinished = (dataDirectory: string): boolean =>
  existsSync(markPath(dataDirectory));

/** Marks the data as unfinished while the work runs; the mark stays when the process is killed in the midst of it. */
export async function markUnfinished(
  dataDirectory: string,
  work: () => Promise<void>,
): Promise<void> {
  writeFileSync(markPath(dataDirectory), '');
  await work();
  rmSync(markPath(dataDirectory));
}
