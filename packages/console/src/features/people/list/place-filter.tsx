import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { entityTreeQuery } from '../../../api/entity-tree.ts';

interface PlaceFilterProps {
  readonly value: string | undefined;
  readonly onChange: (place: string | undefined) => void;
}

/** One place among all; people with access at it or below it are meant. */
export function PlaceFilter({ value, onChange }: PlaceFilterProps) {
  const tree = useQuery(entityTreeQuery).data;
  const options = (tree?.rows ?? []).map(([id, , code, name]) => ({
    value: id,
    label: `${name} (${code})`,
  }));
  return (
    <Select
      label="Place"
      placeholder="Any; type a name or code"
      searchable
      clearable
      limit={30}
      comboboxProps={{ withinPortal: false }}
      clearButtonProps={{ 'aria-label': 'Clear the place' }}
      nothingFoundMessage="No place has this name or code"
      data={options}
      value={value ?? null}
      onChange={(place) => onChange(place ?? undefined)}
    />
  );
}
