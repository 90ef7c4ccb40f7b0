import type { MemberPermissions } from '@latchkey/contract';
import {
  accessOf,
  type BlockedBy,
  type HeldPermission,
  type MemberId,
  type PersonalAccess,
  sees,
  snapshotModel,
} from '@latchkey/engine';
import { inOrganization } from '../../db/in-organization.ts';
import type { SignedIn } from '../../http/env.ts';
import { ProblemError } from '../../http/problem.ts';
import type { Services } from '../../services.ts';
import { permissionLabel } from '../../words/permission-label.ts';
import { type Names, readNames } from '../../words/read-names.ts';
import { type Places, whereUnder } from '../../words/where-words.ts';

/** One person's access by permission; decided in memory, only the names are read. */
export async function getMemberPermissions(
  services: Services,
  { organizationId, memberId: reader }: SignedIn,
  memberId: MemberId,
): Promise<MemberPermissions> {
  const snapshot = await services.snapshots.current(organizationId);
  const now = Date.now();
  const access = sees(snapshot, reader, memberId, now) ? accessOf(snapshot, memberId, now) : null;
  if (access === null) throw new ProblemError('unknown_member');
  const names = await inOrganization(
    services.db,
    organizationId,
    (transaction) => readNames(transaction, organizationId, namesIn(access)),
    { readOnly: true },
  );
  const model = snapshotModel(snapshot);
  const modules = new Map(
    Object.entries(model.modules).flatMap(([, { label, permissions }]) =>
      Object.keys(permissions).map((name) => [name, label] as const),
    ),
  );
  const places: Places = { snapshot, names: names.places, planned: new Map() };
  return {
    permissions: access.permissions.map((held) => {
      const where = held.under.length === 0 ? null : whereUnder(places, held.under, held.except);
      return {
        key: held.permission,
        label: permissionLabel(model, held.permission),
        module: modules.get(held.permission) ?? '',
        where,
        remark: remarkOn(held),
        through: held.through.map(({ setId, scopes }) => {
          const what = setId === null ? 'Given directly' : setName(names, setId);
          const there = whereUnder(places, scopes, []);
          // Where is not said twice.
          return there === where ? what : `${what} ${there}`;
        }),
      };
    }),
    restrictions: access.restrictions.map(({ key, setIds }) => {
      const { label = key, description = '', hidesModules = [] } = model.restrictions?.[key] ?? {};
      return {
        key,
        label,
        description,
        hides: hidesModules.map((module) => model.modules[module]?.label ?? module),
        through: setIds.map((setId) => setName(names, setId)),
      };
    }),
  };
}

const setName = (names: Names, setId: Parameters<Names['sets']['get']>[0]) =>
  names.sets.get(setId) ?? 'a set that is gone';

/** Only what is said by name: where many places are counted, none is. */
const namesIn = ({ permissions, restrictions }: PersonalAccess) => ({
  sets: [
    ...permissions.flatMap(({ through }) => through.map(({ setId }) => setId)),
    ...restrictions.flatMap(({ setIds }) => setIds),
  ],
  places: permissions
    .flatMap(({ under, through }) => [under, ...through.map(({ scopes }) => scopes)])
    .flatMap((scopes) => scopes.slice(0, 1)),
});

const blocked: Record<BlockedBy, string> = {
  module_disabled: 'It counts nowhere: its module is switched off.',
  masked: 'It counts nowhere: a restriction hides its module.',
  missing_required: 'It counts nowhere: something that it requires is missing.',
};

function remarkOn({ blocked: by, except }: HeldPermission): string | null {
  if (by !== null) return blocked[by];
  return except.length > 0 ? 'Not where its module is switched off.' : null;
}
