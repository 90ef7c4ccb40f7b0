import type { AccessModel, MaskWay } from '../model.ts';
import { type PermissionGraph, permissionGraph } from '../permission-graph.ts';

/** A model as bits. Numbers are made afresh in every process and never stored. */
export interface CompiledModel {
  readonly model: AccessModel;
  readonly graph: PermissionGraph;
  /** Permissions by bit number, in sorted order. */
  readonly names: readonly string[];
  readonly bits: ReadonlyMap<string, number>;
  readonly wordCount: number;
  /** Everything a permission requires, transitively; null for most. */
  readonly requires: readonly (Uint32Array | null)[];
  /** Pairs that nobody may hold together. */
  readonly excludes: readonly (readonly [number, number])[];
  /** The permissions of each module. */
  readonly modules: ReadonlyMap<string, Uint32Array>;
  /** What each restriction hides: the permissions of its modules. */
  readonly restrictions: ReadonlyMap<string, Uint32Array>;
  /** Fields that a permission shows, by resource type. */
  readonly opens: ReadonlyMap<string, readonly OpenedFields[]>;
  /** Resource types of which somebody may see less than everything. */
  readonly maskedTypes: ReadonlySet<string>;
}

export interface OpenedFields {
  readonly bit: number;
  readonly fields: Readonly<Record<string, MaskWay>>;
}

const compiledModels = new WeakMap<AccessModel, CompiledModel>();

export function compileModel(model: AccessModel): CompiledModel {
  const known = compiledModels.get(model);
  if (known !== undefined) return known;

  const definitions = new Map(
    Object.values(model.modules).flatMap((module) => Object.entries(module.permissions)),
  );
  const names = [...definitions.keys()].sort();
  const bits = new Map(names.map((name, bit) => [name, bit]));
  const wordCount = Math.max(1, Math.ceil(names.length / 32));

  const requires = names.map((name) => {
    const needed = new Set(definitions.get(name)?.requires ?? []);
    for (const need of needed) {
      for (const further of definitions.get(need)?.requires ?? []) needed.add(further);
    }
    return needed.size === 0 ? null : wordsOf(bits, wordCount, needed);
  });
  const excludes = names.flatMap((name, bit) =>
    (definitions.get(name)?.excludes ?? []).flatMap((other) => {
      const otherBit = bits.get(other);
      return otherBit === undefined ? [] : [[bit, otherBit] as const];
    }),
  );
  const modules = new Map(
    Object.entries(model.modules).map(([key, { permissions }]) => [
      key,
      wordsOf(bits, wordCount, Object.keys(permissions)),
    ]),
  );
  const restrictions = new Map(
    Object.entries(model.restrictions ?? {}).map(([key, { hidesModules = [] }]) => [
      key,
      unionOf(
        wordCount,
        hidesModules.map((module) => modules.get(module)),
      ),
    ]),
  );
  const opens = new Map<string, OpenedFields[]>();
  for (const [name, definition] of definitions) {
    const bit = bits.get(name);
    for (const [resourceType, fields] of Object.entries(definition.opens ?? {})) {
      if (bit === undefined) continue;
      const others = opens.get(resourceType);
      if (others === undefined) opens.set(resourceType, [{ bit, fields }]);
      else others.push({ bit, fields });
    }
  }
  const masks = Object.values(model.restrictions ?? {}).flatMap((restriction) =>
    Object.keys(restriction.masks ?? {}),
  );
  const compiled: CompiledModel = {
    model,
    graph: permissionGraph(model),
    names,
    bits,
    wordCount,
    requires,
    excludes,
    modules,
    restrictions,
    opens,
    maskedTypes: new Set([...opens.keys(), ...masks]),
  };
  compiledModels.set(model, compiled);
  return compiled;
}

/** Direct permissions as bits, with everything they imply; names the model does not have give nothing. */
export function closedWords(compiled: CompiledModel, permissions: Iterable<string>): Uint32Array {
  return wordsOf(compiled.bits, compiled.wordCount, compiled.graph.closure(permissions));
}

function wordsOf(
  bits: ReadonlyMap<string, number>,
  wordCount: number,
  permissions: Iterable<string>,
): Uint32Array {
  const words = new Uint32Array(wordCount);
  for (const permission of permissions) {
    const bit = bits.get(permission);
    if (bit !== undefined) setBit(words, bit);
  }
  return words;
}

export function setBit(words: Uint32Array, bit: number): void {
  words[bit >>> 5] = (words[bit >>> 5] ?? 0) | (1 << (bit & 31));
}

export function hasBit(words: Uint32Array, bit: number): boolean {
  return ((words[bit >>> 5] ?? 0) & (1 << (bit & 31))) !== 0;
}

export function containsAll(words: Uint32Array, wanted: Uint32Array): boolean {
  for (let index = 0; index < wanted.length; index += 1) {
    // Compared with zero: `&` answers a signed number, so that bit 31 would never equal itself.
    if (((wanted[index] ?? 0) & ~(words[index] ?? 0)) !== 0) return false;
  }
  return true;
}

export function overlaps(left: Uint32Array, right: Uint32Array): boolean {
  for (let index = 0; index < left.length; index += 1) {
    if (((left[index] ?? 0) & (right[index] ?? 0)) !== 0) return true;
  }
  return false;
}

/** The first without what the second holds. */
export function without(words: Uint32Array, taken: Uint32Array): Uint32Array {
  return words.map((word, index) => word & ~(taken[index] ?? 0));
}

export function unionOf(
  wordCount: number,
  many: Iterable<Uint32Array | undefined | null>,
): Uint32Array {
  const union = new Uint32Array(wordCount);
  for (const words of many) {
    words?.forEach((word, index) => {
      union[index] = (union[index] ?? 0) | word;
    });
  }
  return union;
}

/** The permissions of those of these modules that can be off; one that is gone or always on has none. */
export function switchableWords(
  { model, modules, wordCount }: CompiledModel,
  keys: readonly string[],
): Uint32Array {
  const switchable = keys.filter((key) => modules.has(key) && model.modules[key]?.switchable);
  return unionOf(
    wordCount,
    switchable.map((key) => modules.get(key)),
  );
}

export function namesOf(compiled: CompiledModel, words: Uint32Array): string[] {
  return compiled.names.filter((_, bit) => hasBit(words, bit));
}
