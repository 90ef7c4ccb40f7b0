const numbers = new Intl.NumberFormat('en');

export const counted = (count: number, one: string, many: string) =>
  `${numbers.format(count)} ${count === 1 ? one : many}`;

/** `A`, `A and B`, `A, B and C`, `A, B and 12 more`. */
export function listed(items: readonly string[], shown = 4): string {
  const [first = ''] = items;
  if (items.length <= 1) return first;
  if (items.length > shown) {
    return `${items.slice(0, shown - 1).join(', ')} and ${numbers.format(items.length - shown + 1)} more`;
  }
  return `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}

/** `2026-12-31 18:00 UTC`. */
export const instantInWords = (instant: number) =>
  `${new Date(instant).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
