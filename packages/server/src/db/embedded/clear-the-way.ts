import { setTimeout as sleep } from 'node:timers/promises';
import { readPostmaster, removePostmaster } from './postmaster-file.ts';
import { isPostgresOf, processBirth } from './process-identity.ts';
import { findClaimant } from './server-claim.ts';

/** The data is in use by another process that lives. */
export class EmbeddedPostgresInUse extends Error {
  readonly pid: number;

  constructor(dataDirectory: string, pid: number) {
    super(
      `The data in \`${dataDirectory}\` is in use by another Latchkey server (process ${pid}). ` +
        'Stop that one first, or give this one its own directory with LATCHKEY_DATA.',
    );
    this.name = 'EmbeddedPostgresInUse';
    this.pid = pid;
  }
}

/** A database that lost its server shuts down by itself within half a second; after this it is told to. */
const orphanPatienceMs = 5_000;

/**
 * Waits until no database runs on the cluster. Throws at once when a living server of ours holds it; ends one that
 * was left behind; removes a lock whose process number now belongs to something else. Answers whether there was any.
 */
export async function clearTheWay(
  dataDirectory: string,
  cluster: string,
  deadline: number,
): Promise<boolean> {
  const began = Date.now();
  let told = false;
  for (let found = false; ; found = true) {
    const postmaster = readPostmaster(cluster);
    if (postmaster === null) return found;
    if (processBirth(postmaster.pid) === null) return found;
    if (!isPostgresOf(postmaster.pid, cluster)) {
      removePostmaster(cluster);
      return true;
    }
    const claimant = findClaimant(dataDirectory);
    if (claimant !== null) throw new EmbeddedPostgresInUse(dataDirectory, claimant);
    if (!told && Date.now() - began > orphanPatienceMs) {
      process.kill(postmaster.pid, 'SIGINT');
      told = true;
    }
    if (Date.now() > deadline) {
      throw new Error(`A database left behind (process ${postmaster.pid}) does not shut down.`);
    }
    await sleep(20);
  }
}
