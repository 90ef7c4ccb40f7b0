import type { AccessModelView, AccessTable, AccessTableRow } from '@latchkey/contract';
import type { PermissionGraph } from '@latchkey/engine';
import type { Words } from '../../../api/model-words.ts';
import { permissionLabel } from '../../../shared-ui/permission-matrix/model-graph.ts';
import { type BoxState, boxStates, isTicked } from './box-state.ts';
import { rowWords } from './row-words.ts';
import type { TableModule } from './table-columns.ts';
import { directOf, type TableEdits } from './table-edits.ts';

export interface ShownRow {
  readonly row: AccessTableRow;
  readonly sub: string;
  readonly holdsNothing: boolean;
  readonly stateOf: (permission: string) => BoxState;
}

interface ShownRowsInput {
  readonly model: AccessModelView;
  readonly graph: PermissionGraph;
  readonly table: AccessTable;
  readonly modules: readonly TableModule[];
  readonly edits: TableEdits;
  readonly words: Words;
  readonly organization: string;
}

/** The people of a page as the table and the cards of a phone show them. */
export function shownRows(input: ShownRowsInput): readonly ShownRow[] {
  const { model, graph, table, modules, edits, words, organization } = input;
  const mayGive = new Set(table.mayGive);
  const names = modules.flatMap(({ columns }) => columns.map(({ permission }) => permission));
  const placeType = (model.entityTypes[table.place.type]?.label ?? 'place').toLowerCase();
  return table.data.map((row) => {
    const direct = directOf(row, edits);
    const stateOf = boxStates({ model, graph, row, direct, mayGive });
    const held = names.filter((name) => isTicked(stateOf(name))).length;
    const bringer = direct.find((name) => {
      const closure = graph.closure([name]);
      return names.every((other) => closure.includes(other));
    });
    return {
      row,
      stateOf,
      holdsNothing: held === 0,
      sub: rowWords({
        row,
        words,
        organization,
        placeType,
        held,
        shown: names.length,
        bringsAll: bringer === undefined ? null : permissionLabel(model, bringer),
        edited: edits.has(row.memberId),
      }),
    };
  });
}
