import { expect, test } from 'vitest';
import { addEntered, correctEntered, pastedGrid, splitAddresses } from './entered-addresses.ts';

test.each([
  ['a@x.example, b@x.example;c@x.example\td@x.example\ne@x.example', 5],
  ['a@x.example b@x.example', 2],
  ['"Rao, Asha" <asha@x.example>, b@x.example', 2],
  ['Rao, Asha <asha@x.example>; Nair, Ravi <ravi@x.example>', 2],
  ['Asha Rao <asha@x.example>', 1],
  ['nadia.petrov@', 1],
  [' \n , ;', 0],
])('%j is read as %i addresses', (text, count) => {
  expect(splitAddresses(text)).toHaveLength(count);
});

test('an address that is entered again is merged and counted, not dropped', () => {
  const list = addEntered(
    addEntered([], 'Asha <asha@x.example>'),
    'mailto:ASHA@x.example, ravi@x.example',
  );
  expect(list.map((each) => [each.entered, each.times])).toEqual([
    ['Asha <asha@x.example>', 2],
    ['ravi@x.example', 1],
  ]);
});

test('a corrected address keeps its place and merges with its equal', () => {
  const list = addEntered([], 'a@x.exmple\nb@x.example');
  expect(correctEntered(list, 'a@x.exmple', 'a@x.example').map((each) => each.key)).toEqual([
    'a@x.example',
    'b@x.example',
  ]);
  expect(correctEntered(list, 'a@x.exmple', 'b@x.example')).toMatchObject([
    { key: 'b@x.example', times: 2 },
  ]);
});

test('rows of two columns or more are a grid, a single column is a list', () => {
  expect(pastedGrid('email\ttype\na@x.example\tmember\n')).toEqual({ rows: 2, columns: 2 });
  expect(pastedGrid('a@x.example\nb@x.example')).toBeNull();
  expect(pastedGrid('a@x.example\tb@x.example')).toBeNull();
});
