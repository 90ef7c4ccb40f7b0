import { expect, test } from 'vitest';
import { createLatchkey } from './create-latchkey.ts';
import type { LatchkeyError } from './latchkey-error.ts';

const phone = '+91 98765 43210';
const asha = { name: 'Asha', phone, traits: { city: 'Pune' }, orders: 3 };
const contact = { type: 'contact', id: '1' };

/** The SDK against a server that answers this to every question. */
function against(...answers: readonly object[]) {
  const asked: unknown[] = [];
  const told: LatchkeyError[] = [];
  const [only] = answers;
  const latchkey = createLatchkey({
    decisions: 'remote',
    url: 'https://access.example.com',
    apiKey: 'org_00000000.key.x',
    onError: (error) => told.push(error),
    fetch: async (_, init) => {
      asked.push(JSON.parse(String(init?.body)));
      const isBatch = answers.length > 1;
      return Response.json(isBatch ? { evaluations: answers } : only);
    },
  });
  return { latchkey, asked, told };
}
const obliging = (...obligations: readonly unknown[]) => ({
  decision: true,
  context: { reason: 'granted', obligations },
});
const masking = (fields: object) => ({
  id: 'mask-fields',
  type: 'custom',
  properties: { vendor: 'latchkey', action: 'mask_fields', fields },
});

test('a view masks one, many and rows for a file alike', async () => {
  const { latchkey } = against(obliging(masking({ phone: 'country_code', traits: 'absent' })));
  const view = await latchkey.view('usr_1', 'inbox.conversation.view', contact);
  if (!view.allowed) throw new Error('It is allowed.');
  const shown = { name: 'Asha', phone: '+91 ••••', orders: 3 };
  expect(view.mask(asha)).toEqual(shown);
  expect(view.maskAll([asha, asha])).toEqual([shown, shown]);
  expect(view.maskTable(['name', 'phone', 'traits', 'orders'], [asha])).toEqual({
    columns: ['name', 'phone', 'orders'],
    rows: [['Asha', '+91 ••••', '3']],
  });
  expect(view.fields).toEqual({ phone: 'country_code', traits: 'absent' });
  expect(asha.phone).toBe(phone);
});

test('without obligations everything shows', async () => {
  const { latchkey } = against({ decision: true, context: { reason: 'owner' } });
  const view = await latchkey.view('usr_1', 'inbox.conversation.view', contact);
  expect(view.allowed && view.mask(asha)).toEqual(asha);
});

test('a no shows nothing and says why', async () => {
  const { latchkey } = against({ decision: false, context: { reason: 'masked' } });
  expect(await latchkey.view('usr_1', 'users.contact.view', contact)).toEqual({
    allowed: false,
    reason: 'masked',
  });
});

test('only a view declares that it masks', async () => {
  const { latchkey, asked } = against({ decision: true });
  await latchkey.view('usr_1', 'inbox.conversation.view', contact);
  await latchkey.can('usr_1', 'inbox.conversation.view', contact);
  await latchkey.evaluate('usr_1', 'inbox.conversation.view', contact, { atLeast: 'r' });
  expect(asked).toMatchObject([{ context: { supported_obligations: ['custom'] } }, {}, {}]);
  expect(asked[1]).not.toHaveProperty('context');
  expect(asked[2]).toMatchObject({ context: { at_least: 'r' } });
  expect(JSON.stringify(asked.slice(1))).not.toContain('supported_obligations');
});

const notUnderstood: [string, object][] = [
  ['an unknown type', obliging({ id: '1', type: 'step-up', properties: {} })],
  ['another vendor', obliging({ ...masking({}), properties: { vendor: 'x', fields: {} } })],
  [
    'an unknown act',
    obliging({ id: '1', type: 'custom', properties: { vendor: 'latchkey', action: 'blur' } }),
  ],
  ['an unknown way', obliging(masking({ phone: 'last_four' }))],
  ['no fields', obliging(masking({ phone: 'absent' }), { ...masking({}), properties: null })],
  [
    'a list of fields',
    obliging({ ...masking({}), properties: { ...masking({}).properties, fields: ['phone'] } }),
  ],
  ['no list', { decision: true, context: { obligations: { phone: 'absent' } } }],
];
test.each(notUnderstood)(
  'an obligation with %s makes a yes a no that is told',
  async (_, answer) => {
    const { latchkey, told } = against(answer);
    expect(await latchkey.view('usr_1', 'inbox.conversation.view', contact)).toEqual({
      allowed: false,
      reason: 'unknown_obligation',
    });
    expect(told.map(({ code }) => code)).toEqual(['unknown_obligation']);
  },
);

test('two obligations on one field leave the field out', async () => {
  const { latchkey } = against(
    obliging(masking({ phone: 'redacted' }), masking({ phone: 'country_code' })),
  );
  const view = await latchkey.view('usr_1', 'inbox.conversation.view', contact);
  expect(view.allowed && view.mask(asha)).not.toHaveProperty('phone');
});

test('a bare yes or no cannot carry an obligation, so it is a no', async () => {
  const yes = { decision: true };
  const obliged = obliging(masking({ phone: 'absent' }));
  const { latchkey } = against(obliged);
  expect(await latchkey.can('usr_1', 'inbox.conversation.view', contact)).toBe(false);
  const several = against(yes, obliged);
  expect(await several.latchkey.canAll('usr_1', ['a.b', 'c.d'], contact)).toBe(false);
  expect(await against(yes, yes).latchkey.canAll('usr_1', ['a.b', 'c.d'], contact)).toBe(true);
});

test('fields named like parts of every object are masked and cannot escape', async () => {
  const { latchkey } = against(
    JSON.parse(
      '{"decision":true,"context":{"obligations":[{"id":"1","type":"custom","properties":{"vendor":"latchkey","action":"mask_fields","fields":{"__proto__":"absent","constructor":"redacted"}}}]}}',
    ),
  );
  const view = await latchkey.view('usr_1', 'inbox.conversation.view', contact);
  const item = JSON.parse('{"__proto__":"secret","constructor":"secret","name":"Asha"}');
  expect(JSON.stringify(view.allowed && view.mask(item))).not.toContain('secret');
});
