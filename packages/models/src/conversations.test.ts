import { permissionGraph } from '@latchkey/engine';
import { expect, test } from 'vitest';
import { conversationsModel } from './conversations.ts';

const { permissionSets, restrictions = {}, modules } = conversationsModel;
const graph = permissionGraph(conversationsModel);
const features = [
  'users.contact.export',
  'users.contact.add',
  'users.contact.tag',
  'billing.section.view',
  'apikey.key.view',
  'whatsapp.profile.edit',
];

test.each(['admin', 'teammate'])(
  '%s begins with the six features and without the two pages',
  (key) => {
    const set = permissionSets[key];
    expect(set?.kind).toBe('starter');
    expect(set?.restrictions ?? []).toEqual([]);
    for (const feature of features) expect(set?.permissions).toContain(feature);
    const whole = new Set(graph.closure(set?.permissions ?? []));
    for (const page of ['team.settings.manage', 'team.permissions.view']) {
      expect(whole.has(page)).toBe(false);
    }
    expect([...whole].filter((name) => name.startsWith('access.'))).toEqual([]);
  },
);

test('opening the access permissions to a role lets it look and not change', () => {
  const opened = [...graph.closure(['team.permissions.view'])];
  expect(opened.filter((name) => name.startsWith('access.'))).toEqual(['access.set.read']);
});

test('hiding the number takes four modules and leaves the whole inbox, templates to use included', () => {
  const hidden = restrictions['hide-contact-number']?.hidesModules ?? [];
  expect([...hidden].sort()).toEqual(['analytics', 'notifications', 'templates', 'users']);
  const gone = new Set(hidden.flatMap((key) => Object.keys(modules[key]?.permissions ?? {})));
  for (const [name, { requires = [] }] of Object.entries(modules['inbox']?.permissions ?? {})) {
    expect([name, ...requires].filter((needed) => gone.has(needed))).toEqual([]);
  }
  expect(Object.keys(modules['inbox']?.permissions ?? {})).toContain('inbox.template.use');
});

test('hiding traits hides no module', () => {
  expect(restrictions['hide-trait-data']?.hidesModules ?? []).toEqual([]);
});
