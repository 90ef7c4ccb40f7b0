import type { LatchkeyError } from './latchkey-error.ts';

export interface LatchkeyOptions {
  /** Where the Latchkey server answers, e.g. `https://access.example.com`. */
  readonly url: string;
  /** Made by an owner under Settings, API keys; names the organization. */
  readonly apiKey: string;
  /** Read from the key unless given; the server refuses any other than the key's own. */
  readonly organizationId?: string;
  readonly fetch?: typeof fetch;
  /** How long an answer may take; 2 seconds unless set. */
  readonly timeoutMs?: number;
  /** Told of every failure that `can` and `canAll` turned into a no; writes to the error console unless set. */
  readonly onError?: (error: LatchkeyError) => void;
}

/** Who: a user's, member's or the platform's own id, or a whole AuthZEN subject. */
export type Subject = string | { readonly type: string; readonly id: string };

/** What: an entity by id or code, or a resource that its properties place, e.g. `{ store: 'LL-1022' }`. */
export interface Resource {
  readonly type: string;
  readonly id: string;
  readonly properties?: Readonly<Record<string, unknown>>;
}

export interface AskOptions {
  /** The revision a change was answered with: the decision includes that change. */
  readonly atLeast?: string;
  readonly signal?: AbortSignal;
}
