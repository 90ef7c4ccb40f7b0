import type { Question, Scope } from '@latchkey/engine';
import type { WorldTables } from '../../packages/engine/test/random-world.ts';
import { placesOf } from './entities.ts';
import { entity, listed, literal } from './text.ts';

/**
 * The tables as Cedar policies, those that name the person asked about and those that name nobody. Cedar itself decides: what
 * lies in what, which permission comes with which, beginnings and ends, who is active, the owner's yes, and that a forbid
 * beats every permit. The translation decides: which permissions are required in turn (Cedar has no question within a
 * question), which modules can be off, and what a restriction hides.
 */
export function policiesOf(tables: WorldTables, question: Question): string {
  const { memberId, permission } = question;
  const organization = entity('Place', tables.id);
  const policies = [
    'permit(principal, action, resource) when { principal has owner && principal.owner };',
    'forbid(principal, action, resource) unless { principal has status && principal.status == "active" };',
    'forbid(principal, action, resource) when { principal has ends && context.now >= principal.ends };',
    'forbid(principal, action, resource) when { principal has visiting && principal.owner && principal.visiting }' +
      ' unless { action has module && action.module == "access" };',
    'forbid(principal, action, resource) unless { action has module };',
    `forbid(principal, action, resource) unless { resource in ${organization} };`,
    ...placesOf(question).map(
      (place) =>
        `forbid(principal, action, resource) unless { ${entity('Place', place)} in ${organization} };`,
    ),
  ];

  const switchedOff = offByModule(tables);
  for (const [module, places] of switchedOff) {
    for (const place of places) {
      policies.push(
        `forbid(principal, action, resource in ${entity('Place', place)}) when { ${isOf([module])} };`,
      );
    }
  }

  const holdings = holdingsOf(tables, question);
  for (const { who, live, gives, scope, hides } of holdings) {
    if (hides.length > 0) {
      policies.push(
        `forbid(${who}, action, resource) when { ${live} && ${isOf(hides)} } unless { principal.owner };`,
      );
    }
    if (gives.length > 0) {
      policies.push(
        `permit(${who}, action in ${listed('Action', gives)}, resource in ${entity('Place', scope)})` +
          ` when { ${live} && action has demanding && !action.demanding };`,
      );
    }
  }

  const definitions = definitionsOf(tables);
  const needs = closure(definitions, definitions.get(permission)?.requires ?? []);
  if (needs.length === 0) return policies.join('\n');
  const conditions = [permission, ...needs].map((name) => {
    const ways = holdings
      .filter(({ gives }) => gives.length > 0)
      .map(
        ({ isHeld, live, gives, scope }) =>
          `(${isHeld} && ${live} && resource in ${entity('Place', scope)}` +
          ` && ${entity('Action', name)} in ${listed('Action', gives)})`,
      );
    return `(${['false', ...ways].join(' || ')})`;
  });
  for (const need of needs) {
    const module = definitions.get(need)?.module ?? '';
    for (const place of switchedOff.get(module) ?? []) {
      conditions.push(`!(resource in ${entity('Place', place)})`);
    }
    for (const { isHeld, live, hides } of holdings) {
      if (hides.includes(module)) conditions.push(`!(${isHeld} && ${live})`);
    }
  }
  policies.push(
    `permit(principal == ${entity('Member', memberId)}, action == ${entity('Action', permission)}, resource)` +
      ` when { ${conditions.join('\n && ')} };`,
  );
  return policies.join('\n');
}

interface Holding {
  /** As the head of a policy says whom it is about, and as a condition does. */
  readonly who: string;
  readonly isHeld: string;
  readonly live: string;
  readonly gives: readonly string[];
  readonly scope: Scope;
  /** Modules that a restriction of the set hides. */
  readonly hides: readonly string[];
}

/** What the person holds by grants, and what anybody holds who is in a group of the question. */
function holdingsOf(tables: WorldTables, { memberId, groups = [] }: Question): Holding[] {
  const member = `principal == ${entity('Member', memberId)}`;
  const byGrant = [...tables.grants.values()].flatMap((grant): Holding[] => {
    const { setId, scope, startsAt, endsAt } = grant;
    if (grant.memberId !== memberId || !isPlace(tables, scope)) return [];
    const set = setId === null ? undefined : tables.sets.get(setId);
    return [
      {
        who: member,
        isHeld: 'true',
        live: during(startsAt, endsAt),
        gives: grant.permissions ?? set?.permissions ?? [],
        scope,
        hides: hiddenModules(tables, set?.restrictions ?? []),
      },
    ];
  });
  const byGroup = [...new Set(groups)].flatMap((setId): Holding[] => {
    const set = tables.sets.get(setId);
    if (set === undefined) return [];
    const inGroup = `principal in ${entity('Group', setId)}`;
    return [
      {
        who: inGroup,
        isHeld: inGroup,
        live: 'true',
        gives: set.permissions,
        scope: tables.id,
        hides: hiddenModules(tables, set.restrictions),
      },
    ];
  });
  return [...byGrant, ...byGroup];
}

const isOf = (modules: readonly string[]) =>
  `action has module && [${modules.map(literal).join(', ')}].contains(action.module)`;

/** From its start up to but not including its end. */
const during = (startsAt: number | null, endsAt: number | null) =>
  [
    ...(startsAt === null ? [] : [`context.now >= ${startsAt}`]),
    ...(endsAt === null ? [] : [`context.now < ${endsAt}`]),
    'true',
  ].join(' && ');

interface Definition {
  readonly module: string;
  readonly requires: readonly string[];
  readonly implies: readonly string[];
}

export const definitionsOf = ({ model }: WorldTables): Map<string, Definition> =>
  new Map(
    Object.entries(model.modules).flatMap(([module, { permissions }]) =>
      Object.entries(permissions).map(([name, { requires = [], implies = [] }]) => [
        name,
        { module, requires, implies },
      ]),
    ),
  );

function hiddenModules({ model }: WorldTables, restrictions: readonly string[]): string[] {
  return Object.entries(model.restrictions ?? {}).flatMap(([key, { hidesModules = [] }]) =>
    restrictions.includes(key) ? hidesModules : [],
  );
}

function offByModule({ id, model, modulesOff, entities }: WorldTables): Map<string, Scope[]> {
  const rows: [Scope, readonly string[]][] = [
    [id, modulesOff],
    ...[...entities].map(([place, row]): [Scope, readonly string[]] => [place, row.modulesOff]),
  ];
  return new Map(
    Object.entries(model.modules)
      .filter(([, { switchable }]) => switchable !== undefined)
      .map(([key]) => [key, rows.filter(([, off]) => off.includes(key)).map(([place]) => place)]),
  );
}

function closure(
  definitions: ReadonlyMap<string, Definition>,
  names: readonly string[],
): readonly string[] {
  return [
    ...new Set(
      names.flatMap((name) => [
        name,
        ...closure(definitions, definitions.get(name)?.requires ?? []),
      ]),
    ),
  ];
}

export const isPlace = ({ id, entities }: WorldTables, scope: Scope) =>
  scope === id || [...entities.keys()].some((place) => place === scope);
