import { chmod, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { snapshotRevision } from '@latchkey/engine';
import pg from 'pg';
import { type Logger, pino } from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  createMarketOrganization,
  type MarketOrganization,
} from '../../test/market-organization.ts';
import { snapshotAnswers } from '../../test/snapshot-answers.ts';
import { startTestServices, type TestServices } from '../../test/start-test-services.ts';
import { SnapshotFiles } from './snapshot-files.ts';
import { SnapshotKeeper } from './snapshot-keeper.ts';

let services: TestServices;
let market: MarketOrganization;
let directory: string;
let said: string[];
const keepers: SnapshotKeeper[] = [];

beforeAll(async () => {
  services = await startTestServices();
  market = await createMarketOrganization(services);
});
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'latchkey-snapshots-'));
  said = [];
});
afterEach(async () => {
  for (const keeper of keepers.splice(0)) await keeper.stop();
  await rm(directory, { recursive: true, force: true });
});
afterAll(() => services[Symbol.asyncDispose]());

/** As a server process that starts on this data directory. */
async function startKeeper(serverKey = services.config.serverKey): Promise<SnapshotKeeper> {
  const log: Logger = pino({ level: 'warn' }, { write: (line) => said.push(line) });
  const keeper = new SnapshotKeeper({
    db: services.db,
    log,
    files: new SnapshotFiles(directory, serverKey, log),
    storing: { fromRows: 1, everyRevisions: 2 },
  });
  await keeper.start();
  keepers.push(keeper);
  return keeper;
}

const path = () => join(directory, 'snapshots', `${market.organizationId}.snapshot`);

/** Starts, loads and leaves its file. */
async function storeOnce(): Promise<Buffer> {
  const keeper = await startKeeper();
  await keeper.current(market.organizationId);
  return vi.waitFor(() => readFile(path()));
}

const addAndSuspend = async () => {
  const person = await market.addMember(market.grant('publisher', market.places.west));
  await market.change({ type: 'member.suspend', memberId: person.memberId });
};

async function expectWhatIsLoadedAnew(keeper: SnapshotKeeper): Promise<void> {
  const { organizationId, places } = market;
  const fresh = await new SnapshotKeeper(services).current(organizationId);
  const snapshot = await keeper.atLeast(organizationId, snapshotRevision(fresh));
  expect(snapshotRevision(snapshot)).toBe(snapshotRevision(fresh));
  const at = [organizationId, ...Object.values(places)];
  const now = Date.now();
  expect(snapshotAnswers(snapshot, at, now)).toEqual(snapshotAnswers(fresh, at, now));
}

/** A load that reads the tables says so here; one that comes from the file reads none of them. */
async function readsTables(work: () => Promise<unknown>): Promise<boolean> {
  const query = vi.spyOn(pg.Client.prototype, 'query');
  await work();
  const asked = JSON.stringify(query.mock.calls.map(([statement]) => statement));
  query.mockRestore();
  return asked.includes('snapshot-members');
}

describe('a snapshot that was stored', () => {
  test('is where the next start begins, and brought up to what has happened since', async () => {
    await storeOnce();
    await addAndSuspend();
    const keeper = await startKeeper();
    expect(await readsTables(() => keeper.current(market.organizationId))).toBe(false);
    await expectWhatIsLoadedAnew(keeper);
    expect(said).toEqual([]);
  });

  test('is written again when some revisions have passed', async () => {
    const first = await storeOnce();
    const [keeper] = keepers as [SnapshotKeeper]; // started above
    await addAndSuspend();
    await addAndSuspend();
    await vi.waitFor(async () => expect((await readFile(path())).equals(first)).toBe(false), {
      timeout: 5_000,
    });
    await expectWhatIsLoadedAnew(keeper);
  });

  test('holds no name and no address, and is for the server alone to read', async () => {
    const text = (await storeOnce()).toString('latin1');
    expect(text).not.toMatch(/Olga|@market|Person \d/);
    expect((await stat(path())).mode & 0o777).toBe(0o600);
    expect((await stat(join(directory, 'snapshots'))).mode & 0o777).toBe(0o700);
    expect(await readdir(join(directory, 'snapshots'))).toHaveLength(1);
  });
});

