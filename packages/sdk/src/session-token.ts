const cookieNames = new Set(['latchkey_session', '__Host-latchkey_session']);

/** The session token out of a `Cookie` header, or the text itself when it is a token; null when there is none. */
export function findSessionToken(cookieOrToken: string | null | undefined): string | null {
  if (!cookieOrToken) return null;
  if (/^org_[0-9a-z]+\.[\w-]+$/.test(cookieOrToken)) return cookieOrToken;

  for (const pair of cookieOrToken.split(';')) {
    const separator = pair.indexOf('=');
    if (separator < 0 || !cookieNames.has(pair.slice(0, separator).trim())) continue;
    return pair.slice(separator + 1).trim() || null;
  }
  return null;
}
