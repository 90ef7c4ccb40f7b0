import type {
  AccessModelView,
  PermissionSet,
  PermissionSetUpdate,
  SentencePart,
} from '@latchkey/contract';
import { peopleText } from '../../shared-ui/number-text.ts';
import { modelGraph, permissionLabel } from '../../shared-ui/permission-matrix/model-graph.ts';

/** What a switch stands for, in the column of one set. */
export type Switched =
  | { readonly kind: 'permission'; readonly permission: string }
  | { readonly kind: 'restriction'; readonly restriction: string };

/** What pressing a switch would do, in words and as the server takes it. */
export interface SwitchChange {
  readonly label: string;
  readonly turnsOn: boolean;
  /** Something is taken away from people. */
  readonly takes: boolean;
  readonly update: PermissionSetUpdate;
  readonly sentence: readonly SentencePart[];
  readonly act: string;
}

/** Whether the switch is on: given directly, or along with something else. */
export function isOn(model: AccessModelView, set: PermissionSet, switched: Switched): boolean {
  return switched.kind === 'restriction'
    ? set.restrictions.includes(switched.restriction)
    : modelGraph(model).closure(set.permissions).includes(switched.permission);
}

/** The restrictions of the set that take a module away, by their labels. */
export const hiddenBy = (model: AccessModelView, set: PermissionSet, module: string): string[] =>
  set.restrictions.flatMap((key) => {
    const restriction = model.restrictions[key];
    return restriction?.hidesModules.includes(module) ? [restriction.label] : [];
  });

export const switchChange = (
  model: AccessModelView,
  set: PermissionSet,
  switched: Switched,
): SwitchChange =>
  switched.kind === 'permission'
    ? permissionChange(model, set, switched.permission)
    : restrictionChange(model, set, switched.restriction);

function permissionChange(
  model: AccessModelView,
  set: PermissionSet,
  permission: string,
): SwitchChange {
  const graph = modelGraph(model);
  const turnsOn = !graph.closure(set.permissions).includes(permission);
  const label = permissionLabel(model, permission);
  const people = peopleText(set.memberCount);
  const step = turnsOn
    ? graph.tick(set.permissions, permission)
    : graph.untick(set.permissions, permission);
  const along = ('added' in step ? step.added : step.removed).map((each) =>
    permissionLabel(model, each.permission),
  );
  return {
    label,
    turnsOn,
    takes: !turnsOn,
    update: { permissions: [...step.permissions] },
    sentence: [
      strong(people),
      plain(turnsOn ? (one(set) ? ' gets ' : ' get ') : one(set) ? ' loses ' : ' lose '),
      { text: label, tone: turnsOn ? 'strong' : 'not' },
      ...(along.length > 0
        ? [plain(turnsOn ? ', and what it needs: ' : ', and what needs it: '), strong(list(along))]
        : []),
      plain('.'),
    ],
    act: turnsOn ? `Switch on for ${people}` : `Switch off for ${people}`,
  };
}

function restrictionChange(model: AccessModelView, set: PermissionSet, key: string): SwitchChange {
  const { label = key, masks = {}, hidesModules = [] } = model.restrictions[key] ?? {};
  const turnsOn = !set.restrictions.includes(key);
  const people = peopleText(set.memberCount);
  const hidden = list(hidesModules.map((module) => model.modules[module]?.label ?? module));
  const fields = Object.values(masks).flatMap((each) => Object.entries(each));
  const restrictions = turnsOn
    ? [...set.restrictions, key].sort()
    : set.restrictions.filter((each) => each !== key);
  const masked = turnsOn
    ? maskedWords(fields, one(set))
    : [
        plain(one(set) ? ' sees ' : ' see '),
        strong(list(fields.map(([field]) => field))),
        plain(' again'),
      ];
  const modules = turnsOn
    ? [plain(one(set) ? ', and loses ' : ', and lose '), { text: hidden, tone: 'not' as const }]
    : [
        plain(one(set) ? ', and gets back ' : ', and get back '),
        strong(hidden),
        plain(' as far as they are switched on'),
      ];
  return {
    label,
    turnsOn,
    takes: turnsOn,
    update: { restrictions },
    sentence: [strong(people), ...masked, ...(hidesModules.length > 0 ? modules : []), plain('.')],
    act: turnsOn ? `Switch on for ${people}` : `Switch off for ${people}`,
  };
}

/** ` see only the country code of phone`, ` see no traits`. */
function maskedWords(
  fields: readonly (readonly [string, 'country_code' | 'redacted' | 'absent'])[],
  single: boolean,
): SentencePart[] {
  const see = single ? 'sees' : 'see';
  const ways = {
    country_code: `${see} only the country code of`,
    redacted: `${see} a stand-in for`,
    absent: `no longer ${see}`,
  };
  return fields.flatMap(([field, way], index): SentencePart[] => [
    plain(index === 0 ? ` ${ways[way]} ` : `, ${ways[way]} `),
    { text: field, tone: 'not' },
  ]);
}

const one = ({ memberCount }: PermissionSet) => memberCount === 1;
const plain = (text: string): SentencePart => ({ text, tone: 'plain' });
const strong = (text: string): SentencePart => ({ text, tone: 'strong' });
const list = (items: readonly string[]) => new Intl.ListFormat('en').format(items);
