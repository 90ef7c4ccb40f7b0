import type { AccessModel, EntityId, OrganizationId, Scope } from '@latchkey/engine';
import { comparable, lettersOf } from './comparable.ts';
import { NearestName } from './nearest-name.ts';

export interface KnownPlace {
  readonly id: EntityId;
  readonly type: string;
  readonly code: string;
  readonly name: string;
  readonly city: string | null;
  readonly closed: boolean;
  readonly parents: readonly EntityId[];
}

export type FoundPlace =
  | {
      readonly found: 'place';
      readonly scope: Scope;
      readonly label: string;
      readonly closed: boolean;
    }
  | { readonly found: 'several'; readonly suggestion: string | null; readonly count: number }
  | { readonly found: 'none'; readonly suggestion: string | null };

const wholeOrganization = new Set(
  ['organization', 'organisation', 'whole organization', 'whole organisation', 'everywhere'].map(
    lettersOf,
  ),
);

/** The places of an organization by what people write for them. */
export class PlaceIndex {
  readonly #shown: (place: KnownPlace) => boolean;
  readonly #organization: { readonly id: OrganizationId; readonly name: string };
  readonly #typeByWord = new Map<string, string>();
  readonly #byId = new Map<EntityId, KnownPlace>();
  readonly #byCode = new Map<string, KnownPlace>();
  readonly #byName = new Map<string, KnownPlace[]>();
  readonly #bare = new Map<string, KnownPlace[]>();
  readonly #nearest = new Map<string, NearestName<KnownPlace>>();
  readonly #found = new Map<string, FoundPlace>();

  constructor(
    model: Pick<AccessModel, 'entityTypes'>,
    organization: { readonly id: OrganizationId; readonly name: string },
    places: Iterable<KnownPlace>,
    /** Places outside of what the reader manages can be named, and are never suggested. */
    shown: (place: KnownPlace) => boolean = () => true,
  ) {
    this.#shown = shown;
    this.#organization = organization;
    for (const [type, { label, plural }] of Object.entries(model.entityTypes)) {
      for (const word of [type, label, plural]) this.#typeByWord.set(lettersOf(word), type);
    }
    for (const place of places) this.#add(place);
  }

  #add(place: KnownPlace): void {
    this.#byId.set(place.id, place);
    this.#byCode.set(`${place.type}:${comparable(place.code)}`, place);
    append(this.#byName, `${place.type}:${comparable(place.name)}`, place);
    for (const word of new Set([comparable(place.code), comparable(place.name)]))
      append(this.#bare, word, place);
  }

  get(id: EntityId): KnownPlace | undefined {
    return this.#byId.get(id);
  }

  /** The type a word means: its key, label or plural. */
  type(word: string): string | null {
    return this.#typeByWord.get(lettersOf(word)) ?? null;
  }

  byCode(type: string, code: string): KnownPlace | null {
    return this.#byCode.get(`${type}:${comparable(code)}`) ?? null;
  }

  /** Places of a type whose code is this, else all whose name is. */
  ofType(type: string, codeOrName: string): readonly KnownPlace[] {
    const byCode = this.byCode(type, codeOrName);
    return byCode ? [byCode] : (this.#byName.get(`${type}:${comparable(codeOrName)}`) ?? []);
  }

  /** What somebody wrote for one place: `organization`, `type:name or code`, or a bare name or code. */
  find(typed: string): FoundPlace {
    const known = this.#found.get(typed);
    if (known) return known;
    const found = this.#look(typed);
    if (this.#found.size < 200_000) this.#found.set(typed, found);
    return found;
  }

  #look(typed: string): FoundPlace {
    const colon = typed.indexOf(':');
    const type = colon > 0 ? this.type(typed.slice(0, colon)) : null;
    if (type)
      return this.#answer(this.ofType(type, typed.slice(colon + 1)), type, typed.slice(colon + 1));
    const bare = this.#bare.get(comparable(typed)) ?? [];
    const meansAll =
      wholeOrganization.has(lettersOf(typed)) ||
      comparable(typed) === comparable(this.#organization.name);
    if (meansAll && bare.length === 0) {
      return {
        found: 'place',
        scope: this.#organization.id,
        label: 'the whole organization',
        closed: false,
      };
    }
    return this.#answer(
      bare,
      null,
      colon > 0 && bare.length === 0 ? typed.slice(colon + 1) : typed,
    );
  }

  #answer(matches: readonly KnownPlace[], type: string | null, typed: string): FoundPlace {
    const [first] = matches;
    if (first && matches.length === 1) {
      return { found: 'place', scope: first.id, label: placeLabel(first), closed: first.closed };
    }
    if (first) {
      const shown = matches.find(this.#shown);
      return {
        found: 'several',
        suggestion: shown ? placeReference(shown) : null,
        count: matches.length,
      };
    }
    const nearest = this.#nearestOf(type).find(typed);
    return { found: 'none', suggestion: nearest && placeReference(nearest) };
  }

  #nearestOf(type: string | null): NearestName<KnownPlace> {
    const key = type ?? '';
    const known = this.#nearest.get(key);
    if (known) return known;
    const places = [...this.#byId.values()].filter(
      (place) => !place.closed && (type === null || place.type === type) && this.#shown(place),
    );
    const index = new NearestName<KnownPlace>(
      places.flatMap((place) => [[place.code, place] as const, [place.name, place] as const]),
    );
    this.#nearest.set(key, index);
    return index;
  }
}

/** How a place is written in a file so that it cannot be mistaken. */
export const placeReference = ({ type, code }: Pick<KnownPlace, 'type' | 'code'>) =>
  `${type}:${code}`;

export const placeLabel = ({ code, name }: Pick<KnownPlace, 'code' | 'name'>) =>
  comparable(code) === comparable(name) ? name : `${code} ${name}`;

function append(map: Map<string, KnownPlace[]>, key: string, place: KnownPlace): void {
  const known = map.get(key);
  if (known) known.push(place);
  else map.set(key, [place]);
}
