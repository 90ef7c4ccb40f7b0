import { permissionGraph } from '@latchkey/engine';
import { expect, test } from 'vitest';
import { promotionsModel } from './promotions.ts';

const own = Object.entries(promotionsModel.modules).filter(([key]) => key !== 'access');
const definitions = new Map(own.flatMap(([, { permissions }]) => Object.entries(permissions)));
const root = 'company.use';

test('the model has fourteen permissions in seven modules, each with a description of its own', () => {
  expect(own).toHaveLength(7);
  expect(definitions.size).toBe(14);
  expect(new Set([...definitions.values()].map(({ description }) => description)).size).toBe(14);
});

test('eleven are ticked at first: all but the company administrator and the two publishers', () => {
  const notTicked = [...definitions].filter(([, { selectedByDefault }]) => !selectedByDefault);
  expect(notTicked.map(([name]) => name).sort()).toEqual([
    'company.administer',
    'loyalty.scheme.publish',
    'promotion.publish',
  ]);
  const ticked = [...definitions.keys()].filter(
    (name) => !notTicked.some(([other]) => other === name),
  );
  expect(permissionGraph(promotionsModel).problems(ticked)).toEqual([]);
});

test('seven belong to loyalty, the one module that can be switched off, and off it is in a new company', () => {
  const { loyalty } = promotionsModel.modules;
  expect(Object.keys(loyalty?.permissions ?? {})).toHaveLength(7);
  expect(own.filter(([, { switchable }]) => switchable).map(([key]) => key)).toEqual(['loyalty']);
  expect(loyalty?.switchable).toEqual({ startsOffAt: ['company'] });
});

test('all but the root itself and the administrator, who brings it, name the root as what they need', () => {
  for (const [name, { requires = [], implies = [] }] of definitions) {
    if (name === root) expect(requires).toEqual([]);
    else expect([...requires, ...implies]).toContain(root);
  }
});

test('the company administrator brings all the others and the managing of people', () => {
  const implied = definitions.get('company.administer')?.implies ?? [];
  expect(new Set(implied)).toEqual(
    new Set([
      ...[...definitions.keys()].filter((name) => name !== 'company.administer'),
      'access.member.read',
      'access.member.invite',
      'access.member.change',
      'access.member.remove',
    ]),
  );
});
