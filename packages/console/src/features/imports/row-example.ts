import type { AccessModelView, ImportKind } from '@latchkey/contract';

/** How pasted rows could begin: the headings of this access model and one row below them. */
export function rowExample(
  kind: ImportKind,
  updates: boolean,
  model: AccessModelView | undefined,
): string {
  if (kind === 'places') return lines(['Code', 'Name', 'City'], ['0142', 'Harbour Street', 'Ely']);
  const { assignment = 'sets', words = {} } = model ?? {};
  const access = {
    sets: [words.permissionSets ?? 'Permission sets', 'Reports viewer'],
    one_set: [words.permissionSet ?? 'Permission set', 'Viewer'],
    direct: ['Permissions', 'Reports viewer'],
  }[assignment];
  const columns = [
    ['E-mail', 'mina@example.com'],
    ...(updates ? [] : [['Name', 'Mina Berg']]),
    ...(updates || assignment !== 'sets' ? [] : [['Type', 'member']]),
    access,
    ...(assignment === 'one_set' ? [] : [['Places', 'organization']]),
    ...(updates ? [['Mode', 'add']] : []),
  ];
  return lines(
    columns.map(([heading = '']) => heading),
    columns.map(([, cell = '']) => cell),
  );
}

const lines = (...rows: readonly string[][]) => rows.map((row) => row.join('\t')).join('\n');
