const format = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'UTC',
});

/** "31 Dec 2026, 18:00 UTC". */
export const instantWords = (instant: number): string => `${format.format(instant)} UTC`;
