import {
  type ImportKind,
  type ImportMode,
  type ImportState,
  importColumn,
  importCounts,
} from '@latchkey/contract';
import type { EntityId, ImportId, MemberId, UserId } from '@latchkey/engine';
import { z } from 'zod';
import type { Encoding } from './read/decode-text.ts';

/** Counts as they are stored: those of the contract, and how many different places the file names. */
export const storedCounts = importCounts.extend({
  places: z.int(),
  // Imports from before there were modes took nothing away.
  losing: z.int().default(0),
  losses: z.int().default(0),
  changedSince: z.int().default(0),
});
export type StoredCounts = z.infer<typeof storedCounts>;

export const noCounts: StoredCounts = {
  rows: 0,
  create: 0,
  change: 0,
  noChange: 0,
  skip: 0,
  errors: 0,
  warnings: 0,
  applied: 0,
  failed: 0,
  mails: 0,
  losing: 0,
  losses: 0,
  changedSince: 0,
  places: 0,
};

const entityId = z.custom<EntityId>(
  (value) => typeof value === 'string' && value.startsWith('ent_'),
);
export const storedNewParents = z.array(
  z.object({ entityId, type: z.string(), name: z.string(), parents: z.array(entityId) }),
);
export const storedColumns = z.array(importColumn);

/** How far an undo has come; `beforeRevision` is the oldest change that it has looked at. */
export const storedUndo = z.object({
  undone: z.int(),
  conflicts: z.int(),
  remarks: z.array(z.string()),
  beforeRevision: z.int().nullable(),
});
export type StoredUndo = z.infer<typeof storedUndo>;

/** An import as its row holds it. */
export interface StoredImport {
  readonly importId: ImportId;
  readonly kind: ImportKind;
  readonly mode: ImportMode;
  readonly applyChanged: boolean;
  readonly fileName: string;
  readonly state: ImportState;
  readonly createdBy: MemberId;
  readonly creatorName: string;
  readonly createdAt: Date;
  readonly plannedAt: Date | null;
  readonly finishedAt: Date | null;
  readonly encoding: Encoding;
  readonly separator: string;
  readonly columns: z.infer<typeof storedColumns>;
  readonly counts: StoredCounts;
  readonly newParents: z.infer<typeof storedNewParents>;
  readonly actingMemberId: MemberId;
  readonly actingUserId: UserId;
  readonly planNumber: number;
  readonly nextChunk: number;
  readonly failure: string | null;
  readonly undo: StoredUndo | null;
}

/** How long after it finished an import can be undone. */
export const undoDays = 30;
