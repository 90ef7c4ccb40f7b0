import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { permissionsOf } from '../../test/oracle.ts';
import { world } from '../../test/random-world.ts';
import { shopModel } from '../../test/shop-model.ts';
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
    fc.property(world, ({ snapshot, members, places }) => {
      const copy = decodeSnapshot(encodeSnapshot(snapshot));
      expect(snapshotRevision(copy)).toBe(snapshotRevision(snapshot));
      for (const permission of permissionsOf(shopModel)) {
        for (const place of places) {
          for (const memberId of members) {
            for (const now of [0, 1, 2]) {
              const question = { memberId, permission, place };
              expect(evaluate(copy, question, now)).toEqual(evaluate(snapshot, question, now));
            }
          }
          const asked = { permission, place };
          expect(listMembers(copy, asked, everything, 1)).toEqual(
            listMembers(snapshot, asked, everything, 1),
          );
        }
        for (const memberId of members) {
          const asked = { memberId, permission, type: 'store' };
          expect(listPlaces(copy, asked, everything, 1)).toEqual(
            listPlaces(snapshot, asked, everything, 1),
          );
        }
      }
    }),
    { numRuns: 40 },
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
