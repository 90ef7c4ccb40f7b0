import { createRoute } from '@hono/zod-openapi';
import { coverage, coveragePlaces, coveragePlacesQuery, coverageQuery } from '@latchkey/contract';
import { z } from 'zod';
import { createApi } from '../../http/create-api.ts';
import { jsonAnswer, problemAnswers } from '../../http/route-parts.ts';
import type { Services } from '../../services.ts';
import { exportCoverage } from './export-coverage.ts';
import { getCoverage } from './get-coverage.ts';
import { listCoveredPlaces } from './list-covered-places.ts';

const tags = ['Coverage'];
const problems = [
  'not_signed_in',
  'forbidden',
  'unknown_permission',
  'unknown_place_type',
] as const;

const table = createRoute({
  method: 'get',
  path: '/coverage',
  operationId: 'getCoverage',
  summary: 'How many places have nobody besides owners who can do what matters',
  tags,
  request: { query: coverageQuery },
  responses: {
    200: jsonAnswer(coverage, 'The numbers, within what the reader manages.'),
    ...problemAnswers(...problems),
  },
});

const places = createRoute({
  method: 'get',
  path: '/coverage/places',
  operationId: 'listCoveredPlaces',
  summary: 'The places where nobody can, or one person alone',
  tags,
  request: { query: coveragePlacesQuery },
  responses: {
    200: jsonAnswer(coveragePlaces, 'A page of places, by name.'),
    ...problemAnswers(...problems),
  },
});

const file = createRoute({
  method: 'get',
  path: '/coverage/export.csv',
  operationId: 'exportCoverage',
  summary: 'Every place where nobody can, or one person alone, as a file; recorded',
  tags,
  request: { query: coverageQuery },
  responses: {
    200: { description: 'CSV, UTF-8.', content: { 'text/csv': { schema: z.string() } } },
    ...problemAnswers(...problems),
  },
});

export function coverageRoutes(services: Services) {
  return createApi()
    .openapi(table, async (context) =>
      context.json(
        await getCoverage(services, context.var.signedIn, context.req.valid('query')),
        200,
      ),
    )
    .openapi(places, async (context) =>
      context.json(
        await listCoveredPlaces(services, context.var.signedIn, context.req.valid('query')),
        200,
      ),
    )
    .openapi(file, async (context) => {
      const { signedIn, ipAddress } = context.var;
      const text = await exportCoverage(services, signedIn, context.req.valid('query'), ipAddress);
      context.header('content-type', 'text/csv; charset=utf-8');
      context.header('content-disposition', 'attachment; filename="coverage.csv"');
      return context.body(text, 200);
    });
}
