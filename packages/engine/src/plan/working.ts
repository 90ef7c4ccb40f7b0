import type { Effect } from '../effects.ts';
import type { Facts } from '../facts.ts';
import type {
  EntityId,
  GrantId,
  InvitationId,
  KeyId,
  MemberId,
  OrganizationId,
  PermissionSetId,
} from '../ids.ts';
import { grantState } from '../snapshot/grant-record.ts';
import { SnapshotStore } from '../snapshot/snapshot-store.ts';
import { writeEffects } from '../snapshot/write-effects.ts';
import type {
  EntityState,
  GrantState,
  InvitationState,
  KeyState,
  MemberState,
  OrganizationState,
  PermissionSetState,
} from '../state.ts';

/**
 * What is true at one point of a plan: the facts and the snapshot, with what was planned so far laid over them.
 * Forked for each unit of operations, and folded back when nothing speaks against it.
 */
export class Working {
  readonly store: SnapshotStore;
  readonly organizationId: OrganizationId;
  private readonly parent: Working | null;

  private ownOrganization: OrganizationState | null = null;
  private readonly ownMembers: Map<MemberId, MemberState | null>;
  private readonly ownAddresses: Map<string, MemberId | null>;
  private readonly ownInvitations: Map<InvitationId, InvitationState | null>;
  private readonly ownInvitationOfMember: Map<MemberId, InvitationId | null>;
  private readonly ownSets: Map<PermissionSetId, PermissionSetState | null>;
  private readonly ownEntities: Map<EntityId, EntityState | null>;
  private readonly ownKeys: Map<KeyId, KeyState | null>;

  /** From facts: the bottom, on a branch of the snapshot. From another one: a fork. */
  constructor(origin: { facts: Facts; branch: SnapshotStore } | Working) {
    const forked = origin instanceof Working;
    const facts = forked ? null : origin.facts;
    this.parent = forked ? origin : null;
    this.store = forked ? new SnapshotStore(origin.store) : origin.branch;
    this.organizationId = this.store.organizationId;
    this.ownOrganization = facts?.organization ?? null;
    this.ownMembers = new Map(facts?.members);
    this.ownAddresses = new Map(facts?.memberByAddress);
    this.ownInvitations = new Map(facts?.invitations);
    this.ownInvitationOfMember = new Map(facts?.invitationOfMember);
    this.ownSets = new Map(facts?.permissionSets);
    this.ownEntities = new Map(facts?.entities);
    this.ownKeys = new Map(facts?.keys);
  }

  fork(): Working {
    return new Working(this);
  }

  get organization(): OrganizationState {
    for (let level: Working | null = this; level !== null; level = level.parent) {
      if (level.ownOrganization !== null) return level.ownOrganization;
    }
    throw new Error('A plan begins with the organization.');
  }

  member(id: MemberId): MemberState | null {
    return this.find(id, (level) => level.ownMembers);
  }

  memberOfAddress(address: string): MemberId | null {
    return this.find(address, (level) => level.ownAddresses);
  }

  invitation(id: InvitationId): InvitationState | null {
    return this.find(id, (level) => level.ownInvitations);
  }

  invitationOfMember(id: MemberId): InvitationId | null {
    return this.find(id, (level) => level.ownInvitationOfMember);
  }

  permissionSet(id: PermissionSetId): PermissionSetState | null {
    return this.find(id, (level) => level.ownSets);
  }

  entity(id: EntityId): EntityState | null {
    return this.find(id, (level) => level.ownEntities);
  }

  key(id: KeyId): KeyState | null {
    return this.find(id, (level) => level.ownKeys);
  }

  grantsOf(memberId: MemberId): { id: GrantId; state: GrantState }[] {
    return (this.store.member(memberId)?.grants ?? []).map((record) => ({
      id: record.grantId,
      state: grantState(this.store, memberId, record),
    }));
  }

  grant(memberId: MemberId, id: GrantId): GrantState | null {
    const record = this.store.member(memberId)?.grants.find((grant) => grant.grantId === id);
    return record === undefined ? null : grantState(this.store, memberId, record);
  }

  *permissionSets(): Generator<[PermissionSetId, PermissionSetState]> {
    const seen = new Set<PermissionSetId>();
    for (let level: Working | null = this; level !== null; level = level.parent) {
      for (const [id, set] of level.ownSets) {
        if (!seen.has(id) && set !== null) yield [id, set];
        seen.add(id);
      }
    }
  }

  apply(effects: readonly Effect[]): void {
    for (const effect of effects) this.lay(effect);
    writeEffects(this.store, effects);
  }

  foldIntoParent(): void {
    const { parent } = this;
    if (parent === null) throw new Error('Only a fork can be folded.');
    parent.ownOrganization = this.ownOrganization ?? parent.ownOrganization;
    copy(this.ownMembers, parent.ownMembers);
    copy(this.ownAddresses, parent.ownAddresses);
    copy(this.ownInvitations, parent.ownInvitations);
    copy(this.ownInvitationOfMember, parent.ownInvitationOfMember);
    copy(this.ownSets, parent.ownSets);
    copy(this.ownEntities, parent.ownEntities);
    copy(this.ownKeys, parent.ownKeys);
    this.store.foldInto(parent.store);
  }

  private lay(effect: Effect): void {
    switch (effect.object) {
      case 'organization':
        if (effect.after !== null) this.ownOrganization = effect.after;
        return;
      case 'member':
        this.layMember(effect.id, effect.before, effect.after);
        return;
      case 'invitation':
        this.ownInvitations.set(effect.id, effect.after);
        if (effect.after !== null) this.ownInvitationOfMember.set(effect.after.memberId, effect.id);
        else if (effect.before !== null)
          this.ownInvitationOfMember.set(effect.before.memberId, null);
        return;
      case 'permissionSet':
        this.ownSets.set(effect.id, effect.after);
        return;
      case 'entity':
        this.ownEntities.set(effect.id, effect.after);
        return;
      case 'key':
        this.ownKeys.set(effect.id, effect.after);
        return;
      case 'grant': // lives in the snapshot
        return;
    }
  }

  private layMember(id: MemberId, before: MemberState | null, after: MemberState | null): void {
    this.ownMembers.set(id, after);
    if (before !== null && this.memberOfAddress(before.address) === id) {
      this.ownAddresses.set(before.address, null);
    }
    if (after !== null && after.status !== 'removed') this.ownAddresses.set(after.address, id);
  }

  /** The nearest level that knows; `null` there means that it is gone. */
  private find<Id, State>(
    id: Id,
    mapOf: (level: Working) => ReadonlyMap<Id, State | null>,
  ): State | null {
    for (let level: Working | null = this; level !== null; level = level.parent) {
      const state = mapOf(level).get(id);
      if (state !== undefined) return state;
    }
    return null;
  }
}

function copy<Id, State>(from: ReadonlyMap<Id, State>, into: Map<Id, State>): void {
  for (const [id, state] of from) into.set(id, state);
}
