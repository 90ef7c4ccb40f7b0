import { defineAccessModel } from '@latchkey/engine';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { askDecisionPoint, type DecisionEndpoint } from '../../test/ask-decision-point.ts';
import {
  createRecordsOrganization,
  type RecordsOrganization,
  recordsModel,
} from '../../test/records-organization.ts';
import { startTestServer, type TestServer } from '../../test/start-test-server.ts';
import { moveRequest } from '../features/model-moves/move-request.ts';

let server: TestServer;
let records: RecordsOrganization;
beforeAll(async () => {
  server = await startTestServer();
  records = await createRecordsOrganization(server);
});
afterAll(() => server[Symbol.asyncDispose]());

const ask = async (endpoint: DecisionEndpoint, body: object) => {
  const answer = await askDecisionPoint(records, endpoint, body);
  expect(answer.status).toBe(200);
  return answer.body;
};
const decide = async (subject: object, action: object, resource: object) =>
  (await ask('evaluation', { subject, action, resource })).decision;
const ids = async (endpoint: DecisionEndpoint, body: object) =>
  (await ask(endpoint, body)).results.map(({ id }: { id: string }) => id).sort();

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
const write = { name: 'write' };
const read = { name: 'read' };

test('a stored place lies where it is stored, and besides where its properties say', async () => {
  expect(await decide(user('bob'), write, record('record-2'))).toBe(false);
  expect(await decide(user('bob'), write, record('record-2', { status: 'archived' }))).toBe(true);
  // It does not leave where it is stored: who may write there still may.
  const moved = record('record-1', { status: 'archived' });
  expect(await decide(user('alice'), write, moved)).toBe(true);
  expect(await decide(user('bob'), write, moved)).toBe(true);
  expect(await decide(user('bob'), write, record('record-1'))).toBe(false);
});

test('a property that names no place is a no, and one that the model does not know is nothing', async () => {
  for (const status of ['lost', '', 7, null, ['archived']]) {
    expect(await decide(user('alice'), read, record('record-1', { status }))).toBe(false);
  }
  expect(await decide(user('alice'), read, record('record-1', { colour: 'lost' }))).toBe(true);
  const unknown = record('record-9', { status: 'archived' });
  expect(await decide(user('bob'), write, unknown)).toBe(false);
});

test('searches look where the properties say too', async () => {
  const archived = { type: 'record', properties: { status: 'archived' } };
  expect(
    await ids('search/resource', { subject: user('bob'), action: write, resource: archived }),
  ).toEqual(['record-1', 'record-2']);
  expect(
    await ids('search/resource', {
      subject: user('bob'),
      action: write,
      resource: { type: 'record', properties: { status: 'lost' } },
    }),
  ).toEqual([]);
  const who = { subject: { type: 'user' }, action: write };
  const all = await ids('search/subject', { ...who, resource: record('record-2') });
  expect(all).not.toContain('bob');
  const found = await ids('search/subject', {
    ...who,
    resource: record('record-2', { status: 'archived' }),
  });
  expect(found).toEqual([...all, 'bob'].sort());
});

test('a resource that is not stored has who and what, and no list of its own', async () => {
  const note = { type: 'note', id: 'n-1', properties: { status: 'archived' } };
  expect(
    await ids('search/subject', { subject: { type: 'user' }, action: write, resource: note }),
  ).toContain('bob');
  const { results } = await ask('search/action', { subject: user('bob'), resource: note });
  expect(results).toContainEqual(write);
  expect(
    await ids('search/resource', { subject: user('bob'), action: write, resource: note }),
  ).toEqual([]);
});

test('a subject counts as holding the set that its property stands for, everywhere and for that question only', async () => {
  const archivist = { role: 'admin' };
  for (const id of ['record-1', 'record-2']) {
    expect(await decide(user('carol'), write, record(id))).toBe(false);
    expect(await decide(user('carol', archivist), write, record(id))).toBe(true);
    expect(await decide(user('carol'), write, record(id))).toBe(false);
  }
  const asked = { subject: user('carol', archivist), action: write };
  expect(await ids('search/resource', { ...asked, resource: { type: 'record' } })).toEqual([
    'record-1',
    'record-2',
  ]);
  const { results } = await ask('search/action', {
    subject: user('carol', archivist),
    resource: record('record-1'),
  });
  expect(results).toEqual([
    { name: 'read' },
    { name: 'record.read' },
    { name: 'record.write' },
    { name: 'write' },
  ]);
});

