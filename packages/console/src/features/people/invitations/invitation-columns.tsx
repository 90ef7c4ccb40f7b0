import type { AccessModelView, InvitationListItem } from '@latchkey/contract';
import { hasPlaces } from '../../../api/access-model.ts';
import { inSentence, type Words, wordsOf } from '../../../api/model-words.ts';
import { arrangeColumns, atAnyWidth } from '../../../shared-ui/data-list/arrange-columns.ts';
import type { DataListColumn } from '../../../shared-ui/data-list/data-list-column.ts';
import { MailAddress } from '../../../shared-ui/mail-address.tsx';
import { PersonName } from '../../../shared-ui/person-name.tsx';
import { placeName, placesText } from '../../../shared-ui/place-words.ts';
import { SetTags } from '../../../shared-ui/set-tags.tsx';
import { Timestamp } from '../../../shared-ui/timestamp.tsx';
import type { InvitationStatus } from '../people-search.ts';
import { DeliveryStatus } from './delivery-status.tsx';
import { InvitationStatusWord } from './invitation-status.tsx';

type Column = DataListColumn<InvitationListItem>;
type ColumnKey =
  | AccessModelView['invitationColumns'][number]
  /** In place of `responded`, where an answer is still awaited. */
  | 'expires';

/** The columns under a filter: those that the access model shows at first, then those that can be chosen. */
export function invitationColumns(
  status: InvitationStatus | undefined,
  model: AccessModelView,
): readonly Column[] {
  const words = wordsOf(model);
  const asked = model.invitationColumns.length > 0;
  const keys = asked ? underFilter(model.invitationColumns, status) : ownColumns(status);
  const all = [
    ...people(keys),
    sets(words),
    ...(hasPlaces(model) ? [places(model)] : []),
    state,
    delivery,
    created,
    expires,
    responded,
    sender,
  ];
  const arranged = arrangeColumns(all, keys);
  return asked ? atAnyWidth(arranged) : arranged;
}

/** Those that wait are asked when they end and who sent them; those that were answered, when that was. */
function underFilter(
  keys: AccessModelView['invitationColumns'],
  status: InvitationStatus | undefined,
): readonly ColumnKey[] {
  if (status !== 'waiting' && status !== 'expired' && status !== 'not_delivered') return keys;
  const ends = keys.map((key): ColumnKey => (key === 'responded' ? 'expires' : key));
  return ends.includes('sender') ? ends : [...ends, 'sender'];
}

function ownColumns(status: InvitationStatus | undefined): readonly ColumnKey[] {
  const who: readonly ColumnKey[] = ['name', 'sets', 'places', 'status'];
  switch (status) {
    case 'waiting':
    case 'expired':
    case 'not_delivered':
      return [...who, 'delivery', 'created', 'expires', 'sender'];
    case 'completed':
    case 'declined':
      return [...who, 'created', 'responded'];
    case 'revoked':
      return [...who, 'created', 'sender'];
    default:
      return [...who, 'delivery', 'expires', 'responded', 'sender'];
  }
}

/** The person with the address below it, or the address alone, where the platform shows just that. */
function people(keys: readonly ColumnKey[]): Column[] {
  const apart = keys.includes('address');
  const name: Column = {
    key: 'name',
    label: apart ? 'Name' : 'Person',
    heading: !apart,
    fixed: !apart,
    maxWidth: 268,
    cell: (row) => (apart ? row.name : <PersonName name={row.name} address={row.address} />),
  };
  const address: Column = {
    key: 'address',
    label: 'E-mail',
    heading: true,
    fixed: true,
    maxWidth: 320,
    cell: (row) => (
      <b className="data-list-address">
        <MailAddress address={row.address} />
      </b>
    ),
  };
  return apart ? [address, name] : [name];
}

const sets = (words: Words): Column => ({
  key: 'sets',
  label: words.permissionSets,
  tertiary: true,
  maxWidth: 190,
  cell: (row) =>
    row.role === 'owner' ? (
      <span className="sub">All, as {inSentence(words.owner)}</span>
    ) : (
      <SetTags sets={row.permissionSets} />
    ),
});

const places = (model: AccessModelView): Column => ({
  key: 'places',
  label: 'Places',
  maxWidth: 190,
  secondary: true,
  cell: (row) => <InvitedPlaces row={row} model={model} />,
});

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

const responded: Column = {
  key: 'responded',
  label: 'Responded',
  nil: (row) => row.respondedAt === null,
  cell: (row) => (row.respondedAt ? <Timestamp at={row.respondedAt} /> : '—'),
};

const sender: Column = {
  key: 'sender',
  label: 'Sender',
  tertiary: true,
  cell: (row) => row.sender,
};

function InvitedPlaces({ row, model }: { row: InvitationListItem; model: AccessModelView }) {
  const [first] = row.places;
  if (row.role === 'owner') return 'Whole organization';
  if (!first) return <span className="sub">Nowhere</span>;
  return row.placeTotal <= 1 ? placeName(first) : placesText(row.places, row.placeTotal, model);
}
