import type { AccessModel, Effect } from '@latchkey/engine';
import { LatchkeyError } from '../latchkey-error.ts';
import { isRecord } from '../read-answer.ts';

export interface RecordedChange {
  readonly revision: number;
  readonly effects: readonly Effect[];
  /** The model that the organization lives by from this change on, where it moves to another. */
  readonly model: AccessModel | undefined;
}

/** Checks what the order of changes rests on; effects and model are taken as the contract says. */
export function readChange(data: string): RecordedChange {
  const change = parse(data);
  const { revision, effects, model = null } = change;
  if (!isRevision(revision) || !Array.isArray(effects)) throw unreadable();
  if (model !== null && !isRecord(model)) throw unreadable();
  return {
    revision,
    // The server writes what the engine's `commit` made; an effect that cannot be applied stops the follower.
    effects: effects as readonly Effect[],
    model: model === null ? undefined : (model as unknown as AccessModel), // as above
  };
}

export interface Head {
  readonly revision: number;
  /** The server's clock when it said so, in milliseconds since the epoch. */
  readonly at: number;
}

export function readHead(data: string): Head {
  const { revision, at } = parse(data);
  const instant = typeof at === 'string' ? Date.parse(at) : Number.NaN;
  if (!isRevision(revision) || Number.isNaN(instant)) throw unreadable();
  return { revision, at: instant };
}

const isRevision = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;

function parse(data: string): Record<string, unknown> {
  try {
    const content: unknown = JSON.parse(data);
    if (isRecord(content)) return content;
  } catch (cause) {
    throw unreadable(cause);
  }
  throw unreadable();
}

const unreadable = (cause?: unknown) =>
  new LatchkeyError(
    'unreadable_answer',
    'The stream of changes brought something that cannot be understood. Update `@latchkey/sdk`.',
    { cause },
  );
