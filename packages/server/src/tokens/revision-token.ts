import type { OrganizationId } from '@latchkey/engine';
import { ProblemError } from '../http/problem.ts';
import { readSignedText, signText } from './mac.ts';

/** What a receipt gives and a question takes, so that the answer includes the change. */
export function revisionToken(
  serverKey: Buffer,
  organizationId: OrganizationId,
  revision: number,
): string {
  return signText(serverKey, 'revision', `${organizationId}:${revision}`);
}

const shape = /^(org_[0-9a-z]{8,40}):(\d{1,15})$/;

/** The revision of a token made by this installation for this organization, or null. */
export function readRevisionToken(
  serverKey: Buffer,
  organizationId: OrganizationId,
  token: string,
): number | null {
  const text = readSignedText(serverKey, 'revision', token);
  const [, ofOrganization, revision] = (text && shape.exec(text)) || [];
  return ofOrganization === organizationId ? Number(revision) : null;
}

/** As `readRevisionToken`; anything else is a malformed request. */
export function requireRevision(
  serverKey: Buffer,
  organizationId: OrganizationId,
  token: string,
): number {
  const revision = readRevisionToken(serverKey, organizationId, token);
  if (revision !== null) return revision;
  throw new ProblemError('malformed_request', {
    places: [
      {
        pointer: null,
        code: 'foreign_revision',
        detail:
          'The revision was not made by this server for this organization. Pass it on as it was received.',
        subject: 'revision',
        values: {},
      },
    ],
  });
}
