import { createRoute } from '@hono/zod-openapi';
import {
  columnMatchRequest,
  cursor,
  dryRunQuery,
  importId,
  importKind,
  importModeRequest,
  importPage,
  importRowPage,
  importRowsQuery,
  importUploadQuery,
  importView,
  limit,
  rowFixRequest,
  valueFixRequest,
} from '@latchkey/contract';
import { z } from 'zod';
import { createApi } from '../../http/create-api.ts';
import { dryRunOf, planAnswer } from '../../http/dry-run.ts';
import { jsonAnswer, jsonBody, problemAnswers } from '../../http/route-parts.ts';
import type { Services } from '../../services.ts';
import { applyImport, cancelImport } from './apply-import.ts';
import { fixRow } from './fix-row.ts';
import { getImport, listImports } from './get-import.ts';
import { listRows } from './list-rows.ts';
import { previewApply } from './preview-apply.ts';
import { replaceValue } from './replace-value.ts';
import { errorsFile, type FileToDownload, resultFile } from './result-file.ts';
import { sampleFile } from './sample-file.ts';
import { setColumns } from './set-columns.ts';
import { setMode } from './set-mode.ts';
import { previewUndoImport, undoImport } from './undo-import.ts';
import { uploadImport } from './upload-import.ts';

const tags = ['Imports'];
const params = z.strictObject({ id: importId });
const rowParams = z.strictObject({ id: importId, row: z.coerce.number().int().min(1) });
const common = ['not_signed_in', 'forbidden', 'not_found'] as const;
const csv = (description: string) => ({
  description,
  content: { 'text/csv': { schema: z.string() } },
});

const upload = createRoute({
  method: 'post',
  path: '/imports',
  operationId: 'uploadImport',
  summary: 'Upload or paste a file; it is read and planned, nothing is applied',
  tags,
  request: {
    query: importUploadQuery,
    body: {
      required: true,
      content: { 'application/octet-stream': { schema: z.string().meta({ format: 'binary' }) } },
    },
  },
  responses: {
    201: jsonAnswer(
      importView,
      'The import with its plan, or still being checked when the file is large.',
    ),
    ...problemAnswers('not_signed_in', 'forbidden', 'file_unreadable', 'file_too_large'),
  },
});

const list = createRoute({
  method: 'get',
  path: '/imports',
  operationId: 'listImports',
  summary: 'Imports, newest first: one’s own, an owner’s everybody’s',
  tags,
  request: { query: z.strictObject({ limit, cursor: cursor.optional() }) },
  responses: { 200: jsonAnswer(importPage, 'One page.'), ...problemAnswers('not_signed_in') },
});

const sample = createRoute({
  method: 'get',
  path: '/imports/sample.csv',
  operationId: 'getSampleFile',
  summary: 'A sample file made for this organization',
  tags,
  request: { query: z.strictObject({ kind: importKind }) },
  responses: {
    200: csv('Every column, with examples.'),
    ...problemAnswers('not_signed_in', 'forbidden'),
  },
});

const get = createRoute({
  method: 'get',
  path: '/imports/{id}',
  operationId: 'getImport',
  summary: 'One import',
  tags,
  request: { params },
  responses: { 200: jsonAnswer(importView, 'The import.'), ...problemAnswers(...common) },
});

const columns = createRoute({
  method: 'put',
  path: '/imports/{id}/columns',
  operationId: 'setImportColumns',
  summary: 'Say which column holds what; the file is planned again',
  tags,
  request: { params, body: jsonBody(columnMatchRequest) },
  responses: {
    200: jsonAnswer(importView, 'The import.'),
    ...problemAnswers(...common, 'import_wrong_state'),
  },
});

const mode = createRoute({
  method: 'put',
  path: '/imports/{id}/mode',
  operationId: 'setImportMode',
  summary: 'Say what the file does to people who are here already; it is planned again',
  tags,
  request: { params, body: jsonBody(importModeRequest) },
  responses: {
    200: jsonAnswer(importView, 'The import.'),
    ...problemAnswers(...common, 'import_wrong_state'),
  },
});

const rows = createRoute({
  method: 'get',
  path: '/imports/{id}/rows',
  operationId: 'listImportRows',
  summary: 'The rows with what each will do, or did',
  tags,
  request: { params, query: importRowsQuery },
  responses: { 200: jsonAnswer(importRowPage, 'One page.'), ...problemAnswers(...common) },
});

const fix = createRoute({
  method: 'patch',
  path: '/imports/{id}/rows/{row}',
  operationId: 'fixImportRow',
  summary: 'Correct cells of a row',
  tags,
  request: { params: rowParams, body: jsonBody(rowFixRequest) },
  responses: {
    200: jsonAnswer(importView, 'The import.'),
    ...problemAnswers(...common, 'import_wrong_state'),
  },
});

const replace = createRoute({
  method: 'post',
  path: '/imports/{id}/replace-value',
  operationId: 'replaceImportValue',
  summary: 'Correct a value in every row that has it',
  tags,
  request: { params, body: jsonBody(valueFixRequest) },
  responses: {
    200: jsonAnswer(importView, 'The import.'),
    ...problemAnswers(...common, 'import_wrong_state'),
  },
});

