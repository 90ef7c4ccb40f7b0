import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { randomWorld, tiny } from '../../test/random-world.ts';
import { shopOrganization } from '../../test/shop-organization.ts';
import { evaluate } from '../decide/evaluate.ts';
import { listMembers } from '../decide/list-members.ts';
import { listPlaces } from '../decide/list-places.ts';
import { snapshotRevision } from './create-snapshot.ts';
import { decodeSnapshot, encodeSnapshot } from './encode-snapshot.ts';
import { SnapshotFormatError } from './snapshot-bytes.ts';

vi.setConfig({ testTimeout: 60_000 });

const everything = { after: null, limit: 1_000 };

test('a snapshot that went through bytes answers every question and list as before', () => {
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      const { snapshot, members, places, permissions, now } = randomWorld(tiny, seed);
      const copy = decodeSnapshot(encodeSnapshot(snapshot));
      expect(snapshotRevision(copy)).toBe(snapshotRevision(snapshot));
      for (const permission of permissions) {
        for (const place of places) {
          for (const memberId of members) {
            for (const at of [now - 1, now, now + 1]) {
              const question = { memberId, permission, place };
              expect(evaluate(copy, question, at)).toEqual(evaluate(snapshot, question, at));
            }
          }
          const asked = { permission, place };
          expect(listMembers(copy, asked, everything, now)).toEqual(
            listMembers(snapshot, asked, everything, now),
          );
        }
        for (const memberId of members) {
          const asked = { memberId, permission, type: 'store' };
          expect(listPlaces(copy, asked, everything, now)).toEqual(
            listPlaces(snapshot, asked, everything, now),
          );
        }
      }
    }),
    { numRuns: 15 },
  );
});

test('bytes with one bit turned are refused', () => {
  const bytes = encodeSnapshot(shopOrganization().snapshot);
  fc.assert(
    fc.property(fc.nat(bytes.length * 8 - 1), (bit) => {
      const damaged = bytes.slice();
      damaged[bit >>> 3] = (damaged[bit >>> 3] ?? 0) ^ (1 << (bit & 7));
      expect(() => decodeSnapshot(damaged)).toThrow(SnapshotFormatError);
    }),
  );
});

test('bytes that are cut short, longer or something else are refused', () => {
  const bytes = encodeSnapshot(shopOrganization().snapshot);
  const longer = new Uint8Array(bytes.length + 4);
  longer.set(bytes);
  const others = [bytes.slice(0, -4), longer, new Uint8Array(0), new TextEncoder().encode('{}')];
  for (const other of others) expect(() => decodeSnapshot(other)).toThrow(SnapshotFormatError);
});