test('only what the model names counts, and only the sets that it names', async () => {
  for (const properties of [
    { role: 'owner' },
    { role: 'archivist' },
    { role: records.sets.get('archivist') },
    { role: 'Admin' },
    { role: { admin: true } },
    { group: 'admin' },
    { sets: ['archivist'] },
  ]) {
    expect(await decide(user('carol', properties), write, record('record-1'))).toBe(false);
  }
  expect(await decide(user('carol', { role: ['x', 'admin'] }), write, record('record-1'))).toBe(
    true,
  );
  expect(await decide(user('carol', { role: 'guest' }), write, record('record-1'))).toBe(false);
  expect(await decide(user('carol', { role: 'guest' }), read, record('record-1'))).toBe(true);
});

test('a property makes nobody a member: who is unknown or suspended stays so', async () => {
  expect(await decide(user('nobody', { role: 'admin' }), write, record('record-1'))).toBe(false);
  await records.change({ type: 'member.suspend', memberId: records.carol.memberId });
  expect(await decide(user('carol', { role: 'admin' }), write, record('record-1'))).toBe(false);
  const everybody = { subject: { type: 'user', properties: { role: 'admin' } }, action: write };
  const found = await ids('search/subject', { ...everybody, resource: record('record-1') });
  expect(found).not.toContain('carol');
  expect(found).toEqual(expect.arrayContaining(['alice', 'bob']));
  await records.change({ type: 'member.resume', memberId: records.carol.memberId });
  expect(await decide(user('carol', { role: 'admin' }), write, record('record-1'))).toBe(true);
});

test('in a batch each item speaks for its own subject', async () => {
  const { evaluations } = await ask('evaluations', {
    action: write,
    resource: record('record-1'),
    subject: user('carol', { role: 'admin' }),
    evaluations: [{}, { subject: user('carol') }, { subject: user('carol', { role: 'guest' }) }],
  });
  expect(evaluations.map(({ decision }: { decision: boolean }) => decision)).toEqual([
    true,
    false,
    false,
  ]);
});

test('an explanation says that a property counted, and names the set', async () => {
  const { context } = await ask('evaluation', {
    subject: user('carol', { role: 'admin' }),
    action: write,
    resource: record('record-1'),
    context: { explain: true, reasons: true },
  });
  expect(context.explain.grant).toMatchObject({ id: null, set: records.sets.get('archivist') });
  expect(context.reason_admin[200]).toContain('property of the subject');
});

test('an action’s property selects the permission, and its alias is the permission itself', async () => {
  const at = record('record-1');
  for (const [action, decision] of [
    [{ name: 'record.archive' }, true],
    [{ name: 'delete', properties: { soft: true } }, true],
    [{ name: 'delete', properties: { soft: 'true' } }, true],
    [{ name: 'delete', properties: { soft: 'perhaps' } }, false],
    [{ name: 'delete' }, false],
    [{ name: 'record.archive', properties: { soft: false } }, true],
  ] as const) {
    expect(await decide(user('alice'), action, at)).toBe(decision);
  }
  const soft = { name: 'delete', properties: { soft: true } };
  expect(
    await ids('search/subject', { subject: { type: 'user' }, action: soft, resource: at }),
  ).toContain('alice');
  expect(
    await ids('search/resource', {
      subject: user('alice'),
      action: soft,
      resource: { type: 'record' },
    }),
  ).toEqual(['record-1']);
  // As it stands `delete` is for good, so what Alice may do does not hold it.
  const { results } = await ask('search/action', { subject: user('alice'), resource: at });
  expect(results).toContainEqual({ name: 'record.archive' });
  expect(results).not.toContainEqual({ name: 'delete' });
});

test('after a move to another version of the model, properties stand for what that version says', async () => {
  const { subjects: _, ...rest } = recordsModel;
  const next = defineAccessModel({
    ...rest,
    modules: { record: recordsModel.modules['record'] ?? { label: '', permissions: {} } },
    permissionSets: {
      ...rest.permissionSets,
      visitor: { name: 'Visitor', description: 'Reads.', permissions: ['record.erase'] },
    },
    subjects: { role: { visitor: 'visitor' } },
    actions: { remove: { permission: 'record.erase' } },
  });
  const remove = { name: 'remove' };
  const at = record('record-1');
  expect(await decide(user('carol', { role: 'admin' }), write, at)).toBe(true);
  expect(await decide(user('carol', { role: 'visitor' }), remove, at)).toBe(false);
  await records.change(...moveRequest(next).request.operations);
  expect(await decide(user('carol', { role: 'visitor' }), remove, at)).toBe(true);
  expect(await decide(user('carol'), remove, at)).toBe(false);
  expect(await decide(user('carol', { role: 'admin' }), { name: 'record.write' }, at)).toBe(false);
  expect(await decide(user('alice'), write, at)).toBe(false);
});
