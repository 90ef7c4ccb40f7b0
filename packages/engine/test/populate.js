import { day } from './test-organization.js';
export const memberId = (name) => `mem_${name}`;
export const setId = (key) => `pst_${key}`;
export const entityId = (code) => `ent_${code}`;
export const as = (name) => ({ kind: 'member', memberId: memberId(name) });
/** `organization` or the code of an entity. */
export const scopeOf = (organization, at) =>
  at === 'organization' ? organization.id : entityId(at);
let grantCount = 0;
export function grants(organization, words) {
  return words.map(({ at, startsAt = null, endsAt = null, ...holding }) => {
    grantCount += 1;
    const grantId = `grt_${grantCount}`;
    return {
      grantId,
      scope: scopeOf(organization, at),
      startsAt,
      endsAt,
      ...('set' in holding ? { setId: setId(holding.set) } : { permissions: holding.permissions }),
    };
  });
}
export function invite(organization, name, words, more = {}) {
  return {
    type: 'member.invite',
    memberId: memberId(name),
    invitationId: `inv_${name}`,
    address: `${name}@shop.example`,
    name,
    role: words === 'owner' ? 'owner' : 'member',
    grants: words === 'owner' ? [] : grants(organization, words),
    signInMethod: 'password',
    linkEndsAt: organization.now + 7 * day,
    ...more,
  };
}
/** Invites and accepts. */
export function join(organization, name, words) {
  organization.must([invite(organization, name, words)]);
  organization.must([
    {
      type: 'invitation.accept',
      invitationId: `inv_${name}`,
      generation: 1,
      userId: `usr_${name}`,
    },
  ]);
}
/** `store`, its code and the codes it lies in. */
export function place(organization, entityType, code, ...parents) {
  organization.must([
    {
      type: 'entity.create',
      entityId: entityId(code),
      entityType,
      code,
      name: code,
      parents: parents.map(entityId),
    },
  ]);
}
//# sourceMappingURL=populate.js.map
