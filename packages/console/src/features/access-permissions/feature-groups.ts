import type { AccessModelView } from '@latchkey/contract';

export interface Feature {
  readonly permission: string;
  readonly module: string;
  readonly label: string;
  readonly description: string;
}

export interface FeatureGroup {
  readonly title: string;
  readonly features: readonly Feature[];
}

const builtIn = 'access';

/**
 * Everything that can be switched for a role: modules of several features each under their own name, single ones
 * together, and last the pages that are about access itself.
 */
export function featureGroups(model: AccessModelView): readonly FeatureGroup[] {
  const modules = Object.entries(model.modules).filter(([key]) => key !== builtIn);
  const groups: FeatureGroup[] = [];
  const single: Feature[] = [];
  const pages: Feature[] = [];
  for (const [module, { label: title, permissions }] of modules) {
    const features: Feature[] = [];
    for (const [permission, { label, description, implies = [] }] of Object.entries(permissions)) {
      const opensAccess = implies.some((each) => each.startsWith(`${builtIn}.`));
      (opensAccess ? pages : features).push({ permission, module, label, description });
    }
    if (features.length > 1) groups.push({ title, features });
    else single.push(...features);
  }
  return [
    ...groups,
    { title: 'Other features', features: single },
    { title: 'Pages about access', features: pages },
  ].filter(({ features }) => features.length > 0);
}
