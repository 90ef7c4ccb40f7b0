import type { AccessModel } from '../model.ts';
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
  const compiled = {
    model,
    graph: permissionGraph(model),
    names,
    bits,
    wordCount,
    requires,
    excludes,
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
    const word = wanted[index] ?? 0;
    if (((words[index] ?? 0) & word) !== word) return false;
  }
  return true;
}

export function namesOf(compiled: CompiledModel, words: Uint32Array): string[] {
  return compiled.names.filter((_, bit) => hasBit(words, bit));
}
