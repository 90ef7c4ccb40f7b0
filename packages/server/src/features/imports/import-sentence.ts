import type { SentencePart } from '@latchkey/contract';
import { counted } from './plan/in-words.ts';
import type { StoredImport } from './stored-import.ts';

const plain = (text: string): SentencePart => ({ text, tone: 'plain' });
const strong = (text: string): SentencePart => ({ text, tone: 'strong' });
const not = (text: string): SentencePart => ({ text, tone: 'not' });

/** What the file will do, or did, in one sentence. */
export function importSentence(record: StoredImport): SentencePart[] {
  const { state, counts } = record;
  if (state === 'uploaded') return [plain('Match the columns to see what this file will do.')];
  if (state === 'checking')
    return [plain(`${counted(counts.rows, 'row is', 'rows are')} being checked.`)];
  if (state === 'ready')
    return [...planned(record), ...keptBack(counts.errors, 'cannot be applied yet')];
  return [...done(record), ...keptBack(counts.errors + counts.failed, 'kept back')];
}

function planned({ kind, counts, newParents }: StoredImport): SentencePart[] {
  const acts: SentencePart[][] = [];
  if (kind === 'people') {
    if (counts.change > 0)
      acts.push([strong(`change ${counted(counts.change, 'person', 'people')}`)]);
    if (counts.create > 0) {
      const at = counts.places > 0 ? ` at ${counted(counts.places, 'place', 'places')}` : '';
      acts.push([strong(`invite ${counted(counts.create, 'person', 'people')}`), plain(at)]);
    }
  }
  if (kind === 'places') {
    const made = counts.create + newParents.length;
    if (made > 0) acts.push([strong(`create ${counted(made, 'place', 'places')}`)]);
    if (counts.change > 0)
      acts.push([strong(`change ${counted(counts.change, 'place', 'places')}`)]);
  }
  const [first, second] = acts;
  if (!first) return [plain('This file changes nothing.')];
  return [
    plain('This file will '),
    ...first,
    ...(second ? [plain(' and '), ...second] : []),
    plain('.'),
    ...losing(counts),
  ];
}

function losing({ losing: people, losses }: StoredImport['counts']): SentencePart[] {
  if (people === 0) return [];
  const who = counted(people, 'person loses', 'people lose');
  return [plain(' '), not(`${who} access: ${counted(losses, 'grant', 'grants')}`), plain('.')];
}

function done({ kind, state, counts, undo }: StoredImport): SentencePart[] {
  const total = counts.create + counts.change;
  const what = kind === 'places' ? 'written' : whatBecame(counts);
  const one = kind === 'people' ? 'person' : 'place';
  const many = kind === 'people' ? 'people' : 'places';
  const sofar = `${counted(counts.applied, one, many)} ${counts.applied === 1 ? 'was' : 'were'} ${what}`;
  if (state === 'applying')
    return [
      strong(`${counted(counts.applied, 'row', 'rows')} of ${counted(total, 'row', 'rows')}`),
      plain(' applied so far.'),
    ];
  if (state === 'undone' && undo)
    return [strong(`${counted(undo.undone, 'change', 'changes')} undone`), plain('.')];
  if (state === 'cancelled') return [plain('Cancelled. '), strong(sofar), plain(' before.')];
  if (state === 'failed') return [not('Stopped by a failure. '), strong(sofar), plain(' before.')];
  return [strong(sofar), plain('.')];
}

function whatBecame({ create, change }: StoredImport['counts']): string {
  if (change === 0) return 'invited';
  return create === 0 ? 'changed' : 'changed or invited';
}

function keptBack(rows: number, words: string): SentencePart[] {
  if (rows === 0) return [];
  return [plain(' '), not(`${counted(rows, 'row', 'rows')} ${words}`), plain('.')];
}
