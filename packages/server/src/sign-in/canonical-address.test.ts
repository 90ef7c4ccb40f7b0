import { describe, expect, it, test } from 'vitest';
import { canonicalAddress } from './canonical-address.ts';

describe('an address is brought into one form', () => {
  it.each([
    ['asha@example.com', 'asha@example.com', null],
    ['Asha.Rao@Example.COM', 'asha.rao@example.com', null],
    ['  asha@example.com\t', 'asha@example.com', null],
    ['asha@example.com\r\n', 'asha@example.com', null],
    ['asha@example.com,', 'asha@example.com', null],
    ['asha@example.com;', 'asha@example.com', null],
    ['asha@example.com.', 'asha@example.com', null],
    ['<asha@example.com>', 'asha@example.com', null],
    ['(asha@example.com)', 'asha@example.com', null],
    ['"asha@example.com"', 'asha@example.com', null],
    ['Asha Rao <asha@example.com>', 'asha@example.com', 'Asha Rao'],
    ['"Rao, Asha" <asha@example.com>', 'asha@example.com', 'Rao, Asha'],
    ["'Asha  Rao' <ASHA@example.com>;", 'asha@example.com', 'Asha Rao'],
    ['Zoë Núñez <zoe@example.com>', 'zoe@example.com', 'Zoë Núñez'],
    ['mailto:asha@example.com', 'asha@example.com', null],
    ['MAILTO:asha@example.com?subject=Hi', 'asha@example.com', null],
    ['mailto:asha%2Bshop@example.com', 'asha+shop@example.com', null],
    ['asha\u200b@exam\u200bple.com', 'asha@example.com', null],
    ['\ufeffasha@example.com', 'asha@example.com', null],
    ['asha@example.com\u00a0', 'asha@example.com', null],
    ['asha+shop@example.com', 'asha+shop@example.com', null],
    ["o'neil@example.ie", "o'neil@example.ie", null],
    ['info@münchen.example', 'info@xn--mnchen-3ya.example', null],
    ['info@ＥＸＡＭＰＬＥ.com', 'info@example.com', null],
    ['info@例え.テスト', 'info@xn--r8jz45g.xn--zckzah', null],
    ['a@b.co', 'a@b.co', null],
  ])('%j is %s', (entered, address, name) => {
    expect(canonicalAddress(entered)).toEqual({ address, name });
  });
});

describe('what is no address is refused', () => {
  it.each([
    [''],
    ['asha'],
    ['asha@'],
    ['@example.com'],
    ['asha@localhost'],
    ['asha@example'],
    ['asha@@example.com'],
    ['asha@example.com@evil.com'],
    ['asha@example.com,eve@evil.com'],
    ['asha@example.com\r\nBcc: eve@evil.com'],
    ['Asha\r\nBcc: eve@evil.com <asha@example.com>'],
    ['asha\0@example.com'],
    ['"asha rao"@example.com'],
    ['asha(comment)@example.com'],
    ['asha@example.com(evil.com)'],
    ['asha@(evil.com)example.com'],
    ['asha rao@example.com'],
    ['asha..rao@example.com'],
    ['.asha@example.com'],
    ['asha@example..com'],
    ['asha@-example.com'],
    ['asha@exam_ple.com'],
    ['asha@[127.0.0.1]'],
    ['asha@127.0.0.1'],
    ['asha@0x7f.1'],
    ['asha@example.com/path'],
    ['asha@example.com%2eevil.com'],
    ['asha@example.com:25'],
    ['aſha@example.com'],
    ['\u212aim@example.com'],
    ['group: asha@example.com;'],
    [`${'a'.repeat(65)}@example.com`],
    [`asha@${'a'.repeat(64)}.com`],
  ])('%j', (entered) => {
    expect(canonicalAddress(entered)).toBeNull();
  });
});

describe('a text of any length is answered at once', () => {
  const many = 100_000;
  test.each([
    ['full stops', `a@b${'.'.repeat(many)}x`],
    ['brackets', `a@b.co${')'.repeat(many)}x`],
    ['quotation marks', `${'"'.repeat(many)}x <a@b.co>`],
    ['spaces', `a@b.co${' '.repeat(many)}x`],
    ['names', Array.from({ length: 2_000 }, () => `a@b${'.'.repeat(990)}x`)],
  ])('%s', (_, entered) => {
    const started = process.cpuUsage();
    for (const text of [entered].flat()) expect(canonicalAddress(text)).toBeNull();
    expect(process.cpuUsage(started).user / 1_000).toBeLessThan(400);
  });
});
