import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import configuration from '../.dependency-cruiser.mjs';

const root = resolve(import.meta.dirname, '..');
const rooms = ['engine', 'models', 'contract', 'server', 'sdk', 'console', 'cli'];

/** Files that break a rule, by the rule; the first file is the one that is to be blamed. */
const violations: Record<string, Record<string, string>> = {
  'engine-is-pure': { 'packages/engine/src/clock.ts': `import 'node:fs';` },
  'engine-reaches-no-other-room': {
    'packages/engine/src/wire.ts': `import '@latchkey/contract';`,
  },
  'models-reaches-only-engine': { 'packages/models/src/wire.ts': `import '@latchkey/contract';` },
  'contract-reaches-only-engine': { 'packages/contract/src/data.ts': `import '@latchkey/models';` },
  'contract-takes-types-only-of-engine': {
    'packages/contract/src/decide.ts': `import { engine } from '@latchkey/engine';\nexport const decide = engine;`,
  },
  'server-reaches-only-engine-contract': {
    'packages/server/src/demo.ts': `import '@latchkey/models';`,
  },
  'sdk-reaches-only-engine-contract': {
    'packages/sdk/src/direct.ts': `import '@latchkey/server';`,
  },
  'sdk-takes-types-only-of-contract': {
    'packages/sdk/src/parse.ts': `import { contract } from '@latchkey/contract';\nexport const parse = contract;`,
  },
  'sdk-has-no-dependencies': { 'packages/sdk/src/schema.ts': `import 'zod';` },
  'console-reaches-only-engine-contract-sdk': {
    'packages/console/src/direct.ts': `import '@latchkey/server';`,
  },
  'console-ships-no-schemas': { 'packages/console/src/schema.ts': `import 'zod';` },
  'cli-reaches-only-engine-sdk-server-models': {
    'packages/cli/src/decide.ts': `import '@latchkey/contract';`,
  },
  'packages-meet-at-front-doors': {
    'packages/server/src/back-door.ts': `import '../../engine/src/inner.ts';`,
    'packages/engine/src/inner.ts': 'export const inner = 1;',
  },
  'console-features-never-meet': {
    'packages/console/src/features/people/list.ts': `import '../places/tree.ts';`,
    'packages/console/src/features/places/tree.ts': 'export const tree = 1;',
  },
  'queries-belong-to-their-feature': {
    'packages/server/src/features/members/invite.ts': `import '../keys/queries.ts';`,
    'packages/server/src/features/keys/queries.ts': 'export const query = 1;',
  },
  'only-the-change-door-writes-access': {
    'packages/server/src/features/members/write.ts': `import '../../change/effects/write-grants.ts';`,
    'packages/server/src/change/effects/write-grants.ts': 'export const write = 1;',
  },
  'code-does-not-lean-on-tests': {
    'packages/server/src/lazy.ts': `import './lazy.test.ts';`,
    'packages/server/src/lazy.test.ts': 'export const lazy = 1;',
  },
  'no-cycles': {
    'packages/models/src/about.ts': `import { round } from './round.ts';\nexport const about = () => round;`,
    'packages/models/src/round.ts': `import { about } from './about.ts';\nexport const round = () => about;`,
  },
  'no-orphans': { 'packages/models/src/forgotten.ts': 'const forgotten = 1;' },
  'imports-lead-somewhere': { 'packages/models/src/nowhere.ts': `import './missing.ts';` },
  'dependencies-are-declared': { 'packages/server/src/undeclared.ts': `import 'typescript';` },
};

let place: string;

beforeAll(() => {
  place = mkdtempSync(join(tmpdir(), 'latchkey-import-rule-'));
  cpSync(join(root, '.dependency-cruiser.mjs'), join(place, '.dependency-cruiser.mjs'));
  for (const room of rooms) {
    plant(`packages/${room}/src/index.ts`, `export const ${room} = 1;`);
    cpSync(
      join(root, `packages/${room}/package.json`),
      join(place, `packages/${room}/package.json`),
    );
    link(`packages/${room}`, `node_modules/@latchkey/${room}`);
  }
  // The command line has no front door of its own; for the rule it makes no difference.
  for (const name of ['zod', 'typescript']) {
    symlinkSync(join(root, 'node_modules', name), join(place, 'node_modules', name));
  }
  for (const files of Object.values(violations)) {
    for (const [path, content] of Object.entries(files)) plant(path, content);
  }
});

afterAll(() => rmSync(place, { recursive: true, force: true }));

describe('the import rule', () => {
  test('holds in this repository, all of which is looked at', () => {
    const { violations, modules } = cruise(root);
    expect(violations).toEqual([]);
    for (const room of rooms) {
      const seen = modules.filter((path) => path.startsWith(`packages/${room}/src/`));
      expect(seen.length, `files seen in ${room}`).toBeGreaterThan(3);
    }
    expect(modules.length).toBeGreaterThan(300);
  }, 60_000);

  test('catches a violation of each of its parts', () => {
    const found = cruise(place).violations;
    const missed = configuration.forbidden.filter(({ name }) => {
      const [blamed] = Object.keys(violations[name] ?? {});
      return !found.some(({ rule, from }) => rule === name && from === blamed);
    });
    expect(missed.map(({ name }) => name)).toEqual([]);
  }, 60_000);
});

function cruise(directory: string): {
  violations: { rule: string; from: string }[];
  modules: string[];
} {
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [
      join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs'),
      ...['--config', '.dependency-cruiser.mjs', '--output-type', 'json'],
      ...['packages', 'examples', 'e2e', 'bench'].filter((name) =>
        existsSync(join(directory, name)),
      ),
    ],
    { cwd: directory, encoding: 'utf8', maxBuffer: 200_000_000 },
  );
  if (stdout === '') throw new Error(stderr);
  const { summary, modules } = JSON.parse(stdout);
  return {
    violations: summary.violations.map((violation: { rule: { name: string }; from: string }) => ({
      rule: violation.rule.name,
      from: violation.from,
    })),
    modules: modules.map((module: { source: string }) => module.source),
  };
}

function plant(path: string, content: string): void {
  mkdirSync(dirname(join(place, path)), { recursive: true });
  writeFileSync(join(place, path), `${content}\n`);
}

function link(target: string, path: string): void {
  mkdirSync(dirname(join(place, path)), { recursive: true });
  symlinkSync(join(place, target), join(place, path));
}
