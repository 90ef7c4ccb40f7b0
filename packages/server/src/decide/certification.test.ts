import { decisionPointMetadata } from '@latchkey/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { askDecisionPoint, type DecisionEndpoint } from '../../test/ask-decision-point.ts';
import {
  createRecordsOrganization,
  type RecordsOrganization,
} from '../../test/records-organization.ts';
import { startTestServer, type TestServer } from '../../test/start-test-server.ts';

// The scenario by which AuthZEN certifies decision points, level by level, over HTTP.

let server: TestServer;
let records: RecordsOrganization;
beforeAll(async () => {
  server = await startTestServer();
  records = await createRecordsOrganization(server);
});
afterAll(() => server[Symbol.asyncDispose]());

const ask = (endpoint: DecisionEndpoint, body: unknown, headers: Record<string, string> = {}) =>
  askDecisionPoint(records, endpoint, body, { headers });
const decide = async (body: object) => {
  const answer = await ask('evaluation', body);
  expect(answer.status).toBe(200);
  expect(typeof answer.body.decision).toBe('boolean');
  return answer.body.decision;
};
const find = async (endpoint: DecisionEndpoint, body: object) => {
  const answer = await ask(endpoint, body);
  expect(answer.status).toBe(200);
  return answer.body.results;
};

const user = (id: string, properties?: object) => ({
  type: 'user',
  id,
  ...(properties && { properties }),
});
const record = (id: string, properties?: object) => ({
  type: 'record',
  id,
  ...(properties && { properties }),
});
const action = (name: string, properties?: object) => ({ name, ...(properties && { properties }) });
const archived = { status: 'archived' };
const admin = { role: 'admin' };
const found = (...ids: string[]) =>
  expect.arrayContaining(ids.map((id) => expect.objectContaining({ id })));
const named = (...names: string[]) =>
  expect.arrayContaining(names.map((name) => expect.objectContaining({ name })));

interface Case {
  readonly subject: object;
  readonly action: object;
  readonly resource: object;
}
const aliceReads = { subject: user('alice'), action: action('read'), resource: record('record-1') };
const core: readonly (Case & { title: string; decision: boolean })[] = [
  {
    title: 'Alice reads the record',
    subject: user('alice'),
    action: action('read'),
    resource: record('record-1'),
    decision: true,
  },
  {
    title: 'Alice writes the record',
    subject: user('alice'),
    action: action('write'),
    resource: record('record-1'),
    decision: true,
  },
  {
    title: 'Bob reads the record',
    subject: user('bob'),
    action: action('read'),
    resource: record('record-1'),
    decision: true,
  },
  {
    title: 'Bob does not write the record',
    subject: user('bob'),
    action: action('write'),
    resource: record('record-1'),
    decision: false,
  },
];
const withProperties: typeof core = [
  {
    title: 'Alice does not write a record that is archived',
    subject: user('alice'),
    action: action('write'),
    resource: record('record-2', archived),
    decision: false,
  },
  {
    title: 'an administrator writes a record that is archived',
    subject: user('bob', admin),
    action: action('write'),
    resource: record('record-2', archived),
    decision: true,
  },
  {
    title: 'Alice deletes softly',
    subject: user('alice'),
    action: action('delete', { soft: true }),
    resource: record('record-1'),
    decision: true,
  },
  {
    title: 'Alice does not delete for good',
    subject: user('alice'),
    action: action('delete', { soft: false }),
    resource: record('record-1'),
    decision: false,
  },
];
const parts = ({ subject, action, resource }: Case) => ({ subject, action, resource });

describe('Basic Core', () => {
  test.each(core)('$title', async ({ decision, ...asked }) => {
    expect(await decide(parts(asked))).toBe(decision);
  });

  test('the same question has the same answer, with a context and without', async () => {
    for (const { decision, ...asked } of core) {
      for (const context of [undefined, {}, { time: '2026-11-26T12:00:00Z', ip: '10.0.0.1' }]) {
        expect(await decide({ ...parts(asked), context })).toBe(decision);
      }
    }
  });

  test('fields and properties that the model does not know are ignored', async () => {
    for (const { decision, ...asked } of core) {
      const { subject, action, resource } = parts(asked);
      const properties = { department: 'Sales', nested: { a: [1, null] } };
      const body = {
        resource: { ...resource, properties, extra: 1 },
        action: { ...action, properties, extra: [] },
        subject: { ...subject, properties, extra: {} },
        unknown: { a: 1 },
        metadata: null,
      };
      expect(await decide(body)).toBe(decision);
    }
  });

  test('an unknown subject, resource or action is a no', async () => {
    const asked = aliceReads;
    expect(await decide({ ...parts(asked), subject: user('nobody') })).toBe(false);
    expect(await decide({ ...parts(asked), subject: { type: 'robot', id: 'alice' } })).toBe(false);
    expect(await decide({ ...parts(asked), resource: record('record-9') })).toBe(false);
    expect(await decide({ ...parts(asked), resource: { type: 'cloud', id: '1' } })).toBe(false);
    expect(await decide({ ...parts(asked), action: action('fly') })).toBe(false);
  });
});

