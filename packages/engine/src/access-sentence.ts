import type { Instant } from './ids.ts';
import { listed, plain, type SentencePart, strong } from './sentence-parts.ts';
import type { Role } from './state.ts';

export interface SentenceGrant {
  readonly setNames: readonly string[];
  /** What permissions given directly let the person do: `edit promotions`. */
  readonly acts?: readonly string[];
  /** `West zone`, `Store 31 · Kings Wharf`, `the whole organization`. */
  readonly placeLabel: string;
  /** What lies below in words: `41 stores`; null when the place is a single one. */
  readonly placeTotal: string | null;
  /** Whether what is added below later is reached too. */
  readonly includesNew: boolean;
  readonly endsAt: Instant | null;
}

export interface AccessSentenceInput {
  readonly subject: string;
  readonly tense: 'can' | 'will be able to';
  readonly role: Role;
  readonly grants: readonly SentenceGrant[];
  readonly accessEndsAt: Instant | null;
  /** IANA name: `Asia/Kolkata`. */
  readonly timeZone: string;
  readonly now: Instant;
  /** An operator's visit opens the console alone. */
  readonly visiting?: 'read' | 'write' | null;
}

/** Who can do what, where and until when, in words: the one place where this sentence is made. */
export function accessSentence(input: AccessSentenceInput): SentencePart[] {
  const { subject, tense, role, accessEndsAt, timeZone, now, visiting = null } = input;
  const start = [strong(subject), plain(` ${tense} `)];
  if (visiting !== null) {
    const act = visiting === 'read' ? 'look at people and access' : 'manage people and access';
    return [
      ...start,
      strong(act),
      plain(' in '),
      strong('the whole organization'),
      ...until(accessEndsAt, timeZone),
      plain(', and use no module of the platform.'),
    ];
  }
  if (role === 'owner') {
    return [
      ...start,
      strong('do everything in the whole organization'),
      ...until(accessEndsAt, timeZone),
      plain('.'),
    ];
  }
  const live = input.grants
    .map((grant) => ({ ...grant, endsAt: earlier(grant.endsAt, accessEndsAt) }))
    .filter(({ endsAt }) => endsAt === null || now < endsAt);
  if (live.length === 0) {
    return [
      strong(subject),
      plain(' '),
      { text: tense === 'can' ? 'cannot' : 'will not be able to', tone: 'not' },
      plain(' do anything here.'),
    ];
  }
  const groups = groupByPlaces(live);
  return [
    ...start,
    ...groups.flatMap((group, index) => [
      ...(index === 0 ? [] : [plain(index === groups.length - 1 ? '; and ' : '; ')]),
      ...what(group),
      plain(group.prefix),
      strong(listed(group.places)),
      ...until(group.endsAt, timeZone),
    ]),
    plain('.'),
  ];
}

export function sentenceText(parts: readonly SentencePart[]): string {
  return parts.map(({ text }) => text).join('');
}

function what({ acts, setNames }: Group): SentencePart[] {
  const sets = setNames.length === 0 ? [] : [plain('use '), strong(listed(setNames))];
  if (acts.length === 0) return sets;
  return [strong(listed(acts)), ...(sets.length === 0 ? [] : [plain(' and '), ...sets])];
}

interface Group {
  readonly setNames: string[];
  readonly acts: string[];
  readonly places: string[];
  readonly prefix: ' in ' | ' at ';
  readonly endsAt: Instant | null;
}

/** Sets at the same place read as one phrase, and places with the same sets as one more. */
function groupByPlaces(grants: readonly SentenceGrant[]): Group[] {
  const byPlace: Group[] = [];
  for (const grant of grants) {
    const place = placePhrase(grant);
    const group = byPlace.find(
      (other) => other.places[0] === place && other.endsAt === grant.endsAt,
    );
    if (group !== undefined) {
      addMissing(group.setNames, grant.setNames);
      addMissing(group.acts, grant.acts ?? []);
    } else {
      byPlace.push({
        setNames: [...new Set(grant.setNames)],
        acts: [...new Set(grant.acts)],
        places: [place],
        prefix: isSingle(grant) ? ' at ' : ' in ',
        endsAt: grant.endsAt,
      });
    }
  }
  const groups: Group[] = [];
  for (const group of byPlace) {
    const same = groups.find(
      (other) =>
        other.endsAt === group.endsAt &&
        other.prefix === group.prefix &&
        sameNames(other.setNames, group.setNames) &&
        sameNames(other.acts, group.acts),
    );
    if (same !== undefined) same.places.push(...group.places);
    else groups.push(group);
  }
  return groups;
}

const sameNames = (left: readonly string[], right: readonly string[]) =>
  left.length === right.length && left.every((name) => right.includes(name));

function placePhrase({ placeLabel, placeTotal, includesNew }: SentenceGrant): string {
  if (placeTotal === null) return placeLabel;
  return `${placeTotal} in ${placeLabel}${includesNew ? ', including new ones' : ''}`;
}

const isSingle = ({ placeTotal, placeLabel }: SentenceGrant) =>
  placeTotal === null && placeLabel !== 'the whole organization';

function addMissing(names: string[], more: readonly string[]): void {
  for (const name of more) if (!names.includes(name)) names.push(name);
}

function until(endsAt: Instant | null, timeZone: string): SentencePart[] {
  return endsAt === null ? [] : [plain(', until '), strong(moment(endsAt, timeZone))];
}

/** `31 Dec 2026, 18:00`; the zone is named where it is nobody's own. */
function moment(instant: Instant, timeZone: string): string {
  const text = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(instant);
  return timeZone === 'UTC' ? `${text} UTC` : text;
}

function earlier(left: Instant | null, right: Instant | null): Instant | null {
  if (left === null) return right;
  return right === null ? left : Math.min(left, right);
}
