import type { OrganizationId } from '@latchkey/engine';
import type { TestAnswer } from './sign-in-as.ts';

export type DecisionEndpoint =
  | 'evaluation'
  | 'evaluations'
  | 'search/subject'
  | 'search/resource'
  | 'search/action';

export interface DecisionCaller {
  readonly url: string;
  readonly organizationId: OrganizationId;
  readonly key: string;
}

/** Asks an organization's decision point over HTTP; a text goes out as it is, anything else as JSON. */
export async function askDecisionPoint(
  { url, organizationId, key }: DecisionCaller,
  endpoint: DecisionEndpoint,
  body: unknown,
  { method = 'POST', headers = {} }: { method?: string; headers?: Record<string, string> } = {},
): Promise<TestAnswer> {
  const answer = await fetch(`${url}/organizations/${organizationId}/access/v1/${endpoint}`, {
    method,
    headers: {
      authorization: `Bearer ${key}`,
      'content-type': 'application/json',
      ...headers,
    },
    ...(method !== 'GET' && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  return { status: answer.status, headers: answer.headers, body: await answer.json() };
}
