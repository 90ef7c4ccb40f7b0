import { expect, test } from 'vitest';
import { maskValue } from './mask-value.ts';

const numbers: [string, string][] = [
  ['+91 98765 43210', '+91 ••••'],
  ['+1 (212) 555-0123', '+1 ••••'],
  ['+7.495.123.45.67', '+7 ••••'],
  ['+44 20 7946 0001', '+44 ••••'],
  ['+358401234567', '+358 ••••'],
  ['+971-50-1234567', '+971 ••••'],
  ['+880 1712 345678', '+880 ••••'],
];
test.each(numbers)('of %s the country code stays', (number, shown) => {
  expect(maskValue(number, 'country_code')).toBe(shown);
});

test('a number whose country cannot be told is hidden whole', () => {
  for (const number of [
    '98765 43210',
    '0044 20 7946 0001',
    '+99',
    '+2101234567',
    '+91 98765 43210 ext. 4',
    'call +91 98765 43210',
    '+٩١٩٨٧٦٥٤٣٢١٠',
    '+9198765432101234567',
  ]) {
    expect(maskValue(number, 'country_code')).toBe('••••');
  }
});

test('numbers in a list are cut one by one, and what is no text is hidden whole', () => {
  expect(maskValue(['+91 98765 43210', '98765'], 'country_code')).toEqual(['+91 ••••', '••••']);
  expect(maskValue(919876543210, 'country_code')).toBe('••••');
  expect(maskValue({ mobile: '+91 98765 43210' }, 'country_code')).toBe('••••');
});

test('a stand-in does not tell how long the value is, and nothing stays nothing', () => {
  expect(maskValue('a', 'redacted')).toBe(maskValue('a much longer text', 'redacted'));
  expect(maskValue(null, 'redacted')).toBeNull();
  expect(maskValue('', 'country_code')).toBe('');
});
