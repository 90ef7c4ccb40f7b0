import type { Authority } from '../src/actor.ts';
import type { Effect } from '../src/effects.ts';
import type { Facts } from '../src/facts.ts';
import type {
  EntityId,
  GrantId,
  InvitationId,
  KeyId,
  MemberId,
  OrganizationId,
  PermissionSetId,
} from '../src/ids.ts';
import type { AccessModel } from '../src/model.ts';
import type { Operation } from '../src/operations.ts';
import type { Guard } from '../src/plan/act.ts';
import { guards } from '../src/plan/guards.ts';
import { planUnder } from '../src/plan/plan.ts';
import type { Plan } from '../src/plan-result.ts';
import { publishBranch } from '../src/snapshot/branch.ts';
import { createSnapshot } from '../src/snapshot/create-snapshot.ts';
import type { Snapshot } from '../src/snapshot/snapshot.ts';
import { startsOff, typesStartingOff } from '../src/starts-off.ts';
import type {
  EntityState,
  GrantState,
  InvitationState,
  KeyState,
  MemberState,
  OrganizationState,
  PermissionSetState,
} from '../src/state.ts';

export const noon = Date.UTC(2026, 5, 15, 12);
export const day = 86_400_000;

/** Plays the part of the server: tables in memory, plans committed and published one after another. */
export class TestOrganization {
  readonly id: OrganizationId = 'org_test';
  organization: OrganizationState = {
    name: 'Test',
    modelHash: 'hash-1',
    allowedDomains: [],
    invitationDays: 7,
    selfServe: true,
    modulesOff: [],
    typesOff: [],
  };
  readonly members = new Map<MemberId, MemberState>();
  readonly invitations = new Map<InvitationId, InvitationState>();
  readonly grants = new Map<GrantId, GrantState>();
  readonly sets = new Map<PermissionSetId, PermissionSetState>();
  readonly entities = new Map<EntityId, EntityState>();
  readonly keys = new Map<KeyId, KeyState>();
  readonly model: AccessModel;
  readonly snapshot: Snapshot;
  revision = 0;
  now = noon;
  guards: readonly Guard[] = guards;

  constructor(model: AccessModel) {
    this.model = model;
    this.organization = {
      ...this.organization,
      modulesOff: startsOff(model, 'organization'),
      typesOff: typesStartingOff(model),
    };
    this.snapshot = this.fresh();
    this.must([
      {
        type: 'model.apply',
        model,
        modelHash: this.organization.modelHash,
        newSetIds: Object.fromEntries(
          Object.keys(model.permissionSets).map((key): [string, PermissionSetId] => [
            key,
            `pst_${key}`,
          ]),
        ),
      },
    ]);
  }

  get modulesOff(): readonly string[] {
    return this.organization.modulesOff;
  }

  /** A snapshot built from the tables alone. */
  fresh(): Snapshot {
    return createSnapshot({
      organizationId: this.id,
      revision: this.revision,
      model: this.model,
      modulesOff: this.organization.modulesOff,
      members: [...this.members].map(([memberId, member]) => ({ memberId, ...member })),
      grants: [...this.grants].map(([grantId, grant]) => ({ grantId, ...grant })),
      permissionSets: [...this.sets].map(([setId, set]) => ({ setId, ...set })),
      entities: [...this.entities].map(([entityId, entity]) => ({ entityId, ...entity })),
    });
  }

  plan(operations: readonly Operation[], authority: Authority = { kind: 'system' }): Plan {
    return planUnder(this.guards, operations, {
      snapshot: this.snapshot,
      facts: this.facts(),
      actor: { type: 'system', name: 'test' },
      authority,
      now: this.now,
    });
  }

  /** Plans and carries out whatever was not refused. */
  do(operations: readonly Operation[], authority: Authority = { kind: 'system' }): Plan {
    const planned = this.plan(operations, authority);
    for (const effect of planned.effects) this.write(effect);
    this.revision += 1;
    publishBranch(planned.branch, this.revision);
    return planned;
  }

  /** As `do`, and nothing may be refused. */
  must(operations: readonly Operation[], authority: Authority = { kind: 'system' }): Plan {
    const planned = this.do(operations, authority);
    if (planned.problems.length > 0) throw new Error(JSON.stringify(planned.problems));
    return planned;
  }

  private facts(): Facts {
    const newest = new Map<MemberId, InvitationId>();
    for (const [id, invitation] of this.invitations) newest.set(invitation.memberId, id);
    return {
      organization: this.organization,
      members: this.members,
      memberByAddress: new Map(
        [...this.members]
          .filter(([, member]) => member.status !== 'removed')
          .map(([id, member]) => [member.address, id]),
      ),
      invitations: this.invitations,
      invitationOfMember: newest,
      permissionSets: this.sets,
      entities: this.entities,
      keys: this.keys,
    };
  }

  private write(effect: Effect): void {
    switch (effect.object) {
      case 'organization':
        if (effect.after !== null) this.organization = effect.after;
        return;
      case 'member':
        put(this.members, effect);
        return;
      case 'invitation':
        put(this.invitations, effect);
        return;
      case 'grant':
        put(this.grants, effect);
        return;
      case 'permissionSet':
        put(this.sets, effect);
        return;
      case 'entity':
        put(this.entities, effect);
        return;
      case 'key':
        put(this.keys, effect);
        return;
    }
  }
}

function put<Id, State>(
  table: Map<Id, State>,
  { id, after }: { id: Id; after: State | null },
): void {
  if (after === null) table.delete(id);
  else table.set(id, after);
}
