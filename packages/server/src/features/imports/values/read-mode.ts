import type { ImportMode } from '@latchkey/contract';
import { lettersOf } from './comparable.ts';
import { NearestName } from './nearest-name.ts';

/** How a mode is called on screens and in files. */
export const modeNames: Readonly<Record<ImportMode, string>> = {
  new: 'new',
  add: 'add',
  replace: 'replace',
  remove: 'remove',
  set_if_empty: 'set if empty',
};

const otherWords: Readonly<Record<ImportMode, readonly string[]>> = {
  new: ['only new', 'new people only', 'invite'],
  add: ['add to', 'append', 'plus', 'give', 'merge', 'hinzufügen', 'ajouter', 'añadir'],
  replace: ['overwrite', 'exactly', 'set', 'ersetzen', 'remplacer', 'reemplazar'],
  remove: ['remove from', 'take away', 'revoke', 'delete', 'entfernen', 'retirer', 'quitar'],
  set_if_empty: ['set only if empty', 'only if empty', 'if empty', 'fill', 'fill in'],
};
const modes = ['new', 'add', 'replace', 'remove', 'set_if_empty'] as const;
const words = modes.flatMap((mode) =>
  [modeNames[mode], ...otherWords[mode]].map((word) => [word, mode] as const),
);
const modeByLetters = new Map(words.map(([word, mode]) => [lettersOf(word), mode]));
const nearest = new NearestName(words);

export const readMode = (cell: string): ImportMode | null =>
  modeByLetters.get(lettersOf(cell)) ?? null;

/** The mode that was probably meant, as it is written. */
export function suggestedMode(cell: string): string | null {
  const mode = nearest.find(cell);
  return mode && modeNames[mode];
}
