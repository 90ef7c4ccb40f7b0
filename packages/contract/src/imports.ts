import { z } from 'zod';
import { cursor, instant, pageOf } from './common.ts';
import { importId, memberId } from './ids.ts';
import { sentence } from './plans.ts';

export const importKind = z.enum(['people', 'places']);
export type ImportKind = z.infer<typeof importKind>;
/**
 * `uploaded`: read, and waiting for a column for each mandatory field. `checking`: being planned.
 * An undo is under way while `undo` is there and the state is not yet `undone`.
 */
export const importState = z.enum([
  'uploaded',
  'checking',
  'ready',
  'applying',
  'done',
  'partly_done',
  'cancelled',
  'failed',
  'undone',
]);
export type ImportState = z.infer<typeof importState>;

/**
 * What the rows of a file of people do to those who are here already. `new` leaves them as they are;
 * `add` keeps what they hold and gives what the row names in addition; `replace` makes them hold exactly
 * what the row names; `remove` takes away what the row names; `set_if_empty` fills in what is missing.
 */
export const importMode = z.enum(['new', 'add', 'replace', 'remove', 'set_if_empty']);
export type ImportMode = z.infer<typeof importMode>;

/** The file is the request's body, as bytes; its kind and name stand in the query. */
export const importUploadQuery = z.strictObject({
  kind: importKind,
  fileName: z.string().min(1).max(200),
  /** For a file of people; a column `mode` says otherwise row by row. */
  mode: importMode.optional(),
});
export const importLimits = { bytes: 50_000_000, rows: 100_000, chunkRows: 2_000 } as const;

export const importColumn = z.object({
  /** Header as the file has it. */
  header: z.string(),
  index: z.int(),
  /** Field it is matched to; null: not used. */
  field: z.string().nullable(),
  matchedBy: z.enum(['name', 'alias', 'content', 'person', 'memory']).nullable(),
  samples: z.array(z.string()),
});
export type ImportColumn = z.infer<typeof importColumn>;

export const importField = z.object({
  key: z.string(),
  label: z.string(),
  mandatory: z.boolean(),
  help: z.string(),
});

export const importCounts = z.object({
  rows: z.int(),
  create: z.int(),
  change: z.int(),
  noChange: z.int(),
  skip: z.int(),
  errors: z.int(),
  warnings: z.int(),
  /** Rows already applied. */
  applied: z.int(),
  failed: z.int(),
  mails: z.int(),
  /** People from whom something is taken away, and how many sets at places that is. */
  losing: z.int(),
  losses: z.int(),
  /** Rows about people who were changed after the file was exported. */
  changedSince: z.int(),
});

export const importView = z
  .object({
    id: importId,
    kind: importKind,
    mode: importMode,
    /** Whether rows about people who were changed after the export replace what those hold all the same. */
    applyChanged: z.boolean(),
    fileName: z.string(),
    state: importState,
    createdAt: instant,
    createdBy: z.string(),
    finishedAt: instant.nullable(),
    encoding: z.string(),
    separator: z.string(),
    columns: z.array(importColumn),
    fields: z.array(importField),
    unusedColumns: z.array(z.string()),
    missingFields: z.array(z.string()),
    counts: importCounts,
    sentence,
    /** Zones and concepts that will be created, for places. */
    newParents: z.array(z.object({ type: z.string(), name: z.string() })),
    plannedAt: instant.nullable(),
    /** Why it failed, in words. */
    failure: z.string().nullable(),
    /** Until when it can be undone. */
    undoUntil: instant.nullable(),
    undo: z
      .object({ undone: z.int(), conflicts: z.int(), remarks: z.array(z.string()) })
      .nullable(),
  })
  .meta({ id: 'Import' });
export type ImportView = z.infer<typeof importView>;
export const importPage = pageOf(importView);

export const columnMatchRequest = z.strictObject({
  /** Field by column index; a column that is left out is not used. */
  columns: z
    .array(z.strictObject({ index: z.int().min(0), field: z.string().nullable() }))
    .max(500),
});

export const importModeRequest = z.strictObject({
  mode: importMode,
  applyChanged: z.boolean().default(false),
});

export const rowIssue = z.object({
  level: z.enum(['error', 'warning', 'info']),
  field: z.string().nullable(),
  code: z.string(),
  /** In words, naming the value. */
  message: z.string(),
  value: z.string().nullable(),
  /** The nearest valid value. */
  suggestion: z.string().nullable(),
  /** How many rows have the same issue with the same value. */
  sameCount: z.int(),
});
export type RowIssue = z.infer<typeof rowIssue>;

export const importRow = z
  .object({
    /** Row number as the file has it; the header is row 1. */
    row: z.int(),
    result: z.enum(['create', 'change', 'no_change', 'skip', 'error']),
    outcome: z.enum(['applied', 'failed']).nullable(),
    values: z.record(z.string(), z.string()),
    /** Fields edited here since the upload. */
    edited: z.array(z.string()),
    issues: z.array(rowIssue),
    /** The exact difference, in words. */
    summary: z.string(),
    /** What is taken away, one set at one place each. */
    losses: z.array(z.string()),
    memberId: memberId.nullable(),
  })
  .meta({ id: 'ImportRow' });
export type ImportRow = z.infer<typeof importRow>;
export const importRowsQuery = z.strictObject({
  show: z
    .enum([
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
    ])
    .default('all'),
  search: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
  cursor: cursor.optional(),
});
export type ImportRowsQuery = z.input<typeof importRowsQuery>;
export const importRowPage = pageOf(importRow);

export const rowFixRequest = z.strictObject({
  values: z.record(z.string(), z.string().max(10_000)),
});
/** One click fixes every row in which the value occurs. */
export const valueFixRequest = z.strictObject({
  field: z.string(),
  from: z.string(),
  to: z.string(),
});
