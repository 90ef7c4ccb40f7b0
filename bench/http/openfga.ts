import type { BenchOrganization } from '../organization/make-organization.ts';
import type { BenchQuestion } from '../organization/make-questions.ts';
import { type Answering, pageSize } from './answering.ts';
import { startProgram } from './child-program.ts';
import { grantTuples, permissionRelations, relationOf } from './relations.ts';
import { type JsonSender, jsonSender } from './send-json.ts';

/**
 * OpenFGA with its store in memory, over its HTTP API, which its SDKs speak. Caches of answers are off, as they come: a
 * cached yes would outlive its grant. A list is cut at the size of a page, for it has no pages. The store in memory
 * looks through all that is written; with SQLite inside, a check took three times the CPU.
 */
export async function startOpenFga(
  program: string,
  organization: BenchOrganization,
  ports: { http: number; grpc: number },
): Promise<Answering> {
  const args = [
    'run',
    `--http-addr=127.0.0.1:${ports.http}`,
    `--grpc-addr=127.0.0.1:${ports.grpc}`,
    '--log-level=none',
    '--metrics-enabled=false',
    // An answer is waited for: by itself it gives up, or cuts a list short, after three seconds.
    '--request-timeout=60s',
    '--listObjects-deadline=60s',
    '--listUsers-deadline=60s',
    `--listObjects-max-results=${pageSize}`,
    `--listUsers-max-results=${pageSize}`,
  ];
  const base = `http://127.0.0.1:${ports.http}`;
  const running = await startProgram(program, args, () => fetch(`${base}/healthz`));
  const send = jsonSender(ports.http);

  const { id: store } = await post(`${base}/stores`, { name: 'bench' });
  const { authorization_model_id: model } = await post(
    `${base}/stores/${store}/authorization-models`,
    authorizationModel(organization),
  );
  const tuples = grantTuples(organization).map(({ place, relation, who }) => ({
    object: `place:${place}`,
    relation,
    user: relation === 'parent' ? `place:${who}` : `user:${who}`,
  }));
  const perWrite = 100;
  for (let from = 0; from < tuples.length; from += perWrite) {
    const tuple_keys = tuples.slice(from, from + perWrite);
    await post(`${base}/stores/${store}/write`, {
      writes: { tuple_keys },
      authorization_model_id: model,
    });
  }

  const ask: JsonSender = (path, body, read) =>
    send(`/stores/${store}/${path}`, { ...body, authorization_model_id: model }, read);
  const key = ({ memberId, permission, place }: BenchQuestion) => ({
    user: `user:${memberId}`,
    relation: relationOf(permission),
    object: `place:${place}`,
  });
  const batch = (questions: readonly BenchQuestion[]) =>
    ask(
      'batch-check',
      {
        checks: questions.map((question, index) => ({
          tuple_key: key(question),
          correlation_id: String(index),
        })),
      },
      (answer) => {
        const { result } = answer as { result: Record<string, { allowed: boolean }> };
        return questions.map((_, index) => result[index]?.allowed ?? false);
      },
    );
  return {
    pid: running.pid,
    single: (question) =>
      ask('check', { tuple_key: key(question) }, (answer) => [
        (answer as { allowed: boolean }).allowed,
      ]),
    batch,
    mixedBatch: batch,
    places: ({ memberId, permission }) =>
      ask(
        'list-objects',
        { type: 'place', user: `user:${memberId}`, relation: relationOf(permission) },
        (answer) =>
          (answer as { objects: string[] }).objects.map((object) => object.slice('place:'.length)),
      ),
    people: ({ permission, place }) =>
      ask(
        'list-users',
        {
          object: { type: 'place', id: place },
          relation: relationOf(permission),
          user_filters: [{ type: 'user' }],
        },
        (answer) =>
          (answer as { users: { object: { id: string } }[] }).users.map(({ object }) => object.id),
      ),
    [Symbol.asyncDispose]: () => running[Symbol.asyncDispose](),
  };
}

async function post(url: string, body: object): Promise<Record<string, string>> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${url} answers ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as Record<string, string>;
}

/** A permission is what some sets give at the place, or what is held at a place above it. */
function authorizationModel(organization: BenchOrganization) {
  const direct = ['owner', ...organization.sets.map((_, index) => `set${index}`)];
  const held = (relation: string) => ({ computedUserset: { relation } });
  const relations = Object.fromEntries([
    ['parent', { this: {} }],
    ...direct.map((name) => [name, { this: {} }]),
    ...permissionRelations(organization).map(({ relation, from }) => [
      relation,
      {
        union: {
          child: [
            ...from.map(held),
            { tupleToUserset: { tupleset: { relation: 'parent' }, computedUserset: { relation } } },
          ],
        },
      },
    ]),
  ]);
  const types = (type: string) => ({ directly_related_user_types: [{ type }] });
  return {
    schema_version: '1.1',
    type_definitions: [
      { type: 'user' },
      {
        type: 'place',
        relations,
        metadata: {
          relations: Object.fromEntries([
            ['parent', types('place')],
            ...direct.map((name) => [name, types('user')]),
          ]),
        },
      },
    ],
  };
}
