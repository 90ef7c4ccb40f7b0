import { createRoute } from '@hono/zod-openapi';
import {
  organizationId,
  signInWays,
  signInWaysQuery,
  signInWithProviderQuery,
} from '@latchkey/contract';
import type { Context } from 'hono';
import { createApi } from '../../http/create-api.ts';
import type { Env } from '../../http/env.ts';
import { ProblemError } from '../../http/problem.ts';
import { jsonAnswer, noContent, problemAnswers } from '../../http/route-parts.ts';
import { readCookie, writeCookie } from '../../http/session-cookies.ts';
import type { Services } from '../../services.ts';
import { answerSignIn } from '../../sign-in/answer-sign-in.ts';
import { type Attempt, takeAttempt } from '../../sign-in/provider/attempt.ts';
import { requestOrigin } from '../../sign-in/request-origin.ts';
import { beginSignIn } from './begin-sign-in.ts';
import { listSignInWays } from './list-sign-in-ways.ts';
import { returnFromProvider } from './return-from-provider.ts';

const tags = ['Sign-in'];
const rememberedDays = 180;

/** Signing in through an identity provider: a browser goes there and comes back. */
export function providerSignInRoutes(services: Services) {
  const { config } = services;
  const api = createApi();

  api.openapi(
    createRoute({
      method: 'get',
      path: '/sign-in/ways',
      operationId: 'listSignInWays',
      tags,
      summary: 'The identity providers that a sign-in page offers',
      request: { query: signInWaysQuery },
      responses: {
        200: jsonAnswer(
          signInWays,
          'Of the named organization, or of the one that this browser last came in to, and of the installation.',
        ),
        ...problemAnswers(),
      },
    }),
    async (context) => {
      const remembered = organizationId.safeParse(
        readCookie(context, config, 'latchkey_organization'),
      );
      const asked = context.req.valid('query').organization ?? remembered.data;
      return context.json(await listSignInWays(services, asked), 200);
    },
  );

  api.openapi(
    createRoute({
      method: 'get',
      path: '/sign-in/sso',
      operationId: 'signInWithProvider',
      tags,
      summary: 'Go to the identity provider; a page, not a call',
      request: { query: signInWithProviderQuery },
      responses: {
        302: noContent('To the provider, or back to the sign-in page with a problem.'),
        ...problemAnswers(),
      },
    }),
    async (context) => {
      const { organization, ...wanted } = context.req.valid('query');
      try {
        return context.redirect(
          await beginSignIn(services, context, {
            to: undefined,
            ...wanted,
            organizationId: organization,
          }),
        );
      } catch (error) {
        return context.redirect(failurePage(error, null));
      }
    },
  );

  api.openapi(
    createRoute({
      method: 'get',
      path: '/sign-in/sso/callback',
      operationId: 'returnFromProvider',
      tags,
      summary: 'Where the identity provider sends the browser back to',
      responses: {
        302: noContent('To the console, signed in, or to the page that says why not.'),
        ...problemAnswers(),
      },
    }),
    async (context) => {
      const attempt = takeAttempt(context, config);
      try {
        if (!attempt) throw new ProblemError('provider_attempt_ended');
        const { person, provider } = await returnFromProvider(services, {
          attempt,
          query: new URL(context.req.url).search,
          origin: requestOrigin(context),
        });
        const { signedInTo } = answerSignIn(context, config, person);
        if (provider.organizationId) remember(context, provider.organizationId);
        return context.redirect(
          signedInTo === null ? '/sign-in?choose=true' : pageAfter(attempt.purpose),
        );
      } catch (error) {
        return context.redirect(failurePage(error, attempt?.purpose ?? null));
      }
    },
  );

  function remember(context: Context<Env>, organization: string): void {
    const until = new Date(Date.now() + rememberedDays * 86_400_000);
    writeCookie(context, config, 'latchkey_organization', organization, until);
  }

  return api;
}

/** A page of this console and never an address elsewhere, whatever somebody put into the link. */
function pageAfter(purpose: Attempt['purpose']): string {
  const to = purpose.kind === 'sign-in' ? purpose.to : null;
  return to !== null && /^\/(?![/\\])[\x21-\x7e]*$/.test(to) ? to : '/';
}

/** A browser that came by a redirect reads no problem document: it is led to the page that tells it. */
function failurePage(error: unknown, purpose: Attempt['purpose'] | null): string {
  if (!(error instanceof ProblemError)) throw error;
  const { code } = error;
  if (purpose?.kind === 'accept') return `/activate?problem=${code}#${purpose.token}`;
  const way = error.values['way'];
  const query = new URLSearchParams({
    problem: code,
    ...(way !== undefined && { way: String(way) }),
    ...(purpose?.organizationId && { organization: purpose.organizationId }),
  });
  return `/sign-in?${query}`;
}
