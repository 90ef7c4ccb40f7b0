import { defineAccessModel } from '../src/define-access-model.ts';
import type {
  AccessModel,
  FieldMasks,
  ModuleDefinition,
  PermissionDefinition,
  RestrictionDefinition,
} from '../src/model.ts';
import { maskWays } from '../src/model.ts';
import { Chance } from './chance.ts';
import { shopModel } from './shop-model.ts';

/** Types whose names and codes can run into each other: `p` + `px`, `pp` + `x`. */
export const entityTypes = ['p', 'pp', 'store'];
export const resourceTypes = ['customer', 'letter'];

const moduleKeys = ['constructor', 'promo', 'stock', 'valueof', 'z'];
// Beginning like the built-in module without being in it, or like what every object has.
const firstParts = ['accessible', 'campaign', 'constructor', 'promo', 'z'];
/** The built-in module has eleven permissions, so these come near and cross the ends of a word of 32 bits. */
const sizes = [3, 6, 9, 20, 21, 22, 30, 52, 53, 54, 70];

const models = new Map<number, AccessModel>();
export const modelCount = 120;

/** One of a hundred and twenty models: with words of bits full to the last, chains of *requires* and *implies*, direct access, one set each. */
export function randomModel(number: number): AccessModel {
  const known = models.get(number);
  if (known !== undefined) return known;
  const model = number === 0 ? shopModel : makeModel(new Chance(number));
  models.set(number, model);
  return model;
}

function makeModel(chance: Chance): AccessModel {
  const size = chance.pick(sizes);
  const names = [
    ...new Set(
      chance.times(
        size,
        () => `${chance.pick(firstParts)}.${chance.pick(['a', 'm', 'z'])}${chance.below(1_000)}`,
      ),
    ),
  ];
  const keys = moduleKeys.slice(0, 1 + chance.below(moduleKeys.length));
  const modules = new Map<string, Map<string, PermissionDefinition>>();
  names.forEach((name, index) => {
    const earlier = names.slice(0, index);
    const key = chance.pick(keys);
    const permissions = modules.get(key) ?? new Map<string, PermissionDefinition>();
    modules.set(key, permissions);
    permissions.set(name, {
      label: name,
      description: '',
      ...(chance.happens(0.3) && { requires: near(chance, earlier) }),
      ...(chance.happens(0.2) && { implies: near(chance, earlier) }),
      ...(chance.happens(0.1) && { opens: masks(chance) }),
    });
  });
  return defineAccessModel({
    key: 'random',
    label: 'Random',
    assignment: chance.pick(['sets', 'sets', 'one_set', 'direct']),
    entityTypes: {
      p: { label: 'P', plural: 'Ps', parents: ['organization'] },
      pp: { label: 'PP', plural: 'PPs', parents: ['organization', 'p'] },
      store: { label: 'Store', plural: 'Stores', parents: ['organization', 'p', 'pp'] },
    },
    resources: { customer: {}, letter: {} },
    modules: Object.fromEntries(
      [...modules].map(([key, permissions]): [string, ModuleDefinition] => [
        key,
        {
          label: key,
          permissions: Object.fromEntries(permissions),
          ...(chance.happens(0.6) && { switchable: {} }),
        },
      ]),
    ),
    permissionSets: {},
    restrictions: Object.fromEntries(
      ['toString', 'r1', 'r2'].map((key): [string, RestrictionDefinition] => [
        key,
        {
          label: key,
          description: '',
          hidesModules: chance.some([...modules.keys()], 2),
          ...(chance.happens(0.5) && { masks: masks(chance) }),
        },
      ]),
    ),
  });
}

/** One or two of the names before, rather the last of them, so that chains come about. */
const near = (chance: Chance, earlier: readonly string[]) => chance.some(earlier.slice(-4), 2);

const masks = (chance: Chance): FieldMasks => ({
  [chance.pick(resourceTypes)]: Object.fromEntries(
    chance
      .some(['phone', 'email', 'constructor'], 2)
      .map((field) => [field, chance.pick(maskWays)]),
  ),
});
