import { parsePhoneNumberFromString } from 'libphonenumber-js/min';

/** A phone number in its international form; one that no country has is kept as typed and said to be implausible. */
export function readPhone(cell: string): { phone: string; plausible: boolean } {
  const typed = cell.trim();
  const number = parsePhoneNumberFromString(typed);
  if (!number?.isPossible()) return { phone: typed, plausible: false };
  return { phone: number.formatInternational(), plausible: true };
}
