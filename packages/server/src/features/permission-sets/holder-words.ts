import type { SentencePart } from '@latchkey/contract';
import { type AccessModel, type Scope, type Snapshot, snapshotModel } from '@latchkey/engine';
import { permissionAct, permissionLabel } from '../../words/permission-label.ts';
import { placeWords } from '../../words/place-words.ts';
import type { Names } from '../../words/read-names.ts';
import type { HolderChange } from './holder-changes.ts';

/** "11 of 23 people will be able to publish campaigns." */
export function holdersSentence(
  model: AccessModel,
  changes: readonly HolderChange[],
): SentencePart[] {
  const gaining = changes.filter(({ gains }) => gains.size > 0);
  const losing = changes.filter(({ loses }) => loses.size > 0);
  if (gaining.length + losing.length === 0) {
    return [{ text: 'Nobody gains or loses access.', tone: 'plain' }];
  }
  const share = (count: number) =>
    `${count} of ${changes.length} ${changes.length === 1 ? 'person' : 'people'}`;
  const acts = (ofMaps: readonly ReadonlyMap<string, unknown>[]) =>
    permissionList(model, new Set(ofMaps.flatMap((map) => [...map.keys()])));

  const parts: SentencePart[] = [];
  if (gaining.length > 0) {
    parts.push(
      { text: share(gaining.length), tone: 'strong' },
      { text: ' will be able to ', tone: 'plain' },
      { text: acts(gaining.map(({ gains }) => gains)), tone: 'strong' },
      { text: losing.length > 0 ? '; ' : '.', tone: 'plain' },
    );
  }
  if (losing.length > 0) {
    parts.push(
      { text: share(losing.length), tone: 'strong' },
      { text: ' will no longer be able to ', tone: 'plain' },
      { text: acts(losing.map(({ loses }) => loses)), tone: 'not' },
      { text: '.', tone: 'plain' },
    );
  }
  return parts;
}

/** "Publish campaigns at West zone", "Publish campaigns at 4 places". */
export function changeWords(
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

function permissionList(model: AccessModel, permissions: ReadonlySet<string>): string {
  const labels = [...permissions].map((permission) => permissionAct(model, permission));
  const shown = labels.length > named ? labels.slice(0, named - 1) : labels;
  const rest = labels.length - shown.length;
  const all = rest > 0 ? [...shown, `do ${rest} other things`] : shown;
  return new Intl.ListFormat('en').format(all);
}
