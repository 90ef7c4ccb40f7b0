import { createHash } from 'node:crypto';
import { isIPv6 } from 'node:net';
import { sql } from 'kysely';
import type { Database } from '../db/database.ts';
import { globally } from '../db/globally.ts';
import { ProblemError } from '../http/problem.ts';

const windowSeconds = 15 * 60;
const limits = {
  password: { account: 10, network: 100 },
  // Each is a mail to somebody.
  reset: { account: 3, network: 30 },
} as const;

export interface Attempt {
  readonly db: Database;
  /** What is tried: attempts on a password and on reset mails are counted apart. */
  readonly purpose: 'password' | 'reset';
  readonly address: string;
  readonly ipAddress: string;
}

/**
 * Counts an attempt before it is made, so that many at once cannot slip through together;
 * the count is the same for addresses that nobody has.
 */
export async function countAttempt({ db, purpose, address, ipAddress }: Attempt): Promise<void> {
  const counts = await globally(db, async (transaction) => {
    const { rows } = await sql<{ subject: string; failures: number; seconds_left: number }>`
      insert into throttles as t (subject, failures, window_start)
      values (${accountSubject(purpose, address)}, 1, now()), (${networkSubject(purpose, ipAddress)}, 1, now())
      on conflict (subject) do update set
        failures = case when t.window_start < now() - ${windowSeconds} * interval '1 second' then 1 else t.failures + 1 end,
        window_start = case when t.window_start < now() - ${windowSeconds} * interval '1 second' then now() else t.window_start end
      returning subject, failures,
        ceil(extract(epoch from window_start + ${windowSeconds} * interval '1 second' - now()))::int as seconds_left
    `.execute(transaction);
    return rows;
  });
  const over = counts.filter(
    ({ subject, failures }) =>
      failures > limits[purpose][subject.startsWith('account:') ? 'account' : 'network'],
  );
  if (over.length === 0) return;
  throw new ProblemError('too_many_attempts', {
    values: { retryAfterSeconds: Math.max(1, ...over.map((count) => count.seconds_left)) },
  });
}

/** A right password wipes the account's slate and takes its own attempt off the network's. */
export async function forgetAttempts({ db, purpose, address, ipAddress }: Attempt): Promise<void> {
  await globally(db, async (transaction) => {
    await sql`delete from throttles where subject = ${accountSubject(purpose, address)}`.execute(
      transaction,
    );
    await sql`update throttles set failures = greatest(failures - 1, 0) where subject = ${networkSubject(purpose, ipAddress)}`.execute(
      transaction,
    );
  });
}

/** Windows long past are of no use; the sweep drops them. */
export async function dropOldThrottles(db: Database): Promise<void> {
  await globally(db, (transaction) =>
    sql`delete from throttles where window_start < now() - ${windowSeconds} * interval '1 second'`.execute(
      transaction,
    ),
  );
}

// Hashed, so that the table does not become a list of addresses that were tried.
const accountSubject = (purpose: string, address: string) =>
  `account:${purpose}:${createHash('sha256').update(address).digest('base64url')}`;

/** One household of IPv6 has 2^64 addresses, so it is counted by its network. */
const networkSubject = (purpose: string, ipAddress: string) =>
  `network:${purpose}:${isIPv6(ipAddress) && !ipAddress.startsWith('::ffff:') ? ipv6Network(ipAddress) : ipAddress}`;

function ipv6Network(address: string): string {
  const [head = '', tail] = (address.split('%')[0] ?? '').split('::');
  const front = head === '' ? [] : head.split(':');
  const back = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros =
    tail === undefined ? [] : Array<string>(Math.max(0, 8 - front.length - back.length)).fill('0');
  return [...front, ...zeros, ...back].slice(0, 4).join(':');
}
