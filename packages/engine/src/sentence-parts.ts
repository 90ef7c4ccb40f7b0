/** Part of an access sentence: strong is what is granted or affected, `not` is what is refused or taken. */
export interface SentencePart {
  readonly text: string;
  readonly tone: 'plain' | 'strong' | 'not';
}

/** `a`, `a and b`, `a, b and c`; with many, the first ones and how many more. */
export function listed(items: readonly string[]): string {
  const shown = items.length > 4 ? [...items.slice(0, 3), `${items.length - 3} more`] : items;
  const last = shown.at(-1) ?? '';
  return shown.length < 2 ? last : `${shown.slice(0, -1).join(', ')} and ${last}`;
}

export const plain = (text: string): SentencePart => ({ text, tone: 'plain' });
export const strong = (text: string): SentencePart => ({ text, tone: 'strong' });
