import { setImmediate } from 'node:timers/promises';
import {
  listMembers,
  type MemberId,
  type Scope,
  type Snapshot,
  sees,
  sourceOf,
  type YesSource,
} from '@latchkey/engine';

/** Where a yes comes from, as a list is counted and narrowed by it. */
export type Source = Exclude<YesSource, 'owner'> | 'owners';

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

/** So many people are asked about at once: others wait no longer for their turn. */
const atOnce = 1_000;

/** Everybody for whom the engine answers yes, parted by whether the reader sees them. */
export async function peopleWhoCan(
  snapshot: Snapshot,
  { permission, place, asked }: AskedWho,
  reader: { readonly memberId: MemberId; readonly seesEverybody: boolean },
  now: number,
): Promise<PeopleWhoCan> {
  const seen = new Map<MemberId, Source>();
  let unseen = 0;
  for (let after: MemberId | null = null; ; ) {
    const page = listMembers(snapshot, { permission, place }, { after, limit: atOnce }, asked);
    for (const memberId of page.ids) {
      const source = sourceFor(snapshot, memberId, { permission, place, asked });
      if (source === null) continue;
      if (reader.seesEverybody || sees(snapshot, reader.memberId, memberId, now))
        seen.set(memberId, source);
      else unseen += 1;
    }
    if (page.next === null) return { seen, unseen };
    after = page.next;
    await setImmediate();
  }
}

/** Where the yes about somebody comes from; null when there is none. */
export function sourceFor(
  snapshot: Snapshot,
  memberId: MemberId,
  { permission, place, asked }: AskedWho,
): Source | null {
  const source = sourceOf(snapshot, { memberId, permission, place }, asked);
  return source === 'owner' ? 'owners' : source;
}
