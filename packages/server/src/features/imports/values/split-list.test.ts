import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { listCell } from '../../../words/list-cell.ts';
import { replaceItem } from './replace-item.ts';
import { splitList } from './split-list.ts';

describe('several values in one cell', () => {
  it.each([
    ['a; b | c\nd', ',', ['a', 'b', 'c', 'd']],
    ['a, b', ',', ['a, b']],
    ['a, b', ';', ['a', 'b']],
    ['a;; a ;', ',', ['a']],
    ['"Sales; West"; b', ',', ['Sales; West', 'b']],
    ['"the ""best"" store"', ',', ['the "best" store']],
    ['12" pipes; b', ',', ['12" pipes', 'b']],
    ['"half; b', ',', ['"half', 'b']],
    ['', ',', []],
  ])('%j is %j', (cell, separator, values) => {
    expect(splitList(cell, separator)).toEqual(values);
  });

  it('what is written is read again, whatever names hold', () => {
    const name = fc
      .string({ unit: fc.constantFrom('a', 'B', ' ', ';', '|', ',', '"', '\n', 'é') })
      .map((text) => text.trim())
      .filter((text) => text !== '');
    fc.assert(
      fc.property(fc.uniqueArray(name), fc.constantFrom(',', ';', '\t'), (names, separator) => {
        expect(splitList(listCell(names), separator)).toEqual(names);
      }),
    );
  });

  it('one of them is replaced, and the others stay as they were written', () => {
    const at = { from: 'b', to: 'x', separator: ',' };
    expect(replaceItem('a;  B |"b; c"', at)).toBe('a;  x |"b; c"');
    expect(replaceItem('"b"; ab', at)).toBe('x; ab');
    expect(replaceItem('b; c', { ...at, separator: null })).toBe('b; c');
  });
});

it('a cell full of line breaks is read at once', () => {
  const started = process.cpuUsage();
  for (let cell = 0; cell < 20; cell++)
    expect(splitList(`${'\n'.repeat(9_990)}x`, ',')).toEqual(['x']);
  expect(process.cpuUsage(started).user / 1_000).toBeLessThan(400);
});
