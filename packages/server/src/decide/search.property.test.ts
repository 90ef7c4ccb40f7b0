import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type PermissionSetId, resolveMember, type Snapshot } from '@latchkey/engine';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  askDecisionPoint,
  type DecisionCaller,
  type DecisionEndpoint,
} from '../../test/ask-decision-point.ts';
import { depot, depotModel, entityIds, memberIds, typeOf } from '../../test/random-depot.ts';
import { startTestServices, type TestServices } from '../../test/start-test-services.ts';
import { acceptAsNewUser } from '../../test/test-member.ts';
import { inOrganization } from '../db/in-organization.ts';
import { createKey } from '../features/keys/create-key.ts';
import { createOrganization } from '../features/organization/create-organization.ts';
import { createDecisionHandler } from './decision-handler.ts';

// The decision point answers over HTTP from one random organization after another: their snapshots are put into its hand.

let services: TestServices;
let caller: DecisionCaller;
let sets: ReadonlyMap<string, PermissionSetId>;
let snapshot: Snapshot;
let stop: () => void;

beforeAll(async () => {
  services = await startTestServices();
  const address = 'owner@depot.example';
  const { organizationId, owner } = await createOrganization(
    { ...services, models: new Map([['depot', depotModel]]) },
    { name: 'Depot', modelKey: 'depot', owner: { address, name: 'Olga Owner' } },
  );
  const { memberId, userId } = await acceptAsNewUser(services, organizationId, {
    ...owner,
    address,
  });
  const asOwner = { organizationId, memberId, userId };
  const { secret: key } = await createKey(services, asOwner, 'Depot');
  const rows = await inOrganization(services.db, organizationId, (transaction) =>
    transaction.selectFrom('permission_sets').select(['model_key', 'set_id']).execute(),
  );
  sets = new Map(rows.map((row) => [row.model_key ?? '', row.set_id]));

  const snapshots = Object.assign(Object.create(services.snapshots), {
    held: () => ({ snapshot, keysRevision: 0 }),
    current: () => Promise.resolve(snapshot),
    atLeast: () => Promise.resolve(snapshot),
  });
  const decide = createDecisionHandler({ ...services, snapshots });
  const server = createServer((request, response) => void decide(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // it listens on TCP
  caller = { url: `http://127.0.0.1:${port}`, organizationId, key };
  stop = () => {
    server.closeAllConnections();
    server.close();
  };
});
afterAll(async () => {
  stop();
  await services[Symbol.asyncDispose]();
});

const ask = async (endpoint: DecisionEndpoint, body: object) => {
  const answer = await askDecisionPoint(caller, endpoint, body);
  expect(answer.status).toBe(200);
  return answer.body;
};

interface Question {
  readonly subject: { readonly type: string; readonly id: string };
  readonly action: { readonly name: string };
  readonly resource: { readonly type: string; readonly id: string };
}

/** Which of the questions are answered yes, a thousand at a time. */
async function allowed(questions: readonly Question[], context: object): Promise<Question[]> {
  const yes: Question[] = [];
  for (let from = 0; from < questions.length; from += 1_000) {
    const asked = questions.slice(from, from + 1_000);
    const { evaluations } = await ask('evaluations', { context, evaluations: asked });
    expect(evaluations.length).toBe(asked.length);
    yes.push(...asked.filter((_, index) => evaluations[index].decision));
  }
  return yes;
}

let searches = 0;

/** Everything that a search finds, at once and as it is counted; of every third search by pages of this many too. */
async function found(endpoint: DecisionEndpoint, body: object, limit: number): Promise<object[]> {
  searches += 1;
  const whole = await ask(endpoint, { ...body, page: { properties: { total: true } } });
  expect(whole.page).toEqual({
    next_token: '',
    count: whole.results.length,
    total: whole.results.length,
  });
  if (searches % 3 !== 0) return whole.results;
  const walked: object[] = [];
  for (let token: string | undefined; ; ) {
    const { page, results } = await ask(endpoint, {
      ...body,
      page: token === undefined ? { limit } : { token, limit },
    });
    expect(page.count).toBe(results.length);
    expect(results.length).toBeLessThanOrEqual(limit);
    walked.push(...results);
    if (page.next_token === '') break;
    // What is cut off is full, and never the end.
    expect(results.length).toBe(limit);
    token = page.next_token;
  }
  expect(walked).toEqual(whole.results);
  return whole.results;
}

const names = [
  'stock.read',
  'stock.count',
  'money.view',
  'money.approve',
  'access.member.read',
  'look',
  'approve',
];
const text = (items: readonly object[]) => items.map((item) => JSON.stringify(item)).sort();

test('every search finds exactly what the question is answered yes for, whole and page by page', async () => {
  const { organizationId } = caller;
  const variant = fc.record({
    context: fc.constantFrom({}, {}, { supported_obligations: ['custom'] }),
    subject: fc.constantFrom({}, {}, { role: 'approver' }, { role: ['hidden', 'approver'] }),
    action: fc.constantFrom({}, { size: 'large' }),
    resource: fc.constantFrom(
      {},
      { tag: 'code-t1' },
      { tag: 'code-t0' },
      { tag: 'code-t0', store: 'ent_s1' },
    ),
    limit: fc.constantFrom(1, 2, 3),
  });
  await fc.assert(
    fc.asyncProperty(depot(organizationId, sets), variant, async (random, asked) => {
      snapshot = random;
      const { context, limit } = asked;
      const subjects = memberIds.map((_, index) => ({
        type: 'user',
        id: `usr_${index}`,
        properties: asked.subject,
      }));
      const actions = names.map((name) => ({ name, properties: asked.action }));
      const resources = [
        { type: 'organization', id: organizationId },
        ...entityIds.map((id) => ({ type: typeOf(id), id })),
        { type: 'parcel', id: 'p-1' },
      ].map((resource) => ({ ...resource, properties: asked.resource }));
      const yes = await allowed(
        subjects.flatMap((subject) =>
          actions.flatMap((action) => resources.map((resource) => ({ subject, action, resource }))),
        ),
        context,
      );
      const isOf = (question: Question, part: Partial<Question>) =>
        Object.entries(part).every(
          ([name, value]) => JSON.stringify(Reflect.get(question, name)) === JSON.stringify(value),
        );
      const expected = (part: Partial<Question>) => yes.filter((question) => isOf(question, part));

      for (const action of actions) {
        for (const resource of resources) {
          const body = { subject: { type: 'user', properties: asked.subject }, action, resource };
          const people = await found('search/subject', { ...body, context }, limit);
          expect(text(people)).toEqual(
            text(expected({ action, resource }).map(({ subject }) => named(subject.id))),
          );
        }
        for (const subject of subjects) {
          for (const type of ['organization', 'zone', 'store', 'tag', 'parcel']) {
            const body = { subject, action, resource: { type, properties: asked.resource } };
            const places = await found('search/resource', { ...body, context }, limit);
            const there = expected({ subject, action }).filter(
              ({ resource }) => resource.type === type && type !== 'parcel',
            );
            expect(text(places)).toEqual(
              text(there.map(({ resource: { id } }) => placed(type, id))),
            );
          }
        }
      }
      const bareYes = await allowed(
        subjects.flatMap((subject) =>
          names.flatMap((name) =>
            resources.map((resource) => ({ subject, action: { name }, resource })),
          ),
        ),
        context,
      );
      for (const subject of subjects) {
        for (const resource of resources) {
          const acts = await found('search/action', { subject, resource, context }, 2 * limit);
          const bare = bareYes.filter((question) => isOf(question, { subject, resource }));
          const known = acts.filter((act) => names.includes(String(Reflect.get(act, 'name'))));
          expect(text(known)).toEqual(text(bare.map(({ action }) => action)));
        }
      }
    }),
    { numRuns: 3, endOnFailure: true },
  );
}, 60_000);

/** A person by the platform's own id where there is one, a place by its code. */
function named(userId: string) {
  const externalId = `crm-${userId.slice('usr_'.length)}`;
  return { type: 'user', id: isExternal(externalId) ? externalId : userId };
}
const isExternal = (id: string) => resolveMember(snapshot, id) !== null;
const placed = (type: string, id: string) => ({
  type,
  id: type === 'organization' ? id : `code-${id.slice('ent_'.length)}`,
});
