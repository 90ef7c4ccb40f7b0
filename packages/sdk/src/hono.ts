import type { Context, MiddlewareHandler } from 'hono';
import type { ModelKeys, PermissionOf, ResourceOf } from './keys.ts';
import { type Asking, guardWith, isRefusal, type ProtectOptions } from './protect/admit.ts';
import {
  type Admitted,
  accessOf as accessOfRequest,
  rememberAdmitted,
} from './protect/admitted.ts';
import { refusalResponse } from './protect/refusal.ts';

export type { Admitted, ProtectOptions };

/** Who was let through; throws when no `requirePermission` stands before the handler. */
export const accessOf = (context: Context): Admitted => accessOfRequest(context.req.raw);

/** Makes the `requirePermission` of a Hono application. */
export function protectWith<Keys extends ModelKeys>(
  latchkey: Asking<Keys>,
  options: ProtectOptions<Context> = {},
) {
  const admit = guardWith(latchkey, options);
  return function requirePermission(
    permission: PermissionOf<Keys>,
    resourceOf: (context: Context) => ResourceOf<Keys> | Promise<ResourceOf<Keys>>,
  ): MiddlewareHandler {
    return async function protect(context, next) {
      const answer = await admit({
        permission,
        request: context,
        resourceOf: () => resourceOf(context),
        header: (name) => context.req.header(name),
      });
      if (isRefusal(answer)) return refusalResponse(answer);
      rememberAdmitted(context.req.raw, answer);
      return next();
    };
  };
}
