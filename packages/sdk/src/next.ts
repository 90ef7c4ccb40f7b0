import type { ModelKeys, PermissionOf, ResourceOf } from './keys.ts';
import { type Asking, guardWith, isRefusal, type ProtectOptions } from './protect/admit.ts';
import { rememberAdmitted } from './protect/admitted.ts';
import { refusalResponse } from './protect/refusal.ts';

export { type Admitted, accessOf } from './protect/admitted.ts';
export type { ProtectOptions };

type Handler<Incoming, Context> = (
  request: Incoming,
  context: Context,
) => Response | Promise<Response>;

/** Makes the `requirePermission` of Next.js route handlers, and of anything else that takes a `Request`. */
export function protectWith<Keys extends ModelKeys>(
  latchkey: Asking<Keys>,
  options: ProtectOptions<Request> = {},
) {
  const admit = guardWith(latchkey, options);
  return function requirePermission<Incoming extends Request, Context>(
    permission: PermissionOf<Keys>,
    resourceOf: (
      request: Incoming,
      context: Context,
    ) => ResourceOf<Keys> | Promise<ResourceOf<Keys>>,
    handler: Handler<Incoming, Context>,
  ): (request: Incoming, context: Context) => Promise<Response> {
    return async function protectedHandler(request, context) {
      const answer = await admit({
        permission,
        request,
        resourceOf: () => resourceOf(request, context),
        header: (name) => request.headers.get(name),
      });
      if (isRefusal(answer)) return refusalResponse(answer);
      rememberAdmitted(request, answer);
      return handler(request, context);
    };
  };
}
