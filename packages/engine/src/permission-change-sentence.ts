import { listed, plain, type SentencePart, strong } from './sentence-parts.ts';

interface PermissionChange {
  readonly subject: string;
  /** `Harvest Lane Grocers`. */
  readonly place: string;
  /** What the person may do there afterwards and could not before, as a sentence says it: `publish promotions`. */
  readonly gains: readonly string[];
  readonly loses: readonly string[];
  /** Whether anything is held there afterwards: without it the place is not seen. */
  readonly seesPlace: boolean;
}

/** What a change of somebody’s permissions at one place comes to, in words; nothing when it comes to nothing. */
export function permissionChangeSentence({
  subject,
  place,
  gains,
  loses,
  seesPlace,
}: PermissionChange): SentencePart[] {
  if (gains.length === 0 && loses.length === 0) return [];
  const parts: SentencePart[] = [strong(subject), plain(' ')];
  if (gains.length > 0) parts.push(plain('will be able to '), strong(listed(gains)));
  if (gains.length > 0 && loses.length > 0) parts.push(plain(' and '));
  if (loses.length > 0) {
    parts.push(
      { text: 'will no longer be able to', tone: 'not' },
      plain(' '),
      strong(listed(loses)),
    );
  }
  parts.push(plain(' at '), strong(place), plain('.'));
  if (!seesPlace) parts.push(plain(' The place is then out of sight for them.'));
  return parts;
}
