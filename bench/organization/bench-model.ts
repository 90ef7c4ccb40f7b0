import { type AccessModel, defineAccessModel } from '@latchkey/engine';

export const moduleKeys = ['m0', 'm1', 'm2', 'm3', 'm4', 'm5'] as const;

/** 60 permissions, ten in each of six modules, as the platform of the bench declares them. */
export const permissionNames: readonly string[] = moduleKeys.flatMap((module) =>
  Array.from({ length: 10 }, (_, number) => `${module}.p${number}`),
);

/** The module of a permission is the first part of its name. */
export const moduleOf = (permission: string) => permission.slice(0, permission.indexOf('.'));

/** The last permission of a module counts only together with its first, like *publish* with *edit*. */
export const requiredBy = (permission: string): string | null =>
  permission.endsWith('.p9') ? `${moduleOf(permission)}.p0` : null;

/** Whoever holds a set with this restriction has no use of the module `m3`. */
export const restriction = { key: 'quiet', hides: 'm3' } as const;

/** `plain`: nothing is required, hidden or switched off, for engines that would have to be taught it. */
export function benchModel({ plain }: { readonly plain: boolean }): AccessModel {
  const modules = Object.fromEntries(
    moduleKeys.map((key) => {
      const names = permissionNames.filter((name) => moduleOf(name) === key);
      const permissions = Object.fromEntries(
        names.map((name) => {
          const required = plain ? null : requiredBy(name);
          const words = { label: name, description: name };
          return [name, required ? { ...words, requires: [required] } : words];
        }),
      );
      return [key, { label: key, permissions, ...(!plain && { switchable: {} }) }];
    }),
  );
  return defineAccessModel({
    key: 'bench',
    label: 'Bench',
    entityTypes: {
      company: { label: 'Company', plural: 'Companies', parents: ['organization'] },
      zone: { label: 'Zone', plural: 'Zones', parents: ['organization'] },
      concept: { label: 'Concept', plural: 'Concepts', parents: ['organization'] },
      store: { label: 'Store', plural: 'Stores', parents: ['zone', 'concept'] },
    },
    modules,
    permissionSets: {},
    restrictions: {
      [restriction.key]: {
        label: 'Quiet',
        description: 'Hides a module.',
        ...(!plain && { hidesModules: [restriction.hides] }),
      },
    },
  });
}
