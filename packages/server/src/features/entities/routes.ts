import { createRoute } from '@hono/zod-openapi';
import {
  creationReceipt,
  dryRunQuery,
  entity,
  entityCreate,
  entityId,
  entityListQuery,
  entityPage,
  entityTree,
  entityUpdate,
} from '@latchkey/contract';
import { z } from 'zod';
import { createApi } from '../../http/create-api.ts';
import { dryRunOf, planAnswer, receiptOrPlan } from '../../http/dry-run.ts';
import { etagOf, requireMatch, revisionOf } from '../../http/etag.ts';
import { receipt } from '../../http/receipt.ts';
import { jsonAnswer, jsonBody, problemAnswers } from '../../http/route-parts.ts';
import { newId } from '../../ids.ts';
import type { Services } from '../../services.ts';
import { previewChange } from '../../words/preview-change.ts';
import { createEntity, entityCreation } from './create-entity.ts';
import { getEntity } from './get-entity.ts';
import { getTree } from './get-tree.ts';
import { listEntities } from './list-entities.ts';
import { entityChange, updateEntity } from './update-entity.ts';

const tags = ['Places'];
const params = z.strictObject({ id: entityId });

const list = createRoute({
  method: 'get',
  path: '/entities',
  operationId: 'listEntities',
  summary: 'Places by name, code or city',
  tags,
  request: { query: entityListQuery },
  responses: {
    200: jsonAnswer(entityPage, 'One page of places, by name.'),
    ...problemAnswers('not_signed_in', 'forbidden'),
  },
});

const tree = createRoute({
  method: 'get',
  path: '/entities/tree',
  operationId: 'getEntityTree',
  summary: 'The whole hierarchy in one compact answer',
  tags,
  responses: {
    200: jsonAnswer(entityTree, 'Every place the reader may see.'),
    304: { description: 'The hierarchy is still the one named in `If-None-Match`.' },
    ...problemAnswers('not_signed_in', 'forbidden'),
  },
});

const get = createRoute({
  method: 'get',
  path: '/entities/{id}',
  operationId: 'getEntity',
  summary: 'One place',
  tags,
  request: { params },
  responses: {
    200: jsonAnswer(entity, 'The place.'),
    ...problemAnswers('not_signed_in', 'forbidden', 'not_found'),
  },
});

const create = createRoute({
  method: 'post',
  path: '/entities',
  operationId: 'createEntity',
  summary: 'Add a place',
  tags,
  request: { query: dryRunQuery, body: jsonBody(entityCreate) },
  responses: {
    200: planAnswer,
    201: jsonAnswer(creationReceipt, 'The place is there.'),
    ...problemAnswers('not_signed_in', 'not_allowed', 'place_code_taken', 'wrong_parent_type'),
  },
});

const update = createRoute({
  method: 'patch',
  path: '/entities/{id}',
  operationId: 'updateEntity',
  summary: 'Rename, move, close or reopen a place',
  tags,
  request: { params, query: dryRunQuery, body: jsonBody(entityUpdate) },
  responses: {
    200: receiptOrPlan,
    ...problemAnswers(
      'not_signed_in',
      'not_allowed',
      'not_found',
      'stale',
      'precondition_required',
    ),
  },
});

export function entityRoutes(services: Services) {
  return createApi()
    .openapi(list, async (context) =>
      context.json(
        await listEntities(services, context.var.signedIn, context.req.valid('query')),
        200,
      ),
    )
    .openapi(tree, async (context) => {
      const known = context.req.header('if-none-match');
      const answer = await getTree(services, context.var.signedIn, (revision) =>
        isKnown(known, etagOf(revision)),
      );
      context.header('Cache-Control', 'private, no-cache');
      if (!answer) return context.body(null, 304);
      context.header('ETag', etagOf(answer.revision));
      return context.json(answer, 200);
    })
    .openapi(get, async (context) => {
      const place = await getEntity(services, context.var.signedIn, context.req.valid('param').id);
      context.header('ETag', place.etag);
      return context.json(place, 200);
    })
    .openapi(create, async (context) => {
      const { signedIn } = context.var;
      const wanted = context.req.valid('json');
      const dryRun = dryRunOf(context, context.req.valid('query'));
      if (dryRun) {
        const request = entityCreation(signedIn, newId('ent'), wanted);
        return context.json(await previewChange(services, signedIn, request, dryRun), 200);
      }
      const created = await createEntity(services, signedIn, wanted);
      context.header('Location', `/v1/entities/${created.entityId}`);
      return context.json(
        { ...receipt(services, signedIn.organizationId, created), id: created.entityId },
        201,
      );
    })
    .openapi(update, async (context) => {
      const { signedIn } = context.var;
      const { id } = context.req.valid('param');
      const revision = revisionOf((await getEntity(services, signedIn, id)).etag);
      const wanted = context.req.valid('json');
      const dryRun = dryRunOf(context, context.req.valid('query'));
      if (dryRun) {
        const request = entityChange(signedIn, id, wanted);
        return context.json(await previewChange(services, signedIn, request, dryRun), 200);
      }
      requireMatch(context, revision);
      const committed = await updateEntity(services, signedIn, id, revision, wanted);
      return context.json(receipt(services, signedIn.organizationId, committed), 200);
    });
}

/** A compressing proxy on the way makes a strong tag weak; it is still the same hierarchy. */
const isKnown = (header: string | undefined, etag: string): boolean =>
  header?.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag) ?? false;
