import type { KeyboardEvent } from 'react';

/** One tab stop for the whole grid: the arrows, Home and End move from tick to tick. */
export function moveFocus(event: KeyboardEvent, grid: HTMLElement | null): void {
  if (!grid || !(event.target instanceof HTMLInputElement)) return;
  const rows = [...grid.querySelectorAll('tr')]
    .map((row) => [...row.querySelectorAll<HTMLInputElement>('input[data-tick]')])
    .filter((ticks) => ticks.length > 0);
  const row = rows.findIndex((ticks) => ticks.some((tick) => tick === event.target));
  const ticks = rows[row];
  if (!ticks) return;
  const at = ticks.indexOf(event.target);
  const column = columnOf(event.target);
  const last = rows.at(-1);
  const everywhere = event.ctrlKey || event.metaKey;
  const targets: Readonly<Record<string, () => HTMLInputElement | undefined>> = {
    ArrowDown: () => nearest(rows[row + 1], column),
    ArrowUp: () => nearest(rows[row - 1], column),
    ArrowRight: () => ticks[at + 1],
    ArrowLeft: () => ticks[at - 1],
    Home: () => (everywhere ? rows[0]?.[0] : ticks[0]),
    End: () => (everywhere ? last?.at(-1) : ticks.at(-1)),
  };
  const target = targets[event.key];
  if (!target) return;
  event.preventDefault();
  target()?.focus();
}

const columnOf = (tick: HTMLInputElement) => Number(tick.dataset['column'] ?? 0);

/** The tick of a row that stands closest to a column. */
function nearest(
  ticks: readonly HTMLInputElement[] | undefined,
  column: number,
): HTMLInputElement | undefined {
  const distance = (tick: HTMLInputElement) => Math.abs(columnOf(tick) - column);
  return ticks?.toSorted((a, b) => distance(a) - distance(b))[0];
}
