import type { ImportColumn } from '@latchkey/contract';
import { editDistance } from '../../../words/edit-distance.ts';
import type { TableRow } from '../read/read-table.ts';
import { lettersOf } from '../values/comparable.ts';
import type { FieldSpec } from './field-spec.ts';

const looked = 200;
const shown = 3;

/** How a person matched the same header row before; null: a column that was left out on purpose. */
export type RememberedColumns = ReadonlyMap<number, string | null>;

interface Match {
  readonly field: string | null;
  readonly matchedBy: ImportColumn['matchedBy'];
}

/**
 * Each column with the field it holds: as remembered, else by name, by alias, by a nearly right
 * name, at last by what is in it. A field goes to one column, the first that fits best.
 */
export function matchColumns(
  headers: readonly string[],
  rows: readonly TableRow[],
  fields: readonly FieldSpec[],
  remembered: RememberedColumns = new Map(),
): ImportColumn[] {
  const matches = new Map<number, Match>();
  const taken = new Set<string>();
  const take = (index: number, field: string | null, matchedBy: ImportColumn['matchedBy']) => {
    matches.set(index, { field, matchedBy });
    if (field) taken.add(field);
  };

  for (const [index, field] of remembered) {
    if (field === null || fields.some(({ key }) => key === field)) take(index, field, 'memory');
  }
  for (const fits of [byName, byAlias, nearly]) {
    headers.forEach((header, index) => {
      if (matches.has(index)) return;
      const field = fields.find(
        (candidate) => !taken.has(candidate.key) && fits(header, candidate),
      );
      if (field) take(index, field.key, fits === byName ? 'name' : 'alias');
    });
  }
  headers.forEach((_, index) => {
    if (matches.has(index)) return;
    const values = valuesOf(rows, index);
    const field = fields.find(
      (candidate) => !taken.has(candidate.key) && candidate.looksLike?.(values),
    );
    if (field) take(index, field.key, 'content');
  });

  return headers.map((header, index) => ({
    header,
    index,
    field: matches.get(index)?.field ?? null,
    matchedBy: matches.get(index)?.matchedBy ?? null,
    samples: [...new Set(valuesOf(rows, index))]
      .slice(0, shown)
      .map((value) => value.slice(0, 200)),
  }));
}

/** Whether a header is the name or an alias of a field: what tells a header row from any other. */
export function headerKnower(fields: readonly FieldSpec[]): (header: string) => boolean {
  const known = new Set(
    fields.flatMap(({ key, label, aliases }) => [key, label, ...aliases].map(lettersOf)),
  );
  return (header) => known.has(lettersOf(header));
}

const byName = (header: string, { key, label }: FieldSpec) =>
  lettersOf(header) === lettersOf(label) || lettersOf(header) === lettersOf(key);

const byAlias = (header: string, { aliases }: FieldSpec) =>
  aliases.some((alias) => lettersOf(alias) === lettersOf(header));

/** Short words differ by one letter and mean something else, so they must be exact. */
function nearly(header: string, { label, aliases }: FieldSpec): boolean {
  const letters = lettersOf(header);
  if (letters.length < 5) return false;
  const limit = letters.length < 9 ? 1 : 2;
  return [label, ...aliases].some((name) => {
    const wanted = lettersOf(name);
    return wanted.length >= 5 && editDistance(letters, wanted, limit) <= limit;
  });
}

const valuesOf = (rows: readonly TableRow[], index: number) =>
  rows
    .slice(0, looked)
    .map(({ cells }) => (cells[index] ?? '').trim())
    .filter((value) => value !== '');