describe('a snapshot file that is not to be trusted is left aside, with a line in the log', () => {
  async function expectLeftAside(): Promise<void> {
    const keeper = await startKeeper();
    expect(await readsTables(() => keeper.current(market.organizationId))).toBe(true);
    await expectWhatIsLoadedAnew(keeper);
    expect(said.length).toBeGreaterThan(0);
  }

  test.each([
    ['cut short', (file: Buffer) => file.subarray(0, file.length - 40)],
    ['empty', () => Buffer.alloc(0)],
    [
      'with one bit turned',
      (file: Buffer) => {
        const turned = Buffer.from(file);
        const middle = turned.length >> 1;
        turned.writeUInt8(turned.readUInt8(middle) ^ 1, middle);
        return turned;
      },
    ],
  ])('when it is %s', async (_, damage) => {
    await writeFile(path(), damage(await storeOnce()));
    await expectLeftAside();
  });

  test('when another installation wrote it', async () => {
    const keeper = await startKeeper(Buffer.alloc(32, 7));
    await keeper.current(market.organizationId);
    await vi.waitFor(() => readFile(path()));
    await expectLeftAside();
  });

  test('when it is of an organization that it is not named after', async () => {
    const other = await createMarketOrganization(services);
    const keeper = await startKeeper();
    await keeper.current(other.organizationId);
    const theirs = join(directory, 'snapshots', `${other.organizationId}.snapshot`);
    const file = await vi.waitFor(() => readFile(theirs));
    await writeFile(path(), file);
    await expectLeftAside();
  });

  test('when the log at its revision is another, as after a restore', async () => {
    await storeOnce();
    const admin = new pg.Client(services.database.connection);
    await admin.connect();
    await admin.query(`update changes set hash = 'x' || hash`);
    await expectLeftAside();
    await admin.query('update changes set hash = substr(hash, 2)');
    said = [];
    await storeOnce();
    const epoch = `update installation set epoch = 'another'`;
    await admin.query(epoch);
    await admin.end();
    await expectLeftAside();
  });
});

describe('the file of an organization that is there no more', () => {
  const lies = (path: string) =>
    stat(path).then(
      () => true,
      () => false,
    );

  /** Its file, and how the organization ends. */
  async function another() {
    const { organizationId } = await createMarketOrganization(services);
    return {
      organizationId,
      path: join(directory, 'snapshots', `${organizationId}.snapshot`),
      async end() {
        const admin = new pg.Client(services.database.connection);
        await admin.connect();
        // Without what refers to it, which is of no interest here.
        await admin.query('set session_replication_role = replica');
        await admin.query('delete from organizations where organization_id = $1', [organizationId]);
        await admin.end();
      },
    };
  }

  test('goes with it, and nobody else’s does', async () => {
    await storeOnce();
    const [keeper] = keepers as [SnapshotKeeper]; // started above
    const { organizationId, path: theirs, end } = await another();
    await keeper.current(organizationId);
    await vi.waitFor(async () => expect(await lies(theirs)).toBe(true));
    await end();
    await vi.waitFor(async () => expect(await lies(theirs)).toBe(false), { timeout: 5_000 });
    expect(await lies(path())).toBe(true);
  });

  test('goes at the next start where nobody was there to notice', async () => {
    await storeOnce();
    const [keeper] = keepers as [SnapshotKeeper]; // started above
    const { organizationId, path: theirs, end } = await another();
    await keeper.current(organizationId);
    await vi.waitFor(async () => expect(await lies(theirs)).toBe(true));
    await keepers.pop()?.stop();
    await end();
    await startKeeper();
    await vi.waitFor(async () => expect(await lies(theirs)).toBe(false), { timeout: 5_000 });
    expect(await lies(path())).toBe(true);
  });

  test('that a killed process has left half written goes at the next start, once it is old', async () => {
    await storeOnce();
    const half = `${path()}.1.new`;
    const recent = `${path()}.2.new`;
    await writeFile(half, 'half');
    await writeFile(recent, 'half');
    await utimes(half, new Date(0), new Date(0));
    await startKeeper();
    await vi.waitFor(async () => expect(await lies(half)).toBe(false), { timeout: 5_000 });
    expect(await lies(recent)).toBe(true);
  });
});

test('a directory that cannot be written to costs a line in the log and nothing else', async () => {
  await chmod(directory, 0o700);
  await writeFile(join(directory, 'snapshots'), 'a file in the way');
  const keeper = await startKeeper();
  await expectWhatIsLoadedAnew(keeper);
  await vi.waitFor(() => expect(said.join()).toContain('cannot be'));
});