describe('Basic Properties', () => {
  test.each(withProperties)('$title', async ({ decision, ...asked }) => {
    expect(await decide(parts(asked))).toBe(decision);
  });
});

describe.each(['Core', 'Properties'])('Batch %s', (level) => {
  const cases = level === 'Core' ? core : withProperties;
  const decisions = (body: { evaluations: { decision: boolean }[] }) =>
    body.evaluations.map(({ decision }) => decision);

  test('every question is answered, in the order in which they were asked', async () => {
    for (const asked of [cases, cases.toReversed()]) {
      const { status, body } = await ask('evaluations', { evaluations: asked.map(parts) });
      expect(status).toBe(200);
      expect(decisions(body)).toEqual(asked.map(({ decision }) => decision));
    }
  });

  test('what is said above is said for every item that says nothing else', async () => {
    const { body } = await ask('evaluations', {
      ...aliceReads,
      evaluations: [{}, ...cases.map(parts), { subject: user('nobody') }],
    });
    expect(decisions(body)).toEqual([true, ...cases.map(({ decision }) => decision), false]);
  });

  test('without items it is one question as of old', async () => {
    for (const { decision, ...asked } of cases) {
      const one = await ask('evaluations', parts(asked));
      expect(one.body.decision).toBe(decision);
      const none = await ask('evaluations', { ...parts(asked), evaluations: [] });
      expect(none.body).toEqual(one.body);
    }
  });
});

describe('Batch Core, what stops early and what cannot be read', () => {
  const batch = (evaluations_semantic: string, ...items: object[]) =>
    ask('evaluations', {
      subject: user('bob'),
      resource: record('record-1'),
      options: { evaluations_semantic },
      evaluations: items,
    });
  const read = { action: action('read') };
  const write = { action: action('write') };
  const broken = { action: { title: 'read' } };
  const decisions = async (answer: ReturnType<typeof batch>) => {
    const { status, body } = await answer;
    expect(status).toBe(200);
    return body.evaluations.map(({ decision }: { decision: boolean }) => decision);
  };

  test('the deciding item is the last that is answered', async () => {
    expect(await decisions(batch('execute_all', read, write, read))).toEqual([true, false, true]);
    expect(await decisions(batch('deny_on_first_deny', read, write, read))).toEqual([true, false]);
    expect(await decisions(batch('permit_on_first_permit', write, read, write))).toEqual([
      false,
      true,
    ]);
  });

  test('an item that cannot be read is a no, and the others are answered', async () => {
    expect(await decisions(batch('execute_all', read, broken, read))).toEqual([true, false, true]);
    expect(await decisions(batch('deny_on_first_deny', read, broken, read))).toEqual([true, false]);
    expect(await decisions(batch('permit_on_first_permit', broken, read))).toEqual([false, true]);
  });

  test('a default that nobody uses may be empty, and one that is used may not', async () => {
    const items = [{ resource: record('record-1') }, {}];
    const { status, body } = await ask('evaluations', {
      subject: user('alice'),
      action: action('read'),
      resource: {},
      evaluations: items,
    });
    expect(status).toBe(200);
    expect(body.evaluations[0].decision).toBe(true);
    expect(body.evaluations[1]).toMatchObject({
      decision: false,
      context: { error: { status: 400 } },
    });
  });
});

