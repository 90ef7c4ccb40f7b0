import { expect, test } from 'vitest';
import { generatedCompany } from './generated-company.ts';

test('a generated company is the same for the same seed and another for another', () => {
  const options = { stores: 60, people: 300, seed: 1 };
  expect(generatedCompany(options)).toEqual(generatedCompany(options));
  expect(generatedCompany({ ...options, seed: 2 }).peopleCsv).not.toBe(
    generatedCompany(options).peopleCsv,
  );
});

test('the counts of what is expected add up to the rows of the files', () => {
  const { placesCsv, peopleCsv, expected } = generatedCompany({
    stores: 7000,
    people: 5000,
    seed: 7,
  });
  expect(placesCsv.trimEnd().split('\r\n')).toHaveLength(7001);
  expect(peopleCsv.trimEnd().split('\r\n')).toHaveLength(5001);
  const { rows, good, errors, duplicates } = expected.people;
  const bad = Object.values(errors).reduce((sum, count) => sum + count, 0);
  expect(good + bad + duplicates).toBe(rows);
  expect(Object.values(errors).every((count) => count > 0)).toBe(true);
});

test('a file of people is as dirty as real ones', () => {
  const { peopleCsv } = generatedCompany({ stores: 700, people: 500, seed: 3 });
  expect(peopleCsv.startsWith('\uFEFF')).toBe(true);
  expect(peopleCsv.endsWith('\r\n\r\n')).toBe(true);
  expect(peopleCsv).toMatch(/;/);
  expect(peopleCsv).toContain('Campain editr');
});
