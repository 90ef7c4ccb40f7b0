import { createRoute } from '@hono/zod-openapi';
import {
  dryRunQuery,
  keyId,
  platformKeyCreate,
  platformKeyCreated,
  platformKeyList,
} from '@latchkey/contract';
import { z } from 'zod';
import { createApi } from '../../http/create-api.ts';
import { dryRunOf, planAnswer } from '../../http/dry-run.ts';
import { ProblemError } from '../../http/problem.ts';
import { jsonAnswer, jsonBody, problemAnswers } from '../../http/route-parts.ts';
import type { Services } from '../../services.ts';
import { createPlatformKey } from './create-platform-key.ts';
import { listPlatformKeys } from './list-platform-keys.ts';
import { previewPlatformKey, previewPlatformKeyEnd } from './preview-platform-key.ts';
import { revokePlatformKey } from './revoke-platform-key.ts';

const tags = ['Platform keys'];
const guarded = ['not_signed_in', 'operators_only'] as const;

const list = createRoute({
  method: 'get',
  path: '/operator/platform-keys',
  operationId: 'listPlatformKeys',
  summary: 'The keys with which the platform’s modules ask about every organization',
  tags,
  responses: {
    200: jsonAnswer(platformKeyList, 'Every key, the live ones first.'),
    ...problemAnswers(...guarded),
  },
});

const create = createRoute({
  method: 'post',
  path: '/operator/platform-keys',
  operationId: 'createPlatformKey',
  summary: 'Make a key for every organization; its secret is shown this once',
  tags,
  request: { query: dryRunQuery, body: jsonBody(platformKeyCreate) },
  responses: {
    200: planAnswer,
    201: jsonAnswer(platformKeyCreated, 'The key with its secret.'),
    ...problemAnswers(...guarded, 'ends_in_past'),
  },
});

const revoke = createRoute({
  method: 'delete',
  path: '/operator/platform-keys/{id}',
  operationId: 'revokePlatformKey',
  summary: 'End a key of the platform at once',
  tags,
  request: { params: z.strictObject({ id: keyId }), query: dryRunQuery },
  responses: {
    200: planAnswer,
    204: { description: 'The key is refused from now on, and its streams have ended.' },
    ...problemAnswers(...guarded, 'unknown_platform_key'),
  },
});

export function platformKeyRoutes(services: Services) {
  return createApi()
    .openapi(list, async (context) =>
      context.json({ data: await listPlatformKeys(services.db) }, 200),
    )
    .openapi(create, async (context) => {
      const { operator, ipAddress } = context.var;
      const actor = { userId: operator.userId, ipAddress };
      const wanted = context.req.valid('json');
      return dryRunOf(context, context.req.valid('query'))
        ? context.json(previewPlatformKey(wanted), 200)
        : context.json(await createPlatformKey(services, actor, wanted), 201);
    })
    .openapi(revoke, async (context) => {
      const { operator, ipAddress } = context.var;
      const actor = { userId: operator.userId, ipAddress };
      const { id } = context.req.valid('param');
      if (dryRunOf(context, context.req.valid('query')))
        return context.json(await previewPlatformKeyEnd(services, id), 200);
      if (!(await revokePlatformKey(services, actor, id)))
        throw new ProblemError('unknown_platform_key');
      return context.body(null, 204);
    });
}
