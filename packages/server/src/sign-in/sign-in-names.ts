import type { Instant, InvitationId, UserId } from '@latchkey/engine';
import { sql } from 'kysely';
import type { Transaction } from '../db/database.ts';
import { ProblemError } from '../http/problem.ts';

/** Which of these names somebody has, or has been promised; by whom is nobody's business. */
export async function takenSignInNames(
  transaction: Transaction,
  names: readonly string[],
): Promise<ReadonlySet<string>> {
  if (names.length === 0) return new Set();
  const { rows } = await sql<{ name: string }>`
    select name from sign_in_names
    where name = any(${names}) and (user_id is not null or reserved_until >= now())
  `.execute(transaction);
  return new Set(rows.map(({ name }) => name));
}

export interface Reservation {
  readonly name: string;
  readonly invitationId: InvitationId;
  readonly until: Instant;
}

/** Keeps names for invited people for as long as their links live; throws when somebody was quicker. */
export async function reserveSignInNames(
  transaction: Transaction,
  reservations: readonly Reservation[],
): Promise<void> {
  if (reservations.length === 0) return;
  // In one order everywhere, so that two organizations cannot wait for each other.
  const rows = reservations.toSorted((one, other) => (one.name < other.name ? -1 : 1));
  await sql`
    delete from sign_in_names where invitation_id = any(${rows.map((row) => row.invitationId)})
  `.execute(transaction);
  const { rows: kept } = await sql<{ name: string }>`
    insert into sign_in_names as n (name, invitation_id, reserved_until)
    select r.name, r.invitation_id, to_timestamp(r.until / 1000)
    from unnest(${rows.map((row) => row.name)}::text[], ${rows.map((row) => row.invitationId)}::text[],
                ${rows.map((row) => row.until)}::float8[]) as r(name, invitation_id, until)
    on conflict (name) do update
      set invitation_id = excluded.invitation_id, reserved_until = excluded.reserved_until
      where n.user_id is null and n.reserved_until < now()
    returning n.name
  `.execute(transaction);
  const held = new Set(kept.map(({ name }) => name));
  const lost = rows.find(({ name }) => !held.has(name));
  if (lost) throw signInNameTaken(lost.name);
}

/** Gives a new account its name, and lets go of what the invitation had reserved; null: the address it is. */
export async function claimSignInName(
  transaction: Transaction,
  userId: UserId,
  invitationId: InvitationId,
  name: string | null,
): Promise<void> {
  await sql`
    delete from sign_in_names where invitation_id = ${invitationId} and name is distinct from ${name}
  `.execute(transaction);
  if (name === null) return;
  const { rows } = await sql`
    insert into sign_in_names as n (name, user_id) values (${name}, ${userId})
    on conflict (name) do update set user_id = excluded.user_id, invitation_id = null, reserved_until = null
      where n.user_id is null and (n.invitation_id = ${invitationId} or n.reserved_until < now())
    returning n.name
  `.execute(transaction);
  if (rows.length === 0) throw signInNameTaken(name);
}

const signInNameTaken = (name: string) => {
  const place = {
    pointer: '/signInName',
    code: 'sign_in_name_taken',
    detail: 'This sign-in name is taken.',
    subject: name,
    values: {},
  };
  return new ProblemError('sign_in_name_taken', { places: [place] });
};
