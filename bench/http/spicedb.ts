import { setTimeout as sleep } from 'node:timers/promises';
import type { BenchOrganization } from '../organization/make-organization.ts';
import type { BenchQuestion } from '../organization/make-questions.ts';
import { type Answering, pageSize } from './answering.ts';
import { startProgram } from './child-program.ts';
import { grantTuples, permissionRelations, relationOf } from './relations.ts';

/** SpiceDB with its store in memory, over gRPC; its caches as they come. */
export async function startSpiceDb(
  program: string,
  organization: BenchOrganization,
  ports: { grpc: number; metrics: number },
): Promise<Answering> {
  // Peers are installed once the bench runs: what this imports is not there when it is loaded.
  const { connect } = await import('../peers/spicedb.mjs');
  const key = 'bench';
  const args = [
    'serve',
    '--datastore-engine=memory',
    `--grpc-preshared-key=${key}`,
    `--grpc-addr=127.0.0.1:${ports.grpc}`,
    `--metrics-addr=127.0.0.1:${ports.metrics}`,
    '--telemetry-endpoint=',
    '--skip-release-check',
    '--log-level=error',
  ];
  const client = connect(ports.grpc, key);
  const running = await startProgram(program, args, () => client.isServing());
  await client.writeSchema(schema(organization));
  const tuples = grantTuples(organization);
  const perWrite = 1_000;
  for (let from = 0; from < tuples.length; from += perWrite) {
    await client.write(tuples.slice(from, from + perWrite));
  }
  // It answers from a revision that may be five seconds old.
  await sleep(6_000);

  const asked = ({ memberId, permission, place }: BenchQuestion) => ({
    memberId,
    permission: relationOf(permission),
    placeId: place,
  });
  const batch = (questions: readonly BenchQuestion[]) => () =>
    client.checkMany(questions.map(asked));
  return {
    pid: running.pid,
    single: (question) => () => client.check(asked(question)),
    batch,
    mixedBatch: batch,
    places: (question) => () => client.places(asked(question), pageSize),
    people: (question) => () => client.people(asked(question)),
    [Symbol.asyncDispose]: () => running[Symbol.asyncDispose](),
  };
}

/** A permission is what some sets give at the place, or what is held at a place above it. */
function schema(organization: BenchOrganization): string {
  const direct = ['owner', ...organization.sets.map((_, index) => `set${index}`)];
  return [
    'definition user {}',
    'definition place {',
    '  relation parent: place',
    ...direct.map((name) => `  relation ${name}: user`),
    ...permissionRelations(organization).map(
      ({ relation, from }) =>
        `  permission ${relation} = ${[...from, `parent->${relation}`].join(' + ')}`,
    ),
    '}',
  ].join('\n');
}
