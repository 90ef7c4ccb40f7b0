const wouldRun = /^'*[=+\-@\t\r\0]/;
const wasMadeSafe = /^'(?='*[=+\-@\t\r\0])/;

/** A cell that a spreadsheet would run as a formula gets an apostrophe in front. */
export const withoutFormula = (cell: string) => (wouldRun.test(cell) ? `'${cell}` : cell);

/** Takes off exactly the apostrophe that `withoutFormula` puts on. */
export const asWritten = (cell: string) => cell.replace(wasMadeSafe, '');
