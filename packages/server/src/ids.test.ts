import { memberId } from '@latchkey/contract';
import { expect, test } from 'vitest';
import { newId } from './ids.ts';

test('an id has the shape that the wire asks for', () => {
  expect(memberId.safeParse(newId('mem')).success).toBe(true);
});

test('ids of later milliseconds sort behind', async () => {
  const ids: string[] = [];
  for (let index = 0; index < 20; index++) {
    ids.push(newId('mem'));
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  expect(ids.toSorted()).toEqual(ids);
});

test('ten thousand ids are ten thousand different ones', () => {
  expect(new Set(Array.from({ length: 10_000 }, () => newId('grt'))).size).toBe(10_000);
});
