import type { Coverage } from '@latchkey/contract';
import { inSentence } from '../../api/model-words.ts';
import { numberText } from '../../shared-ui/number-text.ts';

/** `stores`, `store`; the organization itself where there are no places. */
export const placesWord = ({ type }: Pick<Coverage, 'type'>, count: number): string =>
  inSentence(count === 1 ? type.label : type.plural);

/** `4 of 41 stores` */
export const shareText = (coverage: Pick<Coverage, 'type'>, part: number, whole: number): string =>
  `${numberText(part)} of ${numberText(whole)} ${placesWord(coverage, whole)}`;

/** How much of the whole is missing: what a cell's shade says besides its number. */
export function shadeOf(part: number, whole: number): 'none' | 'some' | 'many' | 'all' {
  if (part === 0 || whole === 0) return 'none';
  if (part === whole) return 'all';
  return part / whole > 0.25 ? 'many' : 'some';
}
