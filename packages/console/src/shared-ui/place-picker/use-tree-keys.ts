import { type KeyboardEvent, useRef } from 'react';
import { foldText } from './fold-text.ts';
import type { TreeRow } from './tree-rows.ts';

interface TreeKeys {
  readonly lines: readonly TreeRow[];
  readonly active: number;
  readonly nameOf: (line: TreeRow) => string;
  readonly focus: (at: number) => void;
  /** Ticks from the last ticked line to this one, and goes there. */
  readonly extend: (to: number) => void;
  readonly open: (line: TreeRow, open: boolean) => void;
  readonly openSiblings: (line: TreeRow) => void;
  readonly tick: (line: TreeRow, range: boolean) => void;
}

const typingPauseMs = 700;
const pageLines = 10;

/** The keys of a tree: arrows, pages, Home, End, Space, `*`, Shift for a range, letters that jump to a name. */
export function useTreeKeys(keys: TreeKeys) {
  const typed = useRef({ text: '', at: 0 });

  return (event: KeyboardEvent) => {
    const { lines, active } = keys;
    const line = lines[active];
    if (!line || event.ctrlKey || event.metaKey || event.altKey) return;
    const done = () => event.preventDefault();
    const target = targetOf(event.key, active, lines.length - 1);
    if (target !== null) {
      done();
      return event.shiftKey ? keys.extend(target) : keys.focus(target);
    }
    switch (inReadingDirection(event)) {
      case 'ArrowRight':
        done();
        if (line.open === false) return keys.open(line, true);
        return line.open ? keys.focus(active + 1) : undefined;
      case 'ArrowLeft':
        done();
        return line.open ? keys.open(line, false) : keys.focus(parentAt(lines, active));
      case ' ':
        done();
        return keys.tick(line, event.shiftKey);
      case 'Enter':
        done();
        return line.open === null ? keys.tick(line, event.shiftKey) : keys.open(line, !line.open);
      case '*':
        done();
        return keys.openSiblings(line);
    }
    if (event.key.length === 1) {
      done();
      jump(event.key, event.timeStamp);
    }
  };

  function jump(letter: string, at: number) {
    const { lines, active } = keys;
    const text = at - typed.current.at < typingPauseMs ? typed.current.text + letter : letter;
    typed.current = { text, at };
    const wanted = foldText(text);
    // A first letter moves on from the line; more letters may stay on it.
    const start = text.length === 1 ? active + 1 : active;
    for (let step = 0; step < lines.length; step += 1) {
      const at = (start + step) % lines.length;
      const line = lines[at];
      if (line && foldText(keys.nameOf(line)).startsWith(wanted)) return keys.focus(at);
    }
  }
}

/** Where a key leads along the lines; null for one that leads nowhere. */
function targetOf(key: string, active: number, last: number): number | null {
  switch (key) {
    case 'ArrowDown':
      return Math.min(active + 1, last);
    case 'ArrowUp':
      return Math.max(active - 1, 0);
    case 'PageDown':
      return Math.min(active + pageLines, last);
    case 'PageUp':
      return Math.max(active - pageLines, 0);
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return null;
  }
}

const mirrored = new Map([
  ['ArrowRight', 'ArrowLeft'],
  ['ArrowLeft', 'ArrowRight'],
]);

/** Read from right to left, branches open to the left. */
const inReadingDirection = ({ key, currentTarget }: KeyboardEvent) =>
  getComputedStyle(currentTarget).direction === 'rtl' ? (mirrored.get(key) ?? key) : key;

function parentAt(lines: readonly TreeRow[], at: number): number {
  const level = lines[at]?.level ?? 1;
  for (let above = at - 1; above >= 0; above -= 1) {
    if ((lines[above]?.level ?? 1) < level) return above;
  }
  return at;
}
