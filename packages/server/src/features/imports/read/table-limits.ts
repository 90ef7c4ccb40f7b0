import { importLimits } from '@latchkey/contract';

/** What one file may hold; beyond it the file is refused before a row of it is kept. */
export const tableLimits = {
  ...importLimits,
  columns: 200,
  cellCharacters: 10_000,
} as const;
