import { createRoute, z } from '@hono/zod-openapi';
import {
  checkAddressesAnswer,
  checkAddressesRequest,
  checkSignInNamesAnswer,
  checkSignInNamesRequest,
  correctInvitationRequest,
  type DryRun,
  dryRunQuery,
  invitationId,
  invitationLink,
  invitationListQuery,
  invitationPage,
  inviteAnswer,
  inviteRequest,
} from '@latchkey/contract';
import type { InvitationId } from '@latchkey/engine';
import type { Context } from 'hono';
import { createApi } from '../../http/create-api.ts';
import { dryRunOf, receiptOrPlan } from '../../http/dry-run.ts';
import type { Env } from '../../http/env.ts';
import { jsonAnswer, jsonBody, problemAnswers } from '../../http/route-parts.ts';
import type { Services } from '../../services.ts';
import { checkAddresses } from './check-addresses.ts';
import { checkSignInNames } from './check-sign-in-names.ts';
import { inviteMembers } from './invite-members.ts';
import { listInvitations } from './list-invitations.ts';
import {
  copyInvitationLink,
  type InvitationAct,
  manageInvitation,
  previewManageInvitation,
} from './manage-invitation.ts';

const tags = ['Invitations'];
const params = z.strictObject({ id: invitationId });

/** Bringing people in by their addresses. */
export function invitationRoutes(services: Services) {
  const api = createApi();
  const manage = (context: Context<Env>, id: InvitationId, query: DryRun, act: InvitationAct) => {
    const signedIn = context.get('signedIn');
    const dryRun = dryRunOf(context, query);
    return dryRun
      ? previewManageInvitation(services, signedIn, id, act, dryRun)
      : manageInvitation(services, signedIn, id, act);
  };

  api.openapi(
    createRoute({
      method: 'post',
      path: '/invitations/check',
      operationId: 'checkAddresses',
      tags,
      summary: 'What stands behind each of up to 1,000 addresses',
      request: { body: jsonBody(checkAddressesRequest) },
      responses: {
        200: jsonAnswer(checkAddressesAnswer, 'One answer per address, in order.'),
        ...problemAnswers('not_signed_in', 'forbidden'),
      },
    }),
    async (context) => {
      const { addresses } = context.req.valid('json');
      return context.json(
        { data: await checkAddresses(services, context.get('signedIn'), addresses) },
        200,
      );
    },
  );

  api.openapi(
    createRoute({
      method: 'post',
      path: '/invitations/sign-in-names',
      operationId: 'checkSignInNames',
      tags,
      summary: 'Whether sign-in names are free; by whom one is taken is told to nobody',
      request: { body: jsonBody(checkSignInNamesRequest) },
      responses: {
        200: jsonAnswer(checkSignInNamesAnswer, 'In the order of the request.'),
        ...problemAnswers('not_signed_in', 'forbidden'),
      },
    }),
    async (context) => {
      const { people } = context.req.valid('json');
      const data = await checkSignInNames(services, context.get('signedIn'), people);
      return context.json({ data }, 200);
    },
  );

  api.openapi(
    createRoute({
      method: 'post',
      path: '/invitations',
      operationId: 'inviteMembers',
      tags,
      summary: 'Invite people; those who cannot be invited are named and the others go',
      request: { query: dryRunQuery, body: jsonBody(inviteRequest) },
      responses: {
        200: jsonAnswer(inviteAnswer, 'A result per person.'),
        ...problemAnswers(
          'not_signed_in',
          'forbidden',
          'no_identity_provider',
          'sign_in_name_taken',
        ),
      },
    }),
    async (context) =>
      context.json(
        await inviteMembers(
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
      path: '/invitations',
      operationId: 'listInvitations',
      tags,
      summary: 'Invitations and what became of them',
      request: { query: invitationListQuery },
      responses: {
        200: jsonAnswer(invitationPage, 'A page, newest first.'),
        ...problemAnswers('not_signed_in', 'forbidden'),
      },
    }),
    async (context) =>
      context.json(
        await listInvitations(services, context.get('signedIn'), context.req.valid('query')),
        200,
      ),
  );

  api.openapi(
    createRoute({
      method: 'post',
      path: '/invitations/{id}/resend',
      operationId: 'resendInvitation',
      tags,
      summary: 'Send a new link; older ones are dead',
      request: { params, query: dryRunQuery },
      responses: {
        200: receiptOrPlan,
        ...problemAnswers(
          'not_signed_in',
          'unknown_invitation',
          'invitation_not_waiting',
          'mail_limit',
          'not_dominated',
          'not_allowed',
        ),
      },
    }),
    async (context) =>
      context.json(
        await manage(context, context.req.valid('param').id, context.req.valid('query'), {
          type: 'resend',
        }),
        200,
      ),
  );

  api.openapi(
    createRoute({
      method: 'post',
      path: '/invitations/{id}/revoke',
      operationId: 'revokeInvitation',
      tags,
      summary: 'Take an invitation back',
      request: { params, query: dryRunQuery },
      responses: {
        200: receiptOrPlan,
        ...problemAnswers(
          'not_signed_in',
          'unknown_invitation',
          'invitation_not_waiting',
          'not_dominated',
          'not_allowed',
        ),
      },
    }),
    async (context) =>
      context.json(
        await manage(context, context.req.valid('param').id, context.req.valid('query'), {
          type: 'revoke',
        }),
        200,
      ),
  );

  api.openapi(
    createRoute({
      method: 'patch',
      path: '/invitations/{id}',
      operationId: 'correctInvitation',
      tags,
      summary: 'Send the same invitation to the right address',
      request: { params, query: dryRunQuery, body: jsonBody(correctInvitationRequest) },
      responses: {
        200: receiptOrPlan,
        ...problemAnswers(
          'not_signed_in',
          'unknown_invitation',
          'invitation_not_waiting',
          'invalid_address',
          'address_in_use',
          'domain_not_allowed',
          'mail_limit',
          'not_dominated',
          'not_allowed',
        ),
      },
    }),
    async (context) =>
      context.json(
        await manage(context, context.req.valid('param').id, context.req.valid('query'), {
          type: 'correct',
          address: context.req.valid('json').address,
        }),
        200,
      ),
  );

  api.openapi(
    createRoute({
      method: 'post',
      path: '/invitations/{id}/link',
      operationId: 'copyInvitationLink',
      tags,
      summary: 'The link itself, to hand over by hand; copying it is recorded',
      request: { params },
      responses: {
        200: jsonAnswer(invitationLink, 'A secret: whoever has it may accept.'),
        ...problemAnswers(
          'not_signed_in',
          'unknown_invitation',
          'invitation_not_waiting',
          'invitation_expired',
          'not_dominated',
          'forbidden',
        ),
      },
    }),
    async (context) =>
      context.json(
        await copyInvitationLink(
          services,
          context.get('signedIn'),
          context.req.valid('param').id,
          context.get('ipAddress'),
        ),
        200,
      ),
  );

  return api;
}
