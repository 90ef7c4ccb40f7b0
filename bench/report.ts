import { mkdir, writeFile } from 'node:fs/promises';
import { cpus, loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';

/** A table of a report; a cell beside a goal says how it came out. */
export interface Table {
  readonly title: string;
  readonly note?: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Prints the report and keeps it in `bench/results`, where the README takes its figures from. */
export async function report(
  name: string,
  { about, versions, tables }: { about: string; versions: string; tables: readonly Table[] },
): Promise<void> {
  const text = [
    `# \`npm run bench:${name}\``,
    about,
    `${machine()}. ${versions}. ${new Date().toISOString().slice(0, 10)}.`,
    ...tables.flatMap(({ title, note, head, rows }) => [
      `## ${title}`,
      ...(note ? [note] : []),
      [head, head.map((_, column) => (column === 0 ? '---' : '---:')), ...rows]
        .map((cells) => `| ${cells.join(' | ')} |`)
        .join('\n'),
    ]),
  ].join('\n\n');
  console.log(`\n${text}`);
  const folder = fileURLToPath(new URL('results/', import.meta.url));
  await mkdir(folder, { recursive: true });
  await writeFile(`${folder}${name}.md`, `${text}\n`);
}

function machine(): string {
  const [{ model } = { model: 'an unknown processor' }, ...others] = cpus();
  const [load = 0] = loadavg();
  return `${others.length + 1} cores of ${model.trim()}, Node ${process.versions.node}, load ${load.toFixed(1)} at the end`;
}

/** A figure beside its goal: `reached`, or by how much it was missed. */
export function beside(goal: number, measured: number, { atLeast }: { atLeast: boolean }): string {
  const reached = atLeast ? measured >= goal : measured <= goal;
  return `${atLeast ? '≥' : '≤'} ${goal} ${reached ? '✓' : '✗'}`;
}

export function digits(value: number): string {
  if (value >= 100) return Math.round(value).toLocaleString('en');
  return value.toPrecision(value >= 10 ? 3 : 2);
}
