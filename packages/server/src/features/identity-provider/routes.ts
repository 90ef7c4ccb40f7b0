import { createRoute } from '@hono/zod-openapi';
import {
  dryRunQuery,
  identityProviderSettings,
  identityProviderTest,
  identityProviderTestAnswer,
  identityProviderUpdate,
} from '@latchkey/contract';
import { createApi } from '../../http/create-api.ts';
import { dryRunOf, planAnswer } from '../../http/dry-run.ts';
import { jsonAnswer, jsonBody, noContent, problemAnswers } from '../../http/route-parts.ts';
import type { Services } from '../../services.ts';
import { getProviderSettings } from './get-provider-settings.ts';
import { previewRemoval, previewSaving } from './preview-provider.ts';
import { removeProvider } from './remove-provider.ts';
import { saveProvider } from './save-provider.ts';
import { testIssuer } from './test-issuer.ts';

const tags = ['Organization'];

const get = createRoute({
  method: 'get',
  path: '/identity-provider',
  operationId: 'getIdentityProvider',
  summary: 'How people of the organization sign in besides a password',
  tags,
  responses: {
    200: jsonAnswer(identityProviderSettings, 'The own provider, and the installation’s.'),
    ...problemAnswers('not_signed_in', 'owners_only'),
  },
});

const save = createRoute({
  method: 'put',
  path: '/identity-provider',
  operationId: 'saveIdentityProvider',
  summary: 'Set the organization’s own identity provider',
  tags,
  request: { query: dryRunQuery, body: jsonBody(identityProviderUpdate) },
  responses: {
    200: planAnswer,
    204: noContent('Saved; its issuer has answered.'),
    ...problemAnswers(
      'not_signed_in',
      'owners_only',
      'self_serve_off',
      'issuer_unusable',
      'provider_in_use',
    ),
  },
});

const remove = createRoute({
  method: 'delete',
  path: '/identity-provider',
  operationId: 'removeIdentityProvider',
  summary: 'Take the organization’s own identity provider away',
  tags,
  request: { query: dryRunQuery },
  responses: {
    200: planAnswer,
    204: noContent('Gone; whoever signed in through it is signed out.'),
    ...problemAnswers(
      'not_signed_in',
      'owners_only',
      'self_serve_off',
      'not_found',
      'provider_in_use',
    ),
  },
});

const tryOut = createRoute({
  method: 'post',
  path: '/identity-provider/test',
  operationId: 'testIdentityProvider',
  summary: 'Ask an issuer whether it is an identity provider; changes nothing',
  tags,
  request: { body: jsonBody(identityProviderTest) },
  responses: {
    200: jsonAnswer(identityProviderTestAnswer, 'What the issuer says of itself.'),
    ...problemAnswers('not_signed_in', 'owners_only', 'issuer_unusable'),
  },
});

/** The organization's own identity provider, in the hands of its owners. */
export function identityProviderRoutes(services: Services) {
  return createApi()
    .openapi(get, async (context) =>
      context.json(await getProviderSettings(services, context.var.signedIn), 200),
    )
    .openapi(save, async (context) => {
      const { signedIn, ipAddress } = context.var;
      const wanted = context.req.valid('json');
      const dryRun = dryRunOf(context, context.req.valid('query'));
      if (dryRun) return context.json(await previewSaving(services, signedIn, wanted, dryRun), 200);
      await saveProvider(services, signedIn, wanted, ipAddress);
      return context.body(null, 204);
    })
    .openapi(remove, async (context) => {
      const { signedIn, ipAddress } = context.var;
      const dryRun = dryRunOf(context, context.req.valid('query'));
      if (dryRun) return context.json(await previewRemoval(services, signedIn, dryRun), 200);
      await removeProvider(services, signedIn, ipAddress);
      return context.body(null, 204);
    })
    .openapi(tryOut, async (context) => {
      const { issuer } = context.req.valid('json');
      return context.json(await testIssuer(services, context.var.signedIn, issuer), 200);
    });
}
