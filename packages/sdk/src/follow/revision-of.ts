/**
 * The revision that a token names, or null when only the server can tell: it is of another organization, of a time
 * before a restore from a backup, or of a form that is not known here.
 * It is read, not trusted: whoever makes one up gets what the server says about it, or what anybody gets without one.
 */
export function revisionOf(token: string, organizationId: string, epoch: string): number | null {
  const [payload = ''] = token.split('.', 1);
  try {
    const text = atob(payload.replaceAll('-', '+').replaceAll('_', '/'));
    const [, ofOrganization, ofEpoch, revision] = /^1:(org_\w+):(\w+):(\d{1,15})$/.exec(text) ?? [];
    return ofOrganization === organizationId && ofEpoch === epoch ? Number(revision) : null;
  } catch {
    return null;
  }
}
