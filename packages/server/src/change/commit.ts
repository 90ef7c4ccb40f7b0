import type {
  AccessMove,
  Actor,
  Authority,
  ChangeId,
  Channel,
  ImportId,
  Instant,
  MemberId,
  Operation,
  OrganizationId,
  Plan,
  Snapshot,
} from '@latchkey/engine';
import type { Transaction } from '../db/database.ts';
import type { Services } from '../services.ts';
import { carryOut } from './carry-out.ts';
import { planWithoutLock } from './plan-without-lock.ts';

export interface ChangeRequest {
  readonly actor: Actor;
  readonly authority: Authority;
  readonly channel: Channel;
  readonly operations: readonly Operation[];
  readonly reason?: string;
  /** Whoever said yes to what the actor had asked for; the authority is theirs. */
  readonly approvedBy?: MemberId;
  /** `whole`: any problem stops everything. `good-ones`: refused operations are left out, the rest is committed. */
  readonly take?: 'whole' | 'good-ones';
  readonly importChunk?: { readonly importId: ImportId; readonly chunkNumber: number };
  readonly reverts?: ChangeId;
  /** When it is to have happened, for the history that the demo begins with. Else the database's clock says. */
  readonly at?: Instant;
  /**
   * Writes that must stand or fall with the change: a user made on acceptance, rows of an import, a key's hash.
   * Runs after the effects are written, also when there are none, and before the log entry is appended;
   * after a deadlock it runs again.
   */
  readonly alongside?: (transaction: Transaction, plan: Plan) => Promise<void>;
}

export interface Committed {
  /** Null when nothing had to change. */
  readonly changeId: ChangeId | null;
  readonly revision: number;
  /** Of an import's chunk that was committed before: every operation `unchanged`, no effects. */
  readonly plan: Plan;
}

/**
 * Carries operations out: locks the organization, plans on what is true then, writes the effects,
 * the outbox and the log, and publishes the new snapshot. Throws `ProblemError` when the plan is refused.
 */
export function commit(
  services: Services,
  organizationId: OrganizationId,
  request: ChangeRequest,
): Promise<Committed> {
  return carryOut(services, organizationId, request);
}

/** A plan with what it gives to and takes from people, and the snapshot that it was made on. */
export interface Preview extends Plan {
  readonly snapshot: Snapshot;
  readonly moves: readonly AccessMove[];
}

/** The plan alone: the same reading and the same guards, nothing locked and nothing written; while somebody waits for it. */
export function preview(
  services: Services,
  organizationId: OrganizationId,
  request: ChangeRequest,
  signal?: AbortSignal,
): Promise<Preview> {
  return planWithoutLock(services, organizationId, request, signal);
}
