import { createRoute } from '@hono/zod-openapi';
import { apiKeyCreate, apiKeyCreated, apiKeyList, changeReceipt, keyId } from '@latchkey/contract';
import { z } from 'zod';
import { createApi } from '../../http/create-api.ts';
import { receipt } from '../../http/receipt.ts';
import { jsonAnswer, jsonBody, problemAnswers } from '../../http/route-parts.ts';
import type { Services } from '../../services.ts';
import { createKey } from './create-key.ts';
import { listKeys } from './list-keys.ts';
import { revokeKey } from './revoke-key.ts';

const tags = ['API keys'];

const list = createRoute({
  method: 'get',
  path: '/keys',
  operationId: 'listKeys',
  summary: 'The keys with which modules ask for decisions',
  tags,
  responses: {
    200: jsonAnswer(apiKeyList, 'Every key, the live ones first.'),
    ...problemAnswers('not_signed_in', 'forbidden'),
  },
});

const create = createRoute({
  method: 'post',
  path: '/keys',
  operationId: 'createKey',
  summary: 'Make a key; its secret is shown this once',
  tags,
  request: { body: jsonBody(apiKeyCreate) },
  responses: {
    201: jsonAnswer(apiKeyCreated, 'The key with its secret.'),
    ...problemAnswers('not_signed_in', 'not_allowed'),
  },
});

const revoke = createRoute({
  method: 'delete',
  path: '/keys/{id}',
  operationId: 'revokeKey',
  summary: 'End a key at once',
  tags,
  request: { params: z.strictObject({ id: keyId }) },
  responses: {
    200: jsonAnswer(changeReceipt, 'The key is refused from now on.'),
    ...problemAnswers('not_signed_in', 'not_allowed', 'unknown_key'),
  },
});

export function keyRoutes(services: Services) {
  return createApi()
    .openapi(list, async (context) =>
      context.json({ data: await listKeys(services, context.var.signedIn) }, 200),
    )
    .openapi(create, async (context) =>
      context.json(
        await createKey(services, context.var.signedIn, context.req.valid('json').name),
        201,
      ),
    )
    .openapi(revoke, async (context) => {
      const { signedIn } = context.var;
      const committed = await revokeKey(services, signedIn, context.req.valid('param').id);
      return context.json(receipt(services, signedIn.organizationId, committed), 200);
    });
}
