import {
  createSnapshot,
  evaluate,
  type MemberId,
  placeFilter,
  type Snapshot,
} from '@latchkey/engine';
import { placeCondition as drizzleCondition } from '@latchkey/sdk/drizzle';
import { placeCondition as kyselyCondition } from '@latchkey/sdk/kysely';
import { type OneOf, placeWhere } from '@latchkey/sdk/prisma';
import { placeCondition, type SqlCondition } from '@latchkey/sdk/sql';
import { sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import { integer, pgTable, text } from 'drizzle-orm/pg-core';
import fc from 'fast-check';
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ClonedDatabase, cloneDatabase } from '../clone-database.ts';
import {
  memberIds,
  type OrderRow,
  ordersModel,
  ordersWorld,
  permissions,
  placeOfOrder,
} from './orders-world.ts';
import { type OrderWhere, prismaFinder } from './prisma-rows.ts';

const now = 1;
const ordersTable = pgTable('orders', {
  id: integer('id').primaryKey(),
  storeId: text('store_id'),
  storeCode: text('store_code'),
  zoneId: text('zone_id'),
});

let database: ClonedDatabase;
let pool: pg.Pool;
let kysely: Kysely<{ orders: OrderRow }>;

beforeAll(async () => {
  database = await cloneDatabase();
  pool = new pg.Pool(database.connection);
  kysely = new Kysely({ dialect: new PostgresDialect({ pool }) });
  await pool.query(
    'create table orders (id int primary key, store_id text, store_code text, zone_id text)',
  );
});

afterAll(async () => {
  await pool.end();
  await database.drop();
});

async function store(orders: readonly OrderRow[]): Promise<void> {
  await pool.query('truncate orders');
  await pool.query('insert into orders select * from json_populate_recordset(null::orders, $1)', [
    JSON.stringify(orders),
  ]);
}

async function selected({ text, values }: SqlCondition): Promise<number[]> {
  const { rows } = await pool.query({
    text: `select id from orders where ${text} order by id`,
    values: [...values],
    rowMode: 'array',
  });
  return rows.flat();
}

function allowed(
  snapshot: Snapshot,
  memberId: MemberId,
  permission: string,
  orders: readonly OrderRow[],
): number[] {
  const answers = new Map<string, boolean>();
  const isAllowed = (order: OrderRow) => {
    const place = placeOfOrder(order);
    const known = answers.get(place);
    if (known !== undefined) return known;
    const answer = evaluate(snapshot, { memberId, permission, place }, now).allowed;
    answers.set(place, answer);
    return answer;
  };
  return orders.filter(isAllowed).map(({ id }) => id);
}

const idsOf = (rows: readonly { readonly id: number }[]) => rows.map(({ id }) => id);

test('a list read with the condition has exactly the rows for which the question is answered yes', async () => {
  const db = drizzle({ client: pool });
  await fc.assert(
    fc.asyncProperty(fc.gen(), async (g) => {
      const { snapshot, orders } = ordersWorld(g);
      await store(orders);
      for (const memberId of memberIds) {
        for (const permission of g(() =>
          fc.subarray(permissions, { minLength: 1, maxLength: 1 }),
        )) {
          const filter = placeFilter(snapshot, memberId, permission, now);
          const places = { snapshot, filter };
          const yes = allowed(snapshot, memberId, permission, orders);
          const byId = { store: 'orders.store_id', zone: 'zone_id' } as const;
          expect(await selected(placeCondition(places, byId))).toEqual(yes);

          const withKysely = await kysely
            .selectFrom('orders')
            .select('id')
            .where((eb) => kyselyCondition(eb, places, byId))
            .orderBy('id')
            .execute();
          expect(idsOf(withKysely)).toEqual(yes);

          const columns = { store: ordersTable.storeId, zone: ordersTable.zoneId };
          const withDrizzle = await db
            .select({ id: ordersTable.id })
            .from(ordersTable)
            .where(drizzleCondition(sql, places, columns))
            .orderBy(ordersTable.id);
          expect(idsOf(withDrizzle)).toEqual(yes);

          // Rows that name their store, which by itself says all.
          const atStores = orders.filter(({ store_id }) => store_id !== null);
          const isYes = new Set(yes);
          const yesAtStores = idsOf(atStores).filter((id) => isYes.has(id));
          const byCode = placeCondition(
            places,
            { store: 'store_code' },
            { by: 'code', firstParameter: 1 },
          );
          const found = await selected({
            ...byCode,
            text: `(${byCode.text}) and store_code is not null`,
          });
          expect(found).toEqual(yesAtStores);

          const store = (oneOf: OneOf): OrderWhere => ({ storeId: oneOf });
          const zone = (oneOf: OneOf): OrderWhere => ({ store: { zoneId: oneOf } });
          const prisma = (where: OrderWhere, rows: readonly OrderRow[]) => {
            const finds = prismaFinder(where);
            return rows
              .filter(({ store_id, zone_id }) =>
                finds({ storeId: store_id, store: { zoneId: zone_id } }),
              )
              .map(({ id }) => id);
          };
          expect(prisma(placeWhere(places, { store }), atStores)).toEqual(yesAtStores);
          const inZones = atStores.filter(({ zone_id }) => zone_id !== null);
          expect(prisma(placeWhere(places, { store, zone }), inZones)).toEqual(
            idsOf(inZones).filter((id) => isYes.has(id)),
          );
        }
      }
    }),
    { numRuns: 12, endOnFailure: true },
  );
});

test('a name of a place is a parameter, whatever is written in it', async () => {
  const code = "x') or true; drop table orders; --";
  const snapshot = createSnapshot({
    organizationId: 'org_a',
    revision: 1,
    model: ordersModel,
    modulesOff: [],
    entities: [
      { entityId: `ent_${code}`, type: 'store', code, parents: [], closed: false, modulesOff: [] },
    ],
    permissionSets: [],
    members: [],
    grants: [],
  });
  const filter = { kind: 'some', under: [`ent_${code}`], except: [], validUntil: null } as const;
  await store([
    { id: 1, store_id: `ent_${code}`, store_code: code, zone_id: null },
    { id: 2, store_id: 'ent_other', store_code: 'other', zone_id: null },
  ]);
  const places = { snapshot, filter };
  expect(await selected(placeCondition(places, { store: 'store_id' }))).toEqual([1]);
  expect(await selected(placeCondition(places, { store: 'store_code' }, { by: 'code' }))).toEqual([
    1,
  ]);
  expect(
    idsOf(
      await drizzle({ client: pool })
        .select({ id: ordersTable.id })
        .from(ordersTable)
        .where(drizzleCondition(sql, places, { store: ordersTable.storeId })),
    ),
  ).toEqual([1]);
  expect(await kysely.selectFrom('orders').selectAll().execute()).toHaveLength(2);
});
