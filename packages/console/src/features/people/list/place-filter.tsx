import { Select } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { PlaceIndex, PlaceRow } from '../../../shared-ui/place-picker/place-index.ts';
import { usePlaceIndex } from '../../../shared-ui/place-picker/place-picker.tsx';
import { placeTitle } from '../../../shared-ui/place-picker/place-words.ts';
import { firstMatches } from '../../../shared-ui/place-picker/tree-rows.ts';

interface PlaceFilterProps {
  readonly value: string | undefined;
  readonly onChange: (place: string | undefined) => void;
}

const shownAtMost = 30;

/** One place among all; people with access at it or below it are meant. */
export function PlaceFilter({ value, onChange }: PlaceFilterProps) {
  const { index } = usePlaceIndex();
  const [search, setSearch] = useState('');
  const options = useMemo(() => {
    if (!index) return [];
    const ids: readonly (string | undefined)[] = index.ids;
    const chosen = ids.indexOf(value);
    // What is chosen stands in the field; it is not what is looked for.
    const asked = chosen >= 0 && search === optionLabel(index, chosen) ? '' : search;
    const rows = firstMatches(index, asked, shownAtMost);
    const all = chosen < 0 || rows.includes(chosen) ? rows : [chosen, ...rows];
    return all.map((row) => ({ value: index.ids[row] ?? '', label: optionLabel(index, row) }));
  }, [index, search, value]);
  return (
    <Select
      label="Place"
      placeholder="Any; type a name, code or city"
      searchable
      clearable
      comboboxProps={{ withinPortal: false }}
      clearButtonProps={{ 'aria-label': 'Clear the place' }}
      nothingFoundMessage="No place has this name, code or city"
      data={options}
      filter={({ options: found }) => found}
      searchValue={search}
      onSearchChange={setSearch}
      value={value ?? null}
      onChange={(place) => onChange(place ?? undefined)}
    />
  );
}

function optionLabel(index: PlaceIndex, row: PlaceRow): string {
  const facts = [index.codes[row], index.cities[row], index.closed[row] ? 'closed' : null];
  return `${placeTitle(index, row)} (${facts.filter(Boolean).join(', ')})`;
}
