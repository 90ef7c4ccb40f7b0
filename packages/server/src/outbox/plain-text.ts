// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out.
const control = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]+/g;

/** One line without control characters, for a subject or a header. */
export const oneLine = (text: string): string =>
  text.replace(control, ' ').replace(/\s+/g, ' ').trim().slice(0, 150);

/** Words that people chose for themselves, kept from turning into a link in a mail program. */
export const unlinked = (text: string): string =>
  text.replace(/\b[a-z][a-z0-9+.-]{0,30}:\/\//gi, '').replace(/\.(?=\p{L})/gu, '.\u200b');

/** As `unlinked`, on one line. */
export const plainName = (text: string): string => unlinked(oneLine(text)).slice(0, 150);

export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** `26 Nov 2026, 09:10 UTC`. */
export const inUtc = (instant: Date | number): string =>
  `${new Date(instant).toLocaleString('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: 'UTC',
  })} UTC`;
