import { createRoute, z } from '@hono/zod-openapi';
import { passwordChangeRequest, session, sessionId, sessionList } from '@latchkey/contract';
import { createApi } from '../http/create-api.ts';
import { jsonAnswer, jsonBody, noContent, problemAnswers } from '../http/route-parts.ts';
import type { Services } from '../services.ts';
import { changePassword } from './change-password.ts';
import { endOtherSessions, endSession, listSessions } from './own-sessions.ts';
import { requestOrigin } from './request-origin.ts';
import { showSession } from './show-session.ts';

const tags = ['Sessions'];

/** What a signed-in person does with the own sign-in. */
export function sessionRoutes(services: Services) {
  const api = createApi();

  api.openapi(
    createRoute({
      method: 'get',
      path: '/session',
      operationId: 'getSession',
      tags,
      summary: 'Who is asking: for the console, and for a platform that passes the token on',
      responses: {
        200: jsonAnswer(session, 'The live session.'),
        ...problemAnswers('not_signed_in'),
      },
    }),
    async (context) => context.json(await showSession(services, context.get('signedIn')), 200),
  );

  api.openapi(
    createRoute({
      method: 'get',
      path: '/sessions',
      operationId: 'listSessions',
      tags,
      summary: 'The own live sessions in this organization',
      responses: {
        200: jsonAnswer(sessionList, 'Newest first.'),
        ...problemAnswers('not_signed_in'),
      },
    }),
    async (context) =>
      context.json({ data: await listSessions(services, context.get('signedIn')) }, 200),
  );

  api.openapi(
    createRoute({
      method: 'delete',
      path: '/sessions',
      operationId: 'endOtherSessions',
      tags,
      summary: 'End all other own sessions in this organization',
      responses: { 204: noContent('Ended.'), ...problemAnswers('not_signed_in') },
    }),
    async (context) => {
      await endOtherSessions(services, context.get('signedIn'), context.get('ipAddress'));
      return context.body(null, 204);
    },
  );

  api.openapi(
    createRoute({
      method: 'delete',
      path: '/sessions/{id}',
      operationId: 'endSession',
      tags,
      summary: 'End one own session',
      request: { params: z.strictObject({ id: sessionId }) },
      responses: { 204: noContent('Ended.'), ...problemAnswers('not_signed_in', 'not_found') },
    }),
    async (context) => {
      await endSession(
        services,
        context.get('signedIn'),
        context.req.valid('param').id,
        context.get('ipAddress'),
      );
      return context.body(null, 204);
    },
  );

  api.openapi(
    createRoute({
      method: 'post',
      path: '/password/change',
      operationId: 'changePassword',
      tags,
      summary: 'Change the own password',
      request: { body: jsonBody(passwordChangeRequest) },
      responses: {
        204: noContent('Changed; every other sign-in of the account has ended.'),
        ...problemAnswers(
          'not_signed_in',
          'wrong_credentials',
          'weak_password',
          'too_many_attempts',
        ),
      },
    }),
    async (context) => {
      await changePassword(
        services,
        context.get('signedIn'),
        context.req.valid('json'),
        requestOrigin(context),
      );
      return context.body(null, 204);
    },
  );

  return api;
}
