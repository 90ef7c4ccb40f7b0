import type { AccessModelView } from '@latchkey/contract';
import { type AccessModel, type ModelPages, permissionsAt, snapshotModel } from '@latchkey/engine';
import { modelHash } from '../../change/model-versions.ts';
import { inOrganization } from '../../db/in-organization.ts';
import type { SignedIn } from '../../http/env.ts';
import type { Services } from '../../services.ts';

/** The access model in force, with what the reader holds in the whole organization. */
export async function getModel(
  services: Services,
  { organizationId, memberId, role }: SignedIn,
): Promise<AccessModelView> {
  const snapshot = await services.snapshots.current(organizationId);
  const held =
    role === 'owner' ? '*' : permissionsAt(snapshot, memberId, organizationId, Date.now());
  const { modulesOff, typesOff } = await readSwitches(services, organizationId);
  return { ...modelView(snapshotModel(snapshot)), modulesOff, typesOff, held };
}

function readSwitches({ db }: Services, organizationId: SignedIn['organizationId']) {
  return inOrganization(
    db,
    organizationId,
    (transaction) =>
      transaction
        .selectFrom('organizations')
        .select(['modules_off as modulesOff', 'types_off as typesOff'])
        .where('organization_id', '=', organizationId)
        .executeTakeFirstOrThrow(),
    { readOnly: true },
  );
}

// The model is frozen plain data; the answer's lists are copies because its schema allows writing to them.
function modelView(model: AccessModel): Omit<AccessModelView, 'held' | 'modulesOff' | 'typesOff'> {
  return {
    key: model.key,
    label: model.label,
    hash: modelHash(model),
    entityTypes: mapValues(model.entityTypes, ({ label, plural, parents, optional }) => ({
      label,
      plural,
      parents: [...parents],
      optional: optional !== undefined,
    })),
    modules: mapValues(model.modules, ({ permissions, switchable, ...module }) => ({
      ...module,
      switchable: switchable !== undefined,
      permissions: mapValues(
        permissions,
        ({ requires, implies, excludes, opens, ...permission }) => ({
          ...permission,
          ...(requires && { requires: [...requires] }),
          ...(implies && { implies: [...implies] }),
          ...(excludes && { excludes: [...excludes] }),
          ...(opens && { opens: mapValues(opens, (fields) => Object.keys(fields)) }),
        }),
      ),
    })),
    assignment: model.assignment ?? 'sets',
    startingAccess: [...(model.startingAccess ?? [])],
    membersMayHoldNothing: model.membersMayHoldNothing ?? false,
    startsWithOwnSets: Object.values(model.permissionSets).some(({ kind }) => kind === 'starter'),
    restrictions: mapValues(
      model.restrictions ?? {},
      ({ label, description, hidesModules = [], masks = {} }) => ({
        label,
        description,
        hidesModules: [...hidesModules],
        masks: mapValues(masks, (fields) => ({ ...fields })),
      }),
    ),
    words: model.words ?? {},
    pages: pagesView(model.pages ?? {}),
    peopleColumns: [...(model.peopleColumns ?? [])],
    invitationColumns: [...(model.invitationColumns ?? [])],
  };
}

const pagesView = ({ people, permissionSets, places }: ModelPages): AccessModelView['pages'] => ({
  ...(people && { people: [...people] }),
  ...(permissionSets && { permissionSets: [...permissionSets] }),
  ...(places && { places: [...places] }),
});

const mapValues = <Value, Mapped>(
  record: Readonly<Record<string, Value>>,
  map: (value: Value) => Mapped,
): Record<string, Mapped> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
