import type { AccessModel } from '@latchkey/engine';

/** What a permission is called: "Publish campaigns"; its key when the model has no such permission. */
export function permissionLabel(model: AccessModel, permission: string): string {
  for (const { permissions } of Object.values(model.modules)) {
    if (Object.hasOwn(permissions, permission)) return permissions[permission]?.label ?? permission;
  }
  return permission;
}

/** The label inside a sentence: its first letter small, unless it begins with an abbreviation. */
export function permissionAct(model: AccessModel, permission: string): string {
  const label = permissionLabel(model, permission);
  return /^\p{Lu}\p{Ll}/u.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;
}
