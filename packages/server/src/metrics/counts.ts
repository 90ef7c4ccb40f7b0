import { RefusedRequest } from '../decide/refused-request.ts';

/** What this process has done since it started: plain numbers, so that counting costs a question nothing. */
export interface Counts {
  allowed: number;
  denied: number;
  /** Requests answered without a decision, by the status. */
  readonly refused: Map<number, number>;
  snapshotsEncoded: number;
  /** Connections that follow changes, now. */
  followers: number;
  /** Those that were cut off because they did not read. */
  followersCutOff: number;
}

export function newCounts(): Counts {
  return {
    allowed: 0,
    denied: 0,
    refused: new Map(),
    snapshotsEncoded: 0,
    followers: 0,
    followersCutOff: 0,
  };
}

export function countRefused({ refused }: Counts, error: unknown): void {
  const status = error instanceof RefusedRequest ? error.status : 500;
  refused.set(status, (refused.get(status) ?? 0) + 1);
}
