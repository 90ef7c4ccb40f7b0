import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Env } from './env.ts';

/** The document at `/openapi.json`, drawn from the routes themselves. */
export function openApiDocument(app: OpenAPIHono<Env>) {
  return app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'Latchkey',
      version: '1',
      description:
        'Users and access of one organization: the one whose session cookie or token is presented.',
      license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
    },
    servers: [{ url: '/' }],
  });
}
