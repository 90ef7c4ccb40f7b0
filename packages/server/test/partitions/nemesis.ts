import { setTimeout as sleep } from 'node:timers/promises';
import type { Config } from '../../src/config.ts';
import { type DatabaseProxy, startDatabaseProxy } from '../database-proxy.ts';
import { type ServerProcess, startServerProcess } from '../server-process.ts';
import type { TestServices } from '../start-test-services.ts';

/** A server process that reaches its database through a proxy of its own. */
export interface Node extends AsyncDisposable {
  process: ServerProcess;
  readonly proxy: DatabaseProxy;
  /** Whether it can be expected to answer at all. */
  runs: boolean;
}

export const faults = ['cut', 'paused', 'slow', 'stopped', 'killed'] as const;
export type Fault = (typeof faults)[number];

export async function startNode(services: TestServices, config: Partial<Config>): Promise<Node> {
  const proxy = await startDatabaseProxy(services.database.connection);
  const { connection } = proxy;
  const node: Node = {
    process: await startServerProcess(services, { config, connection }),
    proxy,
    runs: true,
    async [Symbol.asyncDispose]() {
      await node.process.killHard();
      await proxy[Symbol.asyncDispose]();
    },
  };
  return node;
}

/** Does one thing to a node for a while, then lets it recover. */
export async function strike(
  node: Node,
  fault: Fault,
  forMs: number,
  restart: (node: Node) => Promise<ServerProcess>,
): Promise<void> {
  if (fault === 'killed') {
    node.runs = false;
    await node.process.killHard();
    node.process = await restart(node);
    node.runs = true;
    return;
  }
  if (fault === 'stopped') {
    node.runs = false;
    node.process.stand();
    await sleep(forMs);
    node.process.goOn();
    node.runs = true;
    return;
  }
  node.proxy.set(fault === 'slow' ? { way: 'slow', delayMs: 150 } : { way: fault });
  await sleep(forMs);
  node.proxy.set({ way: 'open' });
}
