/** Several values in one cell of a file; a value that holds what stands between values is quoted. */
export const listCell = (values: readonly string[]): string =>
  values
    .map((value) => (/[;|,"\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value))
    .join('; ');
