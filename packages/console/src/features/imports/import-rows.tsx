import type { ImportRow, ImportView } from '@latchkey/contract';
import { Link } from '@tanstack/react-router';
import { numberText } from '../../shared-ui/number-text.ts';
import { StatusWord } from '../../shared-ui/status-word.tsx';
import { resultWords } from './import-words.ts';
import { RowCell } from './row-cell.tsx';

/** The rows as the file has them, with what would happen to each and the way to mend it. */
export function ImportRows({ view, rows }: { view: ImportView; rows: readonly ImportRow[] }) {
  const used = new Set(view.columns.map((column) => column.field));
  // The mark of an export is for the machine; nobody reads or corrects it.
  const fields = view.fields.filter((field) => used.has(field.key) && field.key !== 'etag');
  return (
    <section
      className={`import-rows frame${view.mode === 'new' ? '' : ' import-rows-changing'}`}
      aria-label="Rows of the file"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls sideways is reachable by keyboard
      tabIndex={0}
    >
      <table aria-label="Rows">
        <thead>
          <tr>
            <th scope="col" className="import-row-number">
              Row
            </th>
            <th scope="col">Result</th>
            {fields.map((field) => (
              <th key={field.key} scope="col">
                {field.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.row}>
              <th scope="row" className="import-row-number">
                {row.row}
              </th>
              <td className="import-row-result">
                <StatusWord tone={resultWords[row.result].tone} icon={resultWords[row.result].icon}>
                  {resultWords[row.result].word}
                </StatusWord>
                <RowRemark row={row} />
              </td>
              {fields.map((field) => (
                <RowCell key={field.key} view={view} row={row} field={field} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

const shownLosses = 5;

/** What the row takes away. */
function RowLosses({ losses }: { losses: readonly string[] }) {
  const more = losses.length - shownLosses;
  return (
    <div className="danger import-row-losses">
      <b>Takes away</b>
      <ul>
        {losses.slice(0, shownLosses).map((loss) => (
          <li key={loss}>{loss}</li>
        ))}
        {more > 0 ? <li>and {numberText(more)} more</li> : null}
      </ul>
    </div>
  );
}

/** What concerns the row and no cell of it. */
function RowRemark({ row }: { row: ImportRow }) {
  const remarks = row.issues.filter((issue) => issue.field === null);
  return (
    <>
      {row.summary !== '' ? <div className="sub">{row.summary}</div> : null}
      {row.losses.length > 0 ? <RowLosses losses={row.losses} /> : null}
      {remarks.map((remark) => (
        <div
          key={remark.code}
          className={
            remark.level === 'error' ? 'danger' : remark.level === 'warning' ? 'caution' : 'sub'
          }
        >
          {remark.message}
        </div>
      ))}
      {row.memberId && row.result !== 'create' ? (
        <Link to="/people/$memberId" params={{ memberId: row.memberId }}>
          Open this person
        </Link>
      ) : null}
    </>
  );
}
