import type { TestAnswer } from './sign-in-as.ts';
import type { TestServer } from './start-test-server.ts';

/** A browser as far as the server can tell: it keeps cookies and names its origin. */
export interface Visitor {
  readonly cookies: Map<string, string>;
  request(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<TestAnswer>;
}

export function newVisitor({ url, services }: Pick<TestServer, 'url' | 'services'>): Visitor {
  const cookies = new Map<string, string>();
  return {
    cookies,
    async request(method, path, body, headers = {}) {
      const answer = await fetch(`${url}${path}`, {
        method,
        headers: {
          origin: services.config.publicUrl,
          ...(cookies.size > 0 && {
            cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
          }),
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      for (const line of answer.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
        if (value === '' || /max-age=0/i.test(line)) cookies.delete(name);
        else cookies.set(name, value);
      }
      const text = await answer.text();
      const json = answer.headers.get('content-type')?.includes('json');
      return {
        status: answer.status,
        headers: answer.headers,
        body: json ? JSON.parse(text) : text,
      };
    },
  };
}
