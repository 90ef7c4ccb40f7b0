import { decodeSnapshot, type Snapshot, SnapshotFormatError } from '@latchkey/engine';
import { decisionPathOf } from '../decision-path.ts';
import { LatchkeyError, unknownOrganization } from '../latchkey-error.ts';
import type { Transport } from '../transport.ts';
import { Backoff } from './backoff.ts';
import { HeldOrganization } from './held-organization.ts';
import { readChange, readHead } from './read-change.ts';
import { readEvents, type StreamEvent } from './read-events.ts';
import { ServerClock } from './server-clock.ts';
import { Silence } from './silence.ts';
import { wait } from './wait.ts';

export interface FollowerOptions {
  readonly transport: Transport;
  readonly organizationId: string;
  /** An API key of the organization, or a key of the platform. */
  readonly key: string;
  readonly maxStalenessMs: number;
  readonly servesForMs: number;
  readonly report: (error: LatchkeyError) => void;
  /** Told when the key is refused, which concerns everything that is held by it. */
  readonly onRefused?: (error: LatchkeyError) => void;
}

/** One organization as decisions are made from it, and what is known of how new it is. */
export type Followed = Pick<
  Follower,
  'current' | 'absence' | 'epoch' | 'reaches' | 'ready' | 'status' | 'close'
>;

export interface FollowerStatus {
  /** The newest change that is included; null before the first snapshot. */
  readonly revision: number | null;
  /** How long ago, at most, what is known was all there was to know; null before the server has said. */
  readonly lagMs: number | null;
  /** Whether the stream of changes is open. */
  readonly connected: boolean;
  /** How far, at least, this process's clock is ahead of the server's, or behind it; null before the server has said. */
  readonly clockSkewMs: number | null;
}

/** The server says something every second; this long a silence is a dead connection. */
const silenceMs = 5_000;
const loadTimeoutMs = 60_000;
/** Clocks further apart than this end temporary access noticeably early or late. */
const mostSkewMs = 5_000;

/** Codes of what keeps a follower from deciding for longer than a question takes. */
export const absences: ReadonlySet<string> = new Set([
  'stale',
  'key_refused',
  'unknown_organization',
  'closed',
]);

export const nothingHeld: FollowerStatus = {
  revision: null,
  lagMs: null,
  connected: false,
  clockSkewMs: null,
};

/** Loads one organization and follows its changes for as long as the process lives. */
export class Follower {
  readonly #options: FollowerOptions;
  readonly #held: HeldOrganization;
  readonly #stop = new AbortController();
  readonly #backoff = new Backoff();
  #ready = Promise.withResolvers<void>();
  #epoch = '';
  #hasAll = false;
  #refusal: LatchkeyError | null = null;
  #connected = false;
  #clock: ServerClock | null = null;
  #told: string | null = null;
  #skewTold = false;

