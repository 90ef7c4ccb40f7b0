import { expect, it } from 'vitest';
import { startTestServices } from './start-test-services.ts';

it('ids compare byte by byte in every table, so that a join between any two of them uses an index', async () => {
  await using services = await startTestServices();
  const { rows } = await services.db.pool.query(
    `select table_name, column_name from information_schema.columns
     where table_schema = 'public' and data_type = 'text' and column_name like '%\\_id'
       and collation_name is distinct from 'C'
       and table_name not like 'kysely%'`,
  );
  expect(rows).toEqual([]);
});
