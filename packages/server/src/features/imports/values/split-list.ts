/** Several values of one cell: separated by `;`, `|` or a line break, and by a comma where commas do not separate the columns. */
export function splitList(cell: string, separator: string): string[] {
  const values = cell
    .split(listSeparators(separator))
    .map((value) => value.trim())
    .filter((value) => value !== '');
  return [...new Set(values)];
}

/** What may stand between the values of a cell, given what stands between the columns. */
export const listSeparators = (separator: string) => (separator === ',' ? /[;|\n\r]/ : /[;|\n\r,]/);
