import { Button, NativeSelect, Popover, Switch } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { hasPlaces, useAccessModel } from '../../../api/access-model.ts';
import { inSentence, useWords } from '../../../api/model-words.ts';
import { permissionSetsQuery } from '../../../api/permission-sets.ts';
import { FilterChip } from '../../../shared-ui/filter-chip.tsx';
import { SearchField } from '../../../shared-ui/search-field.tsx';
import type { PeopleSearch } from '../people-search.ts';
import { PlaceFilter } from './place-filter.tsx';
import { useFilterChips } from './use-filter-names.ts';

const route = getRouteApi('/frame/people');

/** Search, the filters in force, and the way to more of them; all of it stands in the address. */
export function MemberFilters() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const chips = useFilterChips(search);
  const words = useWords();
  const withPlaces = hasPlaces(useAccessModel());
  const set = (change: Partial<PeopleSearch>) =>
    void navigate({
      search: (now) => ({ ...now, ...change, cursor: undefined, from: undefined }),
      replace: true,
    });
  return (
    <>
      <SearchField
        label={`Search ${inSentence(words.people)}`}
        placeholder={withPlaces ? 'Name, e-mail, phone or place' : 'Name, e-mail or phone'}
        value={search.search ?? ''}
        onChange={(value) => set({ search: value || undefined })}
      />
      {chips.map((chip) => (
        <FilterChip
          key={chip.key}
          label={chip.label}
          value={chip.value}
          onRemove={() => set({ [chip.key]: undefined })}
        />
      ))}
      <Popover position="bottom-start" width={300} trapFocus withRoles shadow="none">
        <Popover.Target>
          <Button variant="subtle" leftSection={<IconPlus />}>
            Filter
          </Button>
        </Popover.Target>
        <Popover.Dropdown aria-label="Filters">
          <div className="stack">
            <FilterForm search={search} onChange={set} />
          </div>
        </Popover.Dropdown>
      </Popover>
    </>
  );
}

function FilterForm(props: {
  search: PeopleSearch;
  onChange: (change: Partial<PeopleSearch>) => void;
}) {
  const { search, onChange } = props;
  const sets = useQuery(permissionSetsQuery).data ?? [];
  const words = useWords();
  const withPlaces = hasPlaces(useAccessModel());
  return (
    <>
      <NativeSelect
        label="Status"
        value={search.status ?? ''}
        onChange={(event) => onChange({ status: statusOf(event.currentTarget.value) })}
        data={[
          { value: '', label: 'Any but removed' },
          { value: 'active', label: 'Active' },
          { value: 'suspended', label: 'Suspended' },
          { value: 'expired', label: 'Ended' },
          { value: 'removed', label: 'Removed' },
        ]}
      />
      <NativeSelect
        label="Type"
        value={search.role ?? ''}
        onChange={(event) => onChange({ role: roleOf(event.currentTarget.value) })}
        data={[
          { value: '', label: 'Any' },
          { value: 'owner', label: words.owner },
          { value: 'member', label: words.member },
        ]}
      />
      <NativeSelect
        label={words.permissionSet}
        value={search.set ?? ''}
        onChange={(event) => onChange({ set: event.currentTarget.value || undefined })}
        data={[
          { value: '', label: 'Any' },
          ...sets.map((set) => ({ value: set.id, label: set.name })),
        ]}
      />
      {withPlaces ? (
        <PlaceFilter value={search.place} onChange={(place) => onChange({ place })} />
      ) : null}
      <NativeSelect
        label="Access ends"
        value={String(search.endsWithinDays ?? '')}
        onChange={(event) => onChange({ endsWithinDays: daysOf(event.currentTarget.value) })}
        data={[
          { value: '', label: 'Any time or never' },
          { value: '7', label: 'Within 7 days' },
          { value: '30', label: 'Within 30 days' },
          { value: '90', label: 'Within 90 days' },
        ]}
      />
      <NativeSelect
        label="Last active"
        value={String(search.inactiveDays ?? '')}
        onChange={(event) => onChange({ inactiveDays: daysOf(event.currentTarget.value) })}
        data={[
          { value: '', label: 'Any time' },
          { value: '30', label: 'Not for 30 days' },
          { value: '90', label: 'Not for 90 days' },
          { value: '180', label: 'Not for 180 days' },
        ]}
      />
      <Switch
        label={`No ${inSentence(words.permissionSet)}`}
        checked={search.withoutAccess ?? false}
        onChange={(event) =>
          onChange({ withoutAccess: event.currentTarget.checked ? true : undefined })
        }
      />
    </>
  );
}

const statuses = ['active', 'suspended', 'expired', 'removed'] as const;
const roles = ['owner', 'member'] as const;
const statusOf = (value: string) => statuses.find((status) => status === value);
const roleOf = (value: string) => roles.find((role) => role === value);
const daysOf = (value: string) => (value === '' ? undefined : Number(value));
