import type { UserId } from '@latchkey/engine';
import type { Transaction } from '../db/database.ts';
import { newId } from '../ids.ts';

/** What is recorded of operators above the organizations; an act on one organization stands in its own log. */
export type OperatorEventKind =
  | 'operator.added'
  | 'operator.removed'
  | 'operator.signed_in'
  | 'organization.created'
  | 'people.searched'
  | 'platform_key.made'
  | 'platform_key.revoked';

export interface OperatorEvent {
  readonly kind: OperatorEventKind;
  /** Null: the command line. */
  readonly userId: UserId | null;
  readonly ipAddress: string;
  readonly details?: Readonly<Record<string, unknown>>;
}

/** Written in the transaction of what it records, or before the answer that it records. */
export async function recordOperatorEvent(
  transaction: Transaction,
  { kind, userId, ipAddress, details = {} }: OperatorEvent,
): Promise<void> {
  await transaction
    .insertInto('operator_events')
    .values({
      event_id: newId('evt'),
      kind,
      user_id: userId,
      ip_address: ipAddress === '' ? null : ipAddress,
      details: JSON.stringify(details),
    })
    .execute();
}
