import type { Request, RequestHandler } from 'express';
import { admit, type GuardOptions, isRefusal } from './guard/admit.ts';
import { rememberAdmitted } from './guard/admitted.ts';
import type { ModelKeys, PermissionOf, ResourceOf } from './keys.ts';
import type { Latchkey } from './latchkey.ts';

export { type Admitted, accessOf } from './guard/admitted.ts';
export type { GuardOptions };

/** Makes the `requirePermission` of an Express application. */
export function guardWith<Keys extends ModelKeys>(
  latchkey: Latchkey<Keys>,
  options: GuardOptions<Request> = {},
) {
  return function requirePermission<Params = Record<string, string>>(
    permission: PermissionOf<Keys>,
    resourceOf: (request: Request<Params>) => ResourceOf<Keys> | Promise<ResourceOf<Keys>>,
  ): RequestHandler<Params> {
    return async function guard(request, response, next) {
      const answer = await admit(
        {
          latchkey,
          permission,
          // Only the types of the parameters differ, which `subjectOf` does not know.
          request: request as unknown as Request,
          resourceOf: () => resourceOf(request),
          header: (name) => request.headers[name],
        },
        options,
      );
      if (isRefusal(answer)) {
        response.status(answer.status).set(answer.headers).send(JSON.stringify(answer.problem));
        return;
      }
      rememberAdmitted(request, answer);
      next();
    };
  };
}
