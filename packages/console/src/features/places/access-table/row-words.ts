import type { AccessModelView, AccessTableRow } from '@latchkey/contract';
import {
  type PermissionGraph,
  permissionChangeSentence,
  type SentencePart,
} from '@latchkey/engine';
import type { Words } from '../../../api/model-words.ts';
import { permissionLabel } from '../../../shared-ui/permission-matrix/model-graph.ts';
import type { RowEdit } from './table-edits.ts';

interface RowWordsInput {
  readonly row: AccessTableRow;
  readonly words: Words;
  readonly organization: string;
  readonly placeType: string;
  /** What the table shows as held. */
  readonly held: number;
  readonly shown: number;
  /** The permission that brings all others, when it is held. */
  readonly bringsAll: string | null;
  readonly edited: boolean;
}

/** The line below a name: what the person is at this place. */
export function rowWords(input: RowWordsInput): string {
  const { row, words, organization, placeType, held, shown, bringsAll, edited } = input;
  if (row.role === 'owner') return `${words.owner} of ${organization}`;
  const status = row.status === 'active' ? '' : `${statusWords[row.status]}. `;
  const access =
    held === 0 ? `Does not see this ${placeType}` : (bringsAll ?? `${held} of ${shown}`);
  return `${status}${access}${edited ? ', changed' : ''}`;
}

const statusWords: Record<AccessTableRow['status'], string> = {
  invited: 'Invited',
  active: '',
  suspended: 'Suspended',
  removed: 'Removed',
};

/** What a change that is not saved yet comes to. */
export function editSentence(
  model: AccessModelView,
  graph: PermissionGraph,
  { row, permissions }: RowEdit,
  place: string,
): SentencePart[] {
  const above = row.inherited.map(({ permission }) => permission);
  const before = new Set(graph.closure([...row.permissions, ...above]));
  const after = new Set(graph.closure([...permissions, ...above]));
  return permissionChangeSentence({
    subject: row.name || row.address,
    place,
    gains: actsOf(model, after, before),
    loses: actsOf(model, before, after),
    seesPlace: after.size > 0,
  });
}

/** What came along and what fell, each with its reason: one line each. */
export function editRemarks(model: AccessModelView, { added, removed }: RowEdit): string[] {
  const label = (name: string) => permissionLabel(model, name);
  return [
    ...added.map(
      ({ permission, neededBy }) => `${label(permission)} was added: ${label(neededBy)} needs it.`,
    ),
    ...removed.map(
      ({ permission, needed }) =>
        `${label(permission)} was cleared too: it needs ${label(needed)}.`,
    ),
  ];
}

/** In the order of the model, without what belongs to managing people as such. */
function actsOf(
  model: AccessModelView,
  held: ReadonlySet<string>,
  other: ReadonlySet<string>,
): string[] {
  return Object.entries(model.modules)
    .filter(([key]) => key !== 'access' && !model.modulesOff.includes(key))
    .flatMap(([, { permissions }]) => Object.entries(permissions))
    .filter(([name]) => held.has(name) && !other.has(name))
    .map(([, { act, label }]) => act ?? label);
}
