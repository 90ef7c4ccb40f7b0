import type { AccessModelView, AccessTable } from '@latchkey/contract';

export interface TableColumn {
  readonly permission: string;
  readonly label: string;
  readonly description: string;
  /** The first of its module. */
  readonly starts: boolean;
}

export interface TableModule {
  readonly key: string;
  readonly label: string;
  readonly columns: readonly TableColumn[];
}

/** The platform's modules that are on at the place; who manages people here is told by what brings that right. */
export function tableModules(
  model: AccessModelView,
  { modulesOff }: Pick<AccessTable, 'modulesOff'>,
): readonly TableModule[] {
  return Object.entries(model.modules)
    .filter(([key]) => key !== 'access' && !modulesOff.includes(key))
    .map(([key, { label, permissions }]) => ({
      key,
      label,
      columns: Object.entries(permissions).map(([permission, definition], index) => ({
        permission,
        label: definition.label,
        description: definition.description,
        starts: index === 0,
      })),
    }));
}
