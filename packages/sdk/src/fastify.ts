import type { FastifyReply, FastifyRequest, RouteGenericInterface } from 'fastify';
import type { ModelKeys, PermissionOf, ResourceOf } from './keys.ts';
import { type Asking, guardWith, isRefusal, type ProtectOptions } from './protect/admit.ts';
import { rememberAdmitted } from './protect/admitted.ts';

export { type Admitted, accessOf } from './protect/admitted.ts';
export type { ProtectOptions };

/** Makes the `requirePermission` of a Fastify application: a `preHandler`. */
export function protectWith<Keys extends ModelKeys>(
  latchkey: Asking<Keys>,
  options: ProtectOptions<FastifyRequest> = {},
) {
  const admit = guardWith(latchkey, options);
  return function requirePermission<Route extends RouteGenericInterface = RouteGenericInterface>(
    permission: PermissionOf<Keys>,
    resourceOf: (request: FastifyRequest<Route>) => ResourceOf<Keys> | Promise<ResourceOf<Keys>>,
  ) {
    return async function protect(
      request: FastifyRequest<Route>,
      reply: FastifyReply,
    ): Promise<FastifyReply | undefined> {
      const answer = await admit({
        permission,
        // Only the types of the route differ, which `subjectOf` does not know.
        request: request as unknown as FastifyRequest,
        resourceOf: () => resourceOf(request),
        header: (name) => request.headers[name],
      });
      if (isRefusal(answer)) {
        return reply
          .code(answer.status)
          .headers(answer.headers)
          .send(JSON.stringify(answer.problem));
      }
      rememberAdmitted(request, answer);
      return undefined;
    };
  };
}
