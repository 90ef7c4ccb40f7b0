import { type Effect, encodeSnapshot, type Operation } from '@latchkey/engine';
import { shopOrganization } from '../../engine/test/shop-organization.ts';
import type { TestOrganization } from '../../engine/test/test-organization.ts';

const base = '/organizations/org_test/access/v1';

interface Recorded {
  readonly revision: number;
  readonly effects: readonly Effect[];
}

/** The far side of the network: an organization that changes, served as the server serves it, with all its troubles. */
export class FarSide {
  readonly organization: TestOrganization;
  readonly url = 'https://access.example.com';
  readonly apiKey = 'org_test.key.secret';
  /** Paths that were asked for, without their base. */
  readonly asked: string[] = [];
  epoch = 'first';
  /** Nobody answers. */
  isAway = false;
  /** The key has been revoked. */
  isRefused = false;
  /** The stream is open and nothing comes. */
  isSilent = false;
  /** Changes are kept back while heads go on. */
  isSlow = false;
  /** How long a stream takes to open. */
  acceptsAfterMs = 0;
  /** How old a snapshot is when it is sent; null: the server does not say. */
  snapshotAgeMs: number | null = 0;
  /** How far the server's clock is ahead. */
  clockAheadMs = 0;
  /** What stands in the place of the next snapshot's bytes. */
  brokenSnapshot: Uint8Array<ArrayBuffer> | null = null;
  readonly #log: Recorded[] = [];
  readonly #streams = new Set<ReadableStreamDefaultController<Uint8Array>>();
  readonly #sessions = new Map<string, string>();
  readonly #heads = setInterval(() => this.head(), 1_000);

  constructor(organization = shopOrganization()) {
    this.organization = organization;
  }

  readonly fetch: typeof fetch = async (input, init) => {
    const url = new URL(String(input));
    const path = url.pathname.replace(base, '');
    if (path.startsWith('/organizations/')) {
      return Response.json('There is no such organization.', { status: 404 });
    }
    this.asked.push(`${path}${url.search}`);
    if (this.isAway) throw new TypeError('fetch failed');
    if (this.isRefused) return Response.json('Send the API key.', { status: 401 });
    if (path === '/v1/session') return this.#session(new Headers(init?.headers));
    if (path === '/snapshot') return this.#snapshot();
    if (path === '/changes') {
      if (this.acceptsAfterMs > 0) {
        await new Promise((resolve) => setTimeout(resolve, this.acceptsAfterMs));
      }
      return this.#changes(url.searchParams, init?.signal ?? null);
    }
    if (path === '/evaluations') {
      return Response.json({ evaluations: [{ decision: true }, { decision: true }] });
    }
    if (path === '/search/action') return Response.json({ results: [{ name: 'campaign.view' }] });
    return Response.json({ decision: true, context: { reason: 'the server says so' } });
  };

  change(...operations: Operation[]): void {
    const { effects } = this.organization.must(operations);
    const change = { revision: this.organization.revision, effects };
    this.#log.push(change);
    if (!this.isSlow) this.say('change', change);
  }

  /** Says all that was kept back. */
  catchUp(): void {
    this.isSlow = false;
    for (const change of this.#log) this.say('change', change);
  }

  head(): void {
    const at = new Date(Date.now() + this.clockAheadMs).toISOString();
    this.say('head', { revision: this.organization.revision, at });
  }

  say(event: string, data: object): void {
    if (this.isSilent) return;
    const bytes = new TextEncoder().encode(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
    for (const stream of this.#streams) stream.enqueue(bytes);
  }

  /** Ends every stream, as a server does that stops. */
  end(): void {
    for (const stream of this.#streams) stream.close();
    this.#streams.clear();
  }

  /** Breaks every stream, and answers nothing any more. */
  goAway(): void {
    this.isAway = true;
    for (const stream of this.#streams) stream.error(new TypeError('terminated'));
    this.#streams.clear();
  }

  get openStreams(): number {
    return this.#streams.size;
  }

  /** The session token of somebody who is signed in. */
  sessionTokenOf(name: string): string {
    const token = `org_test.${name}`;
    this.#sessions.set(token, name);
    return token;
  }

  /** A token of the real server's form; only that can sign one. */
  tokenOf(revision: number): string {
    return `${btoa(`1:org_test:${this.epoch}:${revision}`).replace(/=+$/, '')}.signature`;
  }

  [Symbol.dispose](): void {
    clearInterval(this.#heads);
  }

  #snapshot(): Response {
    const bytes = this.brokenSnapshot ?? new Uint8Array(encodeSnapshot(this.organization.snapshot));
    const age = this.snapshotAgeMs === null ? {} : { 'latchkey-age': String(this.snapshotAgeMs) };
    return new Response(bytes, { headers: { 'latchkey-epoch': this.epoch, ...age } });
  }

  #session(headers: Headers): Response {
    const name = this.#sessions.get(headers.get('authorization')?.replace('Bearer ', '') ?? '');
    if (name === undefined) return Response.json({ code: 'not_signed_in' }, { status: 401 });
    return Response.json({
      organization: { id: 'org_test' },
      member: { id: `mem_${name}`, name },
      userId: `usr_${name}`,
    });
  }

  #changes(query: URLSearchParams, signal: AbortSignal | null): Response {
    const after = Number(query.get('after'));
    let stream: ReadableStreamDefaultController<Uint8Array>;
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        stream = controller;
        this.#streams.add(controller);
      },
      cancel: () => {
        this.#streams.delete(stream);
      },
    });
    signal?.addEventListener('abort', () => {
      if (this.#streams.delete(stream)) stream.error(signal.reason);
    });
    queueMicrotask(() => {
      if (query.get('epoch') !== this.epoch) return this.say('reset', { reason: 'epoch' });
      if (!this.isSlow) {
        for (const change of this.#log) if (change.revision > after) this.say('change', change);
      }
      this.head();
    });
    const now = new Date(Date.now() + this.clockAheadMs).toISOString();
    const headers = { 'content-type': 'text/event-stream', 'latchkey-time': now };
    return new Response(body, { headers });
  }
}
