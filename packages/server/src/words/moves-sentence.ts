import type { SentencePart } from '@latchkey/contract';
import {
  type AccessModel,
  type AccessMove,
  type MemberId,
  type MovedAccess,
  type PlaceRegion,
  type Scope,
  snapshotModel,
} from '@latchkey/engine';
import { permissionAct, restrictionLabel } from './permission-label.ts';
import { countedWords, onlyPlace, type Places, whereWords } from './where-words.ts';

/** What some people have in common: how many they are, what it is, and where. */
interface Clause {
  readonly people: ReadonlySet<MemberId>;
  readonly joining: string;
  readonly tone: SentencePart['tone'];
  readonly parts: readonly ClausePart[];
}

interface ClausePart {
  readonly what: readonly string[];
  readonly regions: readonly PlaceRegion[];
  /** Not everybody, or not everything, everywhere there: the places are only counted, together. */
  readonly together: boolean;
}

/** A plan's gains and losses, put together for one sentence; its places still have to be named. */
export interface SummedMoves {
  readonly clauses: readonly Clause[];
  /** The places that the sentence calls by name. */
  readonly named: readonly Scope[];
}

export function sumMoves(model: AccessModel, moves: readonly AccessMove[]): SummedMoves {
  const clauses = [
    acts(model, moves, ' will be able to ', 'strong', ({ gained }) => gained),
    acts(model, moves, ' will no longer be able to ', 'not', ({ lost }) => lost),
    rules(model, moves, ' will be bound by ', 'not', ({ bound }) => bound),
    rules(model, moves, ' will no longer be bound by ', 'strong', ({ freed }) => freed),
  ].filter(({ people }) => people.size > 0);
  const named = clauses.flatMap(({ parts }) =>
    parts.flatMap(({ regions, together }) => (together ? null : onlyPlace(regions)) ?? []),
  );
  return { clauses, named };
}

export const nothingMoves: SentencePart[] = [
  { text: 'Nothing changes for anybody.', tone: 'plain' },
];

/** "3 people will be able to publish campaigns in 12 stores; 1 person will no longer be able to …" */
export function movesSentence(
  { clauses }: SummedMoves,
  places: Places,
  nameOf: (memberId: MemberId) => string | undefined,
): SentencePart[] {
  if (clauses.length === 0) return nothingMoves;
  return clauses.flatMap(({ people, joining, tone, parts }, at): SentencePart[] => {
    const goesOn = samePeople(people, clauses[at - 1]?.people);
    const next = clauses[at + 1]?.people;
    const end = next === undefined ? '.' : samePeople(people, next) ? ', and' : '; ';
    return [
      ...(goesOn ? [] : [{ text: peopleWords(people, nameOf), tone: 'strong' as const }]),
      { text: joining, tone: 'plain' },
      ...parts.flatMap(({ what, ...where }, index): SentencePart[] => [
        { text: shortList(what), tone },
        {
          text: `${whereText(places, where)}${index === parts.length - 1 ? end : index === parts.length - 2 ? ' and ' : ', '}`,
          tone: 'plain',
        },
      ]),
    ];
  });
}

function whereText(
  places: Places,
  { regions, together }: Pick<ClausePart, 'regions' | 'together'>,
): string {
  if (regions.length === 0) return '';
  return together ? ` ${countedWords(places, regions)} in all` : ` ${whereWords(places, regions)}`;
}

const samePeople = (people: ReadonlySet<MemberId>, others: ReadonlySet<MemberId> | undefined) =>
  others !== undefined && people.size === others.size && [...people].every((id) => others.has(id));

/** One person by name, several by their number. */
function peopleWords(
  people: ReadonlySet<MemberId>,
  nameOf: (memberId: MemberId) => string | undefined,
): string {
  const [first] = people;
  if (people.size > 1 || first === undefined) return `${people.size.toLocaleString('en')} people`;
  return nameOf(first) || '1 person';
}

function acts(
  model: AccessModel,
  moves: readonly AccessMove[],
  joining: string,
  tone: SentencePart['tone'],
  partOf: (move: AccessMove) => readonly MovedAccess[],
): Clause {
  const people = new Set<MemberId>();
  // People who hold the same share their parts: each is looked at once.
  const seen = new Set<readonly MovedAccess[]>();
  for (const move of moves) {
    const parts = partOf(move);
    if (parts.length === 0) continue;
    people.add(move.memberId);
    seen.add(parts);
  }
  const [only] = seen;
  const all = [...seen].flat();
  const isExact = seen.size === 1 && only !== undefined && only.length <= mostParts;
  return {
    people,
    joining,
    tone,
    parts: isExact
      ? only.map((part) => actPart(model, [part], false))
      : [actPart(model, all, new Set(all.flatMap(({ regions }) => regions)).size > 1)],
  };
}

/** More than this, and the places are counted together. */
const mostParts = 3;

function actPart(model: AccessModel, moved: readonly MovedAccess[], together: boolean): ClausePart {
  const permissions = new Set(moved.flatMap((part) => part.permissions));
  const all = orderedPermissions(model);
  const what =
    permissions.size > 1 && all.every((name) => permissions.has(name))
      ? ['do everything']
      : inModelOrder(all, permissions).map((name) => permissionAct(model, name));
  return { what, regions: [...new Set(moved.flatMap(({ regions }) => regions))], together };
}

/** A restriction binds everywhere, wherever its set is held. */
function rules(
  model: AccessModel,
  moves: readonly AccessMove[],
  joining: string,
  tone: SentencePart['tone'],
  partOf: (move: AccessMove) => readonly string[],
): Clause {
  const bound = moves.filter((move) => partOf(move).length > 0);
  return {
    people: new Set(bound.map(({ memberId }) => memberId)),
    joining,
    tone,
    parts: [
      {
        what: [...new Set(bound.flatMap(partOf))].map((key) => restrictionLabel(model, key)),
        regions: [],
        together: false,
      },
    ],
  };
}

const orderedPermissions = ({ modules }: AccessModel): string[] =>
  Object.values(modules).flatMap(({ permissions }) => Object.keys(permissions));

/** As the model lists them; names that it no longer has come last. */
export const inModelOrder = (
  ordered: readonly string[],
  permissions: ReadonlySet<string>,
): string[] => {
  const known = ordered.filter((name) => permissions.has(name));
  const listed = new Set(known);
  return [...known, ...[...permissions].filter((name) => !listed.has(name))];
};

const named = 3;

/** The first few, and how many more. */
export function shortList(labels: readonly string[]): string {
  const shown = labels.length > named + 1 ? labels.slice(0, named) : labels;
  const rest = labels.length - shown.length;
  const all = rest > 0 ? [...shown, `${rest} more`] : shown;
  return new Intl.ListFormat('en').format(all);
}

/** The order in which a plan's permissions are said. */
export const saidOrder = (places: Places): string[] =>
  orderedPermissions(snapshotModel(places.snapshot));
