import { afterAll, beforeAll, expect, test } from 'vitest';
import { globally } from '../src/db/globally.ts';
import { newId } from '../src/ids.ts';
import { startTestServices, type TestServices } from './start-test-services.ts';

let services: TestServices;

beforeAll(async () => {
  services = await startTestServices();
});
afterAll(() => services[Symbol.asyncDispose]());

test('a deadlock is tried again', async () => {
  const first = newId('usr');
  const second = newId('usr');
  await globally(services.db, (transaction) =>
    transaction
      .insertInto('users')
      .values([
        { user_id: first, address: 'first@example.com' },
        { user_id: second, address: 'second@example.com' },
      ])
      .execute(),
  );
  let attempts = 0;
  const touchBoth = (order: readonly (typeof first)[]) =>
    globally(services.db, async (transaction) => {
      attempts++;
      for (const userId of order) {
        await transaction
          .updateTable('users')
          .set({ verified_at: new Date() })
          .where('user_id', '=', userId)
          .execute();
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    });
  await Promise.all([touchBoth([first, second]), touchBoth([second, first])]);
  expect(attempts).toBe(3);
});

test('a failure that was swallowed inside still fails the transaction', async () => {
  const swallowed = globally(services.db, async ({ client }) => {
    await client.query('select 1 / 0').catch(() => {});
  });
  await expect(swallowed).rejects.toThrow('The transaction had failed and was rolled back.');
});

test('times come back as dates and counts as numbers', async () => {
  const { rows } = await services.db.pool.query('select now() as time, count(*) as count');
  expect(rows[0]).toEqual({ time: expect.any(Date), count: 1 });
});

test('a job asked for in a transaction that fails is not there', async () => {
  const waiting = async () =>
    Number(
      (await services.db.pool.query('select count(*) as n from graphile_worker.jobs')).rows[0].n,
    );
  const failing = globally(services.db, async (transaction) => {
    await services.jobs.enqueue(transaction, 'account-mail', null);
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  expect(await waiting()).toBe(0);
  await services.jobs.enqueue(null, 'account-mail', null);
  await services.jobs.enqueue(null, 'account-mail', null);
  expect(await waiting()).toBe(1);
});
