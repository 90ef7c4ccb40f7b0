import type { AccessModel } from '../model.ts';
import { propertyValue } from './property-value.ts';

type Properties = Readonly<Record<string, unknown>>;

/**
 * The permission that an action stands for, by its name and its properties; a name that the model does not speak of
 * stands for itself. Null: none, or two properties select different ones and nobody knows which is meant.
 */
export function askedPermission(
  { actions }: AccessModel,
  name: string,
  properties: Properties | null,
): string | null {
  const action = actions !== undefined && Object.hasOwn(actions, name) ? actions[name] : undefined;
  if (action === undefined) return name;
  let selected: string | null = null;
  for (const [property, values] of Object.entries(action.variants ?? {})) {
    const value = propertyValue(properties, property);
    if (value === null || !Object.hasOwn(values, value)) continue;
    const permission = values[value] ?? null;
    if (selected !== null && selected !== permission) return null;
    selected = permission;
  }
  return selected ?? action.permission ?? name;
}
