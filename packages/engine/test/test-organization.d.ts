import type { Authority } from '../src/actor.ts';
import type { OrganizationId } from '../src/ids.ts';
import type { AccessModel } from '../src/model.ts';
import type { Operation } from '../src/operations.ts';
import type { Guard } from '../src/plan/act.ts';
import type { Plan } from '../src/plan-result.ts';
import type { Snapshot } from '../src/snapshot/snapshot.ts';
import type {
  EntityState,
  GrantState,
  InvitationState,
  KeyState,
  MemberState,
  OrganizationState,
  PermissionSetState,
} from '../src/state.ts';
export declare const noon: number;
export declare const day = 86400000;
/** Plays the part of the server: tables in memory, plans committed and published one after another. */
export declare class TestOrganization {
  readonly id: OrganizationId;
  organization: OrganizationState;
  readonly members: Map<`mem_${string}`, MemberState>;
  readonly invitations: Map<`inv_${string}`, InvitationState>;
  readonly grants: Map<`grt_${string}`, GrantState>;
  readonly sets: Map<`pst_${string}`, PermissionSetState>;
  readonly entities: Map<`ent_${string}`, EntityState>;
  readonly keys: Map<`key_${string}`, KeyState>;
  readonly model: AccessModel;
  readonly snapshot: Snapshot;
  revision: number;
  now: number;
  guards: readonly Guard[];
  constructor(model: AccessModel);
  get modulesOff(): readonly string[];
  /** A snapshot built from the tables alone. */
  fresh(): Snapshot;
  plan(operations: readonly Operation[], authority?: Authority): Plan;
  /** Plans and carries out whatever was not refused. */
  do(operations: readonly Operation[], authority?: Authority): Plan;
  /** As `do`, and nothing may be refused. */
  must(operations: readonly Operation[], authority?: Authority): Plan;
  private facts;
  private write;
}
