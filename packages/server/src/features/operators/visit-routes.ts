import { createRoute, z } from '@hono/zod-openapi';
import { dryRunQuery, organizationId, visitRequest, visitWritingRequest } from '@latchkey/contract';
import { createApi } from '../../http/create-api.ts';
import { dryRunOf, planAnswer } from '../../http/dry-run.ts';
import { jsonBody, noContent, problemAnswers } from '../../http/route-parts.ts';
import { dropCookie, writeCookie } from '../../http/session-cookies.ts';
import type { Services } from '../../services.ts';
import { requestOrigin } from '../../sign-in/request-origin.ts';
import { beginVisit, enterVisit, previewVisit } from './begin-visit.ts';
import { previewWriting, writeDuringVisit } from './change-visit.ts';
import { leaveVisit, previewLeaving } from './end-visit.ts';

const tags = ['Operators'];
const params = z.strictObject({ id: organizationId });
const guarded = ['not_signed_in', 'operators_only'] as const;

const begin = createRoute({
  method: 'post',
  path: '/operator/organizations/{id}/visit',
  operationId: 'beginVisit',
  summary: 'Visit an organization for a while, to read only',
  tags,
  request: { params, query: dryRunQuery, body: jsonBody(visitRequest) },
  responses: {
    200: planAnswer,
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
  request: { params, query: dryRunQuery, body: jsonBody(visitWritingRequest) },
  responses: {
    200: planAnswer,
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
  request: { params, query: dryRunQuery },
  responses: {
    200: planAnswer,
    204: noContent('Left.'),
    ...problemAnswers(...guarded, 'no_visit'),
  },
});

/** An operator inside an organization: in with a reason and an end, one step more to change things, and out. */
export function visitRoutes(services: Services) {
  const { config } = services;
  return createApi()
    .openapi(begin, async (context) => {
      const { operator } = context.var;
      const wanted = {
        organizationId: context.req.valid('param').id,
        ...context.req.valid('json'),
      };
      const dryRun = dryRunOf(context, context.req.valid('query'));
      if (dryRun) return context.json(await previewVisit(services, operator, wanted, dryRun), 200);
      const origin = requestOrigin(context);
      const session = await beginVisit(services, operator, { ...wanted, origin });
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
      const dryRun = dryRunOf(context, context.req.valid('query'));
      if (dryRun)
        return context.json(await previewWriting(services, operator, id, reason, dryRun), 200);
      await writeDuringVisit(services, operator, id, reason, ipAddress);
      return context.body(null, 204);
    })
    .openapi(leave, async (context) => {
      const { operator } = context.var;
      const { id } = context.req.valid('param');
      const dryRun = dryRunOf(context, context.req.valid('query'));
      if (dryRun) return context.json(await previewLeaving(services, operator, id, dryRun), 200);
      await leaveVisit(services, operator, id);
      dropCookie(context, config, 'latchkey_session');
      return context.body(null, 204);
    });
}
