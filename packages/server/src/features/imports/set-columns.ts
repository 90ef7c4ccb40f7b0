import type { columnMatchRequest, ImportView } from '@latchkey/contract';
import type { ImportId } from '@latchkey/engine';
import type { z } from 'zod';
import { inOrganization } from '../../db/in-organization.ts';
import type { SignedIn } from '../../http/env.ts';
import { ProblemError } from '../../http/problem.ts';
import type { Services } from '../../services.ts';
import { importFields } from './columns/import-fields.ts';
import { fieldsKnown } from './fields-known.ts';
import { updateImport } from './queries.ts';
import { replan } from './replan.ts';
import { requireImport } from './require-import.ts';
import type { StoredImport } from './stored-import.ts';

/** A person says which column holds what; the file is planned again. */
export async function setColumns(
  services: Services,
  signedIn: SignedIn,
  importId: ImportId,
  { columns: wanted }: z.output<typeof columnMatchRequest>,
): Promise<ImportView> {
  const { organizationId } = signedIn;
  const known = await fieldsKnown(services, organizationId);
  await inOrganization(services.db, organizationId, async (transaction) => {
    const record = await requireImport(transaction, signedIn, importId, {
      lock: true,
      in: ['uploaded', 'ready'],
    });
    const fields = new Set(importFields(record, known).map(({ key }) => key));
    await updateImport(transaction, organizationId, importId, {
      columns: matchedByHand(record.columns, wanted, fields),
      state: 'checking',
      acting: signedIn,
      toPlan: true,
    });
  });
  return replan(services, signedIn, importId);
}

function matchedByHand(
  columns: StoredImport['columns'],
  wanted: z.output<typeof columnMatchRequest>['columns'],
  fields: ReadonlySet<string>,
): StoredImport['columns'] {
  const fieldOf = new Map(wanted.map(({ index, field }) => [index, field]));
  const used = wanted.flatMap(({ field }) => field ?? []);
  const twice = used.find((field, at) => used.indexOf(field) !== at);
  const unknown = wanted.find(
    ({ index, field }) => !columns[index] || (field !== null && !fields.has(field)),
  );
  if (twice !== undefined)
    throw badMatch('duplicate_field', 'Two columns cannot hold the same field.', twice);
  if (unknown)
    throw badMatch(
      'unknown_field',
      'There is no such column or field.',
      unknown.field ?? String(unknown.index),
    );
  return columns.map((column) => {
    const field = fieldOf.get(column.index) ?? null;
    return field === column.field ? column : { ...column, field, matchedBy: 'person' as const };
  });
}

const badMatch = (code: string, detail: string, subject: string) =>
  new ProblemError('malformed_request', {
    places: [{ pointer: '/columns', code, detail, subject, values: {} }],
  });
