import type { PermissionSet } from '@latchkey/contract';

/** The owners, whose access nobody narrows, or the holders of a set. */
export interface RoleColumn {
  readonly id: string;
  readonly name: string;
  readonly people: number;
  readonly set: PermissionSet | null;
}

export const ownerColumn = 'owner';

/** The owners first, then the roles that came with the platform in its order, then the organization's own. */
export function roleColumns(
  owner: { readonly name: string; readonly people: number },
  sets: readonly PermissionSet[],
): readonly RoleColumn[] {
  return [
    { id: ownerColumn, ...owner, set: null },
    ...sets.map((set) => ({ id: set.id, name: set.name, people: set.memberCount, set })),
  ];
}
