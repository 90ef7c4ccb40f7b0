import type { Instant, UserId } from '@latchkey/engine';
import { readSignedText, signText } from './mac.ts';

/** Dead as soon as the password changes: the credential's generation moves on. */
export interface PasswordResetToken {
  readonly userId: UserId;
  readonly credentialGeneration: number;
  readonly expiresAt: Instant;
}

export function signPasswordResetToken(serverKey: Buffer, token: PasswordResetToken): string {
  const { userId, credentialGeneration, expiresAt } = token;
  return signText(serverKey, 'password-reset', `${userId}/${credentialGeneration}/${expiresAt}`);
}

const shape = /^(usr_[0-9a-z]{8,40})\/(\d{1,9})\/(\d{1,15})$/;

/** The token's content, or null unless this server made it and it is still in time. The caller compares the generation. */
export function readPasswordResetToken(
  serverKey: Buffer,
  token: string,
  now: Instant,
): PasswordResetToken | null {
  const text = readSignedText(serverKey, 'password-reset', token);
  const match = text === null ? null : shape.exec(text);
  if (!match) return null;
  const expiresAt = Number(match[3]);
  if (now >= expiresAt) return null;
  return { userId: match[1] as UserId, credentialGeneration: Number(match[2]), expiresAt }; // shape proved above
}
