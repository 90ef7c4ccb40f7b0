import type { MemberPage } from '@latchkey/contract';
import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { memberQuery } from '../api/member.ts';
import { request } from '../api/request.ts';
import { choiceState } from './choice-state.tsx';

interface PersonSelectProps {
  readonly label?: string;
  readonly error?: string | null;
  readonly value: string | undefined;
  readonly onChange: (memberId: string | undefined) => void;
}

/** Finds a person among any number of people. */
export function PersonSelect({ label = 'Person', error, value, onChange }: PersonSelectProps) {
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed, 200);
  const chosen = useQuery({ ...memberQuery(value ?? ''), enabled: value !== undefined });
  const chosenLabel = chosen.data ? `${chosen.data.name} (${chosen.data.address})` : '';
  const found = useQuery({
    queryKey: ['members', 'find', search === chosenLabel ? '' : search],
    queryFn: ({ signal }) =>
      request<MemberPage>('GET', '/v1/members', {
        query: { search: search === chosenLabel ? undefined : search, limit: 20 },
        signal,
      }),
    placeholderData: keepPreviousData,
  });
  const options = (found.data?.data ?? []).map((member) => ({
    value: String(member.id),
    label: `${member.name} (${member.address})`,
  }));
  if (value && chosenLabel && !options.some((option) => option.value === value)) {
    options.unshift({ value, label: chosenLabel });
  }
  const state = choiceState(found, 'Nobody matches');
  return (
    <Select
      label={label}
      error={error ?? state.error}
      placeholder="A name or an address"
      searchable
      filter={({ options: all }) => all}
      nothingFoundMessage={state.nothingFoundMessage}
      value={value ?? null}
      onChange={(memberId) => onChange(memberId ?? undefined)}
      onSearchChange={setTyped}
      data={options}
    />
  );
}
