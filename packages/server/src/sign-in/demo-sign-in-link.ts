import type { UserId } from '@latchkey/engine';
import type { Config } from '../config.ts';
import { signDemoSignInToken } from '../tokens/demo-sign-in-token.ts';

const lifetime = 30 * 24 * 60 * 60 * 1000;

/** A link that signs a person of the demo in; the server prints it at start. */
export function demoSignInLink({ publicUrl, serverKey }: Config, userId: UserId): string {
  return `${publicUrl}/sign-in/link#${signDemoSignInToken(serverKey, { userId, expiresAt: Date.now() + lifetime })}`;
}
