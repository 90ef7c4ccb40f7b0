import type { AccessModelView, MemberListItem } from '@latchkey/contract';
import { hasPlaces } from '../../../api/access-model.ts';
import { inSentence, type Words, wordsOf } from '../../../api/model-words.ts';
import { arrangeColumns, atAnyWidth } from '../../../shared-ui/data-list/arrange-columns.ts';
import type { DataListColumn } from '../../../shared-ui/data-list/data-list-column.ts';
import { MailAddress } from '../../../shared-ui/mail-address.tsx';
import { PersonName } from '../../../shared-ui/person-name.tsx';
import { placeKind, placeName, placesText } from '../../../shared-ui/place-words.ts';
import { SetTags } from '../../../shared-ui/set-tags.tsx';
import { Timestamp } from '../../../shared-ui/timestamp.tsx';
import { PersonLink } from '../member/person-link.tsx';
import { EndsCell } from './ends-cell.tsx';
import { MemberStatus } from './member-status.tsx';

type Column = DataListColumn<MemberListItem>;

/** The columns of the list of people: those that the access model shows at first, then those that can be chosen. */
export function memberColumns(model: AccessModelView): readonly Column[] {
  const words = wordsOf(model);
  const oneSet = model.assignment === 'one_set';
  const columns: readonly Column[] = [
    ...nameColumns(words, model.peopleColumns.includes('address')),
    {
      key: 'phone',
      label: 'Phone',
      hiddenAtFirst: true,
      secondary: true,
      nil: (row) => row.phone === null,
      cell: (row) => row.phone ?? '—',
    },
    standing(words),
    ...(model.assignment === 'direct' ? [] : [oneSet ? theOneSet(words) : sets(words)]),
    ...(hasPlaces(model) ? [places(model)] : []),
    { key: 'status', label: 'Status', cell: (row) => <MemberStatus member={row} /> },
    {
      key: 'signIn',
      label: words.signIn,
      secondary: true,
      cell: (row) => row.signInLabel,
    },
    {
      key: 'lastActive',
      label: 'Last active',
      sort: 'lastActiveAt',
      secondary: true,
      nil: (row) => row.lastActiveAt === null,
      cell: (row) => (row.lastActiveAt ? <Timestamp at={row.lastActiveAt} /> : 'Never'),
    },
    {
      key: 'ends',
      label: 'Access ends',
      tertiary: true,
      sort: 'accessEndsAt',
      nil: (row) => row.accessEndsAt === null,
      cell: (row) => <EndsCell at={row.accessEndsAt} />,
    },
  ];
  if (model.peopleColumns.length === 0) return columns;
  return atAnyWidth(arrangeColumns(columns, model.peopleColumns));
}

/** Name and address in one column, or in two where the platform shows them so. */
function nameColumns(words: Words, apart: boolean): Column[] {
  const name: Column = {
    key: 'name',
    label: apart ? 'Name' : words.person,
    sort: 'name',
    heading: true,
    fixed: true,
    maxWidth: 268,
    cell: (row) => (
      <PersonName
        name={row.name}
        address={apart ? '' : row.address}
        you={row.you}
        badge={row.visit ? 'Operator' : null}
      >
        <PersonLink memberId={row.id}>{row.name || row.address}</PersonLink>
      </PersonName>
    ),
  };
  if (!apart) return [name];
  const address: Column = {
    key: 'address',
    label: 'E-mail',
    sort: 'address',
    maxWidth: 268,
    cell: (row) => (
      <span className="data-list-address" title={row.address}>
        <MailAddress address={row.address} />
      </span>
    ),
  };
  return [name, address];
}

const visitWord = ({ mode }: NonNullable<MemberListItem['visit']>) =>
  mode === 'read' ? 'Visiting, reads only' : 'Visiting, changes things';

const standing = (words: Words): Column => ({
  key: 'role',
  label: 'Type',
  secondary: true,
  cell: (row) => (row.visit ? 'Operator' : words[row.role]),
});

/** Where everybody holds one set, it and the owners' standing answer the same question. */
const theOneSet = (words: Words): Column => ({
  key: 'sets',
  label: words.permissionSet,
  maxWidth: 190,
  cell: (row) => {
    if (row.visit) return visitWord(row.visit);
    if (row.role === 'owner') return words.owner;
    return row.permissionSets[0]?.name ?? <span className="sub">None</span>;
  },
});

const sets = (words: Words): Column => ({
  key: 'sets',
  label: words.permissionSets,
  maxWidth: 190,
  cell: (row) => {
    if (row.visit) return <span className="sub">{visitWord(row.visit)}</span>;
    if (row.role === 'owner') {
      return <span className="sub">All, as {inSentence(words.owner)}</span>;
    }
    if (row.permissionSets.length === 0) return <span className="sub">None</span>;
    return <SetTags sets={row.permissionSets} />;
  },
});

const places = (model: AccessModelView): Column => ({
  key: 'places',
  label: 'Places',
  tertiary: true,
  maxWidth: 190,
  cell: (row) => <Places row={row} model={model} />,
});

function Places({ row, model }: { row: MemberListItem; model: AccessModelView }) {
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
