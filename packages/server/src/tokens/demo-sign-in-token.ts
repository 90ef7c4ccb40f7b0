import type { Instant, UserId } from '@latchkey/engine';
import { readSignedText, signText } from './mac.ts';

/** Signs a person of the demo in without a password; accepted by servers that show the demo only. */
export interface DemoSignInToken {
  readonly userId: UserId;
  readonly expiresAt: Instant;
}

export function signDemoSignInToken(serverKey: Buffer, token: DemoSignInToken): string {
  return signText(serverKey, 'demo-sign-in', `${token.userId}/${token.expiresAt}`);
}

const shape = /^(usr_[0-9a-z]{8,40})\/(\d{1,15})$/;

/** The token's content, or null unless this server made it and it is still in time. */
export function readDemoSignInToken(
  serverKey: Buffer,
  token: string,
  now: Instant,
): DemoSignInToken | null {
  const text = readSignedText(serverKey, 'demo-sign-in', token);
  const match = text === null ? null : shape.exec(text);
  if (!match) return null;
  const expiresAt = Number(match[2]);
  return now < expiresAt ? { userId: match[1] as UserId, expiresAt } : null; // shape proved above
}
