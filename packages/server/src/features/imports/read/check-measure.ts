import { tableLimits } from './table-limits.ts';
import { unreadableTable } from './unreadable-table.ts';

const quote = 34;
const lineFeed = 10;
const carriageReturn = 13;

/**
 * Walks the text once before it is parsed, so that a hostile file (one endless line, ten million
 * columns) is refused without its cells ever existing.
 */
export function checkMeasure(text: string, separator: string): void {
  const cut = separator.charCodeAt(0);
  let record = 1;
  let columns = 1;
  let cellStart = 0;
  let quoted = false;
  let recordIsEmpty = true;
  let filled = 0;

  for (let at = 0; at < text.length; at++) {
    const character = text.charCodeAt(at);
    if (at - cellStart > 2 * tableLimits.cellCharacters + 2) throw tooLong(record);
    if (quoted) {
      if (character !== quote) continue;
      if (text.charCodeAt(at + 1) === quote) at++;
      else quoted = false;
      continue;
    }
    if (character === quote && at === cellStart) {
      quoted = true;
      recordIsEmpty = false;
      continue;
    }
    if (character === cut) {
      columns++;
      cellStart = at + 1;
      if (columns > tableLimits.columns) throw tooWide(record);
      continue;
    }
    if (character === lineFeed || character === carriageReturn) {
      if (character === carriageReturn && text.charCodeAt(at + 1) === lineFeed) at++;
      if (!recordIsEmpty && ++filled > tableLimits.rows + 1) throw tooMany();
      if (record > 10 * tableLimits.rows) throw tooMany();
      record++;
      columns = 1;
      cellStart = at + 1;
      recordIsEmpty = true;
      continue;
    }
    if (character !== 32) recordIsEmpty = false;
  }
}

export const tooLong = (record: number) =>
  unreadableTable(
    `A cell in row ${record} is longer than ${tableLimits.cellCharacters.toLocaleString('en')} characters. Perhaps a quotation mark is never closed.`,
  );

export const tooWide = (record: number) =>
  unreadableTable(`Row ${record} has more than ${tableLimits.columns} columns.`);

export const tooMany = () =>
  unreadableTable(
    `The file has more than ${tableLimits.rows.toLocaleString('en')} rows.`,
    'file_too_large',
  );
