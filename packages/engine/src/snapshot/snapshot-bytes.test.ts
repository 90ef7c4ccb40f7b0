import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shopOrganization } from '../../test/shop-organization.ts';
import type { Effect } from '../effects.ts';
import type { MemberState } from '../state.ts';
import { applyEffects } from './apply-effects.ts';
import { snapshotRevision } from './create-snapshot.ts';
import { decodeSnapshot, encodeSnapshot, encodingSnapshot } from './encode-snapshot.ts';
import { SnapshotFormatError } from './snapshot-bytes.ts';

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

test('bytes that are made in steps are those of the first one, whatever is changed between them', () => {
  const shop = shopOrganization();
  const { snapshot } = shop;
  const member = (number: number, after: MemberState | null): Effect => ({
    object: 'member',
    id: `mem_external${String(number).padStart(8, '0')}`,
    before: null,
    after,
  });
  const state = (number: number): MemberState => ({
    role: 'member',
    status: 'active',
    userId: null,
    name: '',
    phone: null,
    address: '',
    signInMethod: 'password',
    externalId: `crm-${number}`,
    accessEndsAt: null,
    joinedAt: null,
    removedAt: null,
    visiting: false,
  });
  let revision = snapshotRevision(snapshot);
  const people = Array.from({ length: 12_000 }, (_, number) => member(number, state(number)));
  applyEffects(snapshot, people, ++revision);
  const expected = encodeSnapshot(snapshot);

  const steps = encodingSnapshot(snapshot);
  let pauses = 0;
  let step = steps.next();
  for (; !step.done; step = steps.next()) {
    const number = 20_000 + pauses++;
    applyEffects(snapshot, [member(number, state(number)), member(pauses, null)], ++revision);
  }
  expect(pauses).toBeGreaterThan(5);
  expect(Buffer.from(step.value).equals(Buffer.from(expected))).toBe(true);
  expect(encodeSnapshot(snapshot).length).not.toBe(expected.length);
});

test('bytes that are cut short, longer or something else are refused', () => {
  const bytes = encodeSnapshot(shopOrganization().snapshot);
  const longer = new Uint8Array(bytes.length + 4);
  longer.set(bytes);
  const others = [bytes.slice(0, -4), longer, new Uint8Array(0), new TextEncoder().encode('{}')];
  for (const other of others) expect(() => decodeSnapshot(other)).toThrow(SnapshotFormatError);
});
