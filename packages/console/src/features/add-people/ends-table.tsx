import { distanceText, exactText, utcText } from '../../shared-ui/time-text.ts';

interface EndsTableProps {
  readonly linkEndsAt: string;
  readonly accessEndsAt: string | null;
}

/** When things end: in the reader's time, in how long, and in UTC. */
export function EndsTable({ linkEndsAt, accessEndsAt }: EndsTableProps) {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <table className="add-ends">
      <caption className="sr">When things end</caption>
      <thead>
        <tr>
          <th scope="col">What ends</th>
          <th scope="col">Your time ({zone})</th>
          <th scope="col">UTC</th>
        </tr>
      </thead>
      <tbody>
        <EndRow what="The invitation link" at={linkEndsAt} />
        {accessEndsAt ? (
          <EndRow what="Their access" at={accessEndsAt} />
        ) : (
          <tr>
            <th scope="row">Their access</th>
            <td colSpan={2}>Has no end</td>
          </tr>
        )}
      </tbody>
    </table>
  );
}

function EndRow({ what, at }: { what: string; at: string }) {
  return (
    <tr>
      <th scope="row">{what}</th>
      <td>
        {exactText(at)}
        <span className="dim add-distance">{distanceText(at)}</span>
      </td>
      <td>{utcText(at)}</td>
    </tr>
  );
}
