import { decodeSnapshot, encodeSnapshot } from '../../src/snapshot/encode-snapshot.ts';
import { SnapshotFormatError } from '../../src/snapshot/snapshot-bytes.ts';
import { type Property, same } from './property.ts';

export const damage: readonly Property[] = [
  {
    name: 'bytes that were damaged or cut are refused, never read as another organization',
    holds: ({ snapshot, tables, holdsLists }, chance) => {
      if (!holdsLists) return;
      const bytes = encodeSnapshot(snapshot);
      same(decodeSnapshot(bytes).organizationId, tables.id, () => 'the organization of the bytes');
      const at = chance.below(bytes.length);
      const damaged = bytes.slice();
      damaged[at] = (damaged[at] ?? 0) ^ (1 << chance.below(8));
      for (const wrong of [damaged, bytes.slice(0, at), new Uint8Array([...bytes, 0, 0, 0, 0])]) {
        let refused = false;
        try {
          decodeSnapshot(wrong);
        } catch (error) {
          refused = error instanceof SnapshotFormatError;
        }
        same(refused, true, () => ({ damagedAt: at, of: bytes.length, now: wrong.length }));
      }
    },
  },
];
