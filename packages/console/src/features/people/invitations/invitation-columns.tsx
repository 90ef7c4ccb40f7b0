import type { AccessModelView, InvitationListItem } from '@latchkey/contract';
import type { DataListColumn } from '../../../shared-ui/data-list/data-list-column.ts';
import { PersonName } from '../../../shared-ui/person-name.tsx';
import { placeName, placesText } from '../../../shared-ui/place-words.ts';
import { SetTags } from '../../../shared-ui/set-tags.tsx';
import { Timestamp } from '../../../shared-ui/timestamp.tsx';
import type { InvitationStatus } from '../people-search.ts';
import { DeliveryStatus } from './delivery-status.tsx';
import { InvitationStatusWord } from './invitation-status.tsx';

type Column = DataListColumn<InvitationListItem>;

/** Waiting ones show when they end and who sent them; answered ones show when that was. */
export function invitationColumns(
  status: InvitationStatus | undefined,
  model: AccessModelView | undefined,
): readonly Column[] {
  const person: Column = {
    key: 'person',
    label: 'Person',
    heading: true,
    fixed: true,
    maxWidth: 268,
    cell: (row) => <PersonName name={row.name} address={row.address} />,
  };
  const sets: Column = {
    key: 'sets',
    label: 'Permission sets',
    tertiary: true,
    maxWidth: 190,
    cell: (row) => <InvitedSets row={row} />,
  };
  const places: Column = {
    key: 'places',
    label: 'Places',
    maxWidth: 190,
    secondary: true,
    cell: (row) => <InvitedPlaces row={row} model={model} />,
  };
  const state: Column = {
    key: 'status',
    label: 'Status',
    cell: (row) => <InvitationStatusWord status={row.status} />,
  };
  const delivery: Column = {
    key: 'delivery',
    label: 'Mail',
    secondary: true,
    nil: (row) => row.status === 'completed',
    cell: (row) => (row.status === 'completed' ? '—' : <DeliveryStatus delivery={row.delivery} />),
  };
  const created: Column = {
    key: 'created',
    label: 'Created',
    secondary: true,
    cell: (row) => <Timestamp at={row.createdAt} />,
  };
  const expires: Column = {
    key: 'expires',
    label: 'Expires',
    nil: (row) =>
      row.status !== 'waiting' && row.status !== 'expired' && row.status !== 'not_delivered',
    cell: (row) => (
      <>
        <Timestamp at={row.linkEndsAt} show="date" />
        <span className="sub data-list-second">
          <Timestamp at={row.linkEndsAt} />
        </span>
      </>
    ),
  };
  const sender: Column = {
    key: 'sender',
    label: 'Sender',
    tertiary: true,
    cell: (row) => row.sender,
  };
  const responded: Column = {
    key: 'responded',
    label: 'Responded',
    nil: (row) => row.respondedAt === null,
    cell: (row) => (row.respondedAt ? <Timestamp at={row.respondedAt} /> : '—'),
  };

  switch (status) {
    case 'waiting':
    case 'expired':
    case 'not_delivered':
      return [person, sets, places, state, delivery, created, expires, sender];
    case 'completed':
    case 'declined':
      return [person, sets, places, state, created, responded];
    case 'revoked':
      return [person, sets, places, state, created, sender];
    default:
      return [person, sets, places, state, delivery, expires, responded, sender];
  }
}

function InvitedSets({ row }: { row: InvitationListItem }) {
  if (row.role === 'owner') return <span className="sub">All, as owner</span>;
  return <SetTags sets={row.permissionSets} />;
}

function InvitedPlaces(props: { row: InvitationListItem; model: AccessModelView | undefined }) {
  const { row, model } = props;
  const [first] = row.places;
  if (row.role === 'owner') return 'Whole organization';
  if (!first) return <span className="sub">Nowhere</span>;
  return row.placeTotal <= 1 ? placeName(first) : placesText(row.places, row.placeTotal, model);
}
