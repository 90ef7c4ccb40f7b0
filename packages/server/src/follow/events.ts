import type { Effect } from '@latchkey/engine';
import { bareEffect } from '../change/personal-values.ts';
import type { SnapshotChange } from '../change/read-changes.ts';

/** A change as followers take it: only what snapshots hold, and of that nothing personal. */
export function changeEvent({ revision, effects, model }: SnapshotChange): string {
  const taken = effects.filter(isInSnapshot).map(bareEffect);
  return event('change', { revision, effects: taken, ...(model && { model }) });
}

/** Everything that was committed at that time is included in this revision. */
export function headEvent(revision: number, at: Date): string {
  return event('head', { revision, at: at.toISOString() });
}

/** The follower cannot go on from what it has and loads the snapshot anew. */
export function resetEvent(reason: 'gap' | 'epoch'): string {
  return event('reset', { reason });
}

const isInSnapshot = ({ object }: Effect) => object !== 'invitation' && object !== 'key';

// JSON holds no line breaks, so one line of data is the whole of it.
const event = (name: string, data: object) => `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
