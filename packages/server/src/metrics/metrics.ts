import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { Services } from '../services.ts';

/** What is told of this process, in the format that Prometheus reads; gathered when it is asked for. */
export interface Metrics {
  readonly contentType: string;
  text(): Promise<string>;
}

type Reading =
  | number
  | readonly { readonly labels: Record<string, string>; readonly value: number }[];

interface Told {
  readonly name: string;
  readonly help: string;
  readonly labelNames?: readonly string[];
  readonly read: (services: Services) => Reading;
}

const told: readonly Told[] = [
  {
    name: 'latchkey_lag_seconds',
    help: 'Since everything in memory was last known to be the newest.',
    read: ({ snapshots }) => snapshots.lagMs / 1000,
  },
  {
    name: 'latchkey_max_staleness_seconds',
    help: 'The lag above which the process says that it is not ready.',
    read: ({ config }) => config.maxStalenessMs / 1000,
  },
  {
    name: 'latchkey_organizations_held',
    help: 'Organizations whose snapshot is in memory.',
    read: ({ snapshots }) => snapshots.organizationsHeld,
  },
  {
    name: 'latchkey_rows_held',
    help: 'Members, grants, sets and places in memory.',
    read: ({ snapshots }) => snapshots.rowsKept,
  },
  {
    name: 'latchkey_followers',
    help: 'Connections that follow the changes of an organization.',
    read: ({ counts }) => counts.followers,
  },
  {
    name: 'latchkey_followers_cut_off_total',
    help: 'Followers that were cut off because they did not read.',
    read: ({ counts }) => counts.followersCutOff,
  },
  {
    name: 'latchkey_decisions_total',
    help: 'Questions answered, by verdict.',
    labelNames: ['verdict'],
    read: ({ counts }) => [
      { labels: { verdict: 'allowed' }, value: counts.allowed },
      { labels: { verdict: 'denied' }, value: counts.denied },
    ],
  },
  {
    name: 'latchkey_refused_requests_total',
    help: 'Requests to a decision point that were answered without a decision, by status.',
    labelNames: ['status'],
    read: ({ counts }) =>
      [...counts.refused].map(([status, value]) => ({ labels: { status: String(status) }, value })),
  },
  {
    name: 'latchkey_changes_applied_total',
    help: 'Changes that snapshots in memory have taken.',
    read: ({ snapshots }) => snapshots.counts.changes,
  },
  {
    name: 'latchkey_snapshot_loads_total',
    help: 'Snapshots that were read whole.',
    read: ({ snapshots }) => snapshots.counts.loads,
  },
  {
    name: 'latchkey_snapshots_encoded_total',
    help: 'Snapshots that were encoded for followers.',
    read: ({ counts }) => counts.snapshotsEncoded,
  },
];

export function createMetrics(services: Services): Metrics {
  const registry = new Registry();
  // Memory, CPU time, open files, collections, the delay of the event loop.
  collectDefaultMetrics({ register: registry });
  for (const { name, help, labelNames = [], read } of told) {
    const options = { name, help, labelNames: [...labelNames], registers: [registry] };
    const readings = () => {
      const reading = read(services);
      return typeof reading === 'number' ? [{ labels: {}, value: reading }] : reading;
    };
    if (name.endsWith('_total')) {
      new Counter({
        ...options,
        // It is counted elsewhere: what was told the last time is taken back first.
        collect() {
          this.reset();
          for (const { labels, value } of readings()) this.inc(labels, value);
        },
      });
    } else {
      new Gauge({
        ...options,
        collect() {
          for (const { labels, value } of readings()) this.set(labels, value);
        },
      });
    }
  }
  return { contentType: registry.contentType, text: () => registry.metrics() };
}
