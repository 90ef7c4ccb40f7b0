import { applyEffects, decodeSnapshot, snapshotRevision } from '@latchkey/engine';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { SnapshotKeeper } from '../src/change/snapshot-keeper.ts';
import { newApiKey } from './api-key.ts';
import { followChanges } from './follow-changes.ts';
import { createMarketOrganization, type MarketOrganization } from './market-organization.ts';
import { type Node, startNode } from './partitions/nemesis.ts';
import { faultsInTurn, type PartitionCounts, runPartitions } from './partitions/run-partitions.ts';
import { snapshotAnswers } from './snapshot-answers.ts';
import { startTestServices, type TestServices } from './start-test-services.ts';

// `npm run proof:partitions` goes round more often and prints what it counted.
const rounds = Number(process.env['PARTITION_ROUNDS'] ?? 1);
const maxStalenessMs = 1_200;
const faultMs = 1_700;

let services: TestServices;
let market: MarketOrganization;
let nodes: Node[];
let key: string;

beforeAll(async () => {
  services = await startTestServices();
  market = await createMarketOrganization(services);
  key = await newApiKey(services, market);
  const config = { maxStalenessMs, serveStaleMs: maxStalenessMs };
  nodes = await Promise.all([startNode(services, config), startNode(services, config)]);
});
afterAll(async () => {
  for (const node of nodes) await node[Symbol.asyncDispose]();
  await services[Symbol.asyncDispose]();
});

const pointOf = ({ process: { url } }: Node) =>
  `${url}/organizations/${market.organizationId}/access/v1`;

const loadFrom = async (node: Node) => {
  const answer = await fetch(`${pointOf(node)}/snapshot`, {
    headers: { authorization: `Bearer ${key}` },
  });
  if (!answer.ok) throw new Error(`The snapshot answers ${answer.status}.`);
  return {
    snapshot: decodeSnapshot(new Uint8Array(await answer.arrayBuffer())),
    epoch: answer.headers.get('latchkey-epoch') ?? '',
  };
};

describe('servers that are cut off from their database, stopped and killed while access changes', () => {
  let counts: PartitionCounts;
  let begun: Awaited<ReturnType<typeof loadFrom>>;

  beforeAll(
    async () => {
      const [first] = nodes as [Node]; // started above
      begun = await loadFrom(first);
      const faults = faultsInTurn(rounds);
      const run = { services, market, key, nodes, maxStalenessMs, faultMs, faults };
      counts = await runPartitions(run);
      if (rounds > 1) process.stdout.write(`${JSON.stringify(counts, null, 2)}\n`);
    },
    60_000 + rounds * 60_000,
  );

  test('are asked enough to mean something', () => {
    expect(counts.changes).toBeGreaterThan(20);
    expect(counts.yes).toBeGreaterThan(20);
    expect(counts.no).toBeGreaterThan(20);
    expect(counts.refused).toBeGreaterThan(0);
  });

  test('never answer from before the revision that a question names', () => {
    expect(counts.olderThanToken).toBe(0);
  });

  test('answer what is right at the revision that they answer from', () => {
    expect(counts.wrongForItsRevision).toBe(0);
  });

  test('never say yes at or after the end of access', () => {
    expect(counts.yesAfterEnd).toBe(0);
  });

  test('answer nothing that is older than their bound', () => {
    expect(counts.beyondBound).toBe(0);
  });

  test('refuse with 503 what they cannot answer, and soon', () => {
    expect(counts.failed).toBe(0);
    expect(counts.hung).toBe(0);
    expect(counts.slowestMs).toBeLessThan(5_000);
  });

  test('all come to the same access in the end, which is what one loads anew', async () => {
    const places = [market.organizationId, ...Object.values(market.places)];
    const fresh = await new SnapshotKeeper(services).current(market.organizationId);
    const now = Date.now();
    const expected = snapshotAnswers(fresh, places, now);
    for (const node of nodes) {
      await vi.waitFor(
        async () => {
          const { snapshot } = await loadFrom(node);
          expect(snapshotRevision(snapshot)).toBe(snapshotRevision(fresh));
          expect(snapshotAnswers(snapshot, places, now)).toEqual(expected);
        },
        { timeout: 10_000, interval: 100 },
      );
    }
  });

  test('bring whoever follows to that access too', async () => {
    const [, second] = nodes as [Node, Node]; // started above
    const { snapshot, epoch } = begun;
    const after = snapshotRevision(snapshot);
    await using following = await followChanges(pointOf(second), { key, after, epoch });
    const fresh = await new SnapshotKeeper(services).current(market.organizationId);
    await vi.waitFor(() => expect(following.events.at(-1)).toMatchObject({ event: 'head' }), {
      timeout: 10_000,
    });
    for (const { event, data } of following.events)
      if (event === 'change') applyEffects(snapshot, data.effects, data.revision, data.model);
    expect(snapshotRevision(snapshot)).toBe(snapshotRevision(fresh));
    const places = [market.organizationId, ...Object.values(market.places)];
    const now = Date.now();
    expect(snapshotAnswers(snapshot, places, now)).toEqual(snapshotAnswers(fresh, places, now));
  });
});
