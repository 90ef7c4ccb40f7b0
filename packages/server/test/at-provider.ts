import type { TestIdentityProvider } from './start-identity-provider.ts';

/** Signs in on the provider's pages, as a browser would, and answers with the address that it is sent back to. */
export async function atProvider(
  { issuer }: Pick<TestIdentityProvider, 'issuer'>,
  start: string,
  account: string,
): Promise<URL> {
  const cookies = new Map<string, string>();
  let url = start;
  let body: URLSearchParams | undefined;
  for (let step = 0; step < 10; step++) {
    const answer = await fetch(url, {
      redirect: 'manual',
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(body && { method: 'POST', body }),
    });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      cookies.set(name, value);
    }
    const location = answer.headers.get('location');
    body = undefined;
    if (location === null) {
      if (answer.status !== 200) throw new Error(await answer.text());
      body = new URLSearchParams({ account });
      continue;
    }
    const next = new URL(location, url);
    if (next.origin !== issuer) return next;
    url = next.href;
  }
  throw new Error('The provider leads round in a circle.');
}
