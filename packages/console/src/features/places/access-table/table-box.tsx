import { IconBuilding, IconCheck, IconLock } from '@tabler/icons-react';
import type { KeyboardEvent } from 'react';
import { type BoxState, isTicked } from './box-state.ts';

interface TableBoxProps {
  readonly state: BoxState;
  readonly label: string;
  /** The one box of the table that Tab reaches. */
  readonly reachable: boolean;
  readonly onClick: () => void;
  readonly onFocus?: () => void;
  readonly onKeyDown?: (event: KeyboardEvent<HTMLElement>) => void;
}

const icons = { fixed: IconCheck, locked: IconLock, above: IconBuilding } as const;

/** A box to tick, or an icon for what cannot be changed; both say why to whoever listens. */
export function TableBox({ state, label, reachable, onClick, onFocus, onKeyDown }: TableBoxProps) {
  const open = state.kind === 'box';
  const Icon = state.kind === 'box' || state.kind === 'closed' ? null : icons[state.kind];
  const ticked = isTicked(state);
  const why = open ? '' : `, ${state.why}`;
  return (
    // biome-ignore lint/a11y/useSemanticElements: one box of a grid is reached by Tab, the others by the arrow keys, also those that cannot be changed
    <span
      role="checkbox"
      aria-checked={ticked}
      aria-disabled={!open}
      aria-label={`${label}${why}`}
      title={open ? undefined : capital(state.why)}
      tabIndex={reachable ? 0 : -1}
      className={`table-box table-box-${state.kind}${ticked ? ' table-box-ticked' : ''}`}
      data-box
      onClick={() => {
        if (open) onClick();
      }}
      onFocus={onFocus}
      onKeyDown={(event) => {
        if (event.key === ' ' || event.key === 'Enter') {
          event.preventDefault();
          if (open) onClick();
          return;
        }
        onKeyDown?.(event);
      }}
    >
      {Icon ? <Icon className="i" aria-hidden /> : null}
      {open && ticked ? <IconCheck className="i" stroke={3} aria-hidden /> : null}
    </span>
  );
}

const capital = (text: string) => text.charAt(0).toLocaleUpperCase('en') + text.slice(1);
