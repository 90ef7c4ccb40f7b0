import { executionAsyncResource } from 'node:async_hooks';

const kept: object[] = [];

/**
 * Keeps one of the objects that `process.nextTick` makes for the life of the process, and with it the hidden class of
 * them all. While none is alive a full collection takes the class away, and from the fourth or so the next ones are made
 * on a path of V8 that is ten times slower and is never left again; every request takes six of them.
 */
export function keepTickShape(): void {
  process.nextTick(() => {
    if (kept.length === 0) kept.push(executionAsyncResource());
  });
}
