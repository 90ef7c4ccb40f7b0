import {
  type AccessModel,
  type AccessMove,
  type Effect,
  type MemberId,
  type MovedAccess,
  type PlanProblem,
  snapshotModel,
} from '@latchkey/engine';
import { preview } from '../../change/commit.ts';
import { modelHash } from '../../change/model-versions.ts';
import { inOrganization } from '../../db/in-organization.ts';
import type { Services } from '../../services.ts';
import type { ListedOrganization } from '../organization/list-organizations.ts';
import type { ModelMove, PeopleMoves } from './model-move.ts';
import { moveDigest, movedPermissions } from './move-digest.ts';
import { moveProblems } from './move-problems.ts';
import { moveRequest } from './move-request.ts';
import { permissionMoves } from './permission-moves.ts';
import { countHolders, type NamedPerson, readPeople } from './queries.ts';
import { setMoves } from './set-moves.ts';

const shownPeople = 20;

/** What moving an organization to this version of the model would do, in full; nothing is changed. */
export async function planModelMove(
  services: Services,
  { organizationId, name, modelHash: inForce }: ListedOrganization,
  model: AccessModel,
): Promise<ModelMove> {
  const { request, newSetIds } = moveRequest(model);
  const before = snapshotModel(await services.snapshots.current(organizationId));
  const plan = await preview(services, organizationId, request);
  const moves = plan.moves.filter(({ from }) => from === null);
  const gaining = moves.filter(({ gained }) => gained.length > 0);
  const losing = moves.filter(({ lost }) => lost.length > 0);
  const { holders, people } = await inOrganization(
    services.db,
    organizationId,
    async (transaction) => ({
      holders: await countHolders(transaction, organizationId),
      people: await readPeople(transaction, organizationId, [
        ...[...gaining.slice(0, shownPeople), ...losing.slice(0, shownPeople)].map(
          ({ memberId }) => memberId,
        ),
        ...membersIn(plan.problems),
      ]),
    }),
    { readOnly: true },
  );
  const grants = plan.effects.filter(({ object }) => object === 'grant');
  const setNames = new Map<string, string>(
    plan.effects.flatMap((effect) =>
      effect.object === 'permissionSet'
        ? [[effect.id, (effect.after ?? effect.before)?.name ?? '']]
        : [],
    ),
  );
  return {
    organizationId,
    organizationName: name,
    isThereAlready: inForce === modelHash(model) && plan.effects.length === 0,
    permissions: permissionMoves(before, model),
    newModules: Object.keys(model.modules).filter((key) => !Object.hasOwn(before.modules, key)),
    sets: setMoves(plan.effects, model, holders),
    directGrants: {
      changed: grants.filter(({ after }) => after !== null).length,
      gone: grants.filter(({ after }) => after === null).length,
    },
    gaining: peopleMoves(gaining, people, ({ gained }) => gained),
    losing: peopleMoves(losing, people, ({ lost }) => lost),
    switched: switchedModules(plan.effects),
    problems: moveProblems(
      plan.problems,
      before,
      (subject) =>
        people.get(subject as MemberId)?.name ?? // looked up only: whatever it is, it is a name or not
        setNames.get(subject) ??
        subject,
    ),
    digest: moveDigest(plan, plan.moves, newSetIds),
  };
}

function membersIn(problems: readonly PlanProblem[]): MemberId[] {
  return problems.flatMap(
    ({ subject }) => (subject?.startsWith('mem_') ? [subject as MemberId] : []), // begins with what it names
  );
}

function peopleMoves(
  moves: readonly AccessMove[],
  people: ReadonlyMap<MemberId, NamedPerson>,
  partOf: (move: AccessMove) => readonly MovedAccess[],
): PeopleMoves {
  return {
    count: moves.length,
    first: moves.slice(0, shownPeople).map((move) => ({
      ...(people.get(move.memberId) ?? { name: move.memberId, address: '' }),
      permissions: movedPermissions(partOf(move)),
    })),
  };
}

function switchedModules(effects: readonly Effect[]): ModelMove['switched'] {
  const counts = new Map<string, { module: string; to: 'off' | 'on'; places: number }>();
  for (const effect of effects) {
    if (effect.object !== 'organization' && effect.object !== 'entity') continue;
    const before = new Set(effect.before?.modulesOff);
    const after = new Set(effect.after?.modulesOff);
    for (const module of new Set([...before, ...after])) {
      if (before.has(module) === after.has(module)) continue;
      const to = after.has(module) ? 'off' : 'on';
      const key = `${module} ${to}`;
      const count = counts.get(key) ?? { module, to, places: 0 };
      counts.set(key, { ...count, places: count.places + 1 });
    }
  }
  return [...counts.values()];
}
