/** RFC 9457 problem details of a request that was not let through. */
interface RefusalProblem {
  readonly type: 'about:blank';
  readonly title: string;
  readonly status: 401 | 403 | 503;
  readonly code: 'not_signed_in' | 'not_allowed' | 'access_unknown';
  readonly detail: string;
  readonly required_permission: string;
}

export interface Refusal {
  readonly status: RefusalProblem['status'];
  readonly headers: Readonly<Record<string, string>>;
  readonly problem: RefusalProblem;
}

const json = { 'content-type': 'application/problem+json', 'cache-control': 'no-store' };

export const notSignedIn = (permission: string): Refusal => ({
  status: 401,
  headers: { ...json, 'www-authenticate': 'Bearer realm="latchkey"' },
  problem: {
    type: 'about:blank',
    title: 'You are not signed in.',
    status: 401,
    code: 'not_signed_in',
    detail: 'Sign in and try again.',
    required_permission: permission,
  },
});

export const notAllowed = (permission: string): Refusal => ({
  status: 403,
  headers: json,
  problem: {
    type: 'about:blank',
    title: 'You may not do this here.',
    status: 403,
    code: 'not_allowed',
    detail: 'Ask an owner of your organization, or somebody who manages this place.',
    required_permission: permission,
  },
});

/** Not a no: whether the person may cannot be found out at present. */
export const accessUnknown = (permission: string): Refusal => ({
  status: 503,
  headers: { ...json, 'retry-after': '1' },
  problem: {
    type: 'about:blank',
    title: 'Access cannot be checked at the moment.',
    status: 503,
    code: 'access_unknown',
    detail: 'Try again in a moment.',
    required_permission: permission,
  },
});

export const refusalResponse = ({ status, headers, problem }: Refusal): Response =>
  new Response(JSON.stringify(problem), { status, headers });
