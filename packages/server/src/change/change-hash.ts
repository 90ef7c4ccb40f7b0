import { createHash } from 'node:crypto';
import {
  type ChangeId,
  type Channel,
  canonicalJson,
  type ImportId,
  type Instant,
  type OrganizationId,
} from '@latchkey/engine';
import type { ChangesTable } from '../db/tables.ts';
import type { LoggedObject } from './personal-values.ts';

/** The head of a log entry. */
export interface ChangeHeader {
  readonly organizationId: OrganizationId;
  readonly revision: number;
  readonly changeId: ChangeId;
  readonly at: Instant;
  readonly actorType: ChangesTable['actor_type'];
  readonly actorId: string | null;
  readonly channel: Channel;
  readonly reason: string | null;
  readonly approvedBy: string | null;
  readonly modelHash: string;
  readonly importId: ImportId | null;
  readonly chunkNumber: number | null;
  readonly reverts: ChangeId | null;
  readonly previousHash: string;
}

/** The hash of a log entry: everything it says, and through `previousHash` everything said before. */
export function changeHash(header: ChangeHeader, objects: readonly LoggedObject[]): string {
  return createHash('sha256').update(canonicalJson({ header, objects })).digest('hex');
}
