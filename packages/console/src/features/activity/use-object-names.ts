import type { ChangeObject } from '@latchkey/contract';
import { useQuery } from '@tanstack/react-query';
import { entityTreeQuery } from '../../api/entity-tree.ts';
import { permissionSetsQuery } from '../../api/permission-sets.ts';
import { useSession } from '../../api/session.ts';

/** Names of what a change's values refer to: places, sets, the organization, and objects of the change itself. */
export function useObjectNames(objects: readonly ChangeObject[]): ReadonlyMap<string, string> {
  const { organization } = useSession();
  const places = useQuery(entityTreeQuery).data?.rows ?? [];
  const sets = useQuery(permissionSetsQuery).data ?? [];
  return new Map<string, string>([
    [organization.id, organization.name],
    ...places.map(([id, , , name]): [string, string] => [id, name]),
    ...sets.map(({ id, name }): [string, string] => [id, name]),
    ...objects.map(({ id, label }): [string, string] => [id, label]),
  ]);
}
