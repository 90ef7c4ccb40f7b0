import type { Instant, MemberId, PermissionSetId, Scope } from '../ids.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';

/** Where the member may do this: `everywhere`, or the topmost scopes (each reaches all below it). */
export declare function reachOf(snapshot: Snapshot, memberId: MemberId, permission: string, now: Instant): 'everywhere' | Scope[];
/** The scopes and every entity below them. The organization's id stands for itself and everything. */
export declare function descendants(snapshot: Snapshot, scopes: readonly Scope[]): Set<Scope>;
/** The entity, what it lies in, and the organization; nearest first. Empty when there is no such entity. */
export declare function ancestors(snapshot: Snapshot, scope: Scope): Scope[];
/** Everything the member may do at this place, sorted. */
export declare function permissionsAt(snapshot: Snapshot, memberId: MemberId, scope: Scope, now: Instant): string[];
export declare function mayHandOut(snapshot: Snapshot, memberId: MemberId, setId: PermissionSetId, scope: Scope, now: Instant): boolean;
/** Sets that the member may hand out at one place at least. */
export declare function handOutSets(snapshot: Snapshot, memberId: MemberId, now: Instant): PermissionSetId[];
/** Whether all access of the target lies within the actor's management and own permissions. */
export declare function dominates(snapshot: Snapshot, actor: MemberId, target: MemberId, now: Instant): boolean;
/** Whether the actor sees the target in the list of people. */
export declare function sees(snapshot: Snapshot, actor: MemberId, target: MemberId, now: Instant): boolean;
/** How many open entities of a type lie at or below a scope: "41 stores in West zone". */
export declare function placeCount(snapshot: Snapshot, scope: Scope, lowestType: string): number;

