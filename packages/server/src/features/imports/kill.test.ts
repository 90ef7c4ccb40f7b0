import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import type { ImportId, OrganizationId } from '@latchkey/engine';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { importClient } from '../../../test/import-client.ts';
import {
  createMarketOrganization,
  type MarketOrganization,
} from '../../../test/market-organization.ts';
import { startServerProcess } from '../../../test/server-process.ts';
import { signInAs } from '../../../test/sign-in-as.ts';
import { startTestServices, type TestServices } from '../../../test/start-test-services.ts';
import { inOrganization } from '../../db/in-organization.ts';
import { createServer } from '../../http/create-server.ts';
import { applyWaitingImports } from './unfinished-imports.ts';

const rows = 5_000;
const kills = 10;

let services: TestServices;
beforeAll(async () => {
  services = await startTestServices();
});
afterAll(async () => {
  await services[Symbol.asyncDispose]();
});

const people = (round: number) =>
  [
    'E-mail,Name,Type,Permission sets,Places',
    ...Array.from(
      { length: rows },
      (_, row) =>
        `person${row}@round${round}.example,Person ${row},member,Campaign editor,store:W-${1 + (row % 2)}`,
    ),
  ].join('\n');

interface Tally {
  readonly members: number;
  readonly waiting: number;
  readonly grants: number;
  readonly mails: number;
  readonly chunks: number;
  readonly twice: number;
}

/** What an import has left behind; everything is counted from the tables, nothing from the import's own counts. */
function tally(organizationId: OrganizationId, importId: ImportId): Promise<Tally> {
  return inOrganization(services.db, organizationId, async (transaction) => {
    const { rows: counted } = await sql<Tally>`
      with own as (select member_id, subject from import_rows where import_id = ${importId})
      select (select count(*) from members m join own on m.address = own.subject) as members,
             (select count(*) from invitations i join own on i.address = own.subject where i.status = 'waiting') as waiting,
             (select count(*) from grants g join own using (member_id)) as grants,
             (select count(*) from outbox_mails o join own using (member_id)) as mails,
             (select count(*) from changes where import_id = ${importId} and chunk_number is not null) as chunks,
             (select count(*) from (select object_id from change_objects o join changes c using (organization_id, revision)
                where c.import_id = ${importId} group by object_id having count(*) > 1) doubled) as twice
    `.execute(transaction);
    const [row] = counted;
    if (!row) throw new Error('Counting always answers one row.');
    return row;
  });
}

const whole: Tally = {
  members: rows,
  waiting: rows,
  grants: rows,
  mails: rows,
  chunks: 3,
  twice: 0,
};

const clientOf = async (market: MarketOrganization, { url }: { readonly url: string }) =>
  importClient({ url }, await signInAs({ url, services }, market.organizationId, market.owner));

describe('a server that is killed in the middle of an import', () => {
  it(`goes on after its next start: ${kills} kills, nothing lost, nothing doubled`, {
    timeout: 900_000,
  }, async () => {
    const market = await createMarketOrganization(services);
    let process = await startServerProcess(services);
    onTestFinished(() => process.killHard());
    let killed = 0;
    for (let round = 0; killed < kills; round++) {
      const client = await clientOf(market, process);
      const { id, counts } = await client.upload('people', people(round));
      expect(counts).toMatchObject({ create: rows });
      const importId = id as ImportId; // an id the server has just made
      await client.request('POST', `/v1/imports/${id}/apply`);

      for (let inTheMiddle = true; inTheMiddle; ) {
        await setTimeout(Math.random() * 300);
        await process.killHard();
        const left = await tally(market.organizationId, importId);
        inTheMiddle = left.members < rows;
        if (inTheMiddle) killed++;
        // A chunk is there whole or not at all.
        expect([0, 2_000, 4_000, 5_000]).toContain(left.members);
        const { members } = left;
        expect(left).toMatchObject({ waiting: members, grants: members, mails: members, twice: 0 });
        process = await startServerProcess(services);
        if (killed === kills) break;
      }
      const done = await (await clientOf(market, process)).settled(id);
      expect(done).toMatchObject({ state: 'done', counts: { applied: rows, failed: 0 } });
      expect(await tally(market.organizationId, importId)).toEqual(whole);
    }
  });
});

describe('a chunk whose step was lost', () => {
  const lose = (importId: string) =>
    services.db.pool.query(
      `update imports set state = 'applying', next_chunk = 1, counts = counts || '{"applied": 0, "failed": 0}' where import_id = $1`,
      [importId],
    );
  const applyTwice = async (between: (importId: string) => Promise<unknown>) => {
    const market = await createMarketOrganization(services);
    await using server = await serverOn(services);
    const client = await clientOf(market, server);
    const { id } = await client.upload('people', people(0).split('\n').slice(0, 11).join('\n'));
    await client.request('POST', `/v1/imports/${id}/apply`);
    await applyWaitingImports(services, market.organizationId);
    await lose(id);
    await between(id);
    await applyWaitingImports(services, market.organizationId);
    return await client.get(id);
  };

  it('is known by its number in the log and not applied again', async () => {
    const done = await applyTwice(async () => {});
    expect(done).toMatchObject({ state: 'done', counts: { applied: 10, failed: 0 } });
  });

  it('is missed without its number: every row is told as failed', async () => {
    const done = await applyTwice((importId) =>
      services.db.pool.query('update changes set chunk_number = null where import_id = $1', [
        importId,
      ]),
    );
    expect(done).toMatchObject({ state: 'partly_done', counts: { applied: 0, failed: 10 } });
  });
});

/** The same API in this process, without jobs. */
async function serverOn(given: TestServices): Promise<{ url: string } & AsyncDisposable> {
  const server = createServer(given);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // it listens on TCP
  return {
    url: `http://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
