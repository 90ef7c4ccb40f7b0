import { createHmac, timingSafeEqual } from 'node:crypto';

/** What a signature is for; it is signed along, so that no token passes for another kind. */
type MacPurpose =
  | 'snapshot-file'
  | 'invitation'
  | 'password-reset'
  | 'demo-sign-in'
  | 'cursor'
  | 'search'
  | 'revision';

/** HMAC-SHA256 over the purpose and the content. */
export function macOf(
  serverKey: Buffer,
  purpose: MacPurpose,
  content: string | Uint8Array,
): Buffer {
  // The purpose holds no NUL, so purpose and content cannot run into each other.
  return createHmac('sha256', serverKey).update(`latchkey ${purpose}\0`).update(content).digest();
}

/** `payload.mac`, both base64url. */
export function signText(serverKey: Buffer, purpose: MacPurpose, text: string): string {
  const payload = Buffer.from(text).toString('base64url');
  return `${payload}.${macOf(serverKey, purpose, payload).toString('base64url')}`;
}

const signed = /^([A-Za-z0-9_-]{1,2000})\.([A-Za-z0-9_-]{43})$/;

/** The signed text, or null for anything but a token made by `signText` with this key and purpose. */
export function readSignedText(
  serverKey: Buffer,
  purpose: MacPurpose,
  token: string,
): string | null {
  const [, payload, mac] = signed.exec(token) ?? [];
  if (payload === undefined || mac === undefined) return null;
  const given = Buffer.from(mac, 'base64url');
  // base64url has several spellings of the same bytes; one is ours.
  if (given.toString('base64url') !== mac) return null;
  if (!timingSafeEqual(given, macOf(serverKey, purpose, payload))) return null;
  return Buffer.from(payload, 'base64url').toString();
}
