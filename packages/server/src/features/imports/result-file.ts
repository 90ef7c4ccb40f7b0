import type { ImportId } from '@latchkey/engine';
import { recordEvent } from '../../audit/record-event.ts';
import { inOrganization } from '../../db/in-organization.ts';
import type { SignedIn } from '../../http/env.ts';
import type { Services } from '../../services.ts';
import { csvLine } from './csv-line.ts';
import { requireImport } from './require-import.ts';
import { type RowFilter, readRows, type ShownRow } from './shown-row-queries.ts';
import type { StoredImport } from './stored-import.ts';

export interface FileToDownload {
  readonly fileName: string;
  readonly body: ReadableStream<Uint8Array>;
}

interface Download {
  readonly importId: ImportId;
  readonly ipAddress: string;
  readonly kind: 'result' | 'errors';
}

const ownColumns = ['_row', '_result', '_reason', '_suggestion'] as const;
const rowsAtOnce = 1_000;

/** Their columns in their order, with what became of each row; uploaded again, only what is unfinished is done. */
export function resultFile(
  services: Services,
  signedIn: SignedIn,
  importId: ImportId,
  ipAddress: string,
): Promise<FileToDownload> {
  return rowsFile(services, signedIn, { importId, ipAddress, kind: 'result' }, [
    { show: 'all', search: null },
  ]);
}

/** The rows that were kept back, to be corrected and uploaded again. */
export function errorsFile(
  services: Services,
  signedIn: SignedIn,
  importId: ImportId,
  ipAddress: string,
): Promise<FileToDownload> {
  return rowsFile(services, signedIn, { importId, ipAddress, kind: 'errors' }, [
    { show: 'errors', search: null },
    { show: 'failed', search: null },
  ]);
}

async function rowsFile(
  services: Services,
  signedIn: SignedIn,
  { importId, ipAddress, kind }: Download,
  filters: readonly RowFilter[],
): Promise<FileToDownload> {
  const { organizationId } = signedIn;
  const record = await inOrganization(services.db, organizationId, async (transaction) => {
    const found = await requireImport(transaction, signedIn, importId);
    const details = { importId, file: kind };
    const { memberId } = signedIn;
    const event = { organizationId, memberId, ipAddress, details };
    await recordEvent(transaction, { kind: 'import.downloaded', ...event });
    return found;
  });
  const columns = record.columns.filter(
    ({ header }) => !(ownColumns as readonly string[]).includes(header),
  );
  const lines = async function* () {
    // Spreadsheets read a file without the mark as their local page of letters.
    yield `\uFEFF${csvLine([...columns.map(({ header }) => header), ...ownColumns], record.separator)}`;
    for (const filter of filters) {
      let after = 0;
      for (;;) {
        const rows = await inOrganization(
          services.db,
          organizationId,
          (transaction) =>
            readRows(transaction, { organizationId, importId }, filter, rowsAtOnce, {
              direction: 'after',
              position: [after],
            }),
          { readOnly: true },
        );
        const shown = rows.slice(0, rowsAtOnce);
        yield shown
          .map((row) => csvLine(resultCells(row, columns, record), record.separator))
          .join('');
        if (rows.length <= rowsAtOnce) break;
        after = shown.at(-1)?.rowNumber ?? after;
      }
    }
  };
  return {
    fileName: `${record.fileName.replace(/\.[a-z]{1,5}$/i, '')}-${kind}.csv`,
    body: ReadableStream.from(lines()).pipeThrough(new TextEncoderStream()),
  };
}

function resultCells(
  row: ShownRow,
  columns: StoredImport['columns'],
  { state }: StoredImport,
): string[] {
  const problems = row.issues.filter(({ level }) => level !== 'info');
  const reason =
    problems.length > 0 && row.result === 'error'
      ? problems.map(({ message }) => message).join(' ')
      : [row.summary, ...losses(row), ...problems.map(({ message }) => message)]
          .filter((part) => part !== '')
          .join(' ');
  const suggestions = row.issues.flatMap(({ suggestion }) => suggestion ?? []);
  return [
    ...columns.map(({ index }) => row.fixes[index] ?? row.cells[index] ?? ''),
    String(row.rowNumber),
    resultOf(row, state),
    reason,
    suggestions.join('; '),
  ];
}

const losses = ({ losses: taken }: ShownRow) =>
  taken.length > 0 ? [`Takes away: ${taken.join('; ')}.`] : [];

/** What became of the row; of an import that is undone, what it had become. */
function resultOf({ outcome, result }: ShownRow, state: StoredImport['state']): string {
  if (outcome === 'failed') return 'error';
  if (outcome !== 'applied') return result;
  return state === 'undone' ? 'undone' : 'applied';
}
