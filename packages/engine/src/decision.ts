import type { GrantId, Instant, MemberId, PermissionSetId, Scope } from './ids.ts';

/** May this member do this, at this place? Several places: a resource that lies in each of them. */
export interface Question {
  readonly memberId: MemberId;
  readonly permission: string;
  readonly place: Scope | readonly Scope[];
  /** Sets that count for this question as if the member held them at the whole organization; unknown ones give nothing. */
  readonly groups?: readonly PermissionSetId[];
}

export type DenyReason =
  | 'no_grant'
  | 'not_covered'
  | 'missing_required'
  | 'module_disabled'
  | 'masked'
  | 'expired'
  | 'not_started'
  | 'unknown_subject'
  | 'unknown_entity'
  | 'unknown_permission'
  | 'member_inactive';

/** The answer, always with its reason. */
export type Decision =
  | {
      readonly allowed: true;
      readonly reason: 'owner';
      /** When the answer may change by time alone. */
      readonly validUntil: Instant | null;
    }
  | {
      readonly allowed: true;
      readonly reason: 'granted';
      readonly validUntil: Instant | null;
    }
  | { readonly allowed: false; readonly reason: DenyReason };

/** The chain behind a yes, or the nearest miss behind a no. */
export interface Explanation {
  readonly decision: Decision;
  readonly question: Question;
  /** The grant that decides, or the one that came nearest. */
  readonly grant: {
    /** Null for a set that counts by a group of the question. */
    readonly grantId: GrantId | null;
    /** Null for permissions that were given directly. */
    readonly setId: PermissionSetId | null;
    readonly permissions: readonly string[] | null;
    readonly scope: Scope;
    readonly startsAt: Instant | null;
    readonly endsAt: Instant | null;
    readonly hasPermission: boolean;
    readonly coversPlace: boolean;
  } | null;
  /** From the asked place up to the grant's scope, both included; empty when nothing covers it. */
  readonly path: readonly Scope[];
  /** Permissions that are required and not held at the place. */
  readonly missingRequired: readonly string[];
  /** What makes it not count although it is held: a module that is off, or a restriction. */
  readonly blockedBy:
    | { readonly by: 'module'; readonly module: string; readonly place: Scope }
    | {
        readonly by: 'restriction';
        readonly restriction: string;
        readonly setId: PermissionSetId;
      }
    | null;
  /** Sets that hold the permission, for whoever may hand them out. */
  readonly setsWithPermission: readonly PermissionSetId[];
}
