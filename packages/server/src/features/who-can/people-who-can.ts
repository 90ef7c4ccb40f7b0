import {
  type Explanation,
  explain,
  listMembers,
  type MemberId,
  type Scope,
  type Snapshot,
  sees,
} from '@latchkey/engine';

/** Where a yes comes from, as a list is counted and narrowed by it. */
export type Source = 'owners' | 'direct' | NonNullable<NonNullable<Explanation['grant']>['setId']>;

export interface AskedWho {
  readonly permission: string;
  readonly place: Scope;
  /** The instant that is asked about. */
  readonly asked: number;
}

export interface PeopleWhoCan {
  /** Those whom the reader sees, each with where the yes comes from. */
  readonly seen: ReadonlyMap<MemberId, Source>;
  /** How many there are whom the reader does not see. */
  readonly unseen: number;
}

/** Everybody for whom the engine answers yes, parted by whether the reader sees them. */
export function peopleWhoCan(
  snapshot: Snapshot,
  asked: AskedWho,
  reader: { readonly memberId: MemberId; readonly seesEverybody: boolean },
  now: number,
): PeopleWhoCan {
  const all = everybodyWhoCan(snapshot, asked);
  const seen = reader.seesEverybody
    ? all
    : all.filter((memberId) => sees(snapshot, reader.memberId, memberId, now));
  return {
    seen: new Map(
      seen.map((memberId) => [memberId, sourceOf(explained(snapshot, memberId, asked))]),
    ),
    unseen: all.length - seen.length,
  };
}

const pageSize = 10_000;

function everybodyWhoCan(snapshot: Snapshot, { permission, place, asked }: AskedWho): MemberId[] {
  const all: MemberId[] = [];
  for (let after: MemberId | null = null; ; ) {
    const page = listMembers(snapshot, { permission, place }, { after, limit: pageSize }, asked);
    for (const memberId of page.ids) all.push(memberId);
    if (page.next === null) return all;
    after = page.next;
  }
}

/** Why somebody of them can. */
export const explained = (
  snapshot: Snapshot,
  memberId: MemberId,
  { permission, place, asked }: AskedWho,
): Explanation => explain(snapshot, { memberId, permission, place }, asked);

function sourceOf({ grant }: Explanation): Source {
  if (grant === null) return 'owners';
  return grant.setId ?? 'direct';
}
