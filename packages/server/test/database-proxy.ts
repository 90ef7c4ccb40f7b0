import { once } from 'node:events';
import {
  type AddressInfo,
  connect,
  createServer,
  type NetConnectOpts,
  type Socket,
} from 'node:net';
import pg from 'pg';
import { changesChannel } from '../src/change/change-listener.ts';

/** How the way to the database is at present. */
export type ProxyMode =
  | { readonly way: 'open' }
  /** Connections end, new ones are refused. */
  | { readonly way: 'cut' }
  /** Connections stay and nothing passes: what a half-open connection looks like. */
  | { readonly way: 'paused' }
  | { readonly way: 'slow'; readonly delayMs: number }
  /** Everything passes but what the database tells of its own accord. */
  | { readonly way: 'deaf' }
  /** What the database is told arrives, what it says does not. */
  | { readonly way: 'mute' };

export interface DatabaseProxy extends AsyncDisposable {
  /** The database, through the proxy. */
  readonly connection: pg.ClientConfig;
  set(mode: ProxyMode): void;
  /** The connections there are go silent for good and do not end; new ones are as good as ever. */
  sever(): void;
}

/** Stands between a server and its database and does what networks do. */
export async function startDatabaseProxy(database: pg.ClientConfig): Promise<DatabaseProxy> {
  const { host, port, user, password, database: name } = new pg.Client(database);
  const target: NetConnectOpts = host.startsWith('/')
    ? { path: `${host}/.s.PGSQL.${port}` }
    : { host, port };
  const pairs = new Set<Pair>();
  const severed = new Set<Pair>();
  let mode: ProxyMode = { way: 'open' };

  const server = createServer((near) => {
    if (mode.way === 'cut') {
      near.destroy();
      return;
    }
    const pair = new Pair(near, connect(target), () => pairs.delete(pair));
    pairs.add(pair);
    pair.set(mode);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    connection: {
      host: '127.0.0.1',
      port: (server.address() as AddressInfo).port, // it listens on TCP
      user,
      password,
      database: name,
    },
    set(next) {
      mode = next;
      for (const pair of pairs) pair.set(next);
    },
    sever() {
      for (const pair of pairs) {
        pair.set({ way: 'paused' });
        severed.add(pair);
        pairs.delete(pair);
      }
    },
    async [Symbol.asyncDispose]() {
      for (const pair of [...pairs, ...severed]) pair.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

class Pair {
  readonly #near: Socket;
  readonly #far: Socket;
  #delayMs = 0;
  #isDeaf = false;
  #isMute = false;

  constructor(near: Socket, far: Socket, onEnd: () => void) {
    this.#near = near;
    this.#far = far;
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      from.on('data', (bytes) => this.#pass(bytes, to));
      from.on('error', () => {});
      from.on('close', () => {
        to.destroy();
        onEnd();
      });
    }
  }

  set(mode: ProxyMode): void {
    this.#delayMs = mode.way === 'slow' ? mode.delayMs : 0;
    this.#isDeaf = mode.way === 'deaf';
    this.#isMute = mode.way === 'mute';
    if (mode.way === 'cut') this.destroy();
    for (const socket of [this.#near, this.#far]) {
      if (mode.way === 'paused') socket.pause();
      else socket.resume();
    }
  }

  destroy(): void {
    this.#near.destroy();
    this.#far.destroy();
  }

  #pass(bytes: Buffer, to: Socket): void {
    if (this.#isMute && to === this.#near) return;
    // A notification comes as a message of its own, on a connection that says little else.
    if (this.#isDeaf && to === this.#near && bytes.includes(`${changesChannel}\0`)) return;
    if (this.#delayMs === 0) to.write(bytes);
    else setTimeout(() => to.writable && to.write(bytes), this.#delayMs);
  }
}
