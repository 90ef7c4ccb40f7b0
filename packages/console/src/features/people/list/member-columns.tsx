import type { AccessModelView, MemberListItem } from '@latchkey/contract';
import type { DataListColumn } from '../../../shared-ui/data-list/data-list-column.ts';
import { PersonName } from '../../../shared-ui/person-name.tsx';
import { placeKind, placeName, placesText } from '../../../shared-ui/place-words.ts';
import { SetTags } from '../../../shared-ui/set-tags.tsx';
import { Timestamp } from '../../../shared-ui/timestamp.tsx';
import { PersonLink } from '../member/person-link.tsx';
import { EndsCell } from './ends-cell.tsx';
import { MemberStatus } from './member-status.tsx';

/** The columns of the list of people, in order. */
export const memberColumns = (
  model: AccessModelView | undefined,
): readonly DataListColumn<MemberListItem>[] => [
  {
    key: 'person',
    label: 'Person',
    sort: 'name',
    heading: true,
    fixed: true,
    maxWidth: 268,
    cell: (row) => (
      <PersonName name={row.name} address={row.address} you={row.you}>
        <PersonLink memberId={row.id}>{row.name || row.address}</PersonLink>
      </PersonName>
    ),
  },
  {
    key: 'phone',
    label: 'Phone',
    hiddenAtFirst: true,
    secondary: true,
    nil: (row) => row.phone === null,
    cell: (row) => row.phone ?? '—',
  },
  {
    key: 'role',
    label: 'Type',
    secondary: true,
    cell: (row) => (row.role === 'owner' ? 'Owner' : 'Member'),
  },
  {
    key: 'sets',
    label: 'Permission sets',
    maxWidth: 190,
    cell: (row) => <MemberSets row={row} />,
  },
  {
    key: 'places',
    label: 'Places',
    tertiary: true,
    maxWidth: 190,
    cell: (row) => <Places row={row} model={model} />,
  },
  { key: 'status', label: 'Status', cell: (row) => <MemberStatus member={row} /> },
  {
    key: 'signInMethod',
    label: 'Sign-in',
    secondary: true,
    cell: (row) => row.signInLabel,
  },
  {
    key: 'lastActiveAt',
    label: 'Last active',
    sort: 'lastActiveAt',
    secondary: true,
    nil: (row) => row.lastActiveAt === null,
    cell: (row) => (row.lastActiveAt ? <Timestamp at={row.lastActiveAt} /> : 'Never'),
  },
  {
    key: 'accessEndsAt',
    label: 'Access ends',
    tertiary: true,
    sort: 'accessEndsAt',
    nil: (row) => row.accessEndsAt === null,
    cell: (row) => <EndsCell at={row.accessEndsAt} />,
  },
];

function MemberSets({ row }: { row: MemberListItem }) {
  if (row.role === 'owner') return <span className="sub">All, as owner</span>;
  if (row.permissionSets.length === 0) return <span className="sub">None</span>;
  return <SetTags sets={row.permissionSets} />;
}

function Places({ row, model }: { row: MemberListItem; model: AccessModelView | undefined }) {
  const [first, second] = row.places;
  if (row.role === 'owner') return 'Whole organization';
  if (!first) return <span className="sub">Nowhere</span>;
  if (row.placeTotal <= 1) {
    return (
      <>
        <span className="data-list-second ellipsis" title={placeName(first)}>
          {placeName(first)}
        </span>
        <span className="sub data-list-second ellipsis">{placeKind(first, model)}</span>
      </>
    );
  }
  const rest = row.placeTotal - (second ? 2 : 1);
  return (
    <>
      {placesText(row.places, row.placeTotal, model)}
      <span className="sub data-list-second ellipsis">
        {placeName(first)}
        {second ? `, ${placeName(second)}` : ''}
        {rest > 0 ? `, ${rest} more` : ''}
      </span>
    </>
  );
}