describe('Search Core', () => {
  const readRecord = { action: action('read'), resource: record('record-1') };
  const subjects = { subject: { type: 'user' }, ...readRecord };
  const resources = {
    subject: user('alice'),
    action: action('read'),
    resource: { type: 'record' },
  };
  const actions = { subject: user('alice'), resource: record('record-1') };
  const searches: [DecisionEndpoint, Record<string, object>][] = [
    ['search/subject', subjects],
    ['search/resource', resources],
    ['search/action', actions],
  ];

  test('who may, where somebody may, and what', async () => {
    expect(await find('search/subject', subjects)).toEqual(found('alice', 'bob'));
    expect(await find('search/resource', resources)).toEqual(found('record-1'));
    expect(await find('search/action', actions)).toEqual(named('read', 'write'));
  });

  test('results are of the type that was searched for, and each of them is answered yes', async () => {
    for (const subject of await find('search/subject', subjects)) {
      expect(subject.type).toBe('user');
      expect(await decide({ ...readRecord, subject })).toBe(true);
    }
    for (const resource of await find('search/resource', resources)) {
      expect(resource.type).toBe('record');
      expect(await decide({ ...resources, resource })).toBe(true);
    }
    for (const found of await find('search/action', actions)) {
      expect(await decide({ ...actions, action: found })).toBe(true);
    }
  });

  test('an id of what is searched for is ignored, whatever it is', async () => {
    const all = await find('search/subject', subjects);
    for (const id of ['alice', 'nobody', 7, null, {}]) {
      const asked = { ...subjects, subject: { type: 'user', id } };
      expect(await find('search/subject', asked)).toEqual(all);
      const places = { ...resources, resource: { type: 'record', id } };
      expect(await find('search/resource', places)).toEqual(
        await find('search/resource', resources),
      );
    }
    expect(await find('search/action', { ...actions, action: 'read' })).toEqual(
      await find('search/action', actions),
    );
  });

  test('a page of one is the first of all, and its token brings the next', async () => {
    for (const [endpoint, body] of searches) {
      const all = await find(endpoint, body);
      const walked = [];
      for (let token: string | undefined; ; ) {
        const page = token === undefined ? { limit: 1 } : { token };
        const { status, body: answer } = await ask(endpoint, { ...body, page });
        expect(status).toBe(200);
        expect(answer.results.length).toBeLessThanOrEqual(1);
        walked.push(...answer.results);
        token = answer.page.next_token;
        if (token === '') break;
      }
      expect(walked).toEqual(all);
    }
  });

  test('an unknown id or type finds nothing, which is no error', async () => {
    const nothing: [DecisionEndpoint, object][] = [
      ['search/subject', { ...subjects, resource: record('record-9') }],
      ['search/subject', { ...subjects, subject: { type: 'robot' } }],
      ['search/subject', { ...subjects, resource: { type: 'cloud', id: '1' } }],
      ['search/subject', { ...subjects, action: action('fly') }],
      ['search/resource', { ...resources, subject: user('nobody') }],
      ['search/resource', { ...resources, resource: { type: 'cloud' } }],
      ['search/resource', { ...resources, subject: { type: 'robot', id: 'alice' } }],
      ['search/resource', { ...resources, action: action('fly') }],
      ['search/action', { ...actions, subject: user('nobody') }],
      ['search/action', { ...actions, subject: { type: 'robot', id: 'alice' } }],
      ['search/action', { ...actions, resource: record('record-9') }],
      ['search/action', { ...actions, resource: { type: 'cloud', id: '1' } }],
    ];
    for (const [endpoint, body] of nothing) {
      const answer = await ask(endpoint, body);
      expect(answer.status).toBe(200);
      expect(answer.body).toEqual({ page: { next_token: '', count: 0 }, results: [] });
    }
  });

  test('each search needs its own parts, and no more', async () => {
    const needed: [DecisionEndpoint, Record<string, object>, string[]][] = [
      [
        'search/subject',
        subjects,
        [
          'subject',
          'subject.type',
          'action',
          'action.name',
          'resource',
          'resource.type',
          'resource.id',
        ],
      ],
      [
        'search/resource',
        resources,
        [
          'subject',
          'subject.type',
          'subject.id',
          'action',
          'action.name',
          'resource',
          'resource.type',
        ],
      ],
      [
        'search/action',
        actions,
        ['subject', 'subject.type', 'subject.id', 'resource', 'resource.type', 'resource.id'],
      ],
    ];
    for (const [endpoint, body, paths] of needed) {
      for (const path of paths) {
        const [part = '', field] = path.split('.');
        for (const wrong of [undefined, 123, ['x']]) {
          const broken = {
            ...body,
            [part]: field === undefined ? wrong : { ...body[part], [field]: wrong },
          };
          const answer = await ask(endpoint, broken);
          expect([endpoint, path, answer.status]).toEqual([endpoint, path, 400]);
          expect(typeof answer.body).toBe('string');
        }
      }
    }
  });
});

describe('Search Properties', () => {
  test('who may write what is archived', async () => {
    const body = {
      subject: { type: 'user' },
      action: action('write'),
      resource: record('record-2', archived),
    };
    expect(await find('search/subject', body)).toEqual(found('bob'));
    expect(await find('search/subject', body)).not.toEqual(found('alice'));
  });

  test('where an administrator may write', async () => {
    const body = { action: action('write'), resource: { type: 'record' } };
    const asAdmin = { ...body, subject: user('bob', admin) };
    expect(await find('search/resource', asAdmin)).toEqual(found('record-2'));
    expect(await find('search/resource', { ...body, subject: user('bob') })).toEqual([]);
  });

  test('what an administrator may do with what is archived', async () => {
    const body = { subject: user('bob', admin), resource: record('record-2', archived) };
    expect(await find('search/action', body)).toEqual(named('write'));
  });
});

