import type { OrganizationId } from '@latchkey/engine';
import { signIn } from '../src/sign-in/sign-in.ts';
import type { TestServer } from './start-test-server.ts';
import type { TestMember } from './test-member.ts';

export interface TestAnswer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: a test states what it expects of a body by looking into it.
  readonly body: any;
}

/** A signed-in person's requests to a server. */
export interface TestClient {
  readonly token: string;
  request(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<TestAnswer>;
}

/** The member signs in and asks the server over HTTP, with the token that a platform's backend would pass on. */
export async function signInAs(
  { url, services }: Pick<TestServer, 'url' | 'services'>,
  organizationId: OrganizationId,
  { userId }: Pick<TestMember, 'userId'>,
): Promise<TestClient> {
  const { session } = await signIn(services, {
    userId,
    method: 'demo',
    organizationId,
    origin: { userAgent: 'test', ipAddress: '127.0.0.1' },
  });
  if (!session) throw new Error('The member belongs to no organization.');
  const { token } = session;
  return {
    token,
    async request(method, path, body, headers = {}) {
      const answer = await fetch(`${url}${path}`, {
        method,
        headers: {
          authorization: `Bearer ${token}`,
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      const text = await answer.text();
      return {
        status: answer.status,
        headers: answer.headers,
        body: text === '' ? null : JSON.parse(text),
      };
    },
  };
}
