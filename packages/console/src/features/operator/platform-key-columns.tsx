import type { PlatformKey } from '@latchkey/contract';
import { IconBan, IconCircleCheck, IconClockOff } from '@tabler/icons-react';
import type { DataListColumn } from '../../shared-ui/data-list/data-list-column.ts';
import { StatusWord } from '../../shared-ui/status-word.tsx';
import { Timestamp } from '../../shared-ui/timestamp.tsx';

/** The columns of the list of platform keys, in order. */
export const platformKeyColumns: readonly DataListColumn<PlatformKey>[] = [
  {
    key: 'name',
    label: 'Key',
    heading: true,
    fixed: true,
    maxWidth: 320,
    cell: (row) => (
      <>
        {row.name}
        <div className="sub mono">…{row.hint}</div>
      </>
    ),
  },
  { key: 'status', label: 'Status', cell: (row) => <KeyStatus platformKey={row} /> },
  {
    key: 'lastUsedAt',
    label: 'Last used',
    cell: (row) => (row.lastUsedAt ? <Timestamp at={row.lastUsedAt} /> : 'Never'),
  },
  {
    key: 'createdAt',
    label: 'Created',
    secondary: true,
    cell: (row) => (
      <>
        <Timestamp at={row.createdAt} show="date" />
        <div className="sub">by {row.createdBy ?? 'the command line'}</div>
      </>
    ),
  },
];

/** Why it cannot be revoked. */
export const overReason = (key: PlatformKey): string | null =>
  key.revokedAt ? 'It is revoked already.' : hasEnded(key) ? 'It has ended.' : null;

const hasEnded = ({ endsAt }: PlatformKey) => endsAt !== null && Date.parse(endsAt) <= Date.now();

function KeyStatus({ platformKey }: { platformKey: PlatformKey }) {
  const { revokedAt, endsAt } = platformKey;
  const isOver = hasEnded(platformKey);
  const state = revokedAt ? states.revoked : isOver ? states.ended : states.live;
  const at = revokedAt ?? endsAt;
  return (
    <>
      <StatusWord tone={state.tone} icon={state.icon}>
        {state.word}
      </StatusWord>
      {at ? (
        <div className="sub">
          {revokedAt || isOver ? null : 'ends '}
          <Timestamp at={at} />
        </div>
      ) : null}
    </>
  );
}

const states = {
  live: { word: 'Live', tone: 'positive', icon: IconCircleCheck },
  ended: { word: 'Ended', tone: 'neutral', icon: IconClockOff },
  revoked: { word: 'Revoked', tone: 'neutral', icon: IconBan },
} as const;
