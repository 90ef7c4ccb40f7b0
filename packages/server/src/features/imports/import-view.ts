import { type ImportView, importCounts } from '@latchkey/contract';
import { type FieldsKnown, importFields } from './columns/import-fields.ts';
import { importSentence } from './import-sentence.ts';
import { type StoredImport, undoDays } from './stored-import.ts';

const applied: readonly StoredImport['state'][] = ['done', 'partly_done', 'cancelled', 'failed'];
const dayMilliseconds = 86_400_000;

export function importView(record: StoredImport, known: FieldsKnown): ImportView {
  const fields = importFields(record, known);
  const matched = new Set(record.columns.map(({ field }) => field));
  return {
    id: record.importId,
    kind: record.kind,
    mode: record.mode,
    applyChanged: record.applyChanged,
    fileName: record.fileName,
    state: record.state,
    createdAt: record.createdAt.toISOString(),
    createdBy: record.creatorName,
    finishedAt: record.finishedAt?.toISOString() ?? null,
    encoding: record.encoding,
    separator: record.separator,
    columns: record.columns,
    fields: fields.map(({ key, label, mandatory, help }) => ({ key, label, mandatory, help })),
    unusedColumns: record.columns.flatMap(({ field, header, index }) =>
      field ? [] : [header || `Column ${index + 1}`],
    ),
    missingFields: fields
      .filter(({ key, mandatory }) => mandatory && !matched.has(key))
      .map(({ key }) => key),
    counts: importCounts.parse(record.counts),
    sentence: importSentence(record),
    newParents: record.newParents.map(({ type, name }) => ({ type, name })),
    plannedAt: record.plannedAt?.toISOString() ?? null,
    failure: record.failure,
    undoUntil: undoUntil(record)?.toISOString() ?? null,
    undo: record.undo && {
      undone: record.undo.undone,
      conflicts: record.undo.conflicts,
      remarks: record.undo.remarks,
    },
  };
}

/** Null: there is nothing to undo. */
export function undoUntil({
  state,
  counts,
  finishedAt,
  nextChunk,
  newParents,
}: StoredImport): Date | null {
  const hasApplied = counts.applied > 0 || (newParents.length > 0 && nextChunk > 0);
  if (!applied.includes(state) || !hasApplied || finishedAt === null) return null;
  return new Date(finishedAt.getTime() + undoDays * dayMilliseconds);
}
