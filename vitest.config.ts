import { defineConfig } from 'vitest/config';

// Workspace packages are tested from their sources, never from what was last built.
const conditions = ['source', 'module', 'node', 'development|production'];
const sources = {
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: ['source', 'node'] } },
};
const setupFiles = [
  './packages/server/test/no-console-output.ts',
  './packages/engine/test/property-seed.ts',
];
const postgres = './packages/server/test/start-postgres.ts';

const pure = (name: string, include: string[]) => ({
  ...sources,
  test: { name, include, setupFiles },
});

export default defineConfig({
  test: {
    // The database takes its share of the machine.
    maxWorkers: 2,
    pool: 'forks',
    projects: [
      pure('engine', ['packages/engine/src/**/*.test.ts']),
      pure('models', ['packages/models/src/**/*.test.ts']),
      pure('contract', ['packages/contract/src/**/*.test.ts']),
      pure('sdk', ['packages/sdk/src/**/*.test.{ts,tsx}']),
      pure('console', ['packages/console/src/**/*.test.{ts,tsx}']),
      {
        ...sources,
        test: {
          name: 'server',
          include: ['packages/server/{src,test}/**/*.test.ts'],
          setupFiles,
          globalSetup: [postgres],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        ...sources,
        test: {
          name: 'cli',
          include: ['packages/cli/src/**/*.test.ts'],
          globalSetup: [postgres],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        ...sources,
        test: {
          name: 'e2e',
          include: ['e2e/**/*.test.ts'],
          globalSetup: [postgres],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        ...sources,
        test: {
          name: 'repository',
          include: ['{scripts,examples,docs,bench}/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
