import { IconCheck, IconMinus } from '@tabler/icons-react';
import type { Tick } from './place-selection.ts';

/** The drawing of a tick; what it means is said by the row that holds it. */
export function TickBox({ tick, disabled }: { tick: Tick; disabled: boolean }) {
  const full = tick === 'chosen' || tick === 'covered';
  return (
    <span className="place-tick" data-tick={tick} data-disabled={disabled || undefined} aria-hidden>
      {full ? <IconCheck /> : null}
      {tick === 'some' ? <IconMinus /> : null}
    </span>
  );
}
