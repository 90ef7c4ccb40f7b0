import { type RawBuilder, sql } from 'kysely';
import type { ConnectionId, SignInsTable } from '../db/tables.ts';

/** How somebody showed who they are. */
export type Proof =
  | { readonly method: Exclude<SignInsTable['method'], 'sso'>; readonly connectionId?: null }
  | { readonly method: 'sso'; readonly connectionId: ConnectionId };

/** The proof that a sign-in was made from. */
export function proofOf(row: {
  readonly method: SignInsTable['method'];
  readonly connection_id: ConnectionId | null;
}): Proof {
  if (row.method !== 'sso') return { method: row.method };
  // INVARIANT: the table takes no sign-in by a provider without its connection.
  if (row.connection_id === null) throw new Error('A sign-in by a provider names no connection.');
  return { method: 'sso', connectionId: row.connection_id };
}

/**
 * Which memberships `m` of the person a proof opens: those whose sign-in method it is and, by a provider,
 * those that were accepted through this very connection. What one organization's provider says about
 * somebody therefore counts in that organization alone.
 */
export function opens(proof: Proof): RawBuilder<boolean> {
  const { method } = proof;
  if (method === 'demo') return sql<boolean>`true`;
  if (method !== 'sso') return sql<boolean>`m.sign_in_method <> 'sso'`;
  return sql<boolean>`m.sign_in_method = 'sso' and exists (
    select from member_connections c
    where c.organization_id = m.organization_id and c.member_id = m.member_id
      and c.connection_id = ${proof.connectionId})`;
}
