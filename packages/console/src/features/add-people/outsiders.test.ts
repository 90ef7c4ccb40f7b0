import { expect, test } from 'vitest';
import { standingOf } from './address-standing.ts';
import { addEntered } from './entered-addresses.ts';
import { outsiders } from './outsiders.ts';

const entered = (addresses: readonly string[]) =>
  addEntered([], addresses.join('\n')).map((entry) => standingOf(entry, undefined));

test('addresses in another domain than the inviter’s are from outside, however they are spelled', () => {
  const people = ['ana@Harbour.example', 'bo@partner.example', 'cy@mail.harbour.example'];
  expect(outsiders(entered(people), 'meera@harbour.example')).toEqual([
    'bo@partner.example',
    'cy@mail.harbour.example',
  ]);
});
