import { withoutFormula } from './read/formula-safety.ts';

/** One line of a CSV file: safe to open in a spreadsheet, exact when read again. */
export const csvLine = (cells: readonly string[], separator: string): string =>
  `${cells.map((cell) => quoted(withoutFormula(cell), separator)).join(separator)}\r\n`;

function quoted(cell: string, separator: string): string {
  const plain = !cell.includes(separator) && !/["\r\n]|^\s|\s$/.test(cell);
  return plain ? cell : `"${cell.replaceAll('"', '""')}"`;
}
