import type { ImportColumn } from '@latchkey/contract';

/** A row as the file has it, with what was corrected since, by column index. */
export interface SourceRow {
  readonly rowNumber: number;
  readonly cells: readonly string[];
  readonly fixes: Readonly<Record<string, string>>;
}

/** Reads the cells of rows by field, corrected ones first. */
export class RowReader<Field extends string> {
  readonly width: number;
  readonly #indexByField: ReadonlyMap<string, number>;

  constructor(columns: readonly ImportColumn[]) {
    this.width = columns.length;
    this.#indexByField = new Map(
      columns.flatMap(({ field, index }) => (field ? [[field, index] as const] : [])),
    );
  }

  has(field: Field): boolean {
    return this.#indexByField.has(field);
  }

  value(row: SourceRow, field: Field): string {
    const index = this.#indexByField.get(field);
    return index === undefined ? '' : (row.fixes[index] ?? row.cells[index] ?? '').trim();
  }
}
