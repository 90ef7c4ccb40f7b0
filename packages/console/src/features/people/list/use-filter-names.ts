import { useQuery } from '@tanstack/react-query';
import { entityTreeQuery } from '../../../api/entity-tree.ts';
import { useWords } from '../../../api/model-words.ts';
import { permissionSetsQuery } from '../../../api/permission-sets.ts';
import { useSession } from '../../../api/session.ts';
import type { PeopleSearch } from '../people-search.ts';

export interface FilterName {
  readonly key: keyof PeopleSearch;
  readonly label: string;
  readonly value: string;
}

const statusWords = {
  active: 'Active',
  suspended: 'Suspended',
  removed: 'Removed',
  expired: 'Ended',
};

/** The filters in force, in words: for the chips, and for a list that they empty. */
export function useFilterChips(search: PeopleSearch): readonly FilterName[] {
  const sets = useQuery({ ...permissionSetsQuery, enabled: search.set !== undefined }).data;
  const tree = useQuery({ ...entityTreeQuery, enabled: search.place !== undefined }).data;
  const organizationId = useSession().organization.id;
  const words = useWords();
  const chips: FilterName[] = [];
  if (search.status)
    chips.push({ key: 'status', label: 'Status', value: statusWords[search.status] });
  if (search.role) {
    chips.push({ key: 'role', label: 'Type', value: words[search.role] });
  }
  if (search.set) {
    const name = sets?.find((set) => set.id === search.set)?.name ?? '…';
    chips.push({ key: 'set', label: words.permissionSet, value: name });
  }
  if (search.place) {
    const name =
      search.place === organizationId
        ? 'Whole organization'
        : (tree?.rows.find((row) => row[0] === search.place)?.[3] ?? '…');
    chips.push({ key: 'place', label: 'Place', value: `${name} and below` });
  }
  if (search.endsWithinDays) {
    chips.push({
      key: 'endsWithinDays',
      label: 'Ends',
      value: `within ${search.endsWithinDays} days`,
    });
  }
  if (search.inactiveDays) {
    chips.push({
      key: 'inactiveDays',
      label: 'Not active',
      value: `for ${search.inactiveDays} days`,
    });
  }
  if (search.withoutAccess) chips.push({ key: 'withoutAccess', label: 'Access', value: 'none' });
  return chips;
}

export function useFilterNames(search: PeopleSearch): readonly string[] {
  const chips = useFilterChips(search).map((chip) => `${chip.label} ${chip.value}`);
  return search.search ? [`“${search.search}”`, ...chips] : chips;
}
