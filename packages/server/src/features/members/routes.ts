import { createRoute, z } from '@hono/zod-openapi';
import {
  bulkAnswer,
  bulkRequest,
  dryRunQuery,
  member,
  memberAccess,
  memberFilter,
  memberId,
  memberListQuery,
  memberPage,
  memberPermissions,
  memberUpdate,
  planView,
  restoreRequest,
} from '@latchkey/contract';
import { createApi } from '../../http/create-api.ts';
import { dryRunOf, receiptOrPlan } from '../../http/dry-run.ts';
import { requireMatch } from '../../http/etag.ts';
import { jsonAnswer, jsonBody, problemAnswers } from '../../http/route-parts.ts';
import type { Services } from '../../services.ts';
import { actOnMembers, previewActOnMembers } from './act-on-members.ts';
import {
  actOnMember,
  previewMemberAccess,
  previewMemberChange,
  restoreMember,
  setMemberAccess,
  updateMember,
} from './change-member.ts';
import { exportMembers } from './export-members.ts';
import { getMember } from './get-member.ts';
import { getMemberPermissions } from './get-member-permissions.ts';
import { listMembers } from './list-members.ts';

const tags = ['Members'];
const params = z.strictObject({ id: memberId });
const changed = receiptOrPlan;
const changeProblems = [
  'not_signed_in',
  'forbidden',
  'unknown_member',
  'not_allowed',
  'not_dominated',
  'wrong_member_status',
  'last_owner',
] as const;

