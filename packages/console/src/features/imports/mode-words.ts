import type { ImportKind, ImportMode } from '@latchkey/contract';

interface ModeWords {
  readonly label: string;
  /** What it does to those who are here already. */
  readonly says: string;
}

export const modeWords: Readonly<Record<ImportMode, ModeWords>> = {
  new: {
    label: 'Only new people',
    says: 'People who are here already are left as they are.',
  },
  add: {
    label: 'Add to what people hold',
    says: 'What a row names is given in addition. Everything that people hold is kept.',
  },
  replace: {
    label: 'Replace what people hold',
    says: 'People hold exactly what their rows name. What that takes away is shown in red.',
  },
  remove: {
    label: 'Remove what the rows name',
    says: 'What a row names is taken away. Nobody is removed from the organization.',
  },
  set_if_empty: {
    label: 'Fill in what is empty',
    says: 'Only what is missing is filled in. Nothing that is there changes.',
  },
};

/** The modes in which a file changes people. */
export const updateModes = ['add', 'replace', 'remove', 'set_if_empty'] as const;
export const importModes: readonly ImportMode[] = ['new', ...updateModes];

export const emptyCells =
  'An empty cell and a missing column change nothing. “-” clears a phone number or an end of access.';

/** The mode that an address or a form names. */
export const modeOf = (value: unknown): ImportMode | undefined =>
  importModes.find((mode) => mode === value);

/** What an import is called. */
export function importTitle({ kind, mode }: { kind: ImportKind; mode: ImportMode }): string {
  if (kind === 'places') return 'Import places';
  return mode === 'new' ? 'Import people' : 'Update people by file';
}
