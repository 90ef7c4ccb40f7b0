/**
 * The import of people, through the API of a real server with its own durable PostgreSQL, beside a raw
 * `COPY` of the very rows that it wrote into tables with the same columns and indexes.
 *
 *   node --conditions=source bench/import.ts [rounds] [rows …]
 */
import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { EntityTree, ImportView } from '@latchkey/contract';
import type { Services } from '@latchkey/server';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { type SignedInOwner, startDemoInstallation } from './demo-installation.ts';

const [rounds = '3', ...sizes] = process.argv.slice(2);
const rowCounts = sizes.length > 0 ? sizes.map(Number) : [5_000, 100_000];

// What an import writes, table by table.
const ofImport = `(select organization_id, revision from changes where import_id = '$id' and chunk_number is not null)`;
const members = `(select member_id from import_rows where import_id = '$id')`;
const written: Readonly<Record<string, string>> = {
  members: `select MEMBERS from members where member_id in ${members}`,
  invitations: `select * from invitations where member_id in ${members}`,
  grants: `select * from grants where member_id in ${members}`,
  changes: `select * from changes where import_id = '$id'`,
  change_objects: `select * from change_objects where (organization_id, revision) in ${ofImport}`,
  personal_values: `select * from personal_values where member_id in ${members}`,
  outbox_mails: `select * from outbox_mails where member_id in ${members}`,
  import_rows: `select * from import_rows where import_id = '$id'`,
};
/** A generated column cannot be copied. */
const memberColumns =
  'organization_id, member_id, user_id, role, status, name, phone, address, sign_in_method, external_id, access_ends_at, joined_at, removed_at, last_active_at, personal_salt, revision';

const installation = await startDemoInstallation();
try {
  await installation.withServices(async ({ db }) => {
    const client = installation.owner;
    const stores = await storeCodes(client);
    console.log('round      rows    plan s   apply s   copy s   import / copy');
    for (let round = 1; round <= Number(rounds); round++) {
      for (const rows of rowCounts) {
        const { planSeconds, applySeconds, importId } = await importPeople(client, rows, stores);
        await mailsDone(db.pool);
        const copySeconds = await rawCopy(db.pool, importId);
        const ratio = (planSeconds + applySeconds) / copySeconds;
        console.log(
          [
            String(round).padStart(5),
            rows.toLocaleString('en').padStart(9),
            ...[planSeconds, applySeconds, copySeconds].map((seconds) =>
              seconds.toFixed(2).padStart(8),
            ),
            `${ratio.toFixed(1)} ×`.padStart(15),
          ].join(' '),
        );
      }
    }
  });
} finally {
  await installation[Symbol.asyncDispose]();
}
process.exit();

async function storeCodes(client: SignedInOwner): Promise<string[]> {
  const tree = await client.request<EntityTree>('GET', '/v1/entities/tree');
  const type = tree.types.indexOf('store');
  return tree.rows.filter((row) => row[1] === type).map((row) => row[2]);
}

async function importPeople(client: SignedInOwner, rows: number, stores: readonly string[]) {
  const sets = ['Store operations', 'Member care agent', 'Campaign editor', 'Reports viewer'];
  const mark = randomBytes(4).toString('hex');
  const lines = Array.from({ length: rows }, (_, row) =>
    [
      `person.${row}.${mark}@northwind.example`,
      `Person ${row}`,
      `+1 202 555 ${String(row % 10_000).padStart(4, '0')}`,
      'member',
      row % 5 === 0 ? `${sets[row % 4]};${sets[(row + 1) % 4]}` : sets[row % 4],
      row % 7 === 0 ? 'organization' : `store:${stores[row % stores.length]}`,
      row % 20 === 0 ? '2099-12-31 18:00' : '',
    ].join(','),
  );
  const file = Buffer.from(
    ['email,name,phone,type,permission sets,places,access ends', ...lines].join('\n'),
  );

  const started = performance.now();
  const { id: importId } = await client.request<ImportView>(
    'POST',
    `/v1/imports?kind=people&fileName=${rows}.csv`,
    file,
  );
  await settled(client, importId, 'ready');
  const planned = performance.now();
  await client.request<ImportView>('POST', `/v1/imports/${importId}/apply`, {});
  const { counts } = await settled(client, importId, 'done');
  if (counts.applied !== rows) throw new Error(`${counts.applied} of ${rows} rows were applied.`);
  const applied = performance.now();
  return {
    importId,
    planSeconds: (planned - started) / 1000,
    applySeconds: (applied - planned) / 1000,
  };
}

async function settled(client: SignedInOwner, importId: string, wanted: string) {
  for (;;) {
    const view = await client.request<ImportView>('GET', `/v1/imports/${importId}`);
    if (view.state === wanted) return view;
    if (!['checking', 'applying', 'ready'].includes(view.state))
      throw new Error(`The import is ${view.state}.`);
    await sleep(100);
  }
}

type Pool = Services['db']['pool'];

/** Mails are noted in the background; they must not share the machine with the copy. */
async function mailsDone(pool: Pool): Promise<void> {
  for (;;) {
    const { rows } = await pool.query(
      "select count(*) as queued from outbox_mails where status = 'queued'",
    );
    if (Number(rows[0].queued) === 0) return;
    await sleep(200);
  }
}

async function rawCopy(pool: Pool, importId: string): Promise<number> {
  const client = await pool.connect();
  try {
    const data = new Map<string, Buffer>();
    await client.query('drop schema if exists raw cascade; create schema raw');
    for (const [table, select] of Object.entries(written)) {
      const query = select.replaceAll('$id', importId).replace('MEMBERS', memberColumns);
      data.set(table, await buffer(client.query(copyTo(`copy (${query}) to stdout`))));
      await client.query(`create table raw.${table} (like public.${table} including all)`);
    }
    const started = performance.now();
    await client.query('begin');
    for (const [table, rows] of data) {
      const columns = table === 'members' ? ` (${memberColumns})` : '';
      await pipeline(
        Readable.from([rows]),
        client.query(copyFrom(`copy raw.${table}${columns} from stdin`)),
      );
    }
    await client.query('commit');
    return (performance.now() - started) / 1000;
  } finally {
    await client.query('drop schema if exists raw cascade');
    client.release();
  }
}
