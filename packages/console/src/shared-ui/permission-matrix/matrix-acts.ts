import type { ModuleView } from './matrix-view.ts';

/** The acts that have a column of their own, and how the last part of a permission's name says them. */
export const acts = [
  { key: 'view', label: 'View', words: ['view', 'read', 'see'] },
  { key: 'edit', label: 'Edit', words: ['edit', 'change', 'update', 'write'] },
  { key: 'publish', label: 'Publish', words: ['publish'] },
  { key: 'export', label: 'Export', words: ['export', 'download'] },
  { key: 'manage', label: 'Manage', words: ['manage', 'administer', 'admin'] },
] as const;
export type Act = (typeof acts)[number]['key'];

/** A row of the grid: a thing with a tick for each act, or one permission by itself. */
export type MatrixRowShape =
  | { readonly kind: 'thing'; readonly label: string; readonly cells: ReadonlyMap<Act, string> }
  | { readonly kind: 'single'; readonly permission: string };

const actOfWord = new Map<string, Act>(
  acts.flatMap(({ key, words }) => words.map((word) => [word, key] as const)),
);

/** A module's permissions as rows: by thing and act where their names have that shape, else one by one. */
export function moduleRows(module: ModuleView): MatrixRowShape[] {
  const permissions = Object.keys(module.permissions);
  const things = new Map<string, Map<Act, string>>();
  const inCell = new Set<string>();
  for (const permission of permissions) {
    const { thing, act } = partsOf(permission);
    if (act === undefined || thing === '') continue;
    const cells = things.get(thing) ?? new Map<Act, string>();
    if (cells.has(act)) continue;
    things.set(thing, cells.set(act, permission));
    inCell.add(permission);
  }
  const shaped = inCell.size * 2 >= permissions.length && inCell.size > things.size;
  if (!shaped) return permissions.map((permission) => ({ kind: 'single', permission }));

  const shown = new Set<string>();
  return permissions.flatMap((permission): MatrixRowShape[] => {
    if (!inCell.has(permission)) return [{ kind: 'single', permission }];
    const { thing } = partsOf(permission);
    if (shown.has(thing)) return [];
    shown.add(thing);
    const cells = things.get(thing) ?? new Map();
    return [{ kind: 'thing', cells, label: thingLabel(module, [...cells.values()]) }];
  });
}

export const permissionsOf = (row: MatrixRowShape): readonly string[] =>
  row.kind === 'single' ? [row.permission] : [...row.cells.values()];

/** The acts that any of the rows has a tick for, in the order of the columns. */
export function actsIn(rows: readonly MatrixRowShape[]): Act[] {
  const used = new Set(rows.flatMap((row) => (row.kind === 'thing' ? [...row.cells.keys()] : [])));
  return acts.map(({ key }) => key).filter((act) => used.has(act));
}

function partsOf(permission: string) {
  const at = permission.lastIndexOf('.');
  return {
    thing: permission.slice(0, Math.max(at, 0)),
    act: actOfWord.get(permission.slice(at + 1)),
  };
}

/** What is common to the labels is what they are about: "See campaigns" and "Edit campaigns" are "Campaigns". */
function thingLabel(module: ModuleView, permissions: readonly string[]): string {
  const labels = permissions.map((permission) =>
    (module.permissions[permission]?.label ?? permission).split(/\s+/u),
  );
  const [first = []] = labels;
  const several = labels.length > 1;
  const ends = several ? commonEnd(labels) : [];
  const starts = several && ends.length === 0 ? commonEnd(labels.map(backwards)).reverse() : [];
  const common = ends.length > 0 ? ends : starts.length > 0 ? starts : withoutVerb(first);
  const text = common
    .join(' ')
    .replace(/^(?:the|an?) /iu, '')
    .replace(/[:,–-]$/u, '');
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}

/** "Edit audiences" is about audiences; "Account editor" is a name of its own. */
function withoutVerb(words: readonly string[]): readonly string[] {
  const [first = '', ...rest] = words;
  return rest.length > 0 && verbs.has(first.toLocaleLowerCase()) ? rest : words;
}

const verbs = new Set<string>(acts.flatMap(({ words }) => words));

const backwards = (words: readonly string[]) => [...words].reverse();

function commonEnd(lists: readonly (readonly string[])[]): string[] {
  const [first = [], ...rest] = lists.map(backwards);
  const common: string[] = [];
  for (const [at, word] of first.entries()) {
    if (!rest.every((words) => words[at]?.toLocaleLowerCase() === word.toLocaleLowerCase())) break;
    common.unshift(word);
  }
  return common;
}
