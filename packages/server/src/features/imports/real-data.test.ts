import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createTestOrganization } from '../../../test/create-test-organization.ts';
import { importClient } from '../../../test/import-client.ts';
import { signInAs } from '../../../test/sign-in-as.ts';
import { startTestServer } from '../../../test/start-test-server.ts';
import { jobHandlers } from '../../job-handlers.ts';

/** A company's real files where there are some: `places.csv` and `people-5k.csv`. */
const directory =
  process.env['LATCHKEY_REAL_DATA'] ?? join(import.meta.dirname, '../../../../../../shared/data');

const file = (name: string) => readFileSync(join(directory, name));
const rowsOf = (name: string) => file(name).toString().trimEnd().split('\n').length - 1;

it.runIf(existsSync(join(directory, 'places.csv')))(
  'real files are planned, applied and undone',
  { timeout: 300_000 },
  async () => {
    await using server = await startTestServer();
    await server.services.jobs.start(jobHandlers(server.services).handlers);
    const { organizationId, owner } = await createTestOrganization(server.services);
    const client = importClient(server, await signInAs(server, organizationId, owner));
    const finish = async (id: string) => {
      await client.request('POST', `/v1/imports/${id}/apply`);
      return client.settled(id);
    };
    const totals = async () => {
      const [places, people] = [
        await client.request('GET', '/v1/entities?limit=1'),
        await client.request('GET', '/v1/members?limit=1'),
      ];
      return { places: places.body.total, people: people.body.total };
    };
    const before = await totals();

    const places = await client.upload('places', file('places.csv'), 'places.csv');
    const planned = await client.settled(places.id);
    expect(planned).toMatchObject({
      state: 'ready',
      unusedColumns: ['phone'],
      counts: { rows: rowsOf('places.csv'), errors: 0, change: 0 },
    });
    expect(new Set(planned.newParents.map(({ type }) => type))).toEqual(
      new Set(['concept', 'zone']),
    );
    const { create } = planned.counts;
    expect(await finish(places.id)).toMatchObject({
      state: 'done',
      counts: { applied: create, failed: 0 },
    });
    expect((await totals()).places).toBe(before.places + create + planned.newParents.length);

    const people = await client.upload('people', file('people-5k.csv'), 'people-5k.csv');
    expect(people).toMatchObject({
      state: 'ready',
      missingFields: [],
      unusedColumns: [],
      counts: { rows: 5_000, create: 5_000, errors: 0 },
    });
    expect(await finish(people.id)).toMatchObject({
      state: 'done',
      counts: { applied: 5_000, failed: 0 },
    });
    const again = await client.upload('people', file('people-5k.csv'));
    expect(again.counts).toMatchObject({ create: 0, noChange: 5_000, errors: 0 });

    for (const id of [people.id, places.id]) {
      await client.request('POST', `/v1/imports/${id}/undo`);
      const undone = await client.settled(id, ({ state }) => state === 'undone');
      expect(undone.undo?.conflicts).toBe(0);
    }
    expect((await totals()).places).toBe(before.places);
  },
);
