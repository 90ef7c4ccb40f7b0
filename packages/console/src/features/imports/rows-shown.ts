import type { ImportRowsQuery } from '@latchkey/contract';

export type ImportRowsShown = NonNullable<ImportRowsQuery['show']>;

const kinds: readonly ImportRowsShown[] = [
  'all',
  'errors',
  'warnings',
  'create',
  'change',
  'losses',
  'changed_since',
  'no_change',
  'skip',
  'failed',
];

/** Which rows of an import the address asks for. */
export const rowsShown = (value: unknown): ImportRowsShown | undefined =>
  kinds.find((kind) => kind === value);
