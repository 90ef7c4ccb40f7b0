import { createRoute } from '@hono/zod-openapi';
import { apiKeyCreate, apiKeyCreated, apiKeyList, dryRunQuery, keyId } from '@latchkey/contract';
import { z } from 'zod';
import { createApi } from '../../http/create-api.ts';
import { dryRunOf, planAnswer, receiptOrPlan } from '../../http/dry-run.ts';
import { receipt } from '../../http/receipt.ts';
import { jsonAnswer, jsonBody, problemAnswers } from '../../http/route-parts.ts';
import type { Services } from '../../services.ts';
import { createKey, previewKeyCreation } from './create-key.ts';
import { listKeys } from './list-keys.ts';
import { previewKeyRevocation, revokeKey } from './revoke-key.ts';

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
  request: { query: dryRunQuery, body: jsonBody(apiKeyCreate) },
  responses: {
    200: planAnswer,
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
  request: { params: z.strictObject({ id: keyId }), query: dryRunQuery },
  responses: {
    200: receiptOrPlan,
    ...problemAnswers('not_signed_in', 'not_allowed', 'unknown_key'),
  },
});

export function keyRoutes(services: Services) {
  return createApi()
    .openapi(list, async (context) =>
      context.json({ data: await listKeys(services, context.var.signedIn) }, 200),
    )
    .openapi(create, async (context) => {
      const { signedIn } = context.var;
      const { name } = context.req.valid('json');
      const dryRun = dryRunOf(context, context.req.valid('query'));
      return dryRun
        ? context.json(await previewKeyCreation(services, signedIn, name, dryRun), 200)
        : context.json(await createKey(services, signedIn, name), 201);
    })
    .openapi(revoke, async (context) => {
      const { signedIn } = context.var;
      const { id } = context.req.valid('param');
      const dryRun = dryRunOf(context, context.req.valid('query'));
      if (dryRun)
        return context.json(await previewKeyRevocation(services, signedIn, id, dryRun), 200);
      const committed = await revokeKey(services, signedIn, id);
      return context.json(receipt(services, signedIn.organizationId, committed), 200);
    });
}
