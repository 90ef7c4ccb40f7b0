import { type KeyboardEvent, type RefObject, useState } from 'react';

interface Position {
  readonly row: number;
  readonly column: number;
}

/** One box of the grid is reached by Tab; arrows, Home, End and the page keys go on from there. */
export function useGridKeys(grid: RefObject<HTMLElement | null>, rows: number, columns: number) {
  const [at, setAt] = useState<Position>({ row: 0, column: 0 });
  const current = {
    row: Math.min(at.row, Math.max(0, rows - 1)),
    column: Math.min(at.column, Math.max(0, columns - 1)),
  };
  const go = (row: number, column: number) => {
    const next = {
      row: Math.max(0, Math.min(rows - 1, row)),
      column: Math.max(0, Math.min(columns - 1, column)),
    };
    setAt(next);
    grid.current
      ?.querySelectorAll<HTMLElement>('[data-box]')
      .item(next.row * columns + next.column)
      ?.focus();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const { row, column } = current;
    const towards = event.currentTarget.closest('[dir="rtl"]') ? -1 : 1;
    const moves: Record<string, () => void> = {
      ArrowRight: () => go(row, column + towards),
      ArrowLeft: () => go(row, column - towards),
      ArrowDown: () => go(row + 1, column),
      ArrowUp: () => go(row - 1, column),
      Home: () => go(event.ctrlKey ? 0 : row, 0),
      End: () => go(event.ctrlKey ? rows - 1 : row, columns - 1),
      PageDown: () => go(row + 10, column),
      PageUp: () => go(row - 10, column),
    };
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    move();
  };
  return { current, setAt, onKeyDown };
}
