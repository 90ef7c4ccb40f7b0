import type { UserId } from '@latchkey/engine';
import type { Database } from '../../db/database.ts';
import { globally } from '../../db/globally.ts';

export interface ListedOperator {
  readonly userId: UserId;
  readonly address: string;
  readonly name: string;
  readonly createdAt: Date;
}

/** Everybody who is an operator now. */
export function listOperators(db: Database): Promise<readonly ListedOperator[]> {
  return globally(
    db,
    (transaction) =>
      transaction
        .selectFrom('operators as o')
        .innerJoin('users as u', 'u.user_id', 'o.user_id')
        .select(['u.user_id as userId', 'u.address', 'o.name', 'o.created_at as createdAt'])
        .where('o.removed_at', 'is', null)
        .orderBy('u.address')
        .execute(),
    { readOnly: true },
  );
}