const apply = createRoute({
  method: 'post',
  path: '/imports/{id}/apply',
  operationId: 'applyImport',
  summary: 'Apply the good rows; the others are kept back',
  tags,
  request: { params, query: dryRunQuery },
  responses: {
    200: planAnswer,
    202: jsonAnswer(importView, 'It is being applied.'),
    ...problemAnswers(...common, 'import_wrong_state'),
  },
});

const cancel = createRoute({
  method: 'post',
  path: '/imports/{id}/cancel',
  operationId: 'cancelImport',
  summary: 'Stop before the next chunk',
  tags,
  request: { params },
  responses: {
    202: jsonAnswer(importView, 'It is cancelled.'),
    ...problemAnswers(...common, 'import_wrong_state'),
  },
});

const undo = createRoute({
  method: 'post',
  path: '/imports/{id}/undo',
  operationId: 'undoImport',
  summary: 'Undo what the import did, where nobody has changed it since',
  tags,
  request: { params, query: dryRunQuery },
  responses: {
    200: planAnswer,
    202: jsonAnswer(importView, 'It is being undone.'),
    ...problemAnswers(...common, 'import_wrong_state'),
  },
});

const result = createRoute({
  method: 'get',
  path: '/imports/{id}/result.csv',
  operationId: 'getImportResult',
  summary: 'The file with what became of each row',
  tags,
  request: { params },
  responses: { 200: csv('The columns of the file, and ours.'), ...problemAnswers(...common) },
});

const errors = createRoute({
  method: 'get',
  path: '/imports/{id}/errors.csv',
  operationId: 'getImportErrors',
  summary: 'The rows that were kept back, to correct and upload again',
  tags,
  request: { params },
  responses: { 200: csv('The columns of the file, and ours.'), ...problemAnswers(...common) },
});

export function importRoutes(services: Services) {
  return createApi()
    .openapi(upload, async (context) => {
      const { kind, mode: asked, fileName } = context.req.valid('query');
      const bytes = new Uint8Array(await context.req.arrayBuffer());
      const view = await uploadImport(services, context.var.signedIn, {
        kind,
        mode: asked,
        fileName,
        bytes,
      });
      context.header('Location', `/v1/imports/${view.id}`);
      return context.json(view, 201);
    })
    .openapi(list, async (context) =>
      context.json(
        await listImports(services, context.var.signedIn, context.req.valid('query')),
        200,
      ),
    )
    .openapi(sample, async (context) => {
      const { kind } = context.req.valid('query');
      const text = await sampleFile(services, context.var.signedIn, kind);
      return context.body(text, 200, csvHeaders(`${kind}-sample.csv`));
    })
    .openapi(get, async (context) =>
      context.json(
        await getImport(services, context.var.signedIn, context.req.valid('param').id),
        200,
      ),
    )
    .openapi(columns, async (context) => {
      const { id } = context.req.valid('param');
      return context.json(
        await setColumns(services, context.var.signedIn, id, context.req.valid('json')),
        200,
      );
    })
    .openapi(mode, async (context) => {
      const { id } = context.req.valid('param');
      return context.json(
        await setMode(services, context.var.signedIn, id, context.req.valid('json')),
        200,
      );
    })
    .openapi(rows, async (context) => {
      const { id } = context.req.valid('param');
      return context.json(
        await listRows(services, context.var.signedIn, id, context.req.valid('query')),
        200,
      );
    })
    .openapi(fix, async (context) => {
      const { id, row } = context.req.valid('param');
      return context.json(
        await fixRow(services, context.var.signedIn, id, row, context.req.valid('json')),
        200,
      );
    })
    .openapi(replace, async (context) => {
      const { id } = context.req.valid('param');
      return context.json(
        await replaceValue(services, context.var.signedIn, id, context.req.valid('json')),
        200,
      );
    })
    .openapi(apply, async (context) => {
      const { id } = context.req.valid('param');
      const { signedIn } = context.var;
      const dryRun = dryRunOf(context, context.req.valid('query'));
      return dryRun
        ? context.json(await previewApply(services, signedIn, id, dryRun), 200)
        : context.json(await applyImport(services, signedIn, id), 202);
    })
    .openapi(cancel, async (context) =>
      context.json(
        await cancelImport(services, context.var.signedIn, context.req.valid('param').id),
        202,
      ),
    )
    .openapi(undo, async (context) => {
      const { id } = context.req.valid('param');
      const { signedIn } = context.var;
      const dryRun = dryRunOf(context, context.req.valid('query'));
      if (dryRun) return context.json(await previewUndoImport(services, signedIn, id, dryRun), 200);
      return context.json(await undoImport(services, signedIn, id), 202);
    })
    .openapi(result, async (context) =>
      download(
        await resultFile(
          services,
          context.var.signedIn,
          context.req.valid('param').id,
          context.var.ipAddress,
        ),
      ),
    )
    .openapi(errors, async (context) =>
      download(
        await errorsFile(
          services,
          context.var.signedIn,
          context.req.valid('param').id,
          context.var.ipAddress,
        ),
      ),
    );
}

const csvHeaders = (fileName: string) => ({
  'Content-Type': 'text/csv; charset=utf-8',
  'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}`,
  'Cache-Control': 'no-store',
});

const download = ({ fileName, body }: FileToDownload) =>
  new Response(body, { headers: csvHeaders(fileName) });
