import { createRoute } from '@hono/zod-openapi';
import {
  chooseOrganizationRequest,
  passwordResetCompletion,
  passwordResetRequest,
  signInAnswer,
  signInByLinkRequest,
  signInRequest,
} from '@latchkey/contract';
import { createApi } from '../http/create-api.ts';
import { ProblemError } from '../http/problem.ts';
import { sessionOf } from '../http/require-session.ts';
import { jsonAnswer, jsonBody, noContent, problemAnswers } from '../http/route-parts.ts';
import { dropCookie, readCookie, writeCookie } from '../http/session-cookies.ts';
import type { Services } from '../services.ts';
import { readDemoSignInToken } from '../tokens/demo-sign-in-token.ts';
import { readSignInToken } from '../tokens/secret-token.ts';
import { answerSignIn } from './answer-sign-in.ts';
import { issueSession } from './issue-session.ts';
import { membershipsOf } from './memberships.ts';
import { requestPasswordReset, resetPassword } from './password-reset.ts';
import { requestOrigin } from './request-origin.ts';
import { findSignIn, signIn } from './sign-in.ts';
import { signInWithPassword } from './sign-in-with-password.ts';
import { signOut } from './sign-out.ts';

const tags = ['Sign-in'];
const signedIn = jsonAnswer(
  signInAnswer,
  'Where the person may go; a session is issued when that is decided.',
);

/** What people do who are not signed in yet, or not any more. */
export function signInRoutes(services: Services) {
  const { config } = services;
  const api = createApi();

  api.openapi(
    createRoute({
      method: 'post',
      path: '/sign-in',
      operationId: 'signIn',
      tags,
      summary: 'Sign in with address and password',
      request: { body: jsonBody(signInRequest) },
      responses: {
        200: signedIn,
        ...problemAnswers('wrong_credentials', 'no_active_membership', 'too_many_attempts'),
      },
    }),
    async (context) => {
      const person = await signInWithPassword(services, {
        organizationId: undefined,
        ...context.req.valid('json'),
        origin: requestOrigin(context),
      });
      return context.json(answerSignIn(context, config, person), 200);
    },
  );

  api.openapi(
    createRoute({
      method: 'post',
      path: '/sign-in/link',
      operationId: 'signInByLink',
      tags,
      summary: 'Sign in with a link that the demo printed',
      request: { body: jsonBody(signInByLinkRequest) },
      responses: { 200: signedIn, ...problemAnswers('invalid_link', 'no_active_membership') },
    }),
    async (context) => {
      const { token } = context.req.valid('json');
      const link = config.demo ? readDemoSignInToken(config.serverKey, token, Date.now()) : null;
      if (!link) throw new ProblemError('invalid_link');
      const person = await signIn(services, {
        userId: link.userId,
        method: 'demo',
        organizationId: undefined,
        origin: requestOrigin(context),
      });
      return context.json(answerSignIn(context, config, person), 200);
    },
  );

  api.openapi(
    createRoute({
      method: 'post',
      path: '/sign-in/organization',
      operationId: 'chooseOrganization',
      tags,
      summary: 'Enter one of the organizations, or change to another',
      request: { body: jsonBody(chooseOrganizationRequest) },
      responses: { 200: signedIn, ...problemAnswers('not_signed_in', 'no_active_membership') },
    }),
    async (context) => {
      const { organizationId } = context.req.valid('json');
      const token = readCookie(context, config, 'latchkey_sign_in');
      const hash = token === undefined ? null : readSignInToken(token);
      const proof = hash && (await findSignIn(services, hash));
      if (!proof) throw new ProblemError('not_signed_in');
      const session = await issueSession(services, {
        ...proof,
        organizationId,
        origin: requestOrigin(context),
      });
      writeCookie(context, config, 'latchkey_session', session.token, session.expiresAt);
      const organizations = await membershipsOf(services.db, proof.userId);
      return context.json(
        {
          organizations: organizations.map((membership) => ({
            id: membership.organizationId,
            name: membership.organizationName,
          })),
          signedInTo: session.organizationId,
        },
        200,
      );
    },
  );

  api.openapi(
    createRoute({
      method: 'post',
      path: '/sign-out',
      operationId: 'signOut',
      tags,
      summary: 'End the sign-in and all sessions issued from it',
      responses: {
        204: noContent('Signed out, or not signed in to begin with.'),
        ...problemAnswers(),
      },
    }),
    async (context) => {
      const session = await sessionOf(services, context);
      if (session) await signOut(services, session, context.get('ipAddress'));
      dropCookie(context, config, 'latchkey_session');
      dropCookie(context, config, 'latchkey_sign_in');
      return context.body(null, 204);
    },
  );

  api.openapi(
    createRoute({
      method: 'post',
      path: '/password/reset-request',
      operationId: 'requestPasswordReset',
      tags,
      summary: 'Ask for a mail with which to set a new password',
      request: { body: jsonBody(passwordResetRequest) },
      responses: {
        202: noContent(
          'The same for every address: a mail goes out if there is a verified account with it.',
        ),
        ...problemAnswers('too_many_attempts'),
      },
    }),
    async (context) => {
      await requestPasswordReset(
        services,
        context.req.valid('json').address,
        requestOrigin(context),
      );
      return context.body(null, 202);
    },
  );

  api.openapi(
    createRoute({
      method: 'post',
      path: '/password/reset',
      operationId: 'resetPassword',
      tags,
      summary: 'Set a new password with the mailed link',
      request: { body: jsonBody(passwordResetCompletion) },
      responses: {
        204: noContent('Set; every session of the account has ended.'),
        ...problemAnswers('invalid_link', 'weak_password'),
      },
    }),
    async (context) => {
      const { token, password } = context.req.valid('json');
      await resetPassword(services, token, password, requestOrigin(context));
      return context.body(null, 204);
    },
  );

  return api;
}
