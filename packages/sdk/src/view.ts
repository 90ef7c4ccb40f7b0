import type { MaskedFields } from '@latchkey/contract';
import { maskValue } from './mask-value.ts';

/** An object with some of its fields cut, replaced by text or left out. */
export type Masked<Item> = { [Field in keyof Item]?: Item[Field] | string };

/** What somebody may see of a kind of resource; only a yes can show anything. */
export type View =
  | {
      readonly allowed: true;
      /** Fields that do not show as they are, with how they read. */
      readonly fields: MaskedFields;
      /** A copy that may be shown. Fields are looked up by name at the top of the object. */
      mask<Item extends object>(item: Item): Masked<Item>;
      maskAll<Item extends object>(items: readonly Item[]): Masked<Item>[];
      /** Rows for a file: cells as text in the order of the columns, without the columns that are left out. */
      maskTable<Item extends object>(
        columns: readonly (keyof Item & string)[],
        items: readonly Item[],
      ): { columns: string[]; rows: string[][] };
    }
  | { readonly allowed: false; readonly reason: string };

/** Shows a kind of resource with these fields masked. */
export function maskedView(fields: MaskedFields): View {
  const ways = new Map(Object.entries(fields));

  const mask = <Item extends object>(item: Item): Masked<Item> => {
    const shown = Object.entries(item).flatMap(([field, value]): [string, unknown][] => {
      const way = ways.get(field);
      if (way === 'absent') return [];
      return [[field, way === undefined ? value : maskValue(value, way)]];
    });
    // Fields are those of the item, each as it was or as text; `fromEntries` forgets their names.
    return Object.fromEntries(shown) as Masked<Item>;
  };

  return {
    allowed: true,
    fields,
    mask,
    maskAll: (items) => items.map(mask),
    maskTable: (columns, items) => {
      const shown = columns.filter((column) => ways.get(column) !== 'absent');
      const rows = items.map((item) => {
        const masked = new Map<string, unknown>(Object.entries(mask(item)));
        return shown.map((column) => cellText(masked.get(column)));
      });
      return { columns: shown, rows };
    },
  };
}

function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
