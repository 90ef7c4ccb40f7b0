import { createRoute } from '@hono/zod-openapi';
import { placeModules, placeModulesQuery } from '@latchkey/contract';
import { createApi } from '../../http/create-api.ts';
import { jsonAnswer, problemAnswers } from '../../http/route-parts.ts';
import type { Services } from '../../services.ts';
import { getPlaceModules } from './get-place-modules.ts';

/** Modules that are on or off; switching them is for whoever runs the platform. */
export function placeModuleRoutes(services: Services) {
  const api = createApi();
  api.openapi(
    createRoute({
      method: 'get',
      path: '/entitlements',
      operationId: 'getPlaceModules',
      tags: ['Access model'],
      summary: 'The modules and whether they are on, in the whole organization or at one place',
      request: { query: placeModulesQuery },
      responses: {
        200: jsonAnswer(placeModules, 'Every module of the platform.'),
        ...problemAnswers('not_signed_in', 'forbidden', 'not_found'),
      },
    }),
    async (context) =>
      context.json(
        await getPlaceModules(services, context.get('signedIn'), context.req.valid('query').place),
        200,
      ),
  );
  return api;
}
