import { createRoute, z } from '@hono/zod-openapi';
import { organizationId, visitRequest, visitWritingRequest } from '@latchkey/contract';
import { createApi } from '../../http/create-api.ts';
import { jsonBody, noContent, problemAnswers } from '../../http/route-parts.ts';
import { dropCookie, writeCookie } from '../../http/session-cookies.ts';
import type { Services } from '../../services.ts';
import { requestOrigin } from '../../sign-in/request-origin.ts';
import { beginVisit, enterVisit } from './begin-visit.ts';
import { writeDuringVisit } from './change-visit.ts';
import { leaveVisit } from './end-visit.ts';

const tags = ['Operators'];
const params = z.strictObject({ id: organizationId });
const guarded = ['not_signed_in', 'operators_only'] as const;

const begin = createRoute({
  method: 'post',
  path: '/operator/organizations/{id}/visit',
  operationId: 'beginVisit',
  summary: 'Visit an organization for a while, to read only',
  tags,
  request: { params, body: jsonBody(visitRequest) },
  responses: {
    204: noContent('Inside: the session of the organization lies in a cookie.'),
    ...problemAnswers(...guarded, 'not_found', 'already_member', 'visit_open', 'visit_too_long'),
  },
});

const enter = createRoute({
  method: 'post',
  path: '/operator/organizations/{id}/visit/session',
  operationId: 'enterVisit',
  summary: 'Go back into the visit that is open',
  tags,
  request: { params },
  responses: {
    204: noContent('Inside again.'),
    ...problemAnswers(...guarded, 'no_active_membership'),
  },
});

const write = createRoute({
  method: 'post',
  path: '/operator/organizations/{id}/visit/writing',
  operationId: 'writeDuringVisit',
  summary: 'Change things during the visit, for a reason of its own',
  tags,
  request: { params, body: jsonBody(visitWritingRequest) },
  responses: {
    204: noContent('From here on the visit may change things.'),
    ...problemAnswers(...guarded, 'no_visit'),
  },
});

const leave = createRoute({
  method: 'delete',
  path: '/operator/organizations/{id}/visit',
  operationId: 'leaveVisit',
  summary: 'Leave before the time is over',
  tags,
  request: { params },
  responses: { 204: noContent('Left.'), ...problemAnswers(...guarded, 'no_visit') },
});

/** An operator inside an organization: in with a reason and an end, one step more to change things, and out. */
export function visitRoutes(services: Services) {
  const { config } = services;
  return createApi()
    .openapi(begin, async (context) => {
      const session = await beginVisit(services, context.var.operator, {
        organizationId: context.req.valid('param').id,
        ...context.req.valid('json'),
        origin: requestOrigin(context),
      });
      writeCookie(context, config, 'latchkey_session', session.token, session.expiresAt);
      return context.body(null, 204);
    })
    .openapi(enter, async (context) => {
      const { id } = context.req.valid('param');
      const origin = requestOrigin(context);
      const session = await enterVisit(services, context.var.operator, id, origin);
      writeCookie(context, config, 'latchkey_session', session.token, session.expiresAt);
      return context.body(null, 204);
    })
    .openapi(write, async (context) => {
      const { operator, ipAddress } = context.var;
      const { id } = context.req.valid('param');
      const { reason } = context.req.valid('json');
      await writeDuringVisit(services, operator, id, reason, ipAddress);
      return context.body(null, 204);
    })
    .openapi(leave, async (context) => {
      await leaveVisit(services, context.var.operator, context.req.valid('param').id);
      dropCookie(context, config, 'latchkey_session');
      return context.body(null, 204);
    });
}
