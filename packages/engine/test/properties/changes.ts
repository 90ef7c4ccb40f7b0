import { evaluate } from '../../src/decide/evaluate.ts';
import { listPlaces } from '../../src/decide/list-places.ts';
import { type Principal, principalOf } from '../../src/decide/principal.ts';
import { ResolvedPermission, ResolvedPlace } from '../../src/decide/resolved.ts';
import type { Question } from '../../src/decision.ts';
import type { Effect } from '../../src/effects.ts';
import type { EntityId, GrantId, MemberId, PermissionSetId } from '../../src/ids.ts';
import { applyEffects } from '../../src/snapshot/apply-effects.ts';
import { createBranch, publishBranch } from '../../src/snapshot/branch.ts';
import { snapshotRevision } from '../../src/snapshot/create-snapshot.ts';
import type { Snapshot } from '../../src/snapshot/snapshot.ts';
import { storeOf } from '../../src/snapshot/snapshot-store.ts';
import { writeEffects } from '../../src/snapshot/write-effects.ts';
import { isAllowed } from '../oracle.ts';
import { randomEdit, withoutDangling } from '../random-edits.ts';
import { entityTypes } from '../random-model.ts';
import {
  heldPermissions,
  instant,
  newId,
  randomMember,
  randomQuestion,
  snapshotOf,
  type World,
  worldOf,
} from '../random-world.ts';
import { agrees } from './decisions.ts';
import { type Property, same } from './property.ts';

const listAll = (snapshot: Snapshot, asked: Question | undefined, type: string, now: number) =>
  asked === undefined
    ? []
    : listPlaces(snapshot, { ...asked, type }, { after: null, limit: 1_000 }, now).ids;

interface Handles {
  readonly permission: ResolvedPermission;
  readonly place: ResolvedPlace;
}

