import { createRoute, z } from '@hono/zod-openapi';
import {
  dryRunQuery,
  entitlementQuery,
  entitlements,
  entitlementUpdate,
  operatorOrganizationPage,
  operatorOrganizationQuery,
  operatorPeopleQuery,
  operatorPersonPage,
  operatorPlaceList,
  operatorPlaceQuery,
  operatorSession,
  organizationCreate,
  organizationCreated,
  organizationId,
  planView,
  selfServeAnswer,
  selfServeRequest,
} from '@latchkey/contract';
import { createApi } from '../../http/create-api.ts';
import { dryRunOf, planAnswer, receiptOrPlan } from '../../http/dry-run.ts';
import { receipt } from '../../http/receipt.ts';
import { jsonAnswer, jsonBody, problemAnswers } from '../../http/route-parts.ts';
import type { Services } from '../../services.ts';
import { createWithOwner, previewWithOwner } from './create-with-owner.ts';
import {
  getEntitlements,
  listPlaces,
  previewEntitlements,
  setEntitlements,
} from './entitlements.ts';
import { findPeople } from './find-people.ts';
import { listOrganizations } from './list-organizations.ts';
import { previewSelfServe, setSelfServe } from './set-self-serve.ts';
import { showOperator } from './show-operator.ts';

const tags = ['Operators'];
const params = z.strictObject({ id: organizationId });
const guarded = ['not_signed_in', 'operators_only'] as const;

const session = createRoute({
  method: 'get',
  path: '/operator/session',
  operationId: 'getOperatorSession',
  summary: 'Which operator is asking',
  tags,
  responses: {
    200: jsonAnswer(operatorSession, 'The live session.'),
    ...problemAnswers(...guarded),
  },
});

const organizations = createRoute({
  method: 'get',
  path: '/operator/organizations',
  operationId: 'listOperatorOrganizations',
  summary: 'Every organization of the installation',
  tags,
  request: { query: operatorOrganizationQuery },
  responses: {
    200: jsonAnswer(operatorOrganizationPage, 'One page.'),
    ...problemAnswers(...guarded),
  },
});

const create = createRoute({
  method: 'post',
  path: '/operator/organizations',
  operationId: 'createOrganization',
  summary: 'Make an organization and invite its first owner',
  tags,
  request: { query: dryRunQuery, body: jsonBody(organizationCreate) },
  responses: {
    200: planAnswer,
    201: jsonAnswer(organizationCreated, 'Made; the owner is invited.'),
    ...problemAnswers(...guarded),
  },
});

const selfServe = createRoute({
  method: 'post',
  path: '/operator/organizations:setSelfServe',
  operationId: 'setSelfServe',
  summary: 'Switch self-serve on or off for organizations',
  tags,
  request: { query: dryRunQuery, body: jsonBody(selfServeRequest) },
  responses: {
    200: jsonAnswer(
      z.union([selfServeAnswer, planView]),
      'What became of each, or with `dryRun` the plan.',
    ),
    ...problemAnswers(...guarded),
  },
});

const modules = createRoute({
  method: 'get',
  path: '/operator/organizations/{id}/modules',
  operationId: 'getEntitlements',
  summary: 'Which modules are off at a place, and whom switching would concern',
  tags,
  request: { params, query: entitlementQuery },
  responses: {
    200: jsonAnswer(entitlements, 'The switchable modules.'),
    ...problemAnswers(...guarded, 'not_found', 'unknown_place'),
  },
});

const switchModules = createRoute({
  method: 'put',
  path: '/operator/organizations/{id}/modules',
  operationId: 'setEntitlements',
  summary: 'Switch modules off and on at a place',
  tags,
  request: { params, query: dryRunQuery, body: jsonBody(entitlementUpdate) },
  responses: {
    200: receiptOrPlan,
    ...problemAnswers(...guarded, 'not_found', 'unknown_place', 'module_not_switchable'),
  },
});

const places = createRoute({
  method: 'get',
  path: '/operator/organizations/{id}/places',
  operationId: 'listOperatorPlaces',
  summary: 'Places by name or code; without a search those where a module is off',
  tags,
  request: { params, query: operatorPlaceQuery },
  responses: {
    200: jsonAnswer(operatorPlaceList, 'At most 50.'),
    ...problemAnswers(...guarded),
  },
});

const people = createRoute({
  method: 'get',
  path: '/operator/people',
  operationId: 'findPeopleEverywhere',
  summary: 'In which organizations somebody is; every search is recorded',
  tags,
  request: { query: operatorPeopleQuery },
  responses: {
    200: jsonAnswer(operatorPersonPage, 'One page, by address.'),
    ...problemAnswers(...guarded),
  },
});

/** What the platform's own people do above the organizations. */
export function operatorRoutes(services: Services) {
  return createApi()
    .openapi(session, async (context) =>
      context.json(await showOperator(services, context.var.operator), 200),
    )
    .openapi(organizations, async (context) =>
      context.json(
        await listOrganizations(services, context.var.operator, context.req.valid('query')),
        200,
      ),
    )
    .openapi(create, async (context) => {
      const { operator, ipAddress } = context.var;
      const wanted = context.req.valid('json');
      const dryRun = dryRunOf(context, context.req.valid('query'));
      if (dryRun)
        return context.json(await previewWithOwner(services, operator, wanted, dryRun), 200);
      return context.json(await createWithOwner(services, operator, wanted, ipAddress), 201);
    })
    .openapi(selfServe, async (context) => {
      const { operator } = context.var;
      const wanted = context.req.valid('json');
      return dryRunOf(context, context.req.valid('query'))
        ? context.json(await previewSelfServe(services, operator, wanted), 200)
        : context.json(await setSelfServe(services, operator, wanted), 200);
    })
    .openapi(modules, async (context) => {
      const { id } = context.req.valid('param');
      const { scope } = context.req.valid('query');
      return context.json(await getEntitlements(services, id, scope), 200);
    })
    .openapi(switchModules, async (context) => {
      const { id } = context.req.valid('param');
      const wanted = context.req.valid('json');
      const { operator } = context.var;
      const dryRun = dryRunOf(context, context.req.valid('query'));
      if (dryRun) {
        return context.json(await previewEntitlements(services, operator, id, wanted, dryRun), 200);
      }
      const committed = await setEntitlements(services, operator, id, wanted);
      return context.json(receipt(services, id, committed), 200);
    })
    .openapi(places, async (context) => {
      const { id } = context.req.valid('param');
      return context.json(await listPlaces(services, id, context.req.valid('query').search), 200);
    })
    .openapi(people, async (context) => {
      const { operator, ipAddress } = context.var;
      const asked = context.req.valid('query');
      return context.json(await findPeople(services, operator, asked, ipAddress), 200);
    });
}
