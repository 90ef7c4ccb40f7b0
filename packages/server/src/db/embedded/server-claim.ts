import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { processBirth } from './process-identity.ts';

/**
 * Says which of our processes started the database. It is a note for messages and for telling an orphan from a
 * database in use; that there is only one is held by PostgreSQL's own lock.
 */
interface Claim {
  readonly pid: number;
  readonly birth: string;
}

export function claim(dataDirectory: string): void {
  const path = claimPath(dataDirectory);
  const mine: Claim = { pid: process.pid, birth: processBirth(process.pid) ?? '' };
  writeFileSync(`${path}.${process.pid}`, JSON.stringify(mine));
  renameSync(`${path}.${process.pid}`, path);
}

/** The process that holds the database, if it still lives. */
export function findClaimant(dataDirectory: string): number | null {
  const claim = readClaim(claimPath(dataDirectory));
  return claim && processBirth(claim.pid) === claim.birth ? claim.pid : null;
}

export function dropClaim(dataDirectory: string): void {
  if (findClaimant(dataDirectory) === process.pid)
    rmSync(claimPath(dataDirectory), { force: true });
}

const claimPath = (dataDirectory: string) => join(dataDirectory, 'server.json');

function readClaim(path: string): Claim | null {
  try {
    const parsed: unknown = JSON.parse(readFileSync(path, 'utf8'));
    if (typeof parsed !== 'object' || parsed === null) return null;
    if (!('pid' in parsed) || typeof parsed.pid !== 'number') return null;
    if (!('birth' in parsed) || typeof parsed.birth !== 'string') return null;
    return { pid: parsed.pid, birth: parsed.birth };
  } catch {
    return null;
  }
}
