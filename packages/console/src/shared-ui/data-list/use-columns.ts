import { useLocalStorage } from '@mantine/hooks';
import type { DataListColumn } from './data-list-column.ts';

/** The reader's choice of columns, kept in this browser. */
export function useColumns<Row>(listKey: string, columns: readonly DataListColumn<Row>[]) {
  const [hidden, setHidden] = useLocalStorage<string[]>({
    key: `latchkey.hidden-columns.${listKey}`,
    defaultValue: columns.filter((column) => column.hiddenAtFirst).map((column) => column.key),
    getInitialValueInEffect: false,
  });
  const shown = columns.filter((column) => column.fixed || !hidden.includes(column.key));
  const toggle = (key: string) =>
    setHidden(hidden.includes(key) ? hidden.filter((other) => other !== key) : [...hidden, key]);
  return { shown, isShown: (key: string) => !hidden.includes(key), toggle };
}
