import { createRoute, z } from '@hono/zod-openapi';
import {
  accessTable,
  accessTableFilter,
  accessTableQuery,
  directPermissions,
  dryRunQuery,
  entityId,
  memberId,
} from '@latchkey/contract';
import { createApi } from '../../http/create-api.ts';
import { dryRunOf, receiptOrPlan } from '../../http/dry-run.ts';
import { requireMatch } from '../../http/etag.ts';
import { jsonAnswer, jsonBody, problemAnswers } from '../../http/route-parts.ts';
import type { Services } from '../../services.ts';
import { exportAccessTable } from './export-access-table.ts';
import { getAccessTable } from './get-access-table.ts';
import { previewPermissions, setPermissions } from './set-permissions.ts';

const tags = ['Access tables'];
const params = z.strictObject({ id: entityId });

/** Everybody and every permission at one place, where the access model gives permissions one by one. */
export function accessTableRoutes(services: Services) {
  const api = createApi();

  api.openapi(
    createRoute({
      method: 'get',
      path: '/entities/{id}/access-table',
      operationId: 'getAccessTable',
      tags,
      summary: 'Everybody of the organization with every permission at one place',
      request: { params, query: accessTableQuery },
      responses: {
        200: jsonAnswer(accessTable, 'A page: owners, then who holds something, then the others.'),
        ...problemAnswers('not_signed_in', 'forbidden', 'not_found', 'permissions_not_direct'),
      },
    }),
    async (context) =>
      context.json(
        await getAccessTable(
          services,
          context.get('signedIn'),
          context.req.valid('param').id,
          context.req.valid('query'),
        ),
        200,
      ),
  );

  api.openapi(
    createRoute({
      method: 'get',
      path: '/entities/{id}/access-table.csv',
      operationId: 'exportAccessTable',
      tags,
      summary: 'The same table as a file; recorded',
      request: { params, query: accessTableFilter },
      responses: {
        200: { description: 'CSV, UTF-8.', content: { 'text/csv': { schema: z.string() } } },
        ...problemAnswers('not_signed_in', 'forbidden', 'not_found', 'permissions_not_direct'),
      },
    }),
    async (context) => {
      const file = await exportAccessTable(
        services,
        context.get('signedIn'),
        context.req.valid('param').id,
        context.req.valid('query'),
        context.get('ipAddress'),
      );
      const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 12);
      context.header('content-type', 'text/csv; charset=utf-8');
      context.header('content-disposition', `attachment; filename="access_${stamp}.csv"`);
      return context.body(file, 200);
    },
  );

  api.openapi(
    createRoute({
      method: 'put',
      path: '/entities/{id}/members/{memberId}/permissions',
      operationId: 'setPermissions',
      tags,
      summary:
        'The permissions of one person at one place, as they shall be; none takes it out of sight',
      request: {
        params: z.strictObject({ id: entityId, memberId }),
        query: dryRunQuery,
        body: jsonBody(directPermissions),
      },
      responses: {
        200: receiptOrPlan,
        ...problemAnswers(
          'not_signed_in',
          'forbidden',
          'not_found',
          'permissions_not_direct',
          'unknown_member',
          'unknown_permission',
          'missing_required_permission',
          'module_disabled',
          'owner_needs_no_access',
          'wrong_member_status',
          'not_allowed',
          'grant_ceiling',
          'stale',
          'precondition_required',
        ),
      },
    }),
    async (context) => {
      const { id, memberId } = context.req.valid('param');
      const { permissions } = context.req.valid('json');
      const wanted = { entityId: id, memberId, permissions };
      const signedIn = context.get('signedIn');
      const dryRun = dryRunOf(context, context.req.valid('query'));
      return dryRun
        ? context.json(await previewPermissions(services, signedIn, wanted, dryRun), 200)
        : context.json(
            await setPermissions(services, signedIn, wanted, (revision) =>
              requireMatch(context, revision),
            ),
            200,
          );
    },
  );

  return api;
}
