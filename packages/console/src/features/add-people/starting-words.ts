import type { StartingDraft } from './add-people-draft.ts';

/** The ways to begin, by name. */
export const startingWords: Record<StartingDraft['kind'], string> = {
  default: 'Default permissions',
  none: 'No permissions',
  copy: 'Copied from somebody',
  owner: 'Everything',
};
