import { OpenAPIHono } from '@hono/zod-openapi';
import type { Env } from './env.ts';
import { malformedRequest } from './malformed-request.ts';

/** A set of routes, all of which answer bad input in the same way. */
export function createApi(): OpenAPIHono<Env> {
  return new OpenAPIHono<Env>({
    defaultHook: (result) => {
      if (!result.success) throw malformedRequest(result.target, result.error);
    },
  });
}
