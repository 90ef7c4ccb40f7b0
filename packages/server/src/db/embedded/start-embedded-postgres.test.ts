import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { EmbeddedPostgresInUse } from './clear-the-way.ts';
import type { EmbeddedConnection, EmbeddedPostgres } from './embedded-postgres.ts';
import { canReach } from './embedded-user.ts';
import { clusterLink } from './initialize-cluster.ts';
import { joinEmbeddedPostgres } from './join-embedded-postgres.ts';
import { processBirth } from './process-identity.ts';
import { startEmbeddedPostgres } from './start-embedded-postgres.ts';

const holder = fileURLToPath(new URL('./hold-database.fixture.ts', import.meta.url));
const isRoot = process.getuid?.() === 0;
const nobody = { uid: 65534, gid: 65534 };

let place: string;
let dataDirectory: string;
let holders: ChildProcess[];
let sockets: string[];

beforeEach(() => {
  place = realpathSync(mkdtempSync(join(tmpdir(), 'latchkey-embedded-')));
  chmodSync(place, 0o755);
  dataDirectory = join(place, '.latchkey');
  holders = [];
  sockets = [];
});

afterEach(async () => {
  for (const child of holders) {
    child.kill('SIGKILL');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  }
  const link = clusterLink(dataDirectory);
  if (existsSync(link)) {
    const cluster = realpathSync(link);
    await vi.waitFor(() => expect(existsSync(join(cluster, 'postmaster.pid'))).toBe(false), 10_000);
    rmSync(cluster, { recursive: true, force: true });
  }
  for (const path of [place, ...sockets]) rmSync(path, { recursive: true, force: true });
}, 30_000);

