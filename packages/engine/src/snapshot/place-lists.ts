import type { EntityRecord } from './records.ts';

/** The places of a type at and below a place, in the order of their ids: made when first asked for, and kept until something there comes, goes or moves. */
export class PlaceLists {
  private readonly byTop = new Map<number, Map<string, readonly number[]>>();

  /** The kept list, or the one that is made now. */
  of(top: number, type: string, make: () => readonly number[]): readonly number[] {
    const lists = this.byTop.get(top) ?? new Map<string, readonly number[]>();
    const kept = lists.get(type);
    if (kept !== undefined) return kept;
    const made = make();
    lists.set(type, made);
    this.byTop.set(top, lists);
    return made;
  }

  /** To be told of every place that is put or taken away. */
  changed(previous: EntityRecord | null, next: EntityRecord | null): void {
    if (this.byTop.size === 0 || (previous && previous.ancestors === next?.ancestors)) return;
    for (const record of [previous, next]) {
      for (const top of record?.ancestors ?? []) this.byTop.delete(top);
    }
  }
}
