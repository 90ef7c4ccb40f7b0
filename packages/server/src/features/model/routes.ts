import { createRoute } from '@hono/zod-openapi';
import { accessModelView } from '@latchkey/contract';
import { createApi } from '../../http/create-api.ts';
import { jsonAnswer, problemAnswers } from '../../http/route-parts.ts';
import type { Services } from '../../services.ts';
import { getModel } from './get-model.ts';

const get = createRoute({
  method: 'get',
  path: '/model',
  operationId: 'getModel',
  summary: 'The access model in force',
  tags: ['Access model'],
  responses: {
    200: jsonAnswer(accessModelView, 'Modules, permissions and types of places.'),
    ...problemAnswers('not_signed_in'),
  },
});

export function modelRoutes(services: Services) {
  return createApi().openapi(get, async (context) =>
    context.json(await getModel(services, context.var.signedIn), 200),
  );
}
