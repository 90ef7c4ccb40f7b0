import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { heldAt } from '../../test/oracle.ts';
import { join, setId } from '../../test/populate.ts';
import { randomOperation } from '../../test/random-operation.ts';
import { shopModel } from '../../test/shop-model.ts';
import { shopOrganization } from '../../test/shop-organization.ts';
import type { TestOrganization } from '../../test/test-organization.ts';
import { accessModuleKey } from '../access-module.ts';
import { defineAccessModel } from '../define-access-model.ts';
import type { MemberId, Scope } from '../ids.ts';
import type { AccessModel, ModuleDefinition, StandardSetDefinition } from '../model.ts';
import { movePermissions, newNames } from '../move-permissions.ts';
import { permissionGraph } from '../permission-graph.ts';
import type { Plan } from '../plan-result.ts';

vi.setConfig({ testTimeout: 60_000 });

const { [accessModuleKey]: _builtIn, ...modules } = shopModel.modules;
const names = Object.values(modules).flatMap((module) => Object.keys(module.permissions));

/** What becomes of each permission in the next version: it stays, is renamed, split or removed. */
const fates = fc.tuple(
  ...names.map(() => fc.constantFrom('stays', 'stays', 'stays', 'renamed', 'split', 'removed')),
);
const more = fc.record({
  /** A permission that all others come to require. */
  newlyRequired: fc.constantFrom(null, null, ...names.map((_, index) => index)),
  /** Permissions that a standard set comes to hold. */
  editorGains: fc.subarray(
    names.map((_, index) => index),
    { maxLength: 2 },
  ),
});

function nextModel(
  fate: readonly string[],
  { newlyRequired, editorGains }: { newlyRequired: number | null; editorGains: readonly number[] },
): AccessModel {
  const renamed: Record<string, string[]> = {};
  names.forEach((name, index) => {
    if (fate[index] === 'renamed') renamed[name] = [`${name}-now`];
    if (fate[index] === 'split') renamed[name] = [`${name}-one`, `${name}-two`];
  });
  const removed = new Set(names.filter((_, index) => fate[index] === 'removed'));
  const now = (list: readonly string[] = []) =>
    list.filter((name) => !removed.has(name)).flatMap((name) => renamed[name] ?? [name]);
  const required = newlyRequired === null ? [] : now([names[newlyRequired] ?? '']).slice(0, 1);
  const moved = Object.fromEntries(
    Object.entries(modules).map(([key, module]): [string, ModuleDefinition] => [
      key,
      {
        ...module,
        permissions: Object.fromEntries(
          Object.entries(module.permissions).flatMap(([name, definition]) =>
            now([name]).map((target) => {
              const { requires, implies, excludes, ...rest } = definition;
              // Only what required nothing comes to require something: no circles.
              const added = requires || implies || required.includes(target) ? [] : required;
              return [
                target,
                {
                  ...rest,
                  requires: [...now(requires), ...added.filter(() => name.startsWith('money.'))],
                  implies: now(implies),
                  excludes: now(excludes),
                },
              ];
            }),
          ),
        ),
      },
    ]),
  );
  const draft = { ...shopModel, modules: moved, renamed };
  const sets = Object.fromEntries(
    Object.entries(shopModel.permissionSets).map(([key, set]): [string, StandardSetDefinition] => {
      const { permissions } = movePermissions(
        key === 'editor'
          ? [...set.permissions, ...editorGains.flatMap((index) => names[index] ?? [])]
          : set.permissions,
        {
          ...draft,
          modules: {
            ...moved,
            [accessModuleKey]: shopModel.modules[accessModuleKey] ?? { label: '', permissions: {} },
          },
        },
      );
      return [key, { ...set, permissions }];
    }),
  );
  return defineAccessModel({ ...draft, permissionSets: sets });
}

const state = (shop: TestOrganization) => {
  const places: Scope[] = [shop.id, ...shop.entities.keys()];
  const people: MemberId[] = [...shop.members.keys()];
  return { places, people };
};

