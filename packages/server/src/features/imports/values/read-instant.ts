import type { Instant } from '@latchkey/engine';
import { Temporal } from 'temporal-polyfill';

const written =
  /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?)\s*(Z|UTC|[+-]\d\d(?::?\d\d)?|[A-Za-z]+\/[A-Za-z_+\-/0-9]+)?)?$/i;

/**
 * An instant as people write it: RFC 3339, or a date with or without a time.
 * Without a zone it is UTC; a date alone means the end of that day, since access "until 31 December" includes it.
 */
export function readInstant(cell: string): Instant | null {
  const match = written.exec(cell.trim());
  if (!match) return null;
  const [, date, time = '23:59', zone = 'Z'] = match;
  const local = parsed(() =>
    Temporal.PlainDateTime.from(`${date}T${time}`, { overflow: 'reject' }),
  );
  if (!local) return null;
  return parsed(() => local.toZonedDateTime(zoneName(zone)).epochMilliseconds);
}

function zoneName(zone: string): string {
  if (/^(z|utc)$/i.test(zone)) return 'UTC';
  if (!/^[+-]/.test(zone)) return zone;
  const digits = zone.replace(':', '').padEnd(5, '0');
  return `${digits.slice(0, 3)}:${digits.slice(3, 5)}`;
}

function parsed<Value>(read: () => Value): Value | null {
  try {
    return read();
  } catch {
    return null;
  }
}

/** The same day written the way we read it, when only one day can be meant: `31.12.2026`, `12/31/2026`. */
export function suggestedInstant(cell: string): string | null {
  const match = /^(\d{1,4})[./-](\d{1,2})[./-](\d{1,4})(?:[ T](\d\d:\d\d))?$/.exec(cell.trim());
  if (!match) return null;
  const [, first = '', second = '', third = '', time] = match;
  const day = dayOf(first, second, third, cell.includes('.'));
  if (!day) return null;
  const suggestion = time ? `${day} ${time}` : day;
  return readInstant(suggestion) === null ? null : suggestion;
}

function dayOf(first: string, second: string, third: string, dotted: boolean): string | null {
  const padded = (part: string) => part.padStart(2, '0');
  if (first.length === 4) return `${first}-${padded(second)}-${padded(third)}`;
  if (third.length !== 4) return null;
  if (dotted || Number(first) > 12) return `${third}-${padded(second)}-${padded(first)}`;
  if (Number(second) > 12) return `${third}-${padded(first)}-${padded(second)}`;
  return null;
}
