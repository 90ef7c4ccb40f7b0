import { permissionNames } from '../organization/bench-model.ts';
import type { BenchOrganization } from '../organization/make-organization.ts';

/** Relations have no dots in their names. */
export const relationOf = (permission: string) => permission.replace('.', '_');

/** What is written for an engine of relationships: who holds which set at a place, and what the place lies in. */
export interface GrantTuple {
  readonly place: string;
  /** `parent`, `owner`, or `set0`, `set1`, … for the sets. */
  readonly relation: string;
  readonly who: string;
}

export function grantTuples(organization: BenchOrganization): GrantTuple[] {
  const { organizationId, shape, entities } = organization;
  const numbers = new Map<string | null, number>(
    organization.sets.map(({ setId }, index) => [setId, index]),
  );
  const tuples = new Map<string, GrantTuple>();
  const add = (tuple: GrantTuple) => tuples.set(Object.values(tuple).join(' '), tuple);
  for (const { entityId, parents } of entities) {
    const above = parents.length === 0 ? [organizationId] : parents;
    for (const parent of above) add({ place: entityId, relation: 'parent', who: parent });
  }
  for (let index = 0; index < shape.members; index++) {
    const { memberId, role } = organization.memberAt(index);
    if (role === 'owner') add({ place: organizationId, relation: 'owner', who: memberId });
    for (const { setId, scope } of organization.grantsOf(index)) {
      add({ place: scope, relation: `set${numbers.get(setId)}`, who: memberId });
    }
  }
  return [...tuples.values()];
}

/** Each permission with the relations that give it; a permission that no set holds is the owners' alone. */
export const permissionRelations = ({ sets }: BenchOrganization) =>
  permissionNames.map((permission) => ({
    relation: relationOf(permission),
    from: [
      'owner',
      ...sets.flatMap(({ permissions }, index) =>
        permissions.includes(permission) ? [`set${index}`] : [],
      ),
    ],
  }));
