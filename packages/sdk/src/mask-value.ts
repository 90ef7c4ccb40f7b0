import type { MaskedFields } from '@latchkey/contract';
import { countryCodeOf } from './country-code.ts';

/** How a field reads: a number's country code, a stand-in, or no field at all. */
export type MaskWay = MaskedFields[string];

/** What stands in the place of something hidden; of one length, so that it does not tell how long that is. */
export const standIn = '••••';

/** The value as it may be shown. Nothing stays nothing; what cannot be cut safely is hidden whole. */
export function maskValue(value: unknown, way: Exclude<MaskWay, 'absent'>): unknown {
  if (value === null || value === undefined || value === '') return value;
  if (Array.isArray(value)) return value.map((each) => maskValue(each, way));
  if (way === 'redacted' || typeof value !== 'string') return standIn;
  const code = countryCodeOf(value);
  return code === null ? standIn : `${code} ${standIn}`;
}
