// Country codes as the ITU assigns them (E.164): 1 and 7 stand alone, these have two digits, the ranges three.
const twoDigits = new Set(
  '20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64 65 66 81 82 84 86 90 91 92 93 94 95 98'.split(
    ' ',
  ),
);
const threeDigits = [
  [211, 213],
  [216, 216],
  [218, 218],
  [220, 258],
  [260, 269],
  [290, 291],
  [297, 299],
  [350, 359],
  [370, 383],
  [385, 387],
  [389, 389],
  [420, 421],
  [423, 423],
  [500, 509],
  [590, 599],
  [670, 670],
  [672, 683],
  [685, 692],
  [800, 800],
  [808, 808],
  [850, 850],
  [852, 853],
  [855, 856],
  [870, 870],
  [878, 878],
  [880, 883],
  [886, 886],
  [888, 888],
  [960, 968],
  [970, 977],
  [979, 979],
  [992, 996],
  [998, 998],
] as const;

/** The country code that an international number begins with, as `+91`; null when it cannot be told for sure. */
export function countryCodeOf(phone: string): string | null {
  const digits = /^\+(\d{7,15})$/.exec(phone.replaceAll(/[\s().-]/g, ''))?.[1];
  if (digits === undefined) return null;
  if (digits.startsWith('1') || digits.startsWith('7')) return `+${digits.slice(0, 1)}`;
  if (twoDigits.has(digits.slice(0, 2))) return `+${digits.slice(0, 2)}`;
  const three = Number(digits.slice(0, 3));
  return threeDigits.some(([from, to]) => from <= three && three <= to) ? `+${three}` : null;
}
