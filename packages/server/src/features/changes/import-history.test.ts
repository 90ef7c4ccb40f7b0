import { expect, test } from 'vitest';
import { importClient } from '../../../test/import-client.ts';
import { createMarketOrganization } from '../../../test/market-organization.ts';
import { signInAs } from '../../../test/sign-in-as.ts';
import { startTestServer } from '../../../test/start-test-server.ts';
import { jobHandlers } from '../../job-handlers.ts';

const text = (sentence: { text: string }[]) => sentence.map((part) => part.text).join('');

test('an import of many chunks is one line of the history, and so is its undo', async () => {
  await using server = await startTestServer();
  await server.services.jobs.start(jobHandlers(server.services).handlers);
  const market = await createMarketOrganization(server.services);
  const owner = await signInAs(server, market.organizationId, market.owner);
  const client = importClient(server, owner);
  const rows = Array.from({ length: 2_001 }, (_, row) => `S-${row},Store ${row},West`);

  const { id } = await client.upload('places', ['Store code,Store name,Zone', ...rows].join('\n'));
  await owner.request('POST', `/v1/imports/${id}/apply`);
  expect(await client.settled(id)).toMatchObject({ state: 'done', counts: { applied: 2_001 } });

  const history = async (query = '') =>
    (await owner.request('GET', `/v1/changes?limit=5${query}`)).body;
  const [line, before] = (await history()).data;
  expect(text(line.sentence)).toMatch(/^Olga Owner imported 2,001 places from .+\.$/);
  expect(line).toMatchObject({ importId: id, objectCount: 2_001, undoable: false });
  expect(before.importId).toBeNull();
  expect((await history(`&importId=${id}`)).total).toBe(2);

  await owner.request('POST', `/v1/imports/${id}/undo`);
  await client.settled(id, ({ state }) => state === 'undone');
  const [undone, imported] = (await history()).data;
  expect(text(undone.sentence)).toMatch(/^Olga Owner undid the import .+\.$/);
  expect(undone.undoable).toBe(false);
  expect(imported.id).toBe(line.id);
}, 120_000);
