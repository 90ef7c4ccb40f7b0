import type { ImportView } from '@latchkey/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importClient } from '../../../test/import-client.ts';
import { createMarketOrganization } from '../../../test/market-organization.ts';
import { signInAs } from '../../../test/sign-in-as.ts';
import { startTestServer, type TestServer } from '../../../test/start-test-server.ts';
import { inOrganization } from '../../db/in-organization.ts';
import { jobHandlers } from '../../job-handlers.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  await server.services.jobs.start(jobHandlers(server.services).handlers);
});
afterAll(() => server[Symbol.asyncDispose]());

const start = async () => {
  const market = await createMarketOrganization(server.services);
  return {
    market,
    owner: importClient(server, await signInAs(server, market.organizationId, market.owner)),
  };
};
const people = (count: number, row: (number: number) => string) =>
  [
    'E-mail,Type,Permission sets,Places',
    ...Array.from({ length: count }, (_, number) => row(number)),
  ].join('\n');
const good = (number: number) =>
  `person${number}@shop.example,member,Campaign editor,store:W-${1 + (number % 2)}`;

describe('a large file', { timeout: 400_000 }, () => {
  it('is planned by a job, and a correction of thousands of rows is too', async () => {
    const { owner } = await start();
    const file = people(
      6_000,
      (number) => `person${number}@shop.example,member,Campaign editor,store:W-9`,
    );
    const uploaded = await owner.upload('people', file);
    expect(uploaded).toMatchObject({ state: 'checking', counts: { rows: 6_000 } });
    const planned = await owner.settled(uploaded.id);
    expect(planned).toMatchObject({ state: 'ready', counts: { rows: 6_000, errors: 6_000 } });
    const [first] = await owner.rows(uploaded.id, 'limit=1');
    expect(first?.issues).toMatchObject([
      { value: 'store:W-9', suggestion: 'store:W-1', sameCount: 6_000 },
    ]);

    const fix = { field: 'places', from: 'store:W-9', to: 'store:W-1' };
    const fixed = await owner.request('POST', `/v1/imports/${uploaded.id}/replace-value`, fix);
    expect(fixed.body.state).toBe('checking');
    expect(await owner.settled(uploaded.id)).toMatchObject({
      state: 'ready',
      counts: { create: 6_000, errors: 0 },
    });
  });

  it('changes people by the thousand, tells what they lose, and is undone', async () => {
    const { owner } = await start();
    const invited = await owner.upload('people', people(5_001, good));
    await owner.settled(invited.id, ({ state }) => state === 'ready');
    await owner.request('POST', `/v1/imports/${invited.id}/apply`);
    await owner.settled(invited.id, ({ state }) => state === 'done');

    const moved = people(5_001, (number) => good(number + 1).replace(/\d+/, String(number)));
    const uploaded = await owner.upload('people', moved, 'moved.csv', 'replace');
    const planned = await owner.settled(uploaded.id);
    expect(planned.counts).toMatchObject({ change: 5_001, losing: 5_001, losses: 5_001 });
    await owner.request('POST', `/v1/imports/${uploaded.id}/apply`);
    expect(await owner.settled(uploaded.id)).toMatchObject({
      state: 'done',
      counts: { applied: 5_001, failed: 0 },
    });
    const again = await owner.upload('people', moved, 'moved.csv', 'replace');
    expect((await owner.settled(again.id)).counts).toMatchObject({ noChange: 5_001 });

    await owner.request('POST', `/v1/imports/${uploaded.id}/undo`);
    const undone = await owner.settled(uploaded.id, ({ state }) => state === 'undone');
    expect(undone.undo).toMatchObject({ conflicts: 0 });
    const before = await owner.upload('people', people(5_001, good), 'before.csv', 'replace');
    expect((await owner.settled(before.id)).counts).toMatchObject({ noChange: 5_001 });
  });

  it('is cancelled between chunks, goes on where it stopped and is undone whole', async () => {
    const { market, owner } = await start();
    const { id } = await owner.upload('people', people(4_001, good));
    await owner.request('POST', `/v1/imports/${id}/apply`);
    await owner.settled(id, ({ counts }) => counts.applied > 0);
    const { body: cancelled } = await owner.request('POST', `/v1/imports/${id}/cancel`);
    expect(cancelled.state).toBe('cancelled');
    expect([2_000, 4_000]).toContain(cancelled.counts.applied);
    const invited = () =>
      inOrganization(server.services.db, market.organizationId, async (transaction) => {
        const rows = await transaction
          .selectFrom('members')
          .select('member_id')
          .where('status', '=', 'invited')
          .execute();
        return rows.length;
      });
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(await invited()).toBe(cancelled.counts.applied);

    await owner.request('POST', `/v1/imports/${id}/apply`);
    expect(await owner.settled(id)).toMatchObject({
      state: 'done',
      counts: { applied: 4_001, failed: 0 },
    });
    expect(await invited()).toBe(4_001);
    await owner.request('POST', `/v1/imports/${id}/undo`);
    const undone = await owner.settled(id, ({ state }) => state === 'undone');
    expect(undone.undo).toMatchObject({ conflicts: 0 });
    expect(await invited()).toBe(0);
  });

  it('is answered page by page', async () => {
    const { owner } = await start();
    const { id } = await owner.upload('people', people(250, good));
    const pages: number[][] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const query = `limit=100&search=person${cursor && `&cursor=${cursor}`}`;
      const { body } = await owner.request('GET', `/v1/imports/${id}/rows?${query}`);
      expect(body.total).toBe(250);
      pages.push(body.data.map(({ row }: { row: number }) => row));
      cursor = body.nextCursor;
    }
    expect(pages.map((page) => page.length)).toEqual([100, 100, 50]);
    expect(pages.flat()).toEqual(Array.from({ length: 250 }, (_, index) => index + 2));
  });
});

describe('many at once', { timeout: 60_000 }, () => {
  it('people who upload at the same time all get their plans', async () => {
    const { owner } = await start();
    const uploads = Array.from({ length: 24 }, (_, index) =>
      owner.upload(
        'people',
        people(20, (number) => good(1_000 * index + number)),
      ),
    );
    const views: ImportView[] = await Promise.all(uploads);
    expect(views.every(({ state, counts }) => state === 'ready' && counts.create === 20)).toBe(
      true,
    );
  });

  it('corrections that come together are all in the plan', async () => {
    const { owner } = await start();
    const file = people(
      30,
      (number) => `person${number}@shop.example,member,Campaign editor,nowhere`,
    );
    const { id } = await owner.upload('people', file);
    const fixes = Array.from({ length: 10 }, (_, index) =>
      owner.request('PATCH', `/v1/imports/${id}/rows/${index + 2}`, {
        values: { places: 'store:W-1' },
      }),
    );
    expect((await Promise.all(fixes)).map(({ status }) => status)).toEqual(Array(10).fill(200));
    expect(await owner.settled(id)).toMatchObject({
      state: 'ready',
      counts: { create: 10, errors: 20 },
    });
  });
});
