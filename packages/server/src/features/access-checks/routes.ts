import { createRoute } from '@hono/zod-openapi';
import { accessCheck, accessCheckRequest } from '@latchkey/contract';
import { createApi } from '../../http/create-api.ts';
import { jsonAnswer, jsonBody, problemAnswers } from '../../http/route-parts.ts';
import type { Services } from '../../services.ts';
import { checkAccess } from './check-access.ts';

const check = createRoute({
  method: 'post',
  path: '/access-checks',
  operationId: 'checkAccess',
  summary: 'Whether a person may do something at a place, and why',
  tags: ['Access checks'],
  request: { body: jsonBody(accessCheckRequest) },
  responses: {
    200: jsonAnswer(accessCheck, 'The decision in words.'),
    ...problemAnswers('not_signed_in', 'unknown_member', 'unknown_place'),
  },
});

export function accessCheckRoutes(services: Services) {
  return createApi().openapi(check, async (context) =>
    context.json(await checkAccess(services, context.var.signedIn, context.req.valid('json')), 200),
  );
}
