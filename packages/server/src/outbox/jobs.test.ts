import type { OrganizationId } from '@latchkey/engine';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createTestOrganization } from '../../test/create-test-organization.ts';
import { inviteOperation } from '../../test/invite-operation.ts';
import { startTestServices, type TestServices } from '../../test/start-test-services.ts';
import type { TestMember } from '../../test/test-member.ts';
import { commit } from '../change/commit.ts';
import type { Job, JobHandlers } from './jobs.ts';
import { sweep } from './sweep.ts';

let services: TestServices;
let organizationId: OrganizationId;
let owner: TestMember;
const done: Job[] = [];

const handlers: JobHandlers = {
  mail: async (job) => void done.push(job),
  'account-mail': async (job) => void done.push(job),
  'import-plan': async (job) => void done.push(job),
  'import-apply': async (job) => void done.push(job),
  sweep: () => sweep(services),
};

beforeAll(async () => {
  services = await startTestServices();
  ({ organizationId, owner } = await createTestOrganization(services));
  await services.db.pool.query('delete from graphile_worker._private_jobs');
  await services.jobs.start(handlers);
});
afterAll(() => services[Symbol.asyncDispose]());

test('an invitation asks for one mail job of its organization, which runs after the commit', async () => {
  done.length = 0;
  const operations = Array.from({ length: 5 }, (_, index) =>
    inviteOperation({ address: `job${index}@aurora.example` }),
  );
  await commit(services, organizationId, { ...owner.as, operations });
  await vi.waitFor(() => expect(done).toEqual([{ kind: 'mail', organizationId }]), 5_000);
});

test('a job carries an organization and a kind, and nothing else', async () => {
  await services.jobs.enqueue(null, 'mail', organizationId, new Date(Date.now() + 1_000_000));
  const { rows } = await services.db.pool.query(
    'select payload from graphile_worker._private_jobs',
  );
  expect(rows).toEqual([{ payload: { organizationId, kind: 'mail' } }]);
  await services.db.pool.query('delete from graphile_worker._private_jobs');
});

test('a sweep finds what is queued without a job, and leaves alone what has one', async () => {
  await services.db.pool.query(`update outbox_mails set created_at = now() - interval '1 hour'`);
  await services.db.pool.query('delete from graphile_worker._private_jobs');
  done.length = 0;
  await sweep(services);
  await vi.waitFor(() => expect(done).toEqual([{ kind: 'mail', organizationId }]), 5_000);

  const later = new Date(Date.now() + 1_000_000);
  await services.jobs.enqueue(null, 'mail', organizationId, later);
  await sweep(services);
  const { rows } = await services.db.pool.query('select run_at from graphile_worker.jobs');
  expect(rows).toEqual([{ run_at: later }]);
});
