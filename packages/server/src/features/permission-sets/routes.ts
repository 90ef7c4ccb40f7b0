import { createRoute } from '@hono/zod-openapi';
import {
  creationReceipt,
  dryRunQuery,
  permissionSet,
  permissionSetCreate,
  permissionSetDelete,
  permissionSetId,
  permissionSetList,
  permissionSetUpdate,
} from '@latchkey/contract';
import { z } from 'zod';
import { createApi } from '../../http/create-api.ts';
import { dryRunOf, planAnswer, receiptOrPlan } from '../../http/dry-run.ts';
import { requireMatch, revisionOf } from '../../http/etag.ts';
import { receipt } from '../../http/receipt.ts';
import { jsonAnswer, jsonBody, problemAnswers } from '../../http/route-parts.ts';
import type { Services } from '../../services.ts';
import { createPermissionSet } from './create-permission-set.ts';
import { deletePermissionSet } from './delete-permission-set.ts';
import { exportAffected } from './export-affected.ts';
import { getPermissionSet } from './get-permission-set.ts';
import { listPermissionSets } from './list-permission-sets.ts';
import {
  previewSetCreation,
  previewSetDeletion,
  previewSetUpdate,
} from './preview-permission-set.ts';
import { updatePermissionSet } from './update-permission-set.ts';

const tags = ['Permission sets'];
const params = z.strictObject({ id: permissionSetId });

const list = createRoute({
  method: 'get',
  path: '/permission-sets',
  operationId: 'listPermissionSets',
  summary: 'The sets that you manage, may hand out or hold',
  tags,
  responses: {
    200: jsonAnswer(permissionSetList, 'The sets, the shipped ones first.'),
    ...problemAnswers('not_signed_in'),
  },
});

const get = createRoute({
  method: 'get',
  path: '/permission-sets/{id}',
  operationId: 'getPermissionSet',
  summary: 'One permission set',
  tags,
  request: { params },
  responses: {
    200: jsonAnswer(permissionSet, 'The set.'),
    ...problemAnswers('not_signed_in', 'not_found'),
  },
});

const create = createRoute({
  method: 'post',
  path: '/permission-sets',
  operationId: 'createPermissionSet',
  summary: 'Make a set, from scratch or as a copy',
  tags,
  request: { query: dryRunQuery, body: jsonBody(permissionSetCreate) },
  responses: {
    200: planAnswer,
    201: jsonAnswer(creationReceipt, 'The set is there.'),
    ...problemAnswers(
      'not_signed_in',
      'not_allowed',
      'set_name_taken',
      'missing_required_permission',
    ),
  },
});

const update = createRoute({
  method: 'patch',
  path: '/permission-sets/{id}',
  operationId: 'updatePermissionSet',
  summary: 'Change a set for everybody who holds it',
  tags,
  request: { params, query: dryRunQuery, body: jsonBody(permissionSetUpdate) },
  responses: {
    200: receiptOrPlan,
    ...problemAnswers(
      'not_signed_in',
      'not_found',
      'standard_set_read_only',
      'stale',
      'precondition_required',
    ),
  },
});

const affected = createRoute({
  method: 'post',
  path: '/permission-sets/{id}/affected.csv',
  operationId: 'exportAffectedBySet',
  summary: 'Everybody who would gain or lose by a change of the set, as a file; recorded',
  tags,
  request: { params, body: jsonBody(permissionSetUpdate) },
  responses: {
    200: { description: 'CSV, UTF-8.', content: { 'text/csv': { schema: z.string() } } },
    ...problemAnswers('not_signed_in', 'forbidden', 'not_found', 'standard_set_read_only'),
  },
});

const remove = createRoute({
  method: 'delete',
  path: '/permission-sets/{id}',
  operationId: 'deletePermissionSet',
  summary: 'Delete a set; its holders get the replacement',
  tags,
  request: { params, query: dryRunQuery, body: jsonBody(permissionSetDelete) },
  responses: {
    200: receiptOrPlan,
    ...problemAnswers(
      'not_signed_in',
      'not_found',
      'standard_set_read_only',
      'stale',
      'precondition_required',
    ),
  },
});

export function permissionSetRoutes(services: Services) {
  return createApi()
    .openapi(list, async (context) =>
      context.json({ data: await listPermissionSets(services, context.var.signedIn) }, 200),
    )
    .openapi(get, async (context) => {
      const set = await getPermissionSet(
        services,
        context.var.signedIn,
        context.req.valid('param').id,
      );
      context.header('ETag', set.etag);
      return context.json(set, 200);
    })
    .openapi(create, async (context) => {
      const { signedIn } = context.var;
      const wanted = context.req.valid('json');
      const dryRun = dryRunOf(context, context.req.valid('query'));
      if (dryRun)
        return context.json(await previewSetCreation(services, signedIn, wanted, dryRun), 200);
      const created = await createPermissionSet(services, signedIn, wanted);
      context.header('Location', `/v1/permission-sets/${created.setId}`);
      return context.json(
        { ...receipt(services, signedIn.organizationId, created), id: created.setId },
        201,
      );
    })
    .openapi(update, async (context) => {
      const { signedIn } = context.var;
      const { id } = context.req.valid('param');
      const wanted = context.req.valid('json');
      const revision = revisionOf((await getPermissionSet(services, signedIn, id)).etag);
      const dryRun = dryRunOf(context, context.req.valid('query'));
      if (dryRun) {
        return context.json(await previewSetUpdate(services, signedIn, id, wanted, dryRun), 200);
      }
      requireMatch(context, revision);
      const committed = await updatePermissionSet(services, signedIn, id, revision, wanted);
      return context.json(receipt(services, signedIn.organizationId, committed), 200);
    })
    .openapi(affected, async (context) => {
      const { signedIn, ipAddress } = context.var;
      const { id } = context.req.valid('param');
      await getPermissionSet(services, signedIn, id);
      const wanted = context.req.valid('json');
      const file = await exportAffected(services, signedIn, id, wanted, ipAddress);
      context.header('content-type', 'text/csv; charset=utf-8');
      context.header('content-disposition', 'attachment; filename="affected-people.csv"');
      return context.body(file, 200);
    })
    .openapi(remove, async (context) => {
      const { signedIn } = context.var;
      const { id } = context.req.valid('param');
      const { replacementSetId } = context.req.valid('json');
      const revision = revisionOf((await getPermissionSet(services, signedIn, id)).etag);
      const dryRun = dryRunOf(context, context.req.valid('query'));
      if (dryRun) {
        return context.json(
          await previewSetDeletion(services, signedIn, id, replacementSetId, dryRun),
          200,
        );
      }
      requireMatch(context, revision);
      const committed = await deletePermissionSet(
        services,
        signedIn,
        id,
        revision,
        replacementSetId,
      );
      return context.json(receipt(services, signedIn.organizationId, committed), 200);
    });
}
