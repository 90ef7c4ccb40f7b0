import { createRoute } from '@hono/zod-openapi';
import {
  chooseOrganizationRequest,
  passwordResetCompletion,
  passwordResetRequest,
  type SignInAnswer,
  signInAnswer,
  signInByLinkRequest,
  signInRequest,
} from '@latchkey/contract';
import type { OrganizationId } from '@latchkey/engine';
import type { Context } from 'hono';
import { createApi } from '../http/create-api.ts';
import type { Env } from '../http/env.ts';
import { ProblemError } from '../http/problem.ts';
import { operatorOf } from '../http/require-operator.ts';
import { sessionOf } from '../http/require-session.ts';
import { jsonAnswer, jsonBody, noContent, problemAnswers } from '../http/route-parts.ts';
import { dropCookie, readCookie, writeCookie } from '../http/session-cookies.ts';
import type { Services } from '../services.ts';
import { readDemoSignInToken } from '../tokens/demo-sign-in-token.ts';
import { readSignInToken } from '../tokens/secret-token.ts';
import { answerSignIn } from './answer-sign-in.ts';
import { issueSession } from './issue-session.ts';
import { membershipsOf } from './memberships.ts';
import { isOperator, signOutOperator } from './operator-sessions.ts';
import { requestPasswordReset, resetPassword } from './password-reset.ts';
import { requestOrigin } from './request-origin.ts';
import { findSignIn, type LiveSignIn, signIn } from './sign-in.ts';
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
        ...problemAnswers(
          'wrong_credentials',
          'no_active_membership',
          'other_sign_in_method',
          'too_many_attempts',
        ),
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
      method: 'get',
      path: '/sign-in/organizations',
      operationId: 'listSignInOrganizations',
      tags,
      summary: 'The organizations that the present sign-in leads into',
      responses: { 200: signedIn, ...problemAnswers('not_signed_in') },
    }),
    async (context) => {
      const proof = await requireSignIn(services, context);
      return context.json(await whereTo(services, proof, null), 200);
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
      responses: {
        200: signedIn,
        ...problemAnswers('not_signed_in', 'no_active_membership', 'other_sign_in_method'),
      },
    }),
    async (context) => {
      const { organizationId } = context.req.valid('json');
      const signIn = await requireSignIn(services, context);
      const session = await issueSession(services, {
        ...signIn,
        organizationId,
        origin: requestOrigin(context),
      });
      writeCookie(context, config, 'latchkey_session', session.token, session.expiresAt);
      return context.json(await whereTo(services, signIn, organizationId), 200);
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
      const operator = await operatorOf(services, context);
      if (session) await signOut(services, session, context.get('ipAddress'));
      if (operator) await signOutOperator(services, operator);
      dropCookie(context, config, 'latchkey_session');
      dropCookie(context, config, 'latchkey_sign_in');
      dropCookie(context, config, 'latchkey_operator');
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

async function requireSignIn(services: Services, context: Context<Env>): Promise<LiveSignIn> {
  const token = readCookie(context, services.config, 'latchkey_sign_in');
  const hash = token === undefined ? null : readSignInToken(token);
  const found = hash && (await findSignIn(services, hash));
  if (!found) throw new ProblemError('not_signed_in');
  return found;
}

async function whereTo(
  services: Services,
  { userId, proof }: LiveSignIn,
  signedInTo: OrganizationId | null,
): Promise<SignInAnswer> {
  const organizations = await membershipsOf(services.db, userId, proof);
  return {
    organizations: organizations.map(({ organizationId, organizationName }) => ({
      id: organizationId,
      name: organizationName,
    })),
    signedInTo,
    operator: await isOperator(services, { userId, method: proof.method }),
  };
}
