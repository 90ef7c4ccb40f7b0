import { createRoute } from '@hono/zod-openapi';
import { dryRunQuery, organization, organizationUpdate } from '@latchkey/contract';
import { createApi } from '../../http/create-api.ts';
import { dryRunOf, receiptOrPlan } from '../../http/dry-run.ts';
import { requireMatch, revisionOf } from '../../http/etag.ts';
import { receipt } from '../../http/receipt.ts';
import { jsonAnswer, jsonBody, problemAnswers } from '../../http/route-parts.ts';
import type { Services } from '../../services.ts';
import { getOrganization } from './get-organization.ts';
import { previewOrganization, updateOrganization } from './update-organization.ts';

const tags = ['Organization'];

const get = createRoute({
  method: 'get',
  path: '/organization',
  operationId: 'getOrganization',
  summary: 'The organization and its settings',
  tags,
  responses: {
    200: jsonAnswer(organization, 'The organization.'),
    ...problemAnswers('not_signed_in'),
  },
});

const update = createRoute({
  method: 'patch',
  path: '/organization',
  operationId: 'updateOrganization',
  summary: 'Change the settings of the organization',
  tags,
  request: { query: dryRunQuery, body: jsonBody(organizationUpdate) },
  responses: {
    200: receiptOrPlan,
    ...problemAnswers(
      'not_signed_in',
      'owners_only',
      'self_serve_off',
      'place_type_in_use',
      'unknown_place_type',
      'stale',
      'precondition_required',
    ),
  },
});

export function organizationRoutes(services: Services) {
  return createApi()
    .openapi(get, async (context) => {
      const settings = await getOrganization(services, context.var.signedIn);
      context.header('ETag', settings.etag);
      return context.json(settings, 200);
    })
    .openapi(update, async (context) => {
      const { signedIn } = context.var;
      const wanted = context.req.valid('json');
      const dryRun = dryRunOf(context, context.req.valid('query'));
      if (dryRun)
        return context.json(await previewOrganization(services, signedIn, wanted, dryRun), 200);
      const revision = revisionOf((await getOrganization(services, signedIn)).etag);
      requireMatch(context, revision);
      const committed = await updateOrganization(services, signedIn, revision, wanted);
      return context.json(receipt(services, signedIn.organizationId, committed), 200);
    });
}
