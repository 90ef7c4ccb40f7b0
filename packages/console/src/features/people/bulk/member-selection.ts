import type { MemberSelection } from '@latchkey/contract';
import type { MemberId } from '@latchkey/engine';
import type { SelectionState } from '../../../shared-ui/data-list/selection.ts';
import { memberFilter } from '../member-query.ts';
import type { PeopleSearch } from '../people-search.ts';

/** The selection as the server takes it: named people, or everybody who matches less the excluded. */
export function memberSelection(
  { selection }: SelectionState,
  search: PeopleSearch,
  self: MemberId,
): MemberSelection {
  if (selection.kind === 'rows') {
    return { kind: 'members', memberIds: [...selection.keys].filter(isMemberId) };
  }
  return {
    kind: 'matching',
    // Owners are changed one at a time, so "all matching" never means them.
    filter: { ...memberFilter(search), role: 'member' },
    exclude: [...new Set([...selection.except, self])].filter(isMemberId),
    expected: selection.total,
  };
}

const isMemberId = (id: string): id is MemberId => id.startsWith('mem_');
