import { useLocalStorage } from '@mantine/hooks';
import type { DataListColumn } from './data-list-column.ts';

/** The reader's choice of columns, kept in this browser; a column that was not chosen on or off stands as the list begins. */
export function useColumns<Row>(listKey: string, columns: readonly DataListColumn<Row>[]) {
  const [chosen, setChosen] = useLocalStorage<Record<string, boolean>>({
    key: `latchkey.columns.${listKey}`,
    defaultValue: {},
    getInitialValueInEffect: false,
  });
  const showing = (column: DataListColumn<Row>) =>
    column.fixed || (chosen[column.key] ?? !column.hiddenAtFirst);
  return {
    shown: columns.filter(showing),
    isShown: (key: string) => columns.some((column) => column.key === key && showing(column)),
    toggle: (key: string) =>
      setChosen({
        ...chosen,
        [key]: !columns.some((column) => column.key === key && showing(column)),
      }),
  };
}
