import type { OpenAPIHono } from '@hono/zod-openapi';
import { compress } from 'hono/compress';
import { describeDecisionPoint } from './decide/describe-decision-point.ts';
import { accessCheckRoutes } from './features/access-checks/routes.ts';
import { accessTableRoutes } from './features/access-table/routes.ts';
import { activationRoutes } from './features/activation/routes.ts';
import { changeRoutes } from './features/changes/routes.ts';
import { coverageRoutes } from './features/coverage/routes.ts';
import { entityRoutes } from './features/entities/routes.ts';
import { identityProviderRoutes } from './features/identity-provider/routes.ts';
import { providerSignInRoutes } from './features/identity-provider/sign-in-routes.ts';
import { importRoutes } from './features/imports/routes.ts';
import { invitationRoutes } from './features/invitations/routes.ts';
import { keyRoutes } from './features/keys/routes.ts';
import { mailboxRoutes } from './features/mailbox/routes.ts';
import { memberRoutes } from './features/members/routes.ts';
import { modelRoutes } from './features/model/routes.ts';
import { operatorRoutes } from './features/operators/routes.ts';
import { visitRoutes } from './features/operators/visit-routes.ts';
import { organizationRoutes } from './features/organization/routes.ts';
import { permissionSetRoutes } from './features/permission-sets/routes.ts';
import { placeModuleRoutes } from './features/place-modules/routes.ts';
import { platformKeyRoutes } from './features/platform-keys/routes.ts';
import { requestRoutes } from './features/requests/routes.ts';
import { whoCanRoutes } from './features/who-can/routes.ts';
import { answerFailure } from './http/answer-failure.ts';
import { createApi } from './http/create-api.ts';
import type { Env } from './http/env.ts';
import { limitBody } from './http/limit-body.ts';
import { openApiDocument } from './http/open-api-document.ts';
import { ownOrigin } from './http/own-origin.ts';
import { ProblemError } from './http/problem.ts';
import { problemPages } from './http/problem-pages.ts';
import { requestIdentity } from './http/request-identity.ts';
import { requireOperator } from './http/require-operator.ts';
import { requireSession } from './http/require-session.ts';
import { secureAnswers } from './http/security-headers.ts';
import { visitReadOnly } from './http/visit-read-only.ts';
import type { Services } from './services.ts';
import { signInRoutes } from './sign-in/routes.ts';
import { sessionRoutes } from './sign-in/session-routes.ts';

/** The API, whole: what it offers, in which order it is guarded. */
export function createApp(services: Services): OpenAPIHono<Env> {
  const app = createApi();
  app.onError(answerFailure(services));
  app.notFound(() => {
    throw new ProblemError('not_found');
  });
  app.use(requestIdentity, secureAnswers, compress(), ownOrigin(services.config), limitBody);
  app.route('/', problemPages());

  // Open to anyone.
  app.route('/v1', signInRoutes(services));
  app.route('/v1', providerSignInRoutes(services));
  app.route('/v1', activationRoutes(services));
  app.route('/v1', mailboxRoutes(services));

  // Above the organizations: for the platform's own people.
  app.use('/v1/operator/*', requireOperator(services));
  app.route('/v1', operatorRoutes(services));
  app.route('/v1', visitRoutes(services));
  app.route('/v1', platformKeyRoutes(services));

  // From here on a session is needed.
  app.use('/v1/*', requireSession(services), visitReadOnly);
  app.route('/v1', sessionRoutes(services));
  app.route('/v1', invitationRoutes(services));
  app.route('/v1', memberRoutes(services));
  app.route('/v1', accessCheckRoutes(services));
  app.route('/v1', accessTableRoutes(services));
  app.route('/v1', whoCanRoutes(services));
  app.route('/v1', changeRoutes(services));
  app.route('/v1', coverageRoutes(services));
  app.route('/v1', placeModuleRoutes(services));
  app.route('/v1', entityRoutes(services));
  app.route('/v1', identityProviderRoutes(services));
  app.route('/v1', importRoutes(services));
  app.route('/v1', keyRoutes(services));
  app.route('/v1', modelRoutes(services));
  app.route('/v1', organizationRoutes(services));
  app.route('/v1', permissionSetRoutes(services));
  app.route('/v1', requestRoutes(services));

  describeDecisionPoint(app);
  app.get('/openapi.json', (context) => context.json(openApiDocument(app)));
  return app;
}
