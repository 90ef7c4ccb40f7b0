import { useState } from 'react';

/** What is selected: named rows, or everything that matches the filter less some. */
export type Selection =
  | { readonly kind: 'rows'; readonly keys: ReadonlySet<string> }
  | { readonly kind: 'matching'; readonly except: ReadonlySet<string>; readonly total: number };

export interface SelectionState {
  readonly selection: Selection;
  readonly count: number;
  readonly has: (key: string) => boolean;
  readonly toggle: (key: string) => void;
  readonly setRows: (keys: readonly string[], selected: boolean) => void;
  readonly selectMatching: (total: number) => void;
  readonly clear: () => void;
}

const none: Selection = { kind: 'rows', keys: new Set() };

/** The selection belongs to a filter: with another `filterKey` it is empty again. */
export function useSelection(filterKey: string): SelectionState {
  const [kept, setKept] = useState({ filterKey, selection: none });
  const selection = kept.filterKey === filterKey ? kept.selection : none;
  const set = (next: Selection) => setKept({ filterKey, selection: next });
  const has = (key: string) =>
    selection.kind === 'rows' ? selection.keys.has(key) : !selection.except.has(key);
  const setRows = (keys: readonly string[], selected: boolean) => {
    const next = new Set(selection.kind === 'rows' ? selection.keys : selection.except);
    const listed = selection.kind === 'rows' ? selected : !selected;
    for (const key of keys) listed ? next.add(key) : next.delete(key);
    set(
      selection.kind === 'rows'
        ? { kind: 'rows', keys: next }
        : { kind: 'matching', except: next, total: selection.total },
    );
  };
  return {
    selection,
    count:
      selection.kind === 'rows' ? selection.keys.size : selection.total - selection.except.size,
    has,
    toggle: (key) => setRows([key], !has(key)),
    setRows,
    selectMatching: (total) => set({ kind: 'matching', except: new Set(), total }),
    clear: () => set(none),
  };
}
