import type { AccessModel } from '@latchkey/engine';

/** What a permission is called: "Publish campaigns"; its key when the model has no such permission. */
export function permissionLabel(model: AccessModel, permission: string): string {
  return definitionOf(model, permission)?.label ?? permission;
}

/** The label, or the key when another permission has the same label: what a file can be read back from. */
export function permissionName(model: AccessModel, permission: string): string {
  const label = permissionLabel(model, permission);
  const same = Object.values(model.modules)
    .flatMap(({ permissions }) => Object.values(permissions))
    .filter((other) => other.label.toLowerCase() === label.toLowerCase());
  return same.length > 1 ? permission : label;
}

/** What it lets one do inside a sentence: its act, or the label, its first letter small unless it begins with an abbreviation. */
export function permissionAct(model: AccessModel, permission: string): string {
  const { act, label = permission } = definitionOf(model, permission) ?? {};
  if (act !== undefined) return act;
  return /^\p{Lu}\p{Ll}/u.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;
}

/** Why a permission matters, as the model marks it; null when it does not. */
export const permissionRisk = (model: AccessModel, permission: string): string | null =>
  definitionOf(model, permission)?.risk ?? null;

function definitionOf({ modules }: AccessModel, permission: string) {
  for (const { permissions } of Object.values(modules)) {
    if (Object.hasOwn(permissions, permission)) return permissions[permission];
  }
  return undefined;
}

/** What a restriction is called; its key when the model has no such restriction. */
export const restrictionLabel = (model: AccessModel, key: string): string =>
  model.restrictions?.[key]?.label ?? key;
