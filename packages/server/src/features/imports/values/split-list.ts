/** Several values of one cell: separated by `;`, `|` or a line break, and by a comma where commas do not separate the columns. */
export function splitList(cell: string, separator: string): string[] {
  const between = separator === ',' ? /[;|\n\r]/ : /[;|\n\r,]/;
  const values = cell
    .split(between)
    .map((value) => value.trim())
    .filter((value) => value !== '');
  return [...new Set(values)];
}
