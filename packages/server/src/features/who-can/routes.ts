import { createRoute } from '@hono/zod-openapi';
import { whoCanFilter, whoCanQuery, whoCan as whoCanSchema } from '@latchkey/contract';
import { z } from 'zod';
import { createApi } from '../../http/create-api.ts';
import { jsonAnswer, problemAnswers } from '../../http/route-parts.ts';
import type { Services } from '../../services.ts';
import { exportWhoCan } from './export-who-can.ts';
import { whoCan } from './who-can.ts';

const tags = ['Access checks'];
const problems = ['not_signed_in', 'forbidden', 'unknown_place'] as const;

const list = createRoute({
  method: 'get',
  path: '/who-can',
  operationId: 'whoCan',
  summary: 'The people who may do something at a place, and why each of them may',
  tags,
  request: { query: whoCanQuery },
  responses: {
    200: jsonAnswer(whoCanSchema, 'A page of those whom the reader sees, by name.'),
    ...problemAnswers(...problems),
  },
});

const file = createRoute({
  method: 'get',
  path: '/who-can/export.csv',
  operationId: 'exportWhoCan',
  summary: 'The same people as a file; recorded',
  tags,
  request: { query: whoCanFilter },
  responses: {
    200: { description: 'CSV, UTF-8.', content: { 'text/csv': { schema: z.string() } } },
    ...problemAnswers(...problems),
  },
});

export function whoCanRoutes(services: Services) {
  return createApi()
    .openapi(list, async (context) =>
      context.json(await whoCan(services, context.var.signedIn, context.req.valid('query')), 200),
    )
    .openapi(file, async (context) => {
      const { signedIn, ipAddress } = context.var;
      const text = await exportWhoCan(services, signedIn, context.req.valid('query'), ipAddress);
      context.header('content-type', 'text/csv; charset=utf-8');
      context.header('content-disposition', 'attachment; filename="who-can.csv"');
      return context.body(text, 200);
    });
}
