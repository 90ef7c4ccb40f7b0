import { admit, type GuardOptions, isRefusal } from './guard/admit.ts';
import { rememberAdmitted } from './guard/admitted.ts';
import { refusalResponse } from './guard/refusal.ts';
import type { ModelKeys, PermissionOf, ResourceOf } from './keys.ts';
import type { Latchkey } from './latchkey.ts';

export { type Admitted, accessOf } from './guard/admitted.ts';
export type { GuardOptions };

type Handler<Incoming, Context> = (
  request: Incoming,
  context: Context,
) => Response | Promise<Response>;

/** Makes the `requirePermission` of Next.js route handlers, and of anything else that takes a `Request`. */
export function guardWith<Keys extends ModelKeys>(
  latchkey: Latchkey<Keys>,
  options: GuardOptions<Request> = {},
) {
  return function requirePermission<Incoming extends Request, Context>(
    permission: PermissionOf<Keys>,
    resourceOf: (
      request: Incoming,
      context: Context,
    ) => ResourceOf<Keys> | Promise<ResourceOf<Keys>>,
    handler: Handler<Incoming, Context>,
  ): (request: Incoming, context: Context) => Promise<Response> {
    return async function guarded(request, context) {
      const answer = await admit(
        {
          latchkey,
          permission,
          request,
          resourceOf: () => resourceOf(request, context),
          header: (name) => request.headers.get(name),
        },
        options,
      );
      if (isRefusal(answer)) return refusalResponse(answer);
      rememberAdmitted(request, answer);
      return handler(request, context);
    };
  };
}
