import { hash as digest, randomBytes } from 'node:crypto';
import type { OrganizationId } from '@latchkey/engine';

const SECRET_BYTES = 32;

/** What the holder gets once, and what is stored instead of it. */
export interface SecretToken {
  readonly token: string;
  readonly hash: Buffer;
}

/** A session of an organization: `org_….secret`; every look-up is keyed by the organization. */
export function newSessionToken(organizationId: OrganizationId): SecretToken {
  return withHash(`${organizationId}.${newSecret()}`);
}

/** An API key: `org_….key.secret`. */
export function newApiKeyToken(organizationId: OrganizationId): SecretToken {
  return withHash(`${organizationId}.key.${newSecret()}`);
}

/** A key of the platform, for every organization: `platform.key.secret`. */
export function newPlatformKeyToken(): SecretToken {
  return withHash(`platform.key.${newSecret()}`);
}

/** The proof of a sign-in, which belongs to no organization. */
export function newSignInToken(): SecretToken {
  return withHash(newSecret());
}

/** An operator's session, above all organizations. */
export function newOperatorToken(): SecretToken {
  return withHash(`operator.${newSecret()}`);
}

/** SHA-256 of the whole token: look up by it, so that the comparison is of hashes and tells nothing by its time. */
export function hashToken(token: string): Buffer {
  return digest('sha256', token, 'buffer');
}

const sessionToken = /^(org_[0-9a-z]{8,40})\.[A-Za-z0-9_-]{43}$/;
const apiKeyToken = /^(org_[0-9a-z]{8,40})\.key\.[A-Za-z0-9_-]{43}$/;
const platformKeyToken = /^platform\.key\.[A-Za-z0-9_-]{43}$/;
const operatorToken = /^operator\.[A-Za-z0-9_-]{43}$/;
const signInToken = /^[A-Za-z0-9_-]{43}$/;

export interface PresentedToken {
  readonly organizationId: OrganizationId;
  readonly hash: Buffer;
}

export interface PresentedKey {
  /** Null: a key of the platform. */
  readonly organizationId: OrganizationId | null;
  readonly hash: Buffer;
}

/** Where to look a presented session token up, or null when it has not the shape of one. */
export function readSessionToken(token: string): PresentedToken | null {
  return presented(sessionToken, token);
}

/** Where to look a presented key up, or null when it has the shape of none: an organization's, or the platform's. */
export function readKeyToken(token: string): PresentedKey | null {
  if (platformKeyToken.test(token)) return { organizationId: null, hash: hashToken(token) };
  return presented(apiKeyToken, token);
}

/** The hash to look a presented sign-in up by, or null when it has not the shape of one. */
export function readSignInToken(token: string): Buffer | null {
  return signInToken.test(token) ? hashToken(token) : null;
}

/** The hash to look an operator's presented session up by, or null when it has not the shape of one. */
export function readOperatorToken(token: string): Buffer | null {
  return operatorToken.test(token) ? hashToken(token) : null;
}

function presented(shape: RegExp, token: string): PresentedToken | null {
  const organizationId = shape.exec(token)?.[1];
  if (organizationId === undefined) return null;
  return { organizationId: organizationId as OrganizationId, hash: hashToken(token) }; // the expression proved the shape
}

function newSecret(): string {
  return randomBytes(SECRET_BYTES).toString('base64url');
}

function withHash(token: string): SecretToken {
  return { token, hash: hashToken(token) };
}
