import { z } from 'zod';

/**
 * A backup is text, gzipped: a line of JSON that describes it; for each table a line of JSON, the rows as `COPY`
 * writes them and the line `\.`; at the end a line of JSON with the number of rows. No row spans lines, for `COPY`
 * escapes line breaks.
 */
export const backupHeader = z.strictObject({
  latchkeyBackup: z.literal(1),
  createdAt: z.iso.datetime(),
  migrations: z.array(z.string()),
});

export const backupTable = z.strictObject({
  table: z.string().regex(/^[a-z_]+$/),
  columns: z.array(z.string().regex(/^[a-z_]+$/)),
});

export const backupTrailer = z.strictObject({ rows: z.int() });

export const endOfTable = Buffer.from('\\.\n');

/** The file is not a whole backup, or not one that fits here. */
export class BackupError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'BackupError';
  }
}
