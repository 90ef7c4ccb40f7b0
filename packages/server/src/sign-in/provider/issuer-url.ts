const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);

const isLoopback = (url: URL) => url.protocol === 'http:' && loopback.has(url.hostname);

/**
 * Whether the server may ask this issuer: over TLS, whose certificate keeps a person's own choice of
 * address from reaching what has none. Without TLS only where the server itself is tried out on one machine.
 */
export function isUsableIssuer(issuer: string, publicUrl: string): boolean {
  if (!URL.canParse(issuer)) return false;
  const url = new URL(issuer);
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '')
    return false;
  return url.protocol === 'https:' || (isLoopback(url) && isLoopback(new URL(publicUrl)));
}
