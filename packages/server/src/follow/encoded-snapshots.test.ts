import { decodeSnapshot, encodeSnapshot } from '@latchkey/engine';
import { expect, test } from 'vitest';
import { shopOrganization } from '../../../engine/test/shop-organization.ts';
import { thisMoment } from '../change/moment.ts';
import { RevisionHeaders } from '../decide/revision-headers.ts';
import { newCounts } from '../metrics/counts.ts';
import { RevisionTokens } from '../tokens/revision-tokens.ts';
import { EncodedSnapshots } from './encoded-snapshots.ts';

const ago = (ms: number) => {
  const { steady, wall } = thisMoment();
  return { steady: steady - ms, wall: wall - ms };
};
const loadedAnew = () => decodeSnapshot(encodeSnapshot(shopOrganization().snapshot));

test('bytes are as old as the snapshot was when they were made, or as the snapshot while it is the same', async () => {
  const organization = shopOrganization();
  const { snapshot } = organization;
  const encoded = new EncodedSnapshots(newCounts());
  const old = ago(29_000);
  const before = await encoded.of({ snapshot, keysRevision: 0, reachedAt: old });
  expect(before.reachedAt).toBe(old);
  const now = ago(0);
  const same = await encoded.of({ snapshot, keysRevision: 0, reachedAt: now });
  expect(same.reachedAt).toBe(now);
  organization.must([{ type: 'member.suspend', memberId: 'mem_edgar' }]);
  const after = await encoded.of({ snapshot, keysRevision: 0, reachedAt: now });
  expect(after).toMatchObject({ revision: before.revision, reachedAt: old });
});

test('what is loaded anew at the same revision, after a restore, is encoded and signed anew', async () => {
  const counts = newCounts();
  const encoded = new EncodedSnapshots(counts);
  let epoch = 'before';
  const headers = new RevisionHeaders(new RevisionTokens(Buffer.alloc(32), () => epoch));
  const [before, after] = [loadedAnew(), loadedAnew()];
  const token = headers.of(before);
  await encoded.of({ snapshot: before, keysRevision: 0, reachedAt: thisMoment() });
  epoch = 'after';
  expect(headers.of(before)).toBe(token);
  expect(headers.of(after)).not.toBe(token);
  await encoded.of({ snapshot: after, keysRevision: 0, reachedAt: thisMoment() });
  expect(counts.snapshotsEncoded).toBe(2);
});
