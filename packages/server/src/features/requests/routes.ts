import { createRoute, z } from '@hono/zod-openapi';
import {
  approveAnswer,
  approveRequest as approveBody,
  declineRequest as declineBody,
  dryRunQuery,
  planView,
  proposeAnswer,
  proposeRequest,
  request,
  requestId,
  requestListQuery,
  requestPage,
} from '@latchkey/contract';
import { createApi } from '../../http/create-api.ts';
import { dryRunOf, planAnswer } from '../../http/dry-run.ts';
import { jsonAnswer, jsonBody, problemAnswers } from '../../http/route-parts.ts';
import type { Services } from '../../services.ts';
import { approveRequest, declineRequest, withdrawRequest } from './decide-request.ts';
import { getRequest, listRequests } from './list-requests.ts';
import { previewApproval, previewDecline, previewWithdrawal } from './preview-decision.ts';
import { proposePeople } from './propose-people.ts';

const tags = ['Requests'];
const params = z.strictObject({ id: requestId });

/** What waits for somebody else's yes. */
export function requestRoutes(services: Services) {
  const api = createApi();

  api.openapi(
    createRoute({
      method: 'post',
      path: '/requests',
      operationId: 'proposePeople',
      tags,
      summary: 'Put people before the owners; nothing is sent before one approves',
      request: { query: dryRunQuery, body: jsonBody(proposeRequest) },
      responses: {
        200: jsonAnswer(proposeAnswer, 'A result per person, and the request if one was made.'),
        ...problemAnswers('not_signed_in', 'forbidden', 'not_allowed', 'owners_only'),
      },
    }),
    async (context) =>
      context.json(
        await proposePeople(
          services,
          context.get('signedIn'),
          context.req.valid('json'),
          context.req.valid('query'),
        ),
        200,
      ),
  );

  api.openapi(
    createRoute({
      method: 'get',
      path: '/requests',
      operationId: 'listRequests',
      tags,
      summary: 'Requests that wait, or those that were decided; the newest first',
      request: { query: requestListQuery },
      responses: {
        200: jsonAnswer(requestPage, 'A page.'),
        ...problemAnswers('not_signed_in', 'forbidden'),
      },
    }),
    async (context) =>
      context.json(
        await listRequests(services, context.get('signedIn'), context.req.valid('query')),
        200,
      ),
  );

  api.openapi(
    createRoute({
      method: 'get',
      path: '/requests/{id}',
      operationId: 'getRequest',
      tags,
      summary: 'One request, with what approving it would do now',
      request: { params },
      responses: {
        200: jsonAnswer(request, 'The request.'),
        ...problemAnswers('not_signed_in', 'unknown_request'),
      },
    }),
    async (context) =>
      context.json(
        await getRequest(services, context.get('signedIn'), context.req.valid('param').id),
        200,
      ),
  );

  const decided = [
    'not_signed_in',
    'unknown_request',
    'owners_only',
    'own_request',
    'request_decided',
  ] as const;
  api.openapi(
    createRoute({
      method: 'post',
      path: '/requests/{id}/approve',
      operationId: 'approveRequest',
      tags,
      summary: 'Invite the people who were asked for, as they were or with other access',
      request: { params, query: dryRunQuery, body: jsonBody(approveBody) },
      responses: {
        200: jsonAnswer(
          z.union([approveAnswer, planView]),
          'The receipt, with a result per person; or with `dryRun` the plan.',
        ),
        ...problemAnswers(...decided, 'request_differs'),
      },
    }),
    async (context) => {
      const signedIn = context.get('signedIn');
      const { id } = context.req.valid('param');
      const wanted = context.req.valid('json');
      const dryRun = dryRunOf(context, context.req.valid('query'));
      return dryRun
        ? context.json(await previewApproval(services, signedIn, id, wanted, dryRun), 200)
        : context.json(await approveRequest(services, signedIn, id, wanted), 200);
    },
  );

  api.openapi(
    createRoute({
      method: 'post',
      path: '/requests/{id}/decline',
      operationId: 'declineRequest',
      tags,
      summary: 'Say no, with the reason that the asker reads',
      request: { params, query: dryRunQuery, body: jsonBody(declineBody) },
      responses: {
        200: planAnswer,
        204: { description: 'Declined.' },
        ...problemAnswers(...decided),
      },
    }),
    async (context) => {
      const signedIn = context.get('signedIn');
      const { id } = context.req.valid('param');
      const dryRun = dryRunOf(context, context.req.valid('query'));
      if (dryRun) return context.json(await previewDecline(services, signedIn, id, dryRun), 200);
      await declineRequest(services, signedIn, id, context.req.valid('json').reason);
      return context.body(null, 204);
    },
  );

  api.openapi(
    createRoute({
      method: 'post',
      path: '/requests/{id}/withdraw',
      operationId: 'withdrawRequest',
      tags,
      summary: 'Take back what one has asked for',
      request: { params, query: dryRunQuery },
      responses: {
        200: planAnswer,
        204: { description: 'Withdrawn.' },
        ...problemAnswers('not_signed_in', 'unknown_request', 'not_allowed', 'request_decided'),
      },
    }),
    async (context) => {
      const signedIn = context.get('signedIn');
      const { id } = context.req.valid('param');
      const dryRun = dryRunOf(context, context.req.valid('query'));
      if (dryRun) return context.json(await previewWithdrawal(services, signedIn, id, dryRun), 200);
      await withdrawRequest(services, signedIn, id);
      return context.body(null, 204);
    },
  );

  return api;
}