  constructor(options: FollowerOptions) {
    this.#options = options;
    this.#held = new HeldOrganization(options, (consequence) =>
      options.report(staleness(consequence)),
    );
    this.#expectReady();
    this.#run().catch((error: unknown) => options.report(this.#failureOf(error)));
  }

  /** The snapshot to decide from at this instant; null when there is none: `absence` says why. */
  current(now: number): Snapshot | null {
    return this.#held.current(now);
  }

  /** Why there is nothing to decide from. */
  absence(): LatchkeyError {
    if (this.#stop.signal.aborted) return closed();
    if (this.#refusal !== null) return this.#refusal;
    if (this.#held.revision === null) {
      return new LatchkeyError('not_ready', 'The organization has not been loaded yet.');
    }
    return staleness('every answer is a no');
  }

  /** Changes when the installation is restored from a backup: its revisions mean other changes then. */
  get epoch(): string {
    return this.#epoch;
  }

  /** Whether the revision is included, now or within this time. */
  reaches(revision: number, withinMs: number): Promise<boolean> {
    return this.#held.reaches(revision, withinMs);
  }

  /** Resolves with the first snapshot; rejects when the key is refused, on closing and when the signal says so. */
  async ready(signal?: AbortSignal): Promise<void> {
    const given = Promise.withResolvers<never>();
    const giveUp = () => given.reject(signal?.reason);
    if (signal?.aborted) giveUp();
    signal?.addEventListener('abort', giveUp);
    try {
      await Promise.race([this.#ready.promise, given.promise]);
    } finally {
      signal?.removeEventListener('abort', giveUp);
    }
  }

  status(): FollowerStatus {
    const { revision, lagMs } = this.#held;
    const skewMs = this.#clock?.skewMs ?? null;
    return {
      revision,
      lagMs: lagMs === null || !Number.isFinite(lagMs) ? null : Math.round(lagMs),
      connected: this.#connected,
      clockSkewMs: skewMs === null ? null : Math.round(skewMs),
    };
  }

  /** Whether there is nothing to hold: the key is refused, or there is no such organization. */
  get isRefused(): boolean {
    return this.#refusal !== null;
  }

  /** What somebody else who holds by the same key was told of it. */
  refuse(error: LatchkeyError): void {
    this.#told = error.code;
    this.#refusal = error;
    this.#hasAll = false;
    this.#held.forget();
    this.#ready.reject(error);
    this.#expectReady();
  }

  /** Ends the stream; nothing is decided afterwards. */
  close(): void {
    this.#stop.abort();
    this.#held.forget();
    this.#ready.reject(closed());
  }

  async #run(): Promise<void> {
    const { signal } = this.#stop;
    while (!signal.aborted) {
      try {
        if (!this.#hasAll) await this.#load();
        await this.#follow();
      } catch (error) {
        if (!signal.aborted) this.#fail(this.#failureOf(error));
      }
      this.#connected = false;
      await wait(this.#backoff.next(), signal);
    }
  }

  async #load(): Promise<void> {
    const askedAt = performance.now();
    const silence = new Silence(loadTimeoutMs);
    try {
      const answer = await this.#open('/snapshot', 'application/octet-stream', silence);
      const snapshot = decodeSnapshot(new Uint8Array(await answer.arrayBuffer()));
      if (this.#stop.signal.aborted) return;
      this.#epoch = answer.headers.get('latchkey-epoch') ?? '';
      this.#held.put(snapshot, performance.now() - askedAt + ageOf(answer));
      this.#hasAll = true;
      this.#refusal = null;
      this.#ready.resolve();
    } finally {
      silence.end();
    }
  }

  /** Takes what the stream brings until it ends or changes are missing. */
  async #follow(): Promise<void> {
    const askedAt = performance.now();
    const silence = new Silence(silenceMs);
    try {
      const query = `after=${this.#held.revision}&epoch=${encodeURIComponent(this.#epoch)}`;
      const answer = await this.#open(`/changes?${query}`, 'text/event-stream', silence);
      if (!answer.body) return;
      const acceptedAt = Date.parse(answer.headers.get('latchkey-time') ?? '');
      const clock = new ServerClock(askedAt, Number.isNaN(acceptedAt) ? null : acceptedAt);
      this.#connected = true;
      this.#clock = clock;
      for await (const event of readEvents(answer.body, silence.heard)) {
        this.#hasAll = this.#take(event, clock);
        if (!this.#hasAll) return;
      }
    } finally {
      silence.end();
    }
  }

  /** False when what is held has to be loaded anew. */
  #take({ event, data }: StreamEvent, clock: ServerClock): boolean {
    if (event === 'reset' || this.#held.revision === null) return false;
    if (event === 'change') return this.#held.apply(readChange(data));
    if (event === 'head') {
      const { revision, at } = readHead(data);
      const ageMs = clock.ageMs(at);
      this.#held.headWas(revision, ageMs);
      if (ageMs > silenceMs) throw silent();
      this.#told = null;
      this.#tellSkew(clock.skewMs ?? 0);
      if (clock.heads > 1) this.#backoff.reset();
    }
    return true;
  }

  #open(path: string, accept: string, silence: Silence): Promise<Response> {
    const { transport, organizationId, key } = this.#options;
    return transport.open({
      method: 'GET',
      path: `${decisionPathOf(organizationId)}${path}`,
      bearer: key,
      accept,
      signal: AbortSignal.any([this.#stop.signal, silence.signal]),
    });
  }

  /** A refusal ends decisions at once; everything else is tried again while what is held may still serve. */
  #fail(error: LatchkeyError): void {
    const { onRefused, report } = this.#options;
    const told = this.#told;
    if (error.code === 'key_refused' || error.code === 'unknown_organization') this.refuse(error);
    if (error.code === 'key_refused') onRefused?.(error);
    if (this.#held.revision === null || error.code === 'unreadable_answer') this.#hasAll = false;
    // One outage is told once, not at every try.
    if (told === error.code) return;
    this.#told = error.code;
    report(error);
  }

  #tellSkew(skewMs: number): void {
    const isFar = Math.abs(skewMs) > mostSkewMs;
    if (isFar && !this.#skewTold) {
      this.#options.report(
        new LatchkeyError(
          'clock_skew',
          `The clock of this process is ${Math.round(Math.abs(skewMs) / 1000)} s ${skewMs > 0 ? 'ahead of' : 'behind'} Latchkey’s: access that begins or ends does so that much too ${skewMs > 0 ? 'early' : 'late'} here. Correct the clock.`,
        ),
      );
    }
    this.#skewTold = isFar;
  }

  #failureOf(error: unknown): LatchkeyError {
    return asFailure(error, this.#options.organizationId);
  }

  #expectReady(): void {
    this.#ready = Promise.withResolvers<void>();
    this.#ready.promise.catch(() => {});
  }
}

/** How old the snapshot was when the server sent it. From one that does not say, nothing is decided before its first head. */
function ageOf({ headers }: Response): number {
  const age = headers.get('latchkey-age') ?? '';
  return /^\d{1,15}$/.test(age) ? Number(age) : Number.POSITIVE_INFINITY;
}

function asFailure(error: unknown, organizationId: string): LatchkeyError {
  if (error instanceof LatchkeyError) {
    const { status, requestId, message } = error;
    if (status === 404) return unknownOrganization(organizationId, error);
    if (status !== 401 && status !== 403) return error;
    return new LatchkeyError('key_refused', message, { status, requestId, cause: error });
  }
  if (error instanceof SnapshotFormatError) {
    return new LatchkeyError(
      'unreadable_answer',
      'The snapshot cannot be read. Use a version of `@latchkey/sdk` that fits the server.',
      { cause: error },
    );
  }
  if (error instanceof Error && error.name === 'AbortError') return silent(error);
  return new LatchkeyError('unreachable', 'The connection to Latchkey broke.', { cause: error });
}

const silent = (cause?: unknown) =>
  new LatchkeyError('timed_out', 'Latchkey fell silent; the connection is made anew.', { cause });
export const closed = () => new LatchkeyError('closed', 'This client of Latchkey was closed.');
const staleness = (consequence: string) =>
  new LatchkeyError('stale', `Latchkey has not been heard of for too long: ${consequence}.`);
