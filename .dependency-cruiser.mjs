// Who may import whom. `scripts/import-rule.test.ts` plants a violation of every rule and expects each to be caught.

const tests = String.raw`\.(test|fixture)\.tsx?$|/test/|^(e2e|bench)/`;
const code = (room) => ({ path: `^packages/${room}/src/`, pathNot: tests });
const otherRooms = (...allowed) => `^packages/(?!(${allowed.join('|')})/)[^/]+/`;

/** A room reaches the named rooms and no other. */
const roomRule = (room, allowed, comment) => ({
  name: `${room}-reaches-${allowed.length === 0 ? 'no-other-room' : `only-${allowed.join('-')}`}`,
  comment,
  severity: 'error',
  from: code(room),
  to: { path: otherRooms(room, ...allowed) },
});

/** A room takes the types of another and nothing that runs. */
const typesOnly = (room, other, comment) => ({
  name: `${room}-takes-types-only-of-${other}`,
  comment,
  severity: 'error',
  from: code(room),
  to: { path: `^packages/${other}/`, dependencyTypesNot: ['type-only'] },
});

export default {
  forbidden: [
    {
      name: 'engine-is-pure',
      comment: 'The engine has no dependency: no package, no file system, no clock of the system.',
      severity: 'error',
      from: code('engine'),
      to: { pathNot: '^packages/engine/src/' },
    },
    roomRule('engine', [], 'The engine is what everything else rests on.'),
    roomRule('models', ['engine'], 'An access model is data made with the engine.'),
    roomRule('contract', ['engine'], 'The wire speaks in the words of the engine.'),
    typesOnly('contract', 'engine', 'The wire describes; it decides nothing.'),
    roomRule('server', ['engine', 'contract'], 'The server is handed its access models.'),
    roomRule('sdk', ['engine', 'contract'], 'A platform installs the SDK, not the server.'),
    typesOnly('sdk', 'contract', 'The schemas would bring their parser along.'),
    {
      name: 'sdk-has-no-dependencies',
      comment: 'What a platform builds on brings nothing else into its house: types at most.',
      severity: 'error',
      from: { ...code('sdk'), pathNot: [tests, String.raw`^packages/sdk/src/react\.tsx$`] },
      to: { path: '(^|/)node_modules/', dependencyTypesNot: ['type-only'] },
    },
    roomRule('console', ['engine', 'contract', 'sdk'], 'The console knows the server by its wire.'),
    {
      name: 'console-ships-no-schemas',
      comment: 'The schema library is larger than the page that would use it.',
      severity: 'error',
      from: code('console'),
      to: { path: '(^|/)node_modules/zod/' },
    },
    roomRule(
      'cli',
      ['engine', 'sdk', 'server', 'models'],
      'The command line puts the rooms together.',
    ),
    {
      name: 'packages-meet-at-front-doors',
      comment: 'What a package offers is listed in its src/index.ts; the rest is its own business.',
      severity: 'error',
      from: { path: '^(packages/[^/]+|examples|e2e|bench)/' },
      to: {
        path: '^packages/[^/]+/(src|dist)/',
        pathNot: [
          '^$1/',
          String.raw`^packages/[^/]+/(src|dist)/index\.(ts|js)$`,
          String.raw`^packages/sdk/(src|dist)/(express|fastify|hono|next|react)\.(tsx?|js)$`,
          String.raw`^packages/sdk/(src|dist)/lists/(sql|kysely|drizzle|prisma)\.(ts|js)$`,
        ],
      },
    },
    {
      name: 'console-features-never-meet',
      comment: 'Pieces that two features need lie in shared-ui, named by what they are.',
      severity: 'error',
      from: { path: '^packages/console/src/features/([^/]+)/' },
      to: {
        path: '^packages/console/src/features/',
        pathNot: '^packages/console/src/features/$1/',
      },
    },
    {
      name: 'queries-belong-to-their-feature',
      comment: 'A feature calls the use case of another, never its SQL.',
      severity: 'error',
      from: { path: '^packages/server/src/(features/[^/]+|[^/]+)', pathNot: tests },
      to: {
        path: String.raw`^packages/server/src/features/[^/]+/([a-z-]*queries\.ts|queries/)`,
        pathNot: '^packages/server/src/$1/',
      },
    },
    {
      name: 'only-the-change-door-writes-access',
      comment: 'Every change of access goes through `commit`; the writers are behind it.',
      severity: 'error',
      from: { path: '^packages/', pathNot: ['^packages/server/src/change/', tests] },
      to: { path: '^packages/server/src/change/effects/' },
    },
    {
      name: 'code-does-not-lean-on-tests',
      comment: 'What is only there for tests is not shipped.',
      severity: 'error',
      from: { pathNot: tests },
      to: { path: tests },
    },
    {
      name: 'no-cycles',
      comment: 'A cycle is two files that are one.',
      severity: 'error',
      from: { path: '^packages/' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-orphans',
      comment: 'A file that nothing imports is dead or forgotten.',
      severity: 'error',
      from: {
        orphan: true,
        pathNot: [tests, String.raw`\.d\.ts$`, String.raw`(^|/)(vite|vitest)\.config\.ts$`],
      },
      to: {},
    },
    {
      name: 'imports-lead-somewhere',
      comment:
        'An import that cannot be found is not checked by any other rule. The peers of the benches are installed when a bench first wants them.',
      severity: 'error',
      from: { pathNot: '^bench/peers/' },
      to: { couldNotResolve: true },
    },
    {
      name: 'dependencies-are-declared',
      comment: 'A package names what it uses in its own package.json.',
      severity: 'error',
      from: { path: '^packages/[^/]+/src/', pathNot: [tests, String.raw`\.d\.ts$`] },
      to: {
        dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'npm-dev'],
        dependencyTypesNot: ['npm-peer'],
      },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: String.raw`(^|/)(dist|dist-types)/|\.(css|svg|png)$` },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['source', 'import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.d.ts'],
    },
    combinedDependencies: false,
  },
};