/** The people of an organization. */
export function memberRoutes(services: Services) {
  const api = createApi();

  api.openapi(
    createRoute({
      method: 'get',
      path: '/members',
      operationId: 'listMembers',
      tags,
      summary: 'The people whom the reader sees',
      request: { query: memberListQuery },
      responses: {
        200: jsonAnswer(memberPage, 'A page.'),
        ...problemAnswers('not_signed_in', 'forbidden'),
      },
    }),
    async (context) =>
      context.json(
        await listMembers(services, context.get('signedIn'), context.req.valid('query')),
        200,
      ),
  );

  api.openapi(
    createRoute({
      method: 'get',
      path: '/members/export.csv',
      operationId: 'exportMembers',
      tags,
      summary: 'The people of a list as a file that can be imported again; recorded',
      request: { query: memberFilter },
      responses: {
        200: { description: 'CSV, UTF-8.', content: { 'text/csv': { schema: z.string() } } },
        ...problemAnswers('not_signed_in', 'forbidden'),
      },
    }),
    async (context) => {
      const file = await exportMembers(
        services,
        context.get('signedIn'),
        context.req.valid('query'),
        context.get('ipAddress'),
      );
      const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 12);
      context.header('content-type', 'text/csv; charset=utf-8');
      context.header('content-disposition', `attachment; filename="members_${stamp}.csv"`);
      return context.body(file, 200);
    },
  );

  api.openapi(
    createRoute({
      method: 'post',
      path: '/members/bulk',
      operationId: 'actOnMembers',
      tags,
      summary: 'One act on many people; those who cannot be acted on are named',
      request: { query: dryRunQuery, body: jsonBody(bulkRequest) },
      responses: {
        200: jsonAnswer(
          z.union([bulkAnswer, planView]),
          'What was done, or with `dryRun` the plan.',
        ),
        ...problemAnswers('not_signed_in', 'forbidden', 'unknown_member', 'selection_grew'),
      },
    }),
    async (context) => {
      const request = context.req.valid('json');
      const signedIn = context.get('signedIn');
      const dryRun = dryRunOf(context, context.req.valid('query'));
      return dryRun
        ? context.json(await previewActOnMembers(services, signedIn, request, dryRun), 200)
        : context.json(await actOnMembers(services, signedIn, request), 200);
    },
  );

  api.openapi(
    createRoute({
      method: 'get',
      path: '/members/{id}',
      operationId: 'getMember',
      tags,
      summary: 'One person, with everything held and where it came from',
      request: { params },
      responses: {
        200: jsonAnswer(member, 'The person.'),
        ...problemAnswers('not_signed_in', 'forbidden', 'unknown_member'),
      },
    }),
    async (context) => {
      const found = await getMember(
        services,
        context.get('signedIn'),
        context.req.valid('param').id,
      );
      context.header('etag', found.etag);
      return context.json(found, 200);
    },
  );

  api.openapi(
    createRoute({
      method: 'get',
      path: '/members/{id}/permissions',
      operationId: 'getMemberPermissions',
      tags,
      summary: 'What one person may do, where and through what, and what is hidden from the person',
      request: { params },
      responses: {
        200: jsonAnswer(memberPermissions, 'Every permission that is held.'),
        ...problemAnswers('not_signed_in', 'forbidden', 'unknown_member'),
      },
    }),
    async (context) =>
      context.json(
        await getMemberPermissions(
          services,
          context.get('signedIn'),
          context.req.valid('param').id,
        ),
        200,
      ),
  );

  api.openapi(
    createRoute({
      method: 'patch',
      path: '/members/{id}',
      operationId: 'updateMember',
      tags,
      summary: 'Change name, phone or end of access',
      request: { params, query: dryRunQuery, body: jsonBody(memberUpdate) },
      responses: {
        200: changed,
        ...problemAnswers(...changeProblems, 'ends_in_past', 'stale', 'precondition_required'),
      },
    }),
    async (context) => {
      const { id } = context.req.valid('param');
      const update = context.req.valid('json');
      const signedIn = context.get('signedIn');
      const dryRun = dryRunOf(context, context.req.valid('query'));
      return dryRun
        ? context.json(await previewMemberChange(services, signedIn, id, update, dryRun), 200)
        : context.json(
            await updateMember(services, signedIn, id, update, (revision) =>
              requireMatch(context, revision),
            ),
            200,
          );
    },
  );

  api.openapi(
    createRoute({
      method: 'put',
      path: '/members/{id}/access',
      operationId: 'setMemberAccess',
      tags,
      summary: 'The whole access of one person, as it shall be',
      request: { params, query: dryRunQuery, body: jsonBody(memberAccess) },
      responses: {
        200: receiptOrPlan,
        ...problemAnswers(
          ...changeProblems,
          'grant_ceiling',
          'owners_only',
          'unknown_permission_set',
          'unknown_place',
          'stale',
          'precondition_required',
        ),
      },
    }),
    async (context) => {
      const { id } = context.req.valid('param');
      const access = context.req.valid('json');
      const signedIn = context.get('signedIn');
      const dryRun = dryRunOf(context, context.req.valid('query'));
      return dryRun
        ? context.json(await previewMemberAccess(services, signedIn, id, access, dryRun), 200)
        : context.json(
            await setMemberAccess(services, signedIn, id, access, (revision) =>
              requireMatch(context, revision),
            ),
            200,
          );
    },
  );

  for (const act of ['suspend', 'resume', 'remove'] as const) {
    api.openapi(
      createRoute({
        method: 'post',
        path: `/members/{id}/${act}`,
        operationId: `${act}Member`,
        tags,
        summary: summaries[act],
        request: { params, query: dryRunQuery },
        responses: { 200: changed, ...problemAnswers(...changeProblems) },
      }),
      async (context) => {
        const { id } = context.req.valid('param');
        const signedIn = context.get('signedIn');
        const dryRun = dryRunOf(context, context.req.valid('query'));
        return dryRun
          ? context.json(await previewMemberChange(services, signedIn, id, act, dryRun), 200)
          : context.json(await actOnMember(services, signedIn, id, act), 200);
      },
    );
  }

  api.openapi(
    createRoute({
      method: 'post',
      path: '/members/{id}/restore',
      operationId: 'restoreMember',
      tags,
      summary: 'Bring a removed person back, with or without the earlier access',
      request: { params, query: dryRunQuery, body: jsonBody(restoreRequest) },
      responses: {
        200: changed,
        ...problemAnswers(...changeProblems, 'grant_ceiling', 'address_in_use'),
      },
    }),
    async (context) => {
      const { id } = context.req.valid('param');
      const { withAccess } = context.req.valid('json');
      const signedIn = context.get('signedIn');
      const dryRun = dryRunOf(context, context.req.valid('query'));
      return dryRun
        ? context.json(
            await previewMemberChange(services, signedIn, id, { withAccess }, dryRun),
            200,
          )
        : context.json(await restoreMember(services, signedIn, id, withAccess), 200);
    },
  );

  return api;
}

const summaries = {
  suspend: 'Take all access away for a while; everything is kept and sessions end',
  resume: 'Give a suspended person everything back',
  remove: 'Remove a person from the organization; sessions end',
} as const;
