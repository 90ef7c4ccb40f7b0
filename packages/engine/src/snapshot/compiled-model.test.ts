import { expect, test } from 'vitest';
import { closedWords, compileModel, containsAll, namesOf } from './compiled-model.ts';

const names = Array.from({ length: 40 }, (_, at) => `shop.act${String(at).padStart(2, '0')}`);
const compiled = compileModel({
  key: 'many',
  label: 'Many',
  entityTypes: {},
  modules: {
    shop: {
      label: 'Shop',
      permissions: Object.fromEntries(
        names.map((name) => [name, { label: name, description: name }]),
      ),
    },
  },
  permissionSets: {},
});

test('every permission of a large model is within what holds it, and in nothing else', () => {
  for (const name of compiled.names) {
    const one = closedWords(compiled, [name]);
    expect(namesOf(compiled, one)).toEqual([name]);
    expect(containsAll(closedWords(compiled, compiled.names), one)).toBe(true);
    expect(containsAll(one, one)).toBe(true);
    const others = compiled.names.filter((other) => other !== name);
    expect(containsAll(closedWords(compiled, others), one)).toBe(false);
  }
});
