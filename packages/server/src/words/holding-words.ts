import type { GrantRequest } from '@latchkey/contract';
import {
  type GrantHolding,
  type PermissionSetId,
  type Snapshot,
  snapshotModel,
} from '@latchkey/engine';
import { permissionAct, permissionLabel } from './permission-label.ts';
import type { Names } from './read-names.ts';

/** What a grant gives, by name: `Store manager`, or `Promotion editor, Product editor and 3 more` for permissions given directly. */
export function holdingWords(
  snapshot: Snapshot,
  names: Pick<Names, 'sets'>,
  { setId, permissions }: GrantHolding,
): string {
  if (setId !== null) return names.sets.get(setId) ?? 'a set that is gone';
  const model = snapshotModel(snapshot);
  const labels = leading(snapshot, permissions).map((name) => permissionLabel(model, name));
  const shown = labels.length > 4 ? [...labels.slice(0, 3), `${labels.length - 3} more`] : labels;
  return new Intl.ListFormat('en').format(shown);
}

/** What permissions given directly let somebody do, as a sentence says it; nothing for a set. */
export function holdingActs(snapshot: Snapshot, { permissions }: GrantHolding): string[] {
  const model = snapshotModel(snapshot);
  return leading(snapshot, permissions ?? []).map((name) => permissionAct(model, name));
}

/** As a table's row has it. */
export const holdingOfRow = ({
  set_id,
  permissions,
}: {
  readonly set_id: PermissionSetId | null;
  readonly permissions: readonly string[] | null;
}): GrantHolding =>
  set_id === null
    ? { setId: null, permissions: permissions ?? [] }
    : { setId: set_id, permissions: null };

/** As a request names it; its schema sees to it that it names one of the two. */
export const holdingAsked = ({
  permissionSetId,
  permissions,
}: Pick<GrantRequest, 'permissionSetId' | 'permissions'>): GrantHolding =>
  permissionSetId === undefined
    ? { setId: null, permissions: permissions ?? [] }
    : { setId: permissionSetId, permissions: null };

/** Without those that come with another one. */
function leading(snapshot: Snapshot, permissions: readonly string[]): string[] {
  const { modules } = snapshotModel(snapshot);
  const definitions = Object.values(modules).flatMap((module) =>
    Object.entries(module.permissions),
  );
  const held = new Set(permissions);
  const implied = new Set(
    definitions.flatMap(([name, { implies = [] }]) => (held.has(name) ? implies : [])),
  );
  return definitions.flatMap(([name]) => (held.has(name) && !implied.has(name) ? [name] : []));
}
