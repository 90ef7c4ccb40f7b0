import type { PermissionSetId } from '@latchkey/engine';
import { comparable, lettersOf } from './comparable.ts';
import { NearestName } from './nearest-name.ts';

export interface KnownSet {
  readonly id: PermissionSetId;
  readonly name: string;
}

/** The permission sets of an organization by their names as people type them. */
export class SetIndex {
  readonly #byName = new Map<string, KnownSet>();
  readonly #byLetters = new Map<string, KnownSet | null>();
  readonly #byId = new Map<PermissionSetId, KnownSet>();
  readonly #nearest: NearestName<KnownSet>;

  constructor(sets: Iterable<KnownSet>) {
    for (const set of sets) {
      const letters = lettersOf(set.name);
      this.#byId.set(set.id, set);
      this.#byName.set(comparable(set.name), set);
      // Two sets that differ in punctuation only must be named exactly.
      this.#byLetters.set(letters, this.#byLetters.has(letters) ? null : set);
    }
    this.#nearest = new NearestName(
      [...this.#byName.values()].map((set) => [set.name, set] as const),
    );
  }

  find(typed: string): KnownSet | null {
    return this.#byName.get(comparable(typed)) ?? this.#byLetters.get(lettersOf(typed)) ?? null;
  }

  get(id: PermissionSetId): KnownSet | undefined {
    return this.#byId.get(id);
  }

  nearest(typed: string): KnownSet | null {
    return this.#nearest.find(typed);
  }

  get size(): number {
    return this.#byId.size;
  }
}
