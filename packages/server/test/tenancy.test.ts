import type { OrganizationId } from '@latchkey/engine';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { acrossOrganizations } from '../src/db/across-organizations.ts';
import { globalTables, migrationTables } from '../src/db/global-tables.ts';
import { globally } from '../src/db/globally.ts';
import { inOrganization } from '../src/db/in-organization.ts';
import { newId } from '../src/ids.ts';
import { startTestServices, type TestServices } from './start-test-services.ts';

let services: TestServices;
let owner: pg.Client;
const one = newId('org');
const other = newId('org');

beforeAll(async () => {
  services = await startTestServices();
  owner = new pg.Client(services.database.connection);
  await owner.connect();
  await owner.query(`insert into model_versions (model_hash, model) values ('m', '{}')`);
  for (const organizationId of [one, other])
    await inOrganization(services.db, organizationId, async (transaction) => {
      await transaction
        .insertInto('organizations')
        .values({ organization_id: organizationId, name: 'Aurora', model_hash: 'm' })
        .execute();
      await addChange(organizationId, transaction);
    });
});

afterAll(async () => {
  await owner.end();
  await services[Symbol.asyncDispose]();
});

function addChange(
  organizationId: OrganizationId,
  transaction: Parameters<Parameters<typeof inOrganization>[2]>[0],
) {
  return transaction
    .insertInto('changes')
    .values({
      organization_id: organizationId,
      revision: 1,
      change_id: newId('chg'),
      at: new Date(),
      actor_type: 'system',
      channel: 'system',
      model_hash: 'm',
      object_count: 0,
      object_types: [],
      previous_hash: '',
      hash: 'h',
    })
    .execute();
}

/** Tables that neither lie under a policy for their organization nor stand on the list. */
async function tablesLeftOpen(): Promise<readonly string[]> {
  const { rows } = await owner.query<{ name: string }>(
    `select c.relname as name from pg_class c
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
       and c.relname <> all($1)
       and not (
         c.relrowsecurity and c.relforcerowsecurity
         and exists (
           select from pg_policy p where p.polrelid = c.oid
             and 'latchkey_app'::regrole = any(p.polroles)
             and pg_get_expr(p.polqual, c.oid) like '%organization_id = current_setting(%'
             and pg_get_expr(p.polwithcheck, c.oid) like '%organization_id = current_setting(%'))`,
    [[...globalTables, ...migrationTables]],
  );
  return rows.map(({ name }) => name);
}

const countOrganizations = (transaction: Parameters<Parameters<typeof inOrganization>[2]>[0]) =>
  transaction
    .selectFrom('organizations')
    .select('organization_id')
    .execute()
    .then((rows) => rows.map((row) => row.organization_id));

describe('the catalogue', () => {
  test('every table lies under a policy or stands on the list of global tables', async () => {
    expect(await tablesLeftOpen()).toEqual([]);
  });

  test('a table that somebody forgot is found', async () => {
    await owner.query('create table forgotten (organization_id text)');
    expect(await tablesLeftOpen()).toEqual(['forgotten']);
    await owner.query('alter table forgotten enable row level security');
    expect(await tablesLeftOpen()).toEqual(['forgotten']);
    await owner.query('drop table forgotten');
  });

  test('every name on the list is a table', async () => {
    const { rows } = await owner.query<{ missing: string }>(
      `select name as missing from unnest($1::text[]) as name where to_regclass(name) is null`,
      [globalTables],
    );
    expect(rows).toEqual([]);
  });
});

describe('row-level security', () => {
  test('a transaction sees its own organization only', async () => {
    expect(await inOrganization(services.db, one, countOrganizations)).toEqual([one]);
    expect(await inOrganization(services.db, other, countOrganizations)).toEqual([other]);
  });

  test('without an organization there are no rows', async () => {
    expect(await globally(services.db, countOrganizations)).toEqual([]);
  });

  test('nothing can be written into another organization', async () => {
    const write = inOrganization(services.db, one, (transaction) =>
      transaction
        .insertInto('audit_events')
        .values({
          organization_id: other,
          event_id: newId('evt'),
          kind: 'planted',
          actor_type: 'system',
        })
        .execute(),
    );
    await expect(write).rejects.toThrow(/row-level security/);
  });

  test('without the policy the rows of others would be seen', async () => {
    await owner.query('begin');
    await owner.query('alter table organizations disable row level security');
    await owner.query('set local role latchkey_app');
    await owner.query(`set local latchkey.organization_id = '${one}'`);
    const { rows } = await owner.query('select from organizations');
    await owner.query('rollback');
    expect(rows.length).toBe(2);
  });

  test('an organization id that is none never reaches the database', async () => {
    const planted = `org_1'; drop table members; --` as OrganizationId;
    await expect(
      Promise.resolve().then(() => inOrganization(services.db, planted, countOrganizations)),
    ).rejects.toThrow('This is not an organization id.');
  });

  test('whoever reads across organizations can write none of their rows', async () => {
    const seen = await acrossOrganizations(services.db, 'list-organizations', countOrganizations);
    expect(seen.toSorted()).toEqual([one, other].toSorted());
    const write = acrossOrganizations(services.db, 'list-organizations', (transaction) =>
      transaction.updateTable('organizations').set({ name: 'Taken' }).execute(),
    );
    await expect(write).rejects.toThrow(/permission denied/);
  });
});

describe('the log', () => {
  test.each(['update changes set reason = null', 'delete from changes'])(
    'an entry is written once: no `%s`',
    async (statement) => {
      const write = inOrganization(services.db, one, ({ client }) => client.query(statement));
      await expect(write).rejects.toThrow(/permission denied for table changes/);
    },
  );

  test.each(['change_objects', 'audit_events'])('nothing is deleted from %s', async (table) => {
    const write = inOrganization(services.db, one, ({ client }) =>
      client.query(`delete from ${table}`),
    );
    await expect(write).rejects.toThrow(/permission denied/);
  });

  test('with the right given back an entry could be deleted', async () => {
    await owner.query('begin');
    await owner.query('grant delete on changes to latchkey_app');
    await owner.query('set local role latchkey_app');
    await owner.query(`set local latchkey.organization_id = '${one}'`);
    const { rowCount } = await owner.query('delete from changes');
    await owner.query('rollback');
    expect(rowCount).toBe(1);
  });
});
