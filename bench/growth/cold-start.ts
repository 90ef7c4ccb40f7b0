/**
 * `write <file> <members>`: an organization of that size as bytes in a file, in the 2 grants that a member has on average.
 * `read <file>`: what a process does that starts from it: reads it, decodes it, and answers one question.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { can, createSnapshot, decodeSnapshot, encodeSnapshot } from '@latchkey/engine';
import { makeOrganization, rowsOf } from '../organization/make-organization.ts';

export interface ColdStart {
  readonly bytes: number;
  readonly milliseconds: number;
  readonly cpuMilliseconds: number;
}

const [act = '', file = '', members = ''] = process.argv.slice(2);

if (act === 'write') {
  const organization = makeOrganization({ members: Number(members) });
  writeFileSync(file, encodeSnapshot(createSnapshot(rowsOf(organization))));
}

if (act === 'read') {
  const organization = makeOrganization();
  const before = process.cpuUsage();
  const start = performance.now();
  const bytes = readFileSync(file);
  const snapshot = decodeSnapshot(bytes);
  const { memberId } = organization.memberAt(0);
  const question = { memberId, permission: 'm0.p0', place: organization.organizationId };
  can(snapshot, question, organization.now);
  const milliseconds = performance.now() - start;
  const { user, system } = process.cpuUsage(before);
  process.send?.({
    bytes: bytes.length,
    milliseconds,
    cpuMilliseconds: (user + system) / 1_000,
  } satisfies ColdStart);
}
