import type { LatchkeyError } from './latchkey-error.ts';

interface ServerOptions {
  /** Where the Latchkey server answers, e.g. `https://access.example.com`. */
  readonly url: string;
  readonly fetch?: typeof fetch;
  /** How long an answer of the server may take; 2 seconds unless set. */
  readonly timeoutMs?: number;
  /**
   * Told of every failure that was turned into a no, and of everything that keeps this process from being current;
   * writes to the error console unless set.
   */
  readonly onError?: (error: LatchkeyError) => void;
}

interface OrganizationOptions extends ServerOptions {
  /** Made by an owner under Settings, API keys; names the organization. */
  readonly apiKey: string;
  /** Read from the key unless given; the server refuses any other than the key's own. */
  readonly organizationId?: string;
}

interface EveryOrganizationOptions extends ServerOptions {
  /** Made by an operator under Platform keys; asks about every organization. */
  readonly platformKey: string;
}

/** Decisions are made in this process, from what it holds. */
export interface Local {
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
interface Remote {
  readonly decisions: 'remote';
}

export interface LocalOptions extends OrganizationOptions, Local {}

export interface RemoteOptions extends OrganizationOptions, Remote {}

export interface PlatformOptions extends EveryOrganizationOptions, Local {
  /** How many organizations are held at most, the least recently asked let go first; 500 unless set. */
  readonly maxOrganizations?: number;
}

export interface RemotePlatformOptions extends EveryOrganizationOptions, Remote {}

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
