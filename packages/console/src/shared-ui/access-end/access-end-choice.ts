import { localInstants, localText } from './local-instants.ts';

/** No end, or the local date and time as entered with the instant it names. */
export type AccessEndChoice =
  | { readonly kind: 'never' }
  | { readonly kind: 'at'; readonly local: string; readonly instant: string | null };

export const noAccessEnd: AccessEndChoice = { kind: 'never' };

export const ownTimeZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The choice that an instant stands for, as when existing access is edited. */
export function accessEndAt(instant: string | null): AccessEndChoice {
  if (instant === null) return noAccessEnd;
  return { kind: 'at', local: localText(Date.parse(instant), ownTimeZone()), instant };
}

/** What was typed: the instant is null while the time is incomplete or the clocks skip it. */
export function accessEndTyped(local: string, timeZone: string): AccessEndChoice {
  const [first] = localInstants(local, timeZone);
  return { kind: 'at', local, instant: first === undefined ? null : new Date(first).toISOString() };
}

/** Why a choice cannot be used, in words for its field; null when it can. */
export function accessEndProblem(choice: AccessEndChoice, now: number): string | null {
  if (choice.kind === 'never') return null;
  if (choice.local === '') return 'Enter a date and a time, or switch the end off.';
  if (choice.instant === null) return 'The clocks skip this time that night. Choose another one.';
  return Date.parse(choice.instant) <= now
    ? 'The end lies in the past. Choose a later time.'
    : null;
}

interface Preset {
  readonly label: string;
  readonly local: (now: number, timeZone: string) => string;
}

const endOfDay = (day: string) => `${day}T23:59`;
const dayMs = 86_400_000;

export const accessEndPresets: readonly Preset[] = [
  { label: 'End of today', local: (now, zone) => endOfDay(localText(now, zone).slice(0, 10)) },
  { label: '7 days', local: (now, zone) => localText(now + 7 * dayMs, zone) },
  { label: '30 days', local: (now, zone) => localText(now + 30 * dayMs, zone) },
  {
    label: 'End of quarter',
    local: (now, zone) => endOfDay(lastDayOfQuarter(localText(now, zone))),
  },
];

function lastDayOfQuarter(local: string): string {
  const year = Number(local.slice(0, 4));
  const month = Number(local.slice(5, 7));
  const last = new Date(Date.UTC(year, Math.ceil(month / 3) * 3, 0));
  return last.toISOString().slice(0, 10);
}
