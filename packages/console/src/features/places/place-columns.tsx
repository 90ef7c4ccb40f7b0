import type { AccessModelView, Entity } from '@latchkey/contract';
import { Link } from '@tanstack/react-router';
import type { DataListColumn } from '../../shared-ui/data-list/data-list-column.ts';
import { numberText } from '../../shared-ui/number-text.ts';
import { Tag } from '../../shared-ui/tag.tsx';

/** Columns of the list of places; a place with others in it opens them. */
export function placeColumns(
  model: AccessModelView | undefined,
  onOpen: (place: Entity) => void,
): readonly DataListColumn<Entity>[] {
  return [
    {
      key: 'name',
      label: 'Place',
      heading: true,
      fixed: true,
      maxWidth: 320,
      cell: (place) => (
        <>
          {model?.assignment === 'direct' ? (
            <Link to="/places/$placeId" params={{ placeId: place.id }}>
              <b>{place.name}</b>
            </Link>
          ) : place.childCount > 0 ? (
            <button type="button" className="linkish" onClick={() => onOpen(place)}>
              {place.name}
            </button>
          ) : (
            <b>{place.name}</b>
          )}{' '}
          {place.closed ? <Tag plain>Closed</Tag> : null}
          <div className="sub mono">{place.code}</div>
        </>
      ),
    },
    {
      key: 'type',
      label: 'Type',
      cell: (place) => model?.entityTypes[place.type]?.label ?? place.type,
    },
    {
      key: 'in',
      label: 'In',
      nil: (place) => place.parents.length === 0,
      cell: (place) =>
        place.parents.length === 0 ? '—' : place.parents.map((parent) => parent.name).join(' · '),
    },
    {
      key: 'city',
      label: 'City',
      secondary: true,
      nil: (place) => place.city === null,
      cell: (place) => place.city ?? '—',
    },
    {
      key: 'below',
      label: 'Places in it',
      align: 'end',
      secondary: true,
      cell: (place) => (place.childCount === 0 ? '—' : numberText(place.childCount)),
    },
    {
      key: 'people',
      label: 'People',
      align: 'end',
      cell: (place) =>
        place.memberCount === null || place.memberCount === 0 ? (
          '—'
        ) : (
          <Link to="/people" search={{ place: place.id }}>
            {numberText(place.memberCount)}
          </Link>
        ),
    },
  ];
}
