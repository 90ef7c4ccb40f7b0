import { guards } from '../src/plan/guards.js';
import { planUnder } from '../src/plan/plan.js';
import { publishBranch } from '../src/snapshot/branch.js';
import { createSnapshot } from '../src/snapshot/create-snapshot.js';
import { startsOff, typesStartingOff } from '../src/starts-off.js';
export const noon = Date.UTC(2026, 5, 15, 12);
export const day = 86_400_000;
/** Plays the part of the server: tables in memory, plans committed and published one after another. */
export class TestOrganization {
  id = 'org_test';
  organization = {
    name: 'Test',
    modelHash: 'hash-1',
    allowedDomains: [],
    invitationDays: 7,
    selfServe: true,
    modulesOff: [],
    typesOff: [],
  };
  members = new Map();
  invitations = new Map();
  grants = new Map();
  sets = new Map();
  entities = new Map();
  keys = new Map();
  model;
  snapshot;
  revision = 0;
  now = noon;
  guards = guards;
  constructor(model) {
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
          Object.keys(model.permissionSets).map((key) => [key, `pst_${key}`]),
        ),
      },
    ]);
  }
  get modulesOff() {
    return this.organization.modulesOff;
  }
  /** A snapshot built from the tables alone. */
  fresh() {
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
  plan(operations, authority = { kind: 'system' }) {
    return planUnder(this.guards, operations, {
      snapshot: this.snapshot,
      facts: this.facts(),
      actor: { type: 'system', name: 'test' },
      authority,
      now: this.now,
    });
  }
  /** Plans and carries out whatever was not refused. */
  do(operations, authority = { kind: 'system' }) {
    const planned = this.plan(operations, authority);
    for (const effect of planned.effects) this.write(effect);
    this.revision += 1;
    publishBranch(planned.branch, this.revision);
    return planned;
  }
  /** As `do`, and nothing may be refused. */
  must(operations, authority = { kind: 'system' }) {
    const planned = this.do(operations, authority);
    if (planned.problems.length > 0) throw new Error(JSON.stringify(planned.problems));
    return planned;
  }
  facts() {
    const newest = new Map();
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
  write(effect) {
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
function put(table, { id, after }) {
  if (after === null) table.delete(id);
  else table.set(id, after);
}
//# sourceMappingURL=test-organization.js.map