describe('the embedded database', () => {
  test('a second start is quick and finds what the first one wrote', async () => {
    const first = await startEmbeddedPostgres({ dataDirectory });
    await query(first.connection, 'create table kept as select 41 + 1 as answer');
    await first.stop();

    const began = performance.now();
    const second = await startEmbeddedPostgres({ dataDirectory });
    const tookMs = performance.now() - began;

    expect(await query(second.connection, 'select answer from kept')).toEqual([{ answer: 42 }]);
    expect(tookMs).toBeLessThan(2000);
    await second.stop();
  });

  test('stopping leaves no process, no lock and no socket behind', async () => {
    const database = await startEmbeddedPostgres({ dataDirectory });
    await query(database.connection, 'select 1');
    await database.stop();

    await database.ended;
    expect(existsSync(database.connection.host)).toBe(false);
    expect(existsSync(join(clusterLink(dataDirectory), 'postmaster.pid'))).toBe(false);
  });

  test('settings reach the server, and it listens on its socket alone', async () => {
    const database = await startEmbeddedPostgres({ dataDirectory, settings: { fsync: 'off' } });
    expect(await query(database.connection, 'show fsync')).toEqual([{ fsync: 'off' }]);
    expect(await query(database.connection, 'show listen_addresses')).toEqual([
      { listen_addresses: '' },
    ]);
    await database.stop();
  });

  test('a second server on the same data is refused at once and told who has it, every time', async () => {
    const { child } = await hold();
    for (let attempt = 0; attempt < 20; attempt++) {
      const began = performance.now();
      const refused = startEmbeddedPostgres({ dataDirectory });
      await expect(refused).rejects.toThrow(EmbeddedPostgresInUse);
      await expect(refused).rejects.toThrow(`process ${child.pid}`);
      expect(performance.now() - began).toBeLessThan(2000);
    }
  });

  test('of five servers that start together on nothing, one gets the data', async () => {
    const starts = await Promise.allSettled(Array.from({ length: 5 }, () => hold()));
    const winners = starts.filter((start) => start.status === 'fulfilled');
    expect(winners).toHaveLength(1);
    for (const start of starts) {
      if (start.status === 'fulfilled') continue;
      expect(String(start.reason)).toContain(`process ${winners[0]?.value.child.pid}`);
    }
  });

  test('a server killed without a word leaves no database behind, and nothing acknowledged is lost', async () => {
    const { child, connection, postmaster } = await hold();
    await query(connection, 'create table kept (n integer)');
    await query(connection, 'insert into kept select generate_series(1, 1000)');
    child.kill('SIGKILL');
    await vi.waitFor(() => expect(processBirth(postmaster)).toBeNull(), 5_000);

    const next = await startEmbeddedPostgres({ dataDirectory });
    expect(await query(next.connection, 'select count(*)::integer from kept')).toEqual([
      { count: 1000 },
    ]);
    await next.stop();
  });

  test('a start right after a kill waits for the old database to end', async () => {
    const { child } = await hold();
    child.kill('SIGKILL');
    await once(child, 'exit');
    const next = await startEmbeddedPostgres({ dataDirectory });
    expect(await query(next.connection, 'select 1 as one')).toEqual([{ one: 1 }]);
    await next.stop();
  });

  test('a database killed with everything around it recovers what it had acknowledged', async () => {
    const { child, connection, postmaster } = await hold();
    await query(connection, 'create table kept as select 7 as n');
    child.kill('SIGKILL');
    process.kill(postmaster, 'SIGKILL');
    await sleep(50);
    const next = await startEmbeddedPostgres({ dataDirectory });
    expect(await query(next.connection, 'select n from kept')).toEqual([{ n: 7 }]);
    await next.stop();
  });

  test.each([
    ['a process that is gone', () => 4_194_300],
    ['a number that another program has now', () => process.pid],
  ])('a lock left behind by %s is no obstacle', async (_, pid) => {
    const first = await startEmbeddedPostgres({ dataDirectory });
    await query(first.connection, 'create table kept as select 1 as n');
    await first.stop();
    const cluster = realpathSync(clusterLink(dataDirectory));
    const lock = [pid(), cluster, 1, 5432, '/nowhere', '', '  1 1', 'ready   '].join('\n');
    writeFileSync(join(cluster, 'postmaster.pid'), `${lock}\n`, { mode: 0o600 });
    const { uid, gid } = statSync(cluster);
    chownSync(join(cluster, 'postmaster.pid'), uid, gid);

    const second = await startEmbeddedPostgres({ dataDirectory });
    expect(await query(second.connection, 'select n from kept')).toEqual([{ n: 1 }]);
    await second.stop();
  });

  test('a first start that broke off half-way is done again', async () => {
    mkdirSync(join(dataDirectory, 'postgres-18.unfinished-0123456789ab'), { recursive: true });
    const database = await startEmbeddedPostgres({ dataDirectory });
    expect(await query(database.connection, 'select 1 as one')).toEqual([{ one: 1 }]);
    await database.stop();
  });

  test('a path far longer than a socket may have is no obstacle', async () => {
    dataDirectory = join(place, 'a'.repeat(80), 'b'.repeat(80), '.latchkey');
    const database = await startEmbeddedPostgres({ dataDirectory });
    expect(await query(database.connection, 'select 1 as one')).toEqual([{ one: 1 }]);
    await database.stop();
  });

  test('a command beside a running server joins its database and leaves it running', async () => {
    expect(joinEmbeddedPostgres({ dataDirectory })).toBeNull();
    const { connection } = await hold();
    const joined = requireJoined(joinEmbeddedPostgres({ dataDirectory }));
    expect(await query(joined.connection, 'select 1 as one')).toEqual([{ one: 1 }]);
    await joined.stop();
    expect(await query(connection, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  test('letters of every script count for trigram search', async () => {
    const database = await startEmbeddedPostgres({ dataDirectory });
    await query(database.connection, 'create extension pg_trgm');
    expect(await query(database.connection, "select similarity('东京', '东京') as same")).toEqual([
      { same: 1 },
    ]);
    await database.stop();
  });
});

if (isRoot) {
  describe('the embedded database, started by root', () => {
    test('runs as an ordinary user of the system', async () => {
      const { connection } = await hold();
      expect(statSync(join(connection.host, '.s.PGSQL.5432')).uid).not.toBe(0);
    });

    test('lies where its user can reach it when the data directory does not let it in', async () => {
      chmodSync(place, 0o700);
      const database = await startEmbeddedPostgres({ dataDirectory });
      expect(await query(database.connection, 'select 1 as one')).toEqual([{ one: 1 }]);
      expect(realpathSync(clusterLink(dataDirectory))).toMatch(/^\/var\/lib\/latchkey\//);
      await database.stop();
    });

    test('keeps its data in a directory that root has made for itself', async () => {
      mkdirSync(dataDirectory, { mode: 0o700 });
      const database = await startEmbeddedPostgres({ dataDirectory });
      expect(realpathSync(clusterLink(dataDirectory))).toBe(join(dataDirectory, 'postgres-18'));
      await database.stop();
    });

    test('keeps the data of the ordinary user who started it first', async () => {
      chownSync(place, nobody.uid, nobody.gid);
      const first = await hold(nobody);
      await query(first.connection, 'create table kept as select 5 as n');
      first.child.kill('SIGTERM');
      await once(first.child, 'exit');

      const second = await startEmbeddedPostgres({ dataDirectory });
      expect(await query(second.connection, 'select n from kept')).toEqual([{ n: 5 }]);
      await second.stop();
    });
  });
}

interface Held {
  readonly child: ChildProcess;
  readonly connection: EmbeddedConnection;
  readonly postmaster: number;
}

/** A server in a process of its own; as the given user, when that user can read this checkout. */
async function hold(user?: { uid: number; gid: number }): Promise<Held> {
  const as = user && canReach(user, holder) && canReach(user, process.execPath) ? user : {};
  const child = spawn(process.execPath, ['--conditions=source', holder, dataDirectory], {
    ...as,
    cwd: '/',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  holders.push(child);
  for await (const line of createInterface({ input: child.stdout })) {
    const said = JSON.parse(line);
    if ('refused' in said) throw new Error(said.refused);
    sockets.push(said.connection.host);
    return { child, ...said };
  }
  throw new Error('The other server ended without a word.');
}

async function query(connection: EmbeddedConnection, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ ...connection });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

function requireJoined(database: EmbeddedPostgres | null): EmbeddedPostgres {
  if (!database) throw new Error('There was no running database to join.');
  return database;
}