describe('Discovery', () => {
  test('the decision point describes itself, with every endpoint, under the identifier it is asked at', async () => {
    const answer = await fetch(
      `${server.url}/.well-known/authzen-configuration/organizations/${records.organizationId}`,
      { headers: { 'x-request-id': 'discovery-1' } },
    );
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('application/json');
    expect(answer.headers.get('cache-control')).toMatch(/max-age=\d+/);
    expect(answer.headers.get('x-request-id')).toBe('discovery-1');
    const metadata = decisionPointMetadata.parse(await answer.json());
    const { publicUrl } = server.services.config;
    expect(metadata.policy_decision_point).toBe(
      `${publicUrl}/organizations/${records.organizationId}`,
    );
    const endpoints = Object.entries(metadata).filter(([name]) => name.endsWith('_endpoint'));
    expect(endpoints.map(([name]) => name).sort()).toEqual([
      'access_evaluation_endpoint',
      'access_evaluations_endpoint',
      'search_action_endpoint',
      'search_resource_endpoint',
      'search_subject_endpoint',
    ]);
    for (const [, endpoint] of endpoints) {
      // What is announced is there: without a key it asks for one.
      const path = new URL(String(endpoint)).pathname;
      const asked = await fetch(`${server.url}${path}`, { method: 'POST', body: '{}' });
      expect(asked.status).toBe(401);
    }
  });
});

describe('the transport, at every endpoint', () => {
  const endpoints: DecisionEndpoint[] = [
    'evaluation',
    'evaluations',
    'search/subject',
    'search/resource',
    'search/action',
  ];
  const sound = aliceReads;

  test.each(endpoints)('what is malformed is refused with 400 at %s', async (endpoint) => {
    expect((await ask(endpoint, sound)).status).toBe(200);
    const bodies = ['', '{', '[]', '"alice"', 'null', '7', '{}', '{"subject":"alice"}'];
    for (const body of bodies) {
      const answer = await ask(endpoint, body, { 'x-request-id': 'broken-1' });
      expect([body, answer.status]).toEqual([body, 400]);
      expect(typeof answer.body).toBe('string');
      expect(answer.headers.get('x-request-id')).toBe('broken-1');
    }
    for (const type of ['text/plain', 'application/xml', 'application/jsonp', 'text/json']) {
      const answer = await ask(endpoint, sound, { 'content-type': type });
      expect([type, answer.status]).toEqual([type, 400]);
    }
    for (const type of [
      'application/json; charset=utf-8',
      'Application/JSON',
      'application/json;',
    ]) {
      const answer = await ask(endpoint, sound, { 'content-type': type });
      expect([type, answer.status]).toEqual([type, 200]);
    }
  });

  test.each(endpoints)('a member that is named twice is refused at %s', async (endpoint) => {
    const text = JSON.stringify(sound);
    const twice = [
      text.replace('{', '{"subject":{"type":"user","id":"bob"},'),
      text.replace('"id":"alice"', '"id":"bob","id":"alice"'),
      text.replace('"id":"alice"', '"id":"bob","\\u0069d":"alice"'),
      text.replace('{', '{"note":"a: b","extra":[{"x":1},{"y":{"z":1,"z":2}}],'),
    ];
    for (const body of twice) {
      expect([body, (await ask(endpoint, body)).status]).toEqual([body, 400]);
    }
    const once = text.replace(
      '{',
      '{"note":"\\"a\\": \\\\","at":"12:00","extra":[{"x":1},{"x":2}],',
    );
    expect((await ask(endpoint, once)).status).toBe(200);
  });

  test.each(endpoints)('a body that is nested without end is refused at %s', async (endpoint) => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    const body = JSON.stringify(sound).replace('{', `{"context":{"deep":${deep}},`);
    expect((await ask(endpoint, body)).status).toBe(400);
  });

  test.each(endpoints)(
    'the request’s own id comes back from %s, whatever the answer',
    async (endpoint) => {
      const headers = { 'x-request-id': 'bfe9eb29-ab87' };
      const answers = [
        await ask(endpoint, sound, headers),
        await ask(endpoint, '[]', headers),
        await ask(endpoint, sound, { ...headers, authorization: 'Bearer nobody' }),
        await askDecisionPoint(records, endpoint, null, { method: 'GET', headers }),
      ];
      expect(answers.map(({ status }) => status)).toEqual([200, 400, 401, 405]);
      for (const answer of answers) {
        expect(answer.headers.get('x-request-id')).toBe('bfe9eb29-ab87');
      }
      expect((await ask(endpoint, sound)).headers.get('x-request-id')).toBeNull();
    },
  );
});
