import type { SentencePart } from '@latchkey/contract';
import {
  type AccessModel,
  isEntityId,
  type Scope,
  type Snapshot,
  snapshotModel,
} from '@latchkey/engine';
import { permissionAct, permissionLabel } from '../../words/permission-label.ts';
import { placeWords } from '../../words/place-words.ts';
import type { Names } from '../../words/read-names.ts';
import type { HolderChange } from './holder-changes.ts';

/** "11 of 23 people will be able to publish campaigns at 41 places." */
export function holdersSentence(
  model: AccessModel,
  changes: readonly HolderChange[],
): SentencePart[] {
  const share = (count: number) =>
    `${count} of ${changes.length} ${changes.length === 1 ? 'person' : 'people'}`;
  const clauses = [
    acts(' will be able to ', 'strong', ({ gains }) => gains),
    acts(' will no longer be able to ', 'not', ({ loses }) => loses),
    rules(' will be bound by ', 'not', ({ bound }) => bound),
    rules(' will no longer be bound by ', 'strong', ({ freed }) => freed),
  ].filter(({ people }) => people > 0);
  if (clauses.length === 0) return [{ text: 'Nobody gains or loses access.', tone: 'plain' }];

  return clauses.flatMap(({ people, joining, what, tone, where }, at): SentencePart[] => [
    { text: share(people), tone: 'strong' },
    { text: joining, tone: 'plain' },
    { text: what, tone },
    { text: `${where}${at === clauses.length - 1 ? '.' : '; '}`, tone: 'plain' },
  ]);

  function acts(
    joining: string,
    tone: SentencePart['tone'],
    partOf: (change: HolderChange) => HolderChange['gains'],
  ) {
    const touched = changes.map(partOf).filter((part) => part.size > 0);
    const permissions = new Set(touched.flatMap((part) => [...part.keys()]));
    const places = new Set(touched.flatMap((part) => [...part.values()].flat()));
    const what = shortList([...permissions].map((name) => permissionAct(model, name)));
    return { people: touched.length, joining, tone, what, where: whereText(places) };
  }

  /** A restriction binds everywhere, wherever its set is held. */
  function rules(
    joining: string,
    tone: SentencePart['tone'],
    partOf: (change: HolderChange) => readonly string[],
  ) {
    const touched = changes.map(partOf).filter((part) => part.length > 0);
    const what = shortList([...new Set(touched.flat())].map((key) => restrictionLabel(model, key)));
    return { people: touched.length, joining, tone, what, where: '' };
  }
}

function whereText(places: ReadonlySet<Scope>): string {
  if (![...places].every(isEntityId)) return ' in the whole organization';
  return places.size === 1 ? ' at 1 place' : ` at ${places.size} places`;
}

/** What a person gains and loses, a line each. */
export function changeLines(
  snapshot: Snapshot,
  names: Names,
  { gains, loses, bound, freed }: HolderChange,
): { readonly gains: string[]; readonly loses: string[] } {
  const model = snapshotModel(snapshot);
  const label = (key: string) => restrictionLabel(model, key);
  return {
    gains: [
      ...changeWords(snapshot, names, gains),
      ...freed.map((key) => `What “${label(key)}” hid`),
    ],
    loses: [
      ...changeWords(snapshot, names, loses),
      ...bound.map((key) => `What “${label(key)}” hides`),
    ],
  };
}

const restrictionLabel = (model: AccessModel, key: string) =>
  model.restrictions?.[key]?.label ?? key;

/** "Publish campaigns at West zone", "Publish campaigns at 4 places". */
function changeWords(
  snapshot: Snapshot,
  names: Names,
  places: ReadonlyMap<string, readonly Scope[]>,
): string[] {
  const model = snapshotModel(snapshot);
  return [...places].map(([permission, scopes]) => {
    const [only] = scopes;
    const where =
      scopes.length === 1 && only !== undefined
        ? placeWords(snapshot, only, names.places.get(only)).label
        : `${scopes.length} places`;
    return `${permissionLabel(model, permission)} at ${where}`;
  });
}

const named = 3;

function shortList(labels: readonly string[]): string {
  const shown = labels.length > named ? labels.slice(0, named - 1) : labels;
  const rest = labels.length - shown.length;
  const all = rest > 0 ? [...shown, `${rest} more`] : shown;
  return new Intl.ListFormat('en').format(all);
}
