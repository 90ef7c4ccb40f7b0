import { Timestamp } from '../../../shared-ui/timestamp.tsx';
import { endsSoon } from './member-status.tsx';

/** When access ends, with its distance; near ends stand out. */
export function EndsCell({ at }: { at: string | null }) {
  if (at === null) return '—';
  const near = endsSoon(at);
  return (
    <>
      {near ? (
        <b className="caution">
          <Timestamp at={at} show="date" />
        </b>
      ) : (
        <Timestamp at={at} show="date" />
      )}
      <span className="sub data-list-second">
        <Timestamp at={at} />
      </span>
    </>
  );
}
