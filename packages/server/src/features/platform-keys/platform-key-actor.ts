import type { UserId } from '@latchkey/engine';

/** Who makes or revokes a platform key: an operator, or with null whoever is at the command line. */
export interface PlatformKeyActor {
  readonly userId: UserId | null;
  readonly ipAddress: string;
}

export const commandLine: PlatformKeyActor = { userId: null, ipAddress: '' };
