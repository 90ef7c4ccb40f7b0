/**
 * Several values of one cell: separated by `;`, `|` or a line break, and by a comma where commas do not
 * separate the columns. A value in quotation marks may hold any of these.
 */
export function splitList(cell: string, separator: string): string[] {
  const values = itemsOf(cell, separator).map(({ value }) => value);
  return [...new Set(values.filter((value) => value !== ''))];
}

/** The values of a cell as they stand, and as they are meant. */
export function itemsOf(
  cell: string,
  separator: string,
): { readonly written: string; readonly value: string }[] {
  const between = separator === ',' ? ';|\\n\\r' : ';|\\n\\r,';
  // None that stands between values: else a run of line breaks would be gone through anew from each of them.
  const space = `[^\\S${between}]*`;
  // A whole value in quotation marks, else everything up to what stands between values.
  const item = new RegExp(
    `(${space}"((?:[^"]|"")*)"${space})(?=[${between}]|$)|[^${between}]+`,
    'g',
  );
  return [...cell.matchAll(item)].map(([written, quoted, inner = '']) => ({
    written,
    value: quoted === undefined ? written.trim() : inner.replaceAll('""', '"').trim(),
  }));
}
