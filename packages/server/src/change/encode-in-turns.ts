import { encodingSnapshot, type Snapshot } from '@latchkey/engine';
import { Turns } from './in-turns.ts';

/** A snapshot as bytes of this very moment; a large one takes several turns, so that questions are answered between them. */
export function encodeInTurns(snapshot: Snapshot): Promise<Uint8Array<ArrayBuffer>> {
  return new Turns().through(encodingSnapshot(snapshot), () => {});
}
