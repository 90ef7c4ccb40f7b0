import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { entityTreeQuery } from '../api/entity-tree.ts';
import { useSession } from '../api/session.ts';
import { choiceState } from './choice-state.tsx';

interface PlaceSelectProps {
  readonly value: string | undefined;
  readonly onChange: (place: string | undefined) => void;
}

const shownAtOnce = 50;

/** One place among thousands, by name or code, or the whole organization. */
export function PlaceSelect({ value, onChange }: PlaceSelectProps) {
  const { organization } = useSession();
  const query = useQuery(entityTreeQuery);
  const tree = query.data;
  const state = choiceState(query, 'No such place');
  const places = useMemo(
    () => [
      { value: String(organization.id), label: `The whole of ${organization.name}` },
      ...(tree?.rows ?? []).map(([id, , code, name]) => ({
        value: String(id),
        label: code === name ? name : `${name} (${code})`,
      })),
    ],
    [organization, tree],
  );
  return (
    <Select
      label="At"
      placeholder="A place, by name or code"
      searchable
      limit={shownAtOnce}
      nothingFoundMessage={state.nothingFoundMessage}
      error={state.error}
      value={value ?? null}
      onChange={(place) => onChange(place ?? undefined)}
      data={places}
    />
  );
}