export const changes: readonly Property[] = [
  {
    name: 'whoever is held across changes sees each of them at once, and a branch none before it is published',
    holds: (world, chance, effort) => {
      let tables = withoutDangling(world.tables);
      const snapshot = snapshotOf(tables);
      const held = new Map<MemberId, Principal>();
      const asking = new Map<string, Handles>();
      const again: Question[] = [];
      const hold = () => {
        for (const memberId of tables.members.keys()) {
          const principal = principalOf(snapshot, memberId);
          if (principal !== null && !held.has(memberId)) held.set(memberId, principal);
        }
      };
      for (let revision = 1; revision <= Math.ceil(6 * effort); revision += 1) {
        hold();
        const edit = randomEdit(chance, tables, world.now);
        const now = instant(chance, world.now);
        const [lister] = chance.some(again, 1);
        for (const type of entityTypes) listAll(snapshot, lister, type, now);
        const before: World = { ...worldOf(tables, world.now), snapshot };
        const after: World = { ...worldOf(edit.tables, world.now), snapshot };
        const asked = chance.times(12, () => randomQuestion(chance, chance.pick([before, after])));
        asked.push(...chance.some(again, 6));
        again.push(...asked.slice(0, 3));
        if (edit.model === undefined && chance.happens(0.5)) {
          const branch = createBranch(snapshot);
          writeEffects(storeOf(branch.snapshot), edit.effects);
          for (const question of asked) {
            agrees(before, question, now);
            agrees({ ...after, snapshot: branch.snapshot }, question, now);
          }
          publishBranch(branch, revision);
        } else applyEffects(snapshot, edit.effects, revision, edit.model);
        tables = edit.tables;
        for (const type of entityTypes) {
          // The list was asked for before the change too, and may have been kept.
          const places = [...tables.entities].flatMap(([id, row]) =>
            row.type === type ? [id] : [],
          );
          same(
            listAll(snapshot, lister, type, now),
            lister === undefined
              ? []
              : places.filter((place) => isAllowed(tables, { ...lister, place }, now)).sort(),
            () => ({ kept: lister, type, now, effects: edit.effects }),
          );
        }
        // A change that is known already changes nothing, and one that has a gap before it is refused.
        applyEffects(snapshot, withoutPeople(tables), revision);
        same(isRefused(snapshot, revision + 2), true, () => ({ revision, gap: true }));
        same(snapshotRevision(snapshot), revision, () => 'the revision after a change');
        for (const question of asked) {
          const { memberId, permission, place } = question;
          agrees(after, question, now);
          const plain = { memberId, permission, place };
          const principal = held.get(memberId);
          if (principal === undefined) continue;
          const about = () => ({ held: plain, now, effects: edit.effects });
          same(principal.can(permission, place, now), isAllowed(tables, plain, now), about);
          // Handles that were made before the change, and are asked again after it.
          const key = JSON.stringify([permission, place]);
          const handles = asking.get(key) ?? {
            permission: new ResolvedPermission(permission),
            place: new ResolvedPlace(place),
          };
          asking.set(key, handles);
          const answer = principal.can(handles.permission, handles.place, now);
          same(answer, isAllowed(tables, plain, now), () => ['handles', about()]);
        }
      }
    },
  },
  {
    name: 'people, sets, grants and places that have nothing to do with a question never change its answer',
    holds: (world, chance, effort) => {
      const { tables, snapshot, permissions, now } = world;
      const asked = chance.times(Math.ceil(15 * effort), () => randomQuestion(chance, world));
      const about = new Set<string>(asked.map(({ memberId }) => memberId));
      const named = new Set<string>(
        asked.flatMap(({ place, groups = [] }) => [place, ...groups].flat()),
      );
      const members = new Map(tables.members);
      const sets = new Map(tables.sets);
      const entities = new Map(tables.entities);
      const grants = new Map(tables.grants);
      const strange = chance.times(6, (index) => ({
        memberId: newId<MemberId>(chance, 'mem_', [...members.keys()], index),
        setId: newId<PermissionSetId>(chance, 'pst_', [...sets.keys()], index),
        entityId: newId<EntityId>(chance, 'ent_', [...entities.keys()], index),
        grantId: newId<GrantId>(chance, 'grt_', [...grants.keys()], index),
      }));
      for (const { memberId, setId, entityId, grantId } of strange) {
        if (!members.has(memberId) && !about.has(memberId)) {
          members.set(memberId, randomMember(chance, memberId, now));
          const holder = { memberId, startsAt: null, endsAt: null };
          const permissionsHeld = heldPermissions(chance, permissions);
          const scope = chance.pick([tables.id, ...tables.entities.keys()]);
          if (!grants.has(grantId)) {
            grants.set(grantId, { ...holder, setId: null, permissions: permissionsHeld, scope });
          }
        }
        if (
          !sets.has(setId) &&
          !named.has(setId) &&
          ![...grants.values()].some((grant) => grant.setId === setId)
        ) {
          sets.set(setId, {
            permissions: [...permissions],
            restrictions: Object.keys(tables.model.restrictions ?? {}),
            mayGrant: '*',
          });
        }
        const isParent = [...entities.values()].some(({ parents }) => parents.includes(entityId));
        const isScope = [...grants.values()].some(({ scope }) => scope === entityId);
        if (
          !entities.has(entityId) &&
          !named.has(entityId) &&
          !isParent &&
          !isScope &&
          tables.id !== `${entityId}`
        ) {
          entities.set(entityId, {
            type: 'store',
            code: `unrelated ${entityId}`,
            closed: false,
            parents: chance.some([...tables.entities.keys()], 2),
            modulesOff: Object.keys(tables.model.modules),
          });
        }
      }
      const grown = snapshotOf({ ...tables, members, sets, entities, grants });
      for (const question of asked) {
        const found = evaluate(grown, question, now);
        same(found, evaluate(snapshot, question, now), () => ({ question, now, strange }));
      }
    },
  },
  {
    name: 'a further grant without restrictions never takes a yes away',
    holds: (world, chance, effort) => {
      const { tables, snapshot, permissions, places, now } = world;
      const yes = chance
        .times(Math.ceil(40 * effort), () => randomQuestion(chance, world))
        .filter((question) => evaluate(snapshot, question, now).allowed);
      if (yes.length === 0) return;
      const { memberId } = chance.pick(yes);
      const times = () => (chance.happens(0.5) ? null : instant(chance, now));
      const grants = new Map(tables.grants);
      grants.set('grt_further', {
        memberId,
        setId: null,
        permissions: heldPermissions(chance, permissions),
        scope: chance.pick(places),
        startsAt: times(),
        endsAt: times(),
      });
      const more = snapshotOf({ ...tables, grants });
      for (const question of yes) {
        same(evaluate(more, question, now).allowed, true, () => ({
          question,
          now,
          further: grants.get('grt_further'),
        }));
      }
    },
  },
];

const withoutPeople = ({ members }: World['tables']): Effect[] =>
  [...members.keys()].map((id) => ({ object: 'member', id, before: null, after: null }));

function isRefused(snapshot: Snapshot, revision: number): boolean {
  try {
    applyEffects(snapshot, [], revision);
    return false;
  } catch {
    return true;
  }
}