/** A set of the organization's own, with what its permissions require and without what they exclude. */
function makeOwnSet(shop: TestOrganization, key: string, ticked: readonly string[]): void {
  const graph = permissionGraph(shopModel);
  const permissions = ticked
    .filter((name) => name !== 'money.ask' || !ticked.includes('money.approve'))
    .reduce<string[]>((held, name) => graph.tick(held, name).permissions, []);
  shop.must([
    {
      type: 'permissionSet.create',
      setId: setId(key),
      name: key,
      description: '',
      permissions,
      mayGrant: [],
    },
  ]);
}

/** Moves a random organization to a random next version and looks at what became of it. */
const everyMove = (
  look: (
    shop: TestOrganization,
    next: AccessModel,
    before: (id: MemberId, place: Scope) => ReadonlySet<string>,
    planned: Plan,
  ) => void,
) =>
  fc.property(
    fc.array(randomOperation, { maxLength: 8 }),
    fates,
    more,
    fc.tuple(fc.subarray(names, { minLength: 1 }), fc.subarray(names, { minLength: 1 })),
    (operations, fate, changes, ownSets) => {
      const shop = shopOrganization();
      ownSets.forEach((ticked, index) => {
        const key = index === 0 ? 'own1' : 'own2';
        makeOwnSet(shop, key, ticked);
        join(shop, `holder${index}`, [{ set: key, at: index === 0 ? 'west' : 'w1' }]);
      });
      for (const make of operations) shop.do([make(shop)]);
      const { places, people } = state(shop);
      const held = new Map(
        people.map((id) => [
          id,
          new Map(places.map((place) => [place, heldAt(shop, id, place, shop.now)])),
        ]),
      );
      let next: AccessModel;
      try {
        next = nextModel(fate, changes);
      } catch {
        return; // A set of the next version would exclude itself: no such version is ever applied.
      }
      const planned = shop.do([
        { type: 'model.apply', model: next, modelHash: 'hash-2', newSetIds: {} },
      ]);
      if (planned.problems.length > 0) return;
      look(shop, next, (id, place) => held.get(id)?.get(place) ?? new Set(), planned);
    },
  );

test('after a move every set is known to the model and has what it requires', () => {
  fc.assert(
    everyMove((shop, next) => {
      const graph = permissionGraph(next);
      for (const { permissions } of shop.sets.values()) {
        expect(graph.problems(permissions)).toEqual([]);
      }
    }),
    { numRuns: 300 },
  );
});

test('nobody gains by a move what neither the new names nor a standard set give', () => {
  fc.assert(
    everyMove((shop, next, before) => {
      const graph = permissionGraph(next);
      const moved = { ...shopView(shop), model: next };
      const { places, people } = state(shop);
      for (const id of people) {
        const standard = [...shop.grants.values()]
          .filter((grant) => grant.memberId === id)
          .flatMap(({ setId }) => (setId === null ? [] : (shop.sets.get(setId) ?? [])))
          .filter(({ kind }) => kind === 'standard')
          .flatMap(({ permissions }) => permissions);
        for (const place of places) {
          const named = [...before(id, place)].flatMap((name) => newNames(next, name));
          const allowed = new Set(graph.closure([...named, ...standard]));
          for (const permission of heldAt(moved, id, place, shop.now)) {
            expect(allowed.has(permission), permission).toBe(true);
          }
        }
      }
    }),
    { numRuns: 200 },
  );
});

test('a set of the organization’s own loses nothing that is still there and has what it requires', () => {
  fc.assert(
    everyMove((_shop, next, _before, { effects }) => {
      const graph = permissionGraph(next);
      for (const effect of effects) {
        if (effect.object !== 'permissionSet' || effect.after?.kind !== 'custom') continue;
        const named = (effect.before?.permissions ?? []).flatMap((name) => newNames(next, name));
        if (graph.problems(named).length > 0) continue;
        expect(graph.closure(effect.after.permissions)).toEqual(graph.closure(named));
      }
    }),
    { numRuns: 200 },
  );
});

const shopView = ({ id, modulesOff, members, grants, sets, entities }: TestOrganization) => ({
  id,
  modulesOff,
  members,
  grants,
  sets,
  entities,
});
