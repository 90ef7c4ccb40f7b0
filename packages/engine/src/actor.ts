import type { KeyId, MemberId, UserId } from './ids.ts';

/** Who did it, as the log records it. */
export type Actor =
  | { readonly type: 'user'; readonly userId: UserId; readonly memberId: MemberId }
  /** A person acting on an invitation before being a member. */
  | { readonly type: 'invitee'; readonly memberId: MemberId }
  | { readonly type: 'key'; readonly keyId: KeyId }
  /** One of the platform's own people, from outside the organization; inside, on a visit, it is a user. */
  | { readonly type: 'operator'; readonly userId: UserId }
  /** The product itself or somebody at the command line: `cli`, `demo`, `sweep`. */
  | { readonly type: 'system'; readonly name: string };

/** Through which door it came. */
export type Channel = 'console' | 'api' | 'cli' | 'link' | 'import' | 'system';

/**
 * Whose rights the guards measure: a member's own, those of the person an invitation is for,
 * or none at all (the command line of the server's own machine).
 */
export type Authority =
  | { readonly kind: 'member'; readonly memberId: MemberId }
  | { readonly kind: 'invitee'; readonly memberId: MemberId }
  | { readonly kind: 'system' };
