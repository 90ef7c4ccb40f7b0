import type { AccessModel, Assignment } from '@latchkey/engine';

/** How an access model gives access, in the words of a file. */
export interface AccessKind {
  readonly assignment: Assignment;
  /** The field of a file that it stands in. */
  readonly field: 'permissionSets' | 'permissions';
  /** What a column of it is called. */
  readonly label: string;
  /** `permission set`, or what the model calls it. */
  readonly one: string;
  readonly many: string;
  readonly mayHoldNothing: boolean;
}

export function accessKind({
  assignment = 'sets',
  membersMayHoldNothing: mayHoldNothing = false,
  words = {},
}: Pick<AccessModel, 'assignment' | 'membersMayHoldNothing' | 'words'>): AccessKind {
  if (assignment === 'direct') {
    const [field, one, many] = ['permissions', 'permission', 'permissions'] as const;
    return { assignment, field, label: 'Permissions', one, many, mayHoldNothing };
  }
  const { permissionSet: one = 'Permission set', permissionSets: many = 'Permission sets' } = words;
  return {
    assignment,
    field: 'permissionSets',
    label: heading(assignment === 'one_set' ? one : many),
    one: one.toLowerCase(),
    many: many.toLowerCase(),
    mayHoldNothing,
  };
}

/** Models may write their words small, as sentences have them. */
const heading = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
