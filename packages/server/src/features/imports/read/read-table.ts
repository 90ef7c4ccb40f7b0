import Papa from 'papaparse';
import { checkMeasure, tooLong, tooMany, tooWide } from './check-measure.ts';
import { decodeText, type Encoding } from './decode-text.ts';
import { asWritten } from './formula-safety.ts';
import { keepable } from './keepable.ts';
import { type Separator, sniffSeparator } from './sniff-separator.ts';
import { tableLimits } from './table-limits.ts';
import { unreadableTable } from './unreadable-table.ts';

export interface TableRow {
  /** As a spreadsheet numbers it; the header is row 1. */
  readonly rowNumber: number;
  readonly cells: readonly string[];
}

export interface Table {
  readonly encoding: Encoding;
  readonly separator: Separator;
  readonly headers: readonly string[];
  readonly rows: readonly TableRow[];
}

/** Bytes of a file or a paste as a header row and rows; throws the problem that tells what is wrong with it. */
export function readTable(bytes: Uint8Array, knowsHeader: (header: string) => boolean): Table {
  if (bytes.byteLength > tableLimits.bytes)
    throw unreadableTable('The file is larger than 50 MB.', 'file_too_large');
  refuseOtherFormats(bytes);
  const decoded = decodeText(bytes);
  const announced = /^sep=([,;|\t])\r?\n/i.exec(decoded.text);
  const text = announced ? decoded.text.slice(announced[0].length) : decoded.text;
  const separator = separatorOf(announced?.[1]) ?? sniffSeparator(text, knowsHeader);
  checkMeasure(text, separator);
  return { encoding: decoded.encoding, separator, ...parse(text, separator) };
}

function separatorOf(announced: string | undefined): Separator | null {
  if (announced === ',' || announced === ';' || announced === '|' || announced === '\t')
    return announced;
  return null;
}

function refuseOtherFormats(bytes: Uint8Array): void {
  const start = String.fromCharCode(...bytes.subarray(0, 4));
  if (start === 'PK\u0003\u0004')
    throw unreadableTable('This is an Excel workbook, not a CSV file.');
  if (start === '\u00d0\u00cf\u0011\u00e0')
    throw unreadableTable('This is an old Excel workbook, not a CSV file.');
  if (start === '%PDF') throw unreadableTable('This is a PDF, not a CSV file.');
}

function parse(text: string, separator: Separator): Pick<Table, 'headers' | 'rows'> {
  let headers: string[] | null = null;
  let rowNumber = 0;
  let refusal: Error | null = null;
  const rows: TableRow[] = [];

  Papa.parse<string[]>(text, {
    delimiter: separator,
    step: ({ data, errors }, parser) => {
      const empty = data.every((cell) => cell.trim() === '');
      if (headers !== null || !empty) rowNumber++;
      const unclosed = errors.some((error) => error.code === 'MissingQuotes');
      refusal = unclosed ? neverClosed(rowNumber) : refusalOf(data, rowNumber, rows.length);
      if (refusal) return parser.abort();
      if (empty) return;
      if (headers === null) headers = data.map((header) => kept(header).trim());
      else rows.push({ rowNumber, cells: data.map(kept) });
    },
  });

  if (refusal) throw refusal;
  if (headers === null) throw unreadableTable('The file is empty.');
  if (rows.length === 0) throw unreadableTable('The file has a header row and no rows below it.');
  return withoutTrailingBlanks(headers, rows);
}

function refusalOf(cells: readonly string[], rowNumber: number, rowsSoFar: number): Error | null {
  if (rowsSoFar > tableLimits.rows) return tooMany();
  if (cells.length > tableLimits.columns) return tooWide(rowNumber);
  if (cells.some((cell) => cell.length > tableLimits.cellCharacters)) return tooLong(rowNumber);
  return null;
}

const neverClosed = (rowNumber: number) =>
  unreadableTable(`A quotation mark that opens in row ${rowNumber} is never closed.`);

const kept = (cell: string) => keepable(asWritten(cell));

/** Spreadsheets write empty columns to the right; a row that is longer than the header keeps its surplus. */
function withoutTrailingBlanks(headers: readonly string[], rows: readonly TableRow[]) {
  let width = headers.length;
  const isUsed = (column: number) =>
    headers[column] !== '' || rows.some(({ cells }) => (cells[column] ?? '').trim() !== '');
  while (width > 1 && !isUsed(width - 1)) width--;
  return {
    headers: headers.slice(0, width),
    rows: rows.map(({ rowNumber, cells }) => ({ rowNumber, cells: fitted(cells, width) })),
  };
}

function fitted(cells: readonly string[], width: number): readonly string[] {
  if (cells.length < width) return [...cells, ...Array<string>(width - cells.length).fill('')];
  let end = cells.length;
  while (end > width && (cells[end - 1] ?? '').trim() === '') end--;
  return end === cells.length ? cells : cells.slice(0, end);
}
