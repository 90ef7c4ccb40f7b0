const dateFormat = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
});
const timeFormat = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const clockFormat = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});
const zoneFormat = new Intl.DateTimeFormat('en-GB', { timeZoneName: 'short' });
const distanceFormat = new Intl.RelativeTimeFormat('en', { numeric: 'always' });
const dayFormat = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });

// From how many seconds on each unit is used, and how many seconds it has: "in 45 days" says less than "in 6 weeks".
const steps = [
  ['year', 2 * 365 * 86_400, 365 * 86_400],
  ['month', 60 * 86_400, 30.44 * 86_400],
  ['week', 14 * 86_400, 7 * 86_400],
  ['day', 86_400, 86_400],
  ['hour', 3600, 3600],
  ['minute', 45, 60],
] as const;

/** `31 Dec 2026` */
export const dateText = (instant: string) => dateFormat.format(new Date(instant));

/** `31 Dec 2026, 18:00 IST`: the exact instant in the reader's zone. */
export const exactText = (instant: string) => {
  const date = new Date(instant);
  return `${dateFormat.format(date)}, ${timeFormat.format(date)} ${zoneName(date)}`;
};

/** The same instant where nobody has a zone of their own. */
export const utcText = (instant: string) => {
  const iso = new Date(instant).toISOString();
  return `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;
};

/** `26 Nov 2026, 10:42:07 CET`: a clock that is read to the second. */
export const clockText = (now: number) => {
  const date = new Date(now);
  return `${dateFormat.format(date)}, ${clockFormat.format(date)} ${zoneName(date)}`;
};

export const utcClockText = (now: number) => `${new Date(now).toISOString().slice(11, 19)} UTC`;

/** `in 6 weeks`, `12 minutes ago`, `now` */
export function distanceText(instant: string, now: number = Date.now()): string {
  const seconds = (new Date(instant).getTime() - now) / 1000;
  // A unit is taken a little early, so that a deadline set a second ago still reads "in 7 days".
  const step = steps.find(([, from]) => Math.abs(seconds) >= from * 0.99);
  if (!step) return 'now';
  const [unit, , length] = step;
  const count = Math.round(seconds / length);
  return (unit === 'day' ? dayFormat : distanceFormat).format(count, unit);
}

const zoneName = (date: Date) =>
  zoneFormat.formatToParts(date).find((part) => part.type === 'timeZoneName')?.value ?? '';

/** What `<input type="datetime-local">` holds for an instant, in the reader's zone. */
export function toLocalInput(instant: string): string {
  const date = new Date(instant);
  const local = new Date(date.getTime() - date.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16);
}

/** The instant that a local date and time names; null while it is not complete. */
export function fromLocalInput(value: string): string | null {
  const date = new Date(value);
  return value === '' || Number.isNaN(date.getTime()) ? null : date.toISOString();
}
