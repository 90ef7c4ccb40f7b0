import type { EntityId, MemberId, Scope } from '@latchkey/engine';
import { permissionNames } from './bench-model.ts';
import type { BenchOrganization } from './make-organization.ts';
import { createOracle } from './oracle.ts';
import { seededRandom } from './random.ts';

export interface BenchQuestion {
  readonly memberIndex: number;
  readonly memberId: MemberId;
  readonly permission: string;
  readonly place: EntityId;
  /** What the oracle answers. */
  readonly allowed: boolean;
}

/**
 * As many questions with a yes as with a no, in random order, by `members` of the members: few make a hot mix,
 * all a wide one. Half aim at something that is held, so that the answer is rarely obvious.
 */
export function makeQuestions(
  organization: BenchOrganization,
  { count, members, seed = 3 }: { count: number; members: number; seed?: number },
): BenchQuestion[] {
  const random = seededRandom(seed);
  const oracle = createOracle(organization);
  const stores = organization.entities.filter(({ type }) => type === 'store');
  const below = new Map<Scope, EntityId[]>([
    [organization.organizationId, stores.map(({ entityId }) => entityId)],
  ]);
  for (const { entityId, parents } of stores) {
    for (const scope of [entityId, ...parents]) {
      const inside = below.get(scope);
      if (inside) inside.push(entityId);
      else below.set(scope, [entityId]);
    }
  }
  const setsById = new Map(organization.sets.map((set) => [set.setId, set]));
  const step = Math.floor(organization.shape.members / members);
  const wanted = { yes: Math.ceil(count / 2), no: Math.floor(count / 2) };
  const questions: BenchQuestion[] = [];
  while (wanted.yes + wanted.no > 0) {
    const index = random.below(members) * step;
    const grants = organization.grantsOf(index);
    const aimed = grants.length > 0 && random.below(4) > 0 ? random.pick(grants) : null;
    const set = aimed?.setId ? setsById.get(aimed.setId) : undefined;
    const inside = aimed ? below.get(aimed.scope) : undefined;
    const permission = random.pick(set?.permissions ?? permissionNames);
    const place = inside ? random.pick(inside) : random.pick(stores).entityId;
    const allowed = oracle(index, permission, place);
    const kind = allowed ? 'yes' : 'no';
    if (wanted[kind] === 0) continue;
    wanted[kind]--;
    questions.push({
      memberIndex: index,
      memberId: organization.memberAt(index).memberId,
      permission,
      place,
      allowed,
    });
  }
  return questions;
}
