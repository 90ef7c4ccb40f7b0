import fc from 'fast-check';
import { expect, it } from 'vitest';
import { asWritten, withoutFormula } from './formula-safety.ts';

const cell = fc.string({
  unit: fc.constantFrom("'", '=', '+', '-', '@', '\t', '\r', '\0', 'a', '1', ' '),
});

it('what is made safe for a spreadsheet comes back exactly', () => {
  fc.assert(fc.property(cell, (text) => asWritten(withoutFormula(text)) === text));
});

it('no cell that is written begins like a formula', () => {
  fc.assert(fc.property(cell, (text) => !/^[=+\-@\t\r\0]/.test(withoutFormula(text))));
});

it.each(['=1+1', '+49', '-3', '@SUM(A1)', '\tx', '\rx', '\0x'])('%j gets an apostrophe', (text) => {
  expect(withoutFormula(text)).toBe(`'${text}`);
});
