import { access } from './access.ts';
import { damage } from './bytes.ts';
import { changes } from './changes.ts';
import { covered } from './coverage.ts';
import { decisions } from './decisions.ts';
import { explanations } from './explanations.ts';
import { filters } from './filters.ts';
import { hierarchy } from './hierarchy.ts';
import { lists } from './lists.ts';
import { moves } from './moves.ts';
import type { Property } from './property.ts';

/** What is true of every snapshot, however it came about. */
export const properties: readonly Property[] = [
  ...decisions,
  ...lists,
  ...filters,
  ...covered,
  ...access,
  ...explanations,
  ...hierarchy,
  ...changes,
  ...moves,
  ...damage,
];
