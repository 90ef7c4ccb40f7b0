import type { AccessModelView } from '@latchkey/contract';
import { type AccessModel, permissionsAt, snapshotModel } from '@latchkey/engine';
import { modelHash } from '../../change/model-versions.ts';
import type { SignedIn } from '../../http/env.ts';
import type { Services } from '../../services.ts';

/** The access model in force, with what the reader holds in the whole organization. */
export async function getModel(
  { snapshots }: Services,
  { organizationId, memberId, role }: SignedIn,
): Promise<AccessModelView> {
  const snapshot = await snapshots.current(organizationId);
  const held =
    role === 'owner' ? '*' : permissionsAt(snapshot, memberId, organizationId, Date.now());
  return { ...modelView(snapshotModel(snapshot)), held };
}

// The model is frozen plain data; the answer's lists are copies because its schema allows writing to them.
function modelView(model: AccessModel): Omit<AccessModelView, 'held'> {
  return {
    key: model.key,
    label: model.label,
    hash: modelHash(model),
    entityTypes: mapValues(model.entityTypes, ({ label, plural, parents }) => ({
      label,
      plural,
      parents: [...parents],
    })),
    modules: mapValues(model.modules, ({ permissions, ...module }) => ({
      ...module,
      permissions: mapValues(permissions, ({ requires, implies, excludes, ...permission }) => ({
        ...permission,
        ...(requires && { requires: [...requires] }),
        ...(implies && { implies: [...implies] }),
        ...(excludes && { excludes: [...excludes] }),
      })),
    })),
  };
}

const mapValues = <Value, Mapped>(
  record: Readonly<Record<string, Value>>,
  map: (value: Value) => Mapped,
): Record<string, Mapped> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
