import type { Context, MiddlewareHandler } from 'hono';
import { admit, type GuardOptions, isRefusal } from './guard/admit.ts';
import { type Admitted, accessOf as accessOfRequest, rememberAdmitted } from './guard/admitted.ts';
import { refusalResponse } from './guard/refusal.ts';
import type { ModelKeys, PermissionOf, ResourceOf } from './keys.ts';
import type { Latchkey } from './latchkey.ts';

export type { Admitted, GuardOptions };

/** Who was let through; throws when no guard stands before the handler. */
export const accessOf = (context: Context): Admitted => accessOfRequest(context.req.raw);

/** Makes the `requirePermission` of a Hono application. */
export function guardWith<Keys extends ModelKeys>(
  latchkey: Latchkey<Keys>,
  options: GuardOptions<Context> = {},
) {
  return function requirePermission(
    permission: PermissionOf<Keys>,
    resourceOf: (context: Context) => ResourceOf<Keys> | Promise<ResourceOf<Keys>>,
  ): MiddlewareHandler {
    return async function guard(context, next) {
      const answer = await admit(
        {
          latchkey,
          permission,
          request: context,
          resourceOf: () => resourceOf(context),
          header: (name) => context.req.header(name),
        },
        options,
      );
      if (isRefusal(answer)) return refusalResponse(answer);
      rememberAdmitted(context.req.raw, answer);
      return next();
    };
  };
}
