import fc from 'fast-check';
import { expect, it } from 'vitest';
import { csvLine } from './csv-line.ts';
import { readTable } from './read/read-table.ts';

const cell = fc.string({
  unit: fc.oneof(
    fc.constantFrom('"', "'", ',', ';', '\t', '|', '\n', '=', '+', '-', '@', ' ', 'é', '漢', '😀'),
    fc.string({ minLength: 1, maxLength: 1 }),
  ),
  maxLength: 12,
});
const headers = ['E-mail', 'Name', 'Type'];

it.each([',', ';', '\t', '|'])('a table written with %j is read exactly as it was', (separator) => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.constantFrom('a@b.example', 'x'), cell, cell), { minLength: 1 }),
      (rows) => {
        const text = [headers, ...rows].map((row) => csvLine(row, separator)).join('');
        const table = readTable(Buffer.from(text), (header) => headers.includes(header));
        expect(table.separator).toBe(separator);
        expect(table.rows.map(({ cells }) => cells)).toEqual(rows);
      },
    ),
  );
});

it('no cell is a formula for a spreadsheet', () => {
  const cells = ['=1+1', '+49', '-', '@x', '\tx', "'=1", 'a=b'];
  expect(csvLine(cells, ',')).toBe("'=1+1,'+49,'-,'@x,'\tx,''=1,a=b\r\n");
});
