import { createRoute } from '@hono/zod-openapi';
import {
  changeId,
  changeListQuery,
  changePage,
  changeWithObjects,
  dryRunQuery,
} from '@latchkey/contract';
import { z } from 'zod';
import { createApi } from '../../http/create-api.ts';
import { dryRunOf, receiptOrPlan } from '../../http/dry-run.ts';
import { receipt } from '../../http/receipt.ts';
import { jsonAnswer, problemAnswers } from '../../http/route-parts.ts';
import type { Services } from '../../services.ts';
import { getChange } from './get-change.ts';
import { listChanges } from './list-changes.ts';
import { previewUndo, undoChange } from './undo-change.ts';

const tags = ['History'];
const params = z.strictObject({ id: changeId });

const list = createRoute({
  method: 'get',
  path: '/changes',
  operationId: 'listChanges',
  summary: 'What was done, by whom and when',
  tags,
  request: { query: changeListQuery },
  responses: {
    200: jsonAnswer(changePage, 'One page of changes, the newest first.'),
    ...problemAnswers('not_signed_in', 'forbidden'),
  },
});

const get = createRoute({
  method: 'get',
  path: '/changes/{id}',
  operationId: 'getChange',
  summary: 'One change with its objects before and after',
  tags,
  request: { params },
  responses: {
    200: jsonAnswer(changeWithObjects, 'The change.'),
    ...problemAnswers('not_signed_in', 'not_found'),
  },
});

const undo = createRoute({
  method: 'post',
  path: '/changes/{id}/undo',
  operationId: 'undoChange',
  summary: 'Restore what a change found, as far as nobody has changed it since',
  tags,
  request: { params, query: dryRunQuery },
  responses: {
    200: receiptOrPlan,
    ...problemAnswers('not_signed_in', 'not_found', 'cannot_undo', 'changed_since'),
  },
});

export function changeRoutes(services: Services) {
  return createApi()
    .openapi(list, async (context) =>
      context.json(
        await listChanges(services, context.var.signedIn, context.req.valid('query')),
        200,
      ),
    )
    .openapi(get, async (context) =>
      context.json(
        await getChange(services, context.var.signedIn, context.req.valid('param').id),
        200,
      ),
    )
    .openapi(undo, async (context) => {
      const { signedIn } = context.var;
      const { id } = context.req.valid('param');
      const dryRun = dryRunOf(context, context.req.valid('query'));
      if (dryRun) {
        return context.json(await previewUndo(services, signedIn, id, dryRun), 200);
      }
      const committed = await undoChange(services, signedIn, id);
      return context.json(receipt(services, signedIn.organizationId, committed), 200);
    });
}
