import type { AccessModel, PermissionSetId } from '@latchkey/engine';
import { permissionName } from '../../../words/permission-label.ts';
import { comparable, lettersOf } from './comparable.ts';
import { NearestName } from './nearest-name.ts';

/** What can be held at a place: a permission set, or a permission where the model gives those directly. */
export type Holding =
  | { readonly setId: PermissionSetId; readonly permission: null }
  | { readonly setId: null; readonly permission: string };

export type NamedHolding = Holding & {
  readonly name: string;
  /** What else it may be called in a file. */
  readonly otherName?: string;
};

export const holdingKey = ({ setId, permission }: Holding): string => setId ?? permission;

/** The permission sets or permissions of an organization by their names as people type them. */
export class HoldingIndex {
  readonly #byName = new Map<string, NamedHolding>();
  readonly #byLetters = new Map<string, NamedHolding | null>();
  readonly #byKey = new Map<string, NamedHolding>();
  readonly #nearest: NearestName<NamedHolding>;

  constructor(holdings: Iterable<NamedHolding>) {
    for (const holding of holdings) {
      this.#byKey.set(holdingKey(holding), holding);
      for (const name of namesOf(holding)) {
        const letters = lettersOf(name);
        this.#byName.set(comparable(name), holding);
        // Two that differ in punctuation only must be named exactly.
        const other = this.#byLetters.get(letters);
        this.#byLetters.set(letters, other === undefined || other === holding ? holding : null);
      }
    }
    this.#nearest = new NearestName(
      [...this.#byKey.values()].flatMap((holding) =>
        namesOf(holding).map((name) => [name, holding] as const),
      ),
    );
  }

  find(typed: string): NamedHolding | null {
    return this.#byName.get(comparable(typed)) ?? this.#byLetters.get(lettersOf(typed)) ?? null;
  }

  get(key: string): NamedHolding | undefined {
    return this.#byKey.get(key);
  }

  nearest(typed: string): NamedHolding | null {
    return this.#nearest.find(typed);
  }

  /** Names, in the order they were given. */
  get names(): readonly string[] {
    return [...this.#byKey.values()].map(({ name }) => name);
  }
}

const namesOf = ({ name, otherName }: NamedHolding) =>
  otherName === undefined ? [name] : [name, otherName];

/** The permissions of a model: known by their labels, and by their keys. */
export function permissionHoldings(model: AccessModel): NamedHolding[] {
  const all = Object.values(model.modules).flatMap(({ permissions }) =>
    Object.entries(permissions),
  );
  return all.map(([permission]) => ({
    setId: null,
    permission,
    name: permissionName(model, permission),
    otherName: permission,
  }));
}
