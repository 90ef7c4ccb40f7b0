import { type PermissionDefinition, permissionGraph } from '@latchkey/engine';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { change, clear, type SetDraft, startDraft, tick, undoConsequence } from './set-draft.ts';

// Random models and random clicks, against rules written down a second time, in the simplest way.

interface World {
  readonly names: readonly string[];
  readonly requires: (name: string) => readonly string[];
  readonly implies: (name: string) => readonly string[];
}

const size = 9;
const names = Array.from({ length: size }, (_, at) => `p${at}`);
// Permissions only point at earlier ones, so there are no cycles.
const edges = fc.array(fc.tuple(fc.nat(size - 1), fc.nat(size - 1)), { maxLength: 12 });
const pointing = (pairs: readonly (readonly [number, number])[]) => (name: string) =>
  pairs.flatMap(([a, b]) =>
    a !== b && name === `p${Math.max(a, b)}` ? [`p${Math.min(a, b)}`] : [],
  );
const worlds: fc.Arbitrary<World> = fc.tuple(edges, edges).map(([requires, implies]) => ({
  names,
  requires: pointing(requires),
  implies: pointing(implies),
}));

const graphOf = ({ requires, implies }: World) =>
  permissionGraph({
    modules: {
      all: {
        label: '',
        permissions: Object.fromEntries(
          names.map((name): [string, PermissionDefinition] => [
            name,
            { label: '', description: '', requires: requires(name), implies: implies(name) },
          ]),
        ),
      },
    },
  });

/** All that is reached from the given permissions. */
function reached(from: readonly string[], ...ways: World['requires'][]): string[] {
  const found = new Set(from);
  for (const name of found) for (const way of ways) for (const next of way(name)) found.add(next);
  return [...found].sort();
}

/** The largest part of the given permissions that has all it needs. */
function standing(direct: readonly string[], { requires, implies }: World): string[] {
  const held = reached(direct, implies);
  const stands = direct.filter((name) =>
    reached([name], implies).every((each) => requires(each).every((need) => held.includes(need))),
  );
  return stands.length === direct.length ? held : standing(stands, { names, requires, implies });
}

type Click =
  | { readonly kind: 'tick' | 'clear' | 'undo'; readonly name: string }
  | { readonly kind: 'group'; readonly some: readonly string[]; readonly wanted: boolean };
const name = fc.constantFrom(...names);
const single = (kind: 'tick' | 'clear' | 'undo'): fc.Arbitrary<Click> =>
  fc.record({ kind: fc.constant(kind), name });
const group: fc.Arbitrary<Click> = fc.record({
  kind: fc.constant('group'),
  some: fc.uniqueArray(name, { maxLength: 5 }),
  wanted: fc.boolean(),
});
const clicks = fc.array(
  fc.oneof(single('tick'), single('tick'), single('clear'), single('undo'), group),
  { maxLength: 14 },
);

function press(draft: SetDraft, world: World, click: Click): SetDraft {
  const graph = graphOf(world);
  if (click.kind === 'group') return change(draft, graph, 'group', click.some, click.wanted);
  if (click.kind === 'undo') return undoConsequence(draft, graph, click.name);
  return (click.kind === 'tick' ? tick : clear)(draft, graph, click.name);
}

const after = (world: World, pressed: readonly Click[]) =>
  pressed.reduce((draft, click) => press(draft, world, click), startDraft([]));

test('whatever is clicked in whatever order, the set has all that it needs', () => {
  fc.assert(
    fc.property(worlds, clicks, (world, pressed) => {
      const graph = graphOf(world);
      const { permissions } = after(world, pressed);
      expect(graph.problems(permissions)).toEqual([]);
      expect(graph.closure(permissions)).toEqual(reached(permissions, world.implies));
      expect(graph.closure(permissions)).toEqual(
        reached(permissions, world.implies, world.requires),
      );
    }),
    { numRuns: 400 },
  );
});

test('the order of ticks does not matter', () => {
  fc.assert(
    fc.property(worlds, fc.shuffledSubarray([...names]), (world, some) => {
      const graph = graphOf(world);
      const all = (order: readonly string[]) =>
        graph.closure(
          order.reduce((draft, each) => tick(draft, graph, each), startDraft([])).permissions,
        );
      const wanted = reached(some, world.requires, world.implies);
      expect(all(some)).toEqual(wanted);
      expect(all(some.toReversed())).toEqual(wanted);
    }),
    { numRuns: 300 },
  );
});

test('clearing takes what cannot stand without it, and no more; what is included in another stays', () => {
  fc.assert(
    fc.property(worlds, clicks, name, (world, pressed, cleared) => {
      const graph = graphOf(world);
      const before = after(world, pressed);
      const next = clear(before, graph, cleared);
      const locked = graph.locked(before.permissions).has(cleared);
      const kept = before.permissions.filter((each) => locked || each !== cleared);
      expect(graph.closure(next.permissions)).toEqual(standing(kept, world));
    }),
    { numRuns: 400 },
  );
});

test('everything that is lost by a click is told under it', () => {
  fc.assert(
    fc.property(worlds, clicks, name, (world, pressed, cleared) => {
      const graph = graphOf(world);
      const before = after(world, pressed);
      const next = clear(before, graph, cleared);
      const left = new Set(graph.closure(next.permissions));
      const lost = graph.closure(before.permissions).filter((each) => !left.has(each));
      const told = next.consequences.get(cleared);
      const others = [
        ...(told?.others.map((each) => each.permission) ?? []),
        ...(told?.along ?? []),
      ];
      expect(lost.filter((each) => each !== cleared)).toEqual(
        [...new Set(others)].filter((each) => !left.has(each)).sort(),
      );
    }),
    { numRuns: 300 },
  );
});

test('undoing a click at once leads back to what was held before it', () => {
  fc.assert(
    fc.property(worlds, clicks, name, fc.boolean(), (world, pressed, clicked, wanted) => {
      const graph = graphOf(world);
      const before = after(world, pressed);
      const done = (wanted ? tick : clear)(before, graph, clicked);
      if (!done.consequences.has(clicked) || done.permissions === before.permissions) return;
      const undone = undoConsequence(done, graph, clicked);
      expect(graph.closure(undone.permissions)).toEqual(graph.closure(before.permissions));
    }),
    { numRuns: 400 },
  );
});
