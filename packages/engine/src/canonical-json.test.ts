import { expect, test } from 'vitest';
import { canonicalJson } from './canonical-json.ts';

test('equal values give equal text, whatever order they were built in', () => {
  const left = { b: [1, { d: null, c: 'x' }], a: true, gone: undefined };
  const right = { a: true, b: [1, { c: 'x', d: null }] };
  expect(canonicalJson(left)).toBe('{"a":true,"b":[1,{"c":"x","d":null}]}');
  expect(canonicalJson(right)).toBe(canonicalJson(left));
});
