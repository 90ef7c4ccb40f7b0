import type { LatchkeyError } from './latchkey-error.ts';

export interface LatchkeyOptions {
  /** Where the Latchkey server answers, e.g. `https://access.example.com`. */
  readonly url: string;
  /** Made by an owner under Settings, API keys; names the organization. */
  readonly apiKey: string;
  /** Read from the key unless given; the server refuses any other than the key's own. */
  readonly organizationId?: string;
  readonly fetch?: typeof fetch;
  /** How long an answer of the server may take; 2 seconds unless set. */
  readonly timeoutMs?: number;
  /**
   * Told of every failure that was turned into a no, and of everything that keeps this process from being current;
   * writes to the error console unless set.
   */
  readonly onError?: (error: LatchkeyError) => void;
}

/** Decisions are made in this process, from what it holds of the organization. */
export interface LocalOptions extends LatchkeyOptions {
  readonly decisions?: 'local';
  /** How old what is held may be, as long as the server is heard of; 30 seconds unless set. */
  readonly maxStalenessMs?: number;
  /**
   * What happens after that: everything is a no (`deny`, unless set), or decisions go on from what is held until it is
   * `serveStaleMs` old.
   */
  readonly whenAway?: 'deny' | { readonly serveStaleMs: number };
}

/** Every question is asked of the server; nothing is held. For runtimes that live for one request. */
export interface RemoteOptions extends LatchkeyOptions {
  readonly decisions: 'remote';
}

/** Who: a user's, member's or the platform's own id, or a whole AuthZEN subject. */
export type Subject =
  | string
  | {
      readonly type: string;
      readonly id: string;
      /** What the platform says of the person for this question, where the access model speaks of it. */
      readonly properties?: Readonly<Record<string, unknown>>;
    };

export interface AskOptions {
  /** The revision a change was answered with: the decision includes that change. */
  readonly atLeast?: string;
  readonly signal?: AbortSignal;
}
