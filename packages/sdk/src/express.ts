import type { Request, RequestHandler } from 'express';
import type { ModelKeys, PermissionOf, ResourceOf } from './keys.ts';
import { type Asking, guardWith, isRefusal, type ProtectOptions } from './protect/admit.ts';
import { rememberAdmitted } from './protect/admitted.ts';

export { type Admitted, accessOf } from './protect/admitted.ts';
export type { ProtectOptions };

/** Makes the `requirePermission` of an Express application. */
export function protectWith<Keys extends ModelKeys>(
  latchkey: Asking<Keys>,
  options: ProtectOptions<Request> = {},
) {
  const admit = guardWith(latchkey, options);
  return function requirePermission<Params = Record<string, string>>(
    permission: PermissionOf<Keys>,
    resourceOf: (request: Request<Params>) => ResourceOf<Keys> | Promise<ResourceOf<Keys>>,
  ): RequestHandler<Params> {
    return async function protect(request, response, next) {
      const answer = await admit({
        permission,
        // Only the types of the parameters differ, which `subjectOf` does not know.
        request: request as unknown as Request,
        resourceOf: () => resourceOf(request),
        header: (name) => request.headers[name],
      });
      if (isRefusal(answer)) {
        response.status(answer.status).set(answer.headers).send(JSON.stringify(answer.problem));
        return;
      }
      rememberAdmitted(request, answer);
      next();
    };
  };
}
