import { createRoute } from '@hono/zod-openapi';
import {
  activation,
  activationAcceptRequest,
  activationAskRequest,
  activationDeclineRequest,
  activationLookRequest,
  activationProviderRequest,
  providerRedirect,
  signInAnswer,
} from '@latchkey/contract';
import { createApi } from '../../http/create-api.ts';
import { sessionOf } from '../../http/require-session.ts';
import { jsonAnswer, jsonBody, noContent, problemAnswers } from '../../http/route-parts.ts';
import type { Services } from '../../services.ts';
import { answerSignIn } from '../../sign-in/answer-sign-in.ts';
import { requestOrigin } from '../../sign-in/request-origin.ts';
import { acceptInvitation } from './accept-invitation.ts';
import { beginAcceptance } from './accept-with-provider.ts';
import { askAgain } from './ask-again.ts';
import { declineInvitation } from './decline-invitation.ts';
import { lookAtInvitation } from './look-at-invitation.ts';

const tags = ['Activation'];
const notLive = [
  'invalid_link',
  'invitation_not_waiting',
  'invitation_expired',
  'invitation_superseded',
] as const;

/** What an invited person does; the link is the permission. */
export function activationRoutes(services: Services) {
  const api = createApi();

  api.openapi(
    createRoute({
      method: 'post',
      path: '/activation/look',
      operationId: 'lookAtInvitation',
      tags,
      summary: 'See what an invitation offers; changes nothing',
      request: { body: jsonBody(activationLookRequest) },
      responses: {
        200: jsonAnswer(activation, 'The invitation, or what became of it.'),
        ...problemAnswers(),
      },
    }),
    async (context) => {
      const { token } = context.req.valid('json');
      return context.json(
        await lookAtInvitation(services, token, await sessionOf(services, context)),
        200,
      );
    },
  );

  api.openapi(
    createRoute({
      method: 'post',
      path: '/activation/accept',
      operationId: 'acceptInvitation',
      tags,
      summary: 'Join the organization and be signed in',
      request: { body: jsonBody(activationAcceptRequest) },
      responses: {
        200: jsonAnswer(signInAnswer, 'Joined; a session is issued.'),
        ...problemAnswers(
          ...notLive,
          'weak_password',
          'wrong_credentials',
          'invitation_for_another_person',
          'address_unverified',
          'mailed_link_needed',
          'other_sign_in_method',
          'sign_in_name_taken',
          'invalid_sign_in_name',
          'too_many_attempts',
        ),
      },
    }),
    async (context) => {
      const person = await acceptInvitation(services, {
        signInName: undefined,
        ...context.req.valid('json'),
        session: await sessionOf(services, context),
        origin: requestOrigin(context),
      });
      return context.json(answerSignIn(context, services.config, person), 200);
    },
  );

  api.openapi(
    createRoute({
      method: 'post',
      path: '/activation/provider',
      operationId: 'acceptWithProvider',
      tags,
      summary: 'Go to the identity provider to accept an invitation there',
      request: { body: jsonBody(activationProviderRequest) },
      responses: {
        200: jsonAnswer(
          providerRedirect,
          'Where to go; whoever comes back from there has accepted.',
        ),
        ...problemAnswers(
          ...notLive,
          'invitation_for_another_person',
          'other_sign_in_method',
          'no_identity_provider',
          'provider_failed',
        ),
      },
    }),
    async (context) => {
      const url = await beginAcceptance(services, context, {
        ...context.req.valid('json'),
        session: await sessionOf(services, context),
      });
      return context.json({ url }, 200);
    },
  );

  api.openapi(
    createRoute({
      method: 'post',
      path: '/activation/decline',
      operationId: 'declineInvitation',
      tags,
      summary: 'Say no to an invitation',
      request: { body: jsonBody(activationDeclineRequest) },
      responses: {
        204: noContent('Declined; whoever invited is told.'),
        ...problemAnswers(...notLive),
      },
    }),
    async (context) => {
      await declineInvitation(services, context.req.valid('json').token);
      return context.body(null, 204);
    },
  );

  api.openapi(
    createRoute({
      method: 'post',
      path: '/activation/ask-again',
      operationId: 'askForInvitation',
      tags,
      summary: 'Ask whoever invited for a new link after the old one has ended',
      request: { body: jsonBody(activationAskRequest) },
      responses: {
        204: noContent('Asked.'),
        ...problemAnswers('invalid_link', 'invitation_not_waiting'),
      },
    }),
    async (context) => {
      await askAgain(services, context.req.valid('json').token, context.get('ipAddress'));
      return context.body(null, 204);
    },
  );

  return api;
}
