import type { OrganizationId } from '@latchkey/engine';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addMember } from '../../test/add-member.ts';
import { createTestOrganization } from '../../test/create-test-organization.ts';
import { startTestServices, type TestServices } from '../../test/start-test-services.ts';
import { verifyChain } from './verify-chain.ts';

let services: TestServices;
let organizationId: OrganizationId;
let owner: pg.Client;

beforeAll(async () => {
  services = await startTestServices();
  ({ organizationId } = await createTestOrganization(services));
  for (let people = 0; people < 3; people++) await addMember(services, organizationId);
  owner = new pg.Client(services.database.connection);
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await services[Symbol.asyncDispose]();
});

const broken = async () => (await verifyChain(services.db, organizationId)).map(({ what }) => what);

/** Columns whose every change must be found, with another value of their type. */
const columns: readonly [table: string, column: string, other: string][] = [
  ['changes', 'change_id', `'chg_00000000'`],
  ['changes', 'at', `at + interval '1 microsecond'`],
  ['changes', 'actor_type', `'key'`],
  ['changes', 'actor_id', `'somebody'`],
  ['changes', 'channel', `'cli'`],
  ['changes', 'reason', `'another reason'`],
  ['changes', 'approved_by', `'nobody'`],
  ['changes', 'model_hash', `model_hash || '0'`],
  ['changes', 'import_id', `'imp_00000000'`],
  ['changes', 'chunk_number', '7'],
  ['changes', 'reverts', `'chg_00000000'`],
  ['changes', 'object_count', 'object_count + 1'],
  ['changes', 'object_types', `'{key}'`],
  ['changes', 'previous_hash', `previous_hash || '0'`],
  ['changes', 'hash', `hash || '0'`],
  ['change_objects', 'object', `'key'`],
  ['change_objects', 'object_id', `'mem_00000000'`],
  ['change_objects', 'member_id', `'mem_00000000'`],
  ['change_objects', 'before', `'{"planted": 1}'`],
  ['change_objects', 'after', `'{"planted": 1}'`],
  ['personal_values', 'value', `value || '0'`],
];

describe('the log', () => {
  test('holds together when nobody has touched it', async () => {
    expect(await broken()).toEqual([]);
  });

  test.each(columns)('shows that %s.%s of any row was changed', async (table, column, other) => {
    const { rows } = await owner.query<{ ctid: string }>(
      `select ctid::text from ${table} where organization_id = $1`,
      [organizationId],
    );
    expect(rows.length).toBeGreaterThan(3);
    for (const { ctid } of rows) {
      await owner.query(`create table kept as select * from ${table} where ctid = '${ctid}'`);
      const { rows: changed } = await owner.query<{ ctid: string }>(
        `update ${table} set ${column} = ${other} where ctid = '${ctid}' returning ctid::text`,
      );
      expect(await broken(), `${table} ${ctid}`).not.toEqual([]);
      await owner.query(
        `update ${table} set ${column} = (select ${column} from kept) where ctid = '${changed[0]?.ctid}'`,
      );
      await owner.query('drop table kept');
    }
    expect(await broken()).toEqual([]);
  });

  test.each(['first', 'middle', 'last'])('shows that its %s object is missing', async (which) => {
    await owner.query('begin');
    const order = { first: 'asc', middle: 'asc', last: 'desc' }[which];
    await owner.query(
      `delete from change_objects where ctid = (
         select ctid from change_objects where organization_id = $1
         order by revision ${order}, ordinal ${order} offset $2 limit 1)`,
      [organizationId, which === 'middle' ? 5 : 0],
    );
    await owner.query('commit');
    expect(await broken()).toContain('changed_entry');
  });

  test('shows that its newest entry is missing', async () => {
    await owner.query(
      `delete from change_objects where organization_id = $1
         and revision = (select max(revision) from changes where organization_id = $1)`,
      [organizationId],
    );
    await owner.query(
      `delete from changes where organization_id = $1
         and revision = (select max(revision) from changes where organization_id = $1)`,
      [organizationId],
    );
    expect(await broken()).toContain('wrong_head');
  });
});
