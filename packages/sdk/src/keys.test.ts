import { expect, test } from 'vitest';
import { protectWith } from './hono.ts';
import type { Latchkey, LocalLatchkey } from './latchkey.ts';
import { useCan } from './react.tsx';
import { maskedView } from './view.ts';

interface DeskKeys {
  permission: 'loan.view' | 'loan.give' | 'reader.view';
  entityType: 'branch' | 'region';
  resources: { reader: 'branch' };
  masks: { reader: 'phone' | 'notes' };
}

const branch = { type: 'branch', id: 'B-1' } as const;
const reader = { type: 'reader', id: '7', properties: { branch: 'B-1' } } as const;

// What the compiler refuses is proved by the compiler: an error that is expected and does not come is one itself.
// Nothing of it is ever run.
const refusedByTheCompiler = {
  permissions: (latchkey: LocalLatchkey<DeskKeys>) => [
    latchkey.can('usr_1', 'loan.give', branch),
    // @ts-expect-error a typo in a permission
    latchkey.can('usr_1', 'loan.giev', branch),
    // @ts-expect-error a typo in one of several
    latchkey.canAll('usr_1', ['loan.give', 'loan.wiev'], branch),
    // @ts-expect-error in a view
    latchkey.view('usr_1', 'reader.veiw', reader),
    // @ts-expect-error of a principal
    latchkey.principal('usr_1').can('loan.giev', branch),
    // @ts-expect-error in a list
    latchkey.who('loan.giev', branch),
    // @ts-expect-error before a route
    protectWith(latchkey)('loan.giev', () => branch),
    // @ts-expect-error on a page
    useCan<DeskKeys>('loan.giev', branch),
  ],
  places: (latchkey: LocalLatchkey<DeskKeys>) => [
    latchkey.can('usr_1', 'loan.give', { type: 'organization', id: 'org_1' }),
    latchkey.can('usr_1', 'reader.view', reader),
    // @ts-expect-error a type of place that is not in the model
    latchkey.can('usr_1', 'loan.give', { type: 'brunch', id: 'B-1' }),
    // @ts-expect-error a property that places nothing
    latchkey.can('usr_1', 'reader.view', { type: 'reader', id: '7', properties: { shelf: 'x' } }),
    // @ts-expect-error a list of a type that is not in the model
    latchkey.principal('usr_1').entities('loan.give', 'brunch'),
    // @ts-expect-error before a route, a place
    protectWith(latchkey)('loan.give', () => ({ type: 'brunch', id: 'B-1' })),
  ],
  masks: async (latchkey: Latchkey<DeskKeys>) => {
    const view = await latchkey.view('usr_1', 'reader.view', reader);
    if (!view.allowed) return null;
    const shown = view.mask({ name: 'Asha', phone: 910, loans: 3 });
    const [name, loans]: [string, number] = [shown.name, shown.loans];
    // @ts-expect-error a field that can be masked may be text, or be gone
    const phone: number = shown.phone;
    // @ts-expect-error a field that is never masked
    const way = view.fields.name;
    return [name, loans, phone, way];
  },
  withoutKeys: (latchkey: Latchkey) =>
    latchkey.can('usr_1', 'whatever', { type: 'anything', id: '1', properties: { of: 'any' } }),
};

test('with the words of a model a typo does not compile', () => {
  expect(Object.keys(refusedByTheCompiler)).toHaveLength(4);
});

test('fields that the model never masks keep their types', () => {
  const view = maskedView<'phone'>({ phone: 'redacted' });
  if (!view.allowed) throw new Error('It is allowed.');
  const { name, phone } = view.mask({ name: 'Asha', phone: 910 });
  expect([name.toUpperCase(), phone]).toEqual(['ASHA', '••••']);
});
