import type { MaskedFields } from '@latchkey/contract';
import type { Masks } from './keys.ts';
import { maskValue } from './mask-value.ts';

/** An object of which these fields may be cut, replaced by text or left out; all of them, unless the model says which. */
export type Masked<Item, Field extends string = string> = {
  [Name in keyof Item as Name extends Field ? Name : never]?: Item[Name] | string;
} & { [Name in keyof Item as Name extends Field ? never : Name]: Item[Name] };

/** What somebody may see of a kind of resource; only a yes can show anything. */
export type View<Field extends string = string> =
  | {
      readonly allowed: true;
      /** Fields that do not show as they are, with how they read. */
      readonly fields: Masks<Field>;
      /** A copy that may be shown. Fields are looked up by name at the top of the object. */
      mask<Item extends object>(item: Item): Masked<Item, Field>;
      maskAll<Item extends object>(items: readonly Item[]): Masked<Item, Field>[];
      /** Rows for a file: cells as text in the order of the columns, without the columns that are left out. */
      maskTable<Item extends object>(
        columns: readonly (keyof Item & string)[],
        items: readonly Item[],
      ): { columns: string[]; rows: string[][] };
    }
  | { readonly allowed: false; readonly reason: string };

/** Shows a kind of resource with these fields masked; they are among those that its model can mask. */
export function maskedView<Field extends string = string>(fields: MaskedFields): View<Field> {
  const ways = new Map(Object.entries(fields));

  const mask = <Item extends object>(item: Item): Masked<Item, Field> => {
    const shown = Object.entries(item).flatMap(([field, value]): [string, unknown][] => {
      const way = ways.get(field);
      if (way === 'absent') return [];
      return [[field, way === undefined ? value : maskValue(value, way)]];
    });
    // Fields are those of the item, each as it was or as text; `fromEntries` forgets their names.
    return Object.fromEntries(shown) as Masked<Item, Field>;
  };

  return {
    allowed: true,
    fields: fields as Masks<Field>, // the model's own, as said above
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
