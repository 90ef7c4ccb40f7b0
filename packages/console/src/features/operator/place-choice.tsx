import type { OperatorPlace, OperatorPlaceList } from '@latchkey/contract';
import type { Scope } from '@latchkey/engine';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { request } from '../../api/request.ts';
import { FilterChip } from '../../shared-ui/filter-chip.tsx';
import { SearchField } from '../../shared-ui/search-field.tsx';

interface PlaceChoiceProps {
  readonly organizationId: string;
  readonly place: { readonly scope: Scope; readonly name: string } | null;
  readonly onChange: (place: { scope: Scope; name: string } | null) => void;
}

const mostShown = 8;

/** The whole organization, or one place of it; places where something is off are offered at once. */
export function PlaceChoice({ organizationId, place, onChange }: PlaceChoiceProps) {
  const [search, setSearch] = useState('');
  const places = useQuery({
    queryKey: ['operator', 'places', organizationId, search],
    queryFn: ({ signal }) =>
      request<OperatorPlaceList>('GET', `/v1/operator/organizations/${organizationId}/places`, {
        query: { search },
        signal,
      }),
  }).data?.data;
  if (place) {
    return (
      <p style={{ marginTop: 'var(--s-3)' }}>
        <FilterChip label="At" value={place.name} onRemove={() => onChange(null)} />
      </p>
    );
  }
  const shown = places?.slice(0, mostShown) ?? [];
  return (
    <div style={{ marginTop: 'var(--s-3)' }}>
      <SearchField
        label="Switch at one place only"
        placeholder="One place only: name or code"
        value={search}
        onChange={setSearch}
      />
      {search !== '' && places?.length === 0 ? <p className="sub">No place matches.</p> : null}
      {shown.length > 0 ? (
        <ul className="operator-places">
          {shown.map((found) => (
            <li key={found.scope}>
              <button
                type="button"
                className="linkish"
                onClick={() => onChange({ scope: found.scope, name: found.name })}
              >
                {found.name}
              </button>{' '}
              <span className="sub">
                {found.code}
                {offText(found)}
              </span>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}

const offText = ({ modulesOff }: OperatorPlace) =>
  modulesOff.length === 0
    ? ''
    : ` · ${modulesOff.length} ${modulesOff.length === 1 ? 'module' : 'modules'} off`;
