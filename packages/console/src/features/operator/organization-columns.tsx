import type { OperatorOrganization } from '@latchkey/contract';
import { IconCircleCheck, IconCircleMinus } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { DataListColumn } from '../../shared-ui/data-list/data-list-column.ts';
import { numberText } from '../../shared-ui/number-text.ts';
import { StatusWord } from '../../shared-ui/status-word.tsx';
import { Tag } from '../../shared-ui/tag.tsx';
import { Timestamp } from '../../shared-ui/timestamp.tsx';
import { organizationsSearch } from './organizations-search.ts';

const count = (value: number) => (value === 0 ? '—' : numberText(value));

/** The columns of the list of organizations, in order. */
export const organizationColumns: readonly DataListColumn<OperatorOrganization>[] = [
  {
    key: 'name',
    label: 'Organization',
    sort: 'name',
    heading: true,
    fixed: true,
    maxWidth: 320,
    cell: (row) => (
      <>
        <Link
          to="/operator/organizations/$organizationId"
          params={{ organizationId: row.id }}
          search={(now) => organizationsSearch(now)}
        >
          {row.name}
        </Link>{' '}
        {row.visit ? (
          <Tag tone="info" plain>
            You are visiting
          </Tag>
        ) : null}
        <div className="sub">{row.modelLabel}</div>
      </>
    ),
  },
  {
    key: 'selfServe',
    label: 'Self-serve',
    cell: (row) =>
      row.selfServe ? (
        <StatusWord tone="positive" icon={IconCircleCheck}>
          On
        </StatusWord>
      ) : (
        <StatusWord tone="neutral" icon={IconCircleMinus}>
          Off
        </StatusWord>
      ),
  },
  { key: 'owners', label: 'Owners', align: 'end', cell: (row) => count(row.ownerCount) },
  { key: 'people', label: 'People', align: 'end', cell: (row) => count(row.memberCount) },
  {
    key: 'places',
    label: 'Places',
    align: 'end',
    secondary: true,
    cell: (row) => count(row.placeCount),
  },
  {
    key: 'createdAt',
    label: 'Since',
    sort: 'createdAt',
    secondary: true,
    cell: (row) => <Timestamp at={row.createdAt} show="date" />,
  },
];
