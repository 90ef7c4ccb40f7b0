import { afterEach, expect, test, vi } from 'vitest';
import { outsideEnvironment } from './run-command.mjs';

afterEach(() => vi.unstubAllEnvs());

test('an inner npm learns where packages come from, and none of the flags of the outer one', () => {
  vi.stubEnv('npm_config_registry', 'https://registry.example.com/');
  vi.stubEnv('npm_config_@aurora:registry', 'https://aurora.example.com/');
  vi.stubEnv('npm_config_cache', '/cache');
  vi.stubEnv('npm_config_omit', 'dev');
  vi.stubEnv('npm_lifecycle_event', 'start');
  vi.stubEnv('PATH', '/clone/node_modules/.bin:/usr/bin');
  const environment = outsideEnvironment();
  expect(environment).toMatchObject({
    npm_config_registry: 'https://registry.example.com/',
    'npm_config_@aurora:registry': 'https://aurora.example.com/',
    npm_config_cache: '/cache',
    PATH: '/usr/bin',
  });
  expect(environment).not.toHaveProperty('npm_config_omit');
  expect(environment).not.toHaveProperty('npm_lifecycle_event');
});
