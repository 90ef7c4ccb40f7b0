import type { LossReason, ModelMove, PeopleMoves, SetMove } from '@latchkey/server';

/** The plan of one organization, as somebody reviews it. */
export function moveInWords(move: ModelMove): string {
  const title = `${move.organizationName}  ${move.organizationId}`;
  if (move.isThereAlready) return `${title}\n  is on this version already.`;
  const sections = [
    section(
      'Problems',
      move.problems.map(({ message }) => message),
    ),
    section('Permissions', permissionLines(move)),
    section('Sets', move.sets.flatMap(setLines)),
    section('Permissions given directly', grantLines(move)),
    section('People who can do more', peopleLines(move.gaining)),
    section('People who can do less', peopleLines(move.losing)),
    section('Modules', moduleLines(move)),
  ].flat();
  return [title, ...(sections.length > 0 ? sections : ['  Nobody and nothing is touched.'])].join(
    '\n',
  );
}

const section = (title: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : [`  ${title}`, ...lines.map((line) => `    ${line}`)];

function permissionLines({ permissions }: ModelMove): string[] {
  const { renamed, split, removed, added } = permissions;
  return [
    ...renamed.map(({ from, to }) => `${from} is called ${to}`),
    ...split.map(({ from, to }) => `${from} is split into ${list(to)}`),
    ...removed.map((name) => `${name} is removed`),
    ...added.map((name) => `${name} is new`),
  ];
}

function setLines(set: SetMove): string[] {
  const details = [
    ...(set.formerName === null ? [] : [`was called ${set.formerName}`]),
    ...(set.gains.length === 0 ? [] : [`gains ${list(set.gains)}`]),
    ...set.loses.map(({ permission, because }) => `loses ${permission}${reason(because)}`),
    ...(set.losesRestrictions.length === 0
      ? []
      : [`restricts no longer by ${list(set.losesRestrictions)}`]),
  ];
  const held = set.holders === 1 ? 'held by 1 person' : `held by ${set.holders} people`;
  const what = {
    new: `${set.name} (${set.kind}) is new`,
    gone: `${set.name} is dropped by the model, and nobody holds it: it goes`,
    kept: `${set.name} is dropped by the model and stays as a set of the organization’s own, ${held}`,
    changed: `${set.name} (${set.kind}), ${held}`,
  }[set.what];
  return [
    set.what === 'changed' && details.length === 0 ? `${what}: follows the names` : what,
    ...details.map((detail) => `  ${detail}`),
  ];
}

function reason(because: LossReason): string {
  if (because === 'removed') return ', which is removed';
  if (because === 'taken_out') return '';
  return `, because it needs ${because.needs}`;
}

function grantLines({ directGrants: { changed, gone } }: ModelMove): string[] {
  return [
    ...(changed > 0 ? [`${times(changed)} with other permissions`] : []),
    ...(gone > 0 ? [`${times(gone)} with nothing left: gone`] : []),
  ];
}

function peopleLines({ count, first }: PeopleMoves): string[] {
  if (count === 0) return [];
  const more = count - first.length;
  return [
    ...first.map(({ name, address, permissions }) => `${name} <${address}>: ${list(permissions)}`),
    ...(more > 0 ? [`and ${more.toLocaleString('en')} more`] : []),
  ];
}

function moduleLines({ newModules, switched }: ModelMove): string[] {
  return [
    ...newModules.map((module) => `${module} is new`),
    ...switched.map(
      ({ module, to, places }) =>
        `${module} goes ${to} at ${places === 1 ? '1 place' : `${places} places`}`,
    ),
  ];
}

const times = (count: number) => (count === 1 ? 'once' : `${count.toLocaleString('en')} times`);
const list = (names: readonly string[]) => new Intl.ListFormat('en').format(names);
