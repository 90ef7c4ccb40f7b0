import type { AccessModelView } from '@latchkey/contract';

type Masks = AccessModelView['restrictions'][string]['masks'];

const ways = {
  country_code: 'only the country code of',
  redacted: 'a stand-in for',
  absent: 'nothing of',
} as const;

/** `Shows only the country code of phone; nothing of traits (contact).` */
export function masksText(masks: Masks): string {
  const parts = Object.entries(masks).map(([type, fields]) => {
    const said = Map.groupBy(Object.entries(fields), ([, way]) => way);
    const texts = [...said].map(
      ([way, some]) => `${ways[way]} ${some.map(([field]) => worded(field)).join(', ')}`,
    );
    return `${texts.join('; ')} (${worded(type)})`;
  });
  return parts.length === 0 ? '' : `Shows ${parts.join('; ')}.`;
}

/** `phoneNumber` and `phone_number` read `phone number`. */
const worded = (name: string) =>
  name
    .replaceAll(/([a-z])([A-Z])/gu, '$1 $2')
    .replaceAll(/[_.-]/gu, ' ')
    .toLocaleLowerCase();
