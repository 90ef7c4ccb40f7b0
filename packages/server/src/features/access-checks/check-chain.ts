import type { AccessLink } from '@latchkey/contract';
import { bindingRestrictions, modulesOffAt, snapshotModel } from '@latchkey/engine';
import { accessKind } from '../../words/access-kind.ts';
import { permissionLabel } from '../../words/permission-label.ts';
import { placeWords, whereWords } from '../../words/place-words.ts';
import { type CheckSubject, holdingOf } from './check-subject.ts';
import { instantWords } from './instant-words.ts';

/**
 * From the person over the module, the grant and what it holds to the place. Every link that does not hold
 * is shown, also those that the decision had no need to look at: all of them have to be mended.
 */
export function checkChain(subject: CheckSubject): AccessLink[] {
  const owner = subject.person.role === 'owner';
  return [
    memberLink(subject),
    ...moduleLinks(subject),
    ...(owner ? [ownerLink] : grantLinks(subject)),
    ...(owner ? [] : [...requiredLinks(subject), ...restrictionLinks(subject)]),
  ];
}

const ownerLink: AccessLink = {
  about: 'grant',
  label: 'Owner',
  detail: 'Owners may do everything everywhere.',
  holds: true,
};

function memberLink({ person, asked }: CheckSubject): AccessLink {
  const link = (detail: string, holds: boolean): AccessLink => ({
    about: 'person',
    label: person.name,
    detail,
    holds,
  });
  if (person.status === 'invited') return link('Is invited and has not accepted yet.', false);
  if (person.status !== 'active') return link(`Is ${person.status}.`, false);
  const end = person.access_ends_at?.getTime() ?? null;
  if (end === null) return link('Is active.', true);
  return end <= asked
    ? link(`All access ended ${instantWords(end)}.`, false)
    : link(`Is active until ${instantWords(end)}.`, true);
}

/** Said of modules that can be off; the others are always there. */
function moduleLinks({ explanation, names, place, snapshot }: CheckSubject): AccessLink[] {
  const { modules } = snapshotModel(snapshot);
  const [key, module] =
    Object.entries(modules).find(([, { permissions }]) =>
      Object.hasOwn(permissions, explanation.question.permission),
    ) ?? [];
  if (key === undefined || module?.switchable === undefined) return [];
  const off = modulesOffAt(snapshot, place).get(key);
  const where = whereWords(snapshot, off ?? place, names.places.get(off ?? place));
  return [
    {
      about: 'module',
      label: module.label,
      detail: off === undefined ? `Is switched on ${where}.` : `Is switched off ${where}.`,
      holds: off === undefined,
    },
  ];
}

function grantLinks(subject: CheckSubject): AccessLink[] {
  const { explanation, snapshot } = subject;
  if (explanation.grant === null) {
    const { assignment, one } = accessKind(snapshotModel(snapshot));
    const nothing = assignment === 'direct' ? 'permission' : one;
    return [
      { about: 'grant', label: `No ${nothing}`, detail: 'Nothing is held anywhere.', holds: false },
    ];
  }
  return [grantLink(subject, explanation.grant), ...permissionLinks(subject), placeLink(subject)];
}

type Grant = NonNullable<CheckSubject['explanation']['grant']>;

function grantLink(subject: CheckSubject, grant: Grant): AccessLink {
  const { names, snapshot, asked, origin } = subject;
  const where = whereWords(snapshot, grant.scope, names.places.get(grant.scope));
  const by = origin?.by == null ? '' : ` by ${origin.by}`;
  const given = origin === null ? '' : ` Given${by} ${instantWords(origin.at)}.`;
  const link = (detail: string, holds: boolean): AccessLink => ({
    about: 'grant',
    label: `${holdingOf(subject, grant)} ${where}`,
    detail: `${detail}${given}`,
    holds,
  });
  if (grant.startsAt !== null && asked < grant.startsAt) {
    return link(`Begins ${instantWords(grant.startsAt)}.`, false);
  }
  if (grant.endsAt === null) return link('Has no end.', true);
  return grant.endsAt <= asked
    ? link(`Ended ${instantWords(grant.endsAt)}.`, false)
    : link(`Until ${instantWords(grant.endsAt)}.`, true);
}

/** What is given directly is its own permission: there is no set to look into. */
function permissionLinks(subject: CheckSubject): AccessLink[] {
  const { explanation, snapshot } = subject;
  const { grant, question } = explanation;
  if (grant === null) return [];
  const label = permissionLabel(snapshotModel(snapshot), question.permission);
  const held = holdingOf(subject, grant);
  if (grant.hasPermission && held === label) return [];
  return [
    {
      about: 'permission',
      label,
      detail: grant.hasPermission ? `Is in ${held}.` : `Is not in ${held}.`,
      holds: grant.hasPermission,
    },
  ];
}

function placeLink({ explanation, names, place, snapshot }: CheckSubject): AccessLink {
  const { grant, path } = explanation;
  const nameOf = (scope: (typeof path)[number]) =>
    placeWords(snapshot, scope, names.places.get(scope)).label;
  const link = (detail: string, holds: boolean): AccessLink => ({
    about: 'place',
    label: nameOf(place).replace(/^\p{Ll}/u, (letter) => letter.toUpperCase()),
    detail,
    holds,
  });
  if (!grant?.coversPlace) {
    return link(grant === null ? '' : `Does not lie in ${nameOf(grant.scope)}.`, false);
  }
  const above = path.slice(1).map(nameOf);
  return link(
    above.length === 0 ? 'Is where it was given.' : `Lies in ${above.join(', in ')}.`,
    true,
  );
}

function requiredLinks({ explanation, snapshot }: CheckSubject): AccessLink[] {
  const model = snapshotModel(snapshot);
  const wanted = permissionLabel(model, explanation.question.permission);
  return explanation.missingRequired.map((permission) => ({
    about: 'required',
    label: permissionLabel(model, permission),
    detail: `${wanted} counts only together with it, and it is not held here.`,
    holds: false,
  }));
}

/** Restrictions that hide the module, whoever's set carries them. */
function restrictionLinks({ explanation, snapshot, names, asked }: CheckSubject): AccessLink[] {
  const { modules, restrictions = {} } = snapshotModel(snapshot);
  const { memberId, permission } = explanation.question;
  const hides = (key: string) =>
    (restrictions[key]?.hidesModules ?? []).some((module) =>
      Object.hasOwn(modules[module]?.permissions ?? {}, permission),
    );
  const binding = bindingRestrictions(snapshot, memberId, asked).filter(hides);
  const { blockedBy } = explanation;
  const set = blockedBy?.by === 'restriction' ? names.sets.get(blockedBy.setId) : undefined;
  return binding.map((key) => ({
    about: 'restriction',
    label: restrictions[key]?.label ?? key,
    detail: `${set ?? 'Something held here'} carries this restriction, and it hides the module.`,
    holds: false,
  }));
}
