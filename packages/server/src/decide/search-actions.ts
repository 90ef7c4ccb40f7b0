import {
  type AccessModel,
  askedPermission,
  masksOf,
  permissionsAt,
  snapshotModel,
} from '@latchkey/engine';
import type { AskedQuestion } from './asked-question.ts';
import { keptOf } from './kept-of.ts';
import type { KnownOrganization } from './known-organization.ts';
import type { Listing } from './listing.ts';
import { supportsObligations } from './mask-obligation.ts';
import { resolvedQuestion } from './resolved-question.ts';

/** What this person may do here: every name that a question may give an action, as it stands, without properties. */
export function searchActions(
  organization: KnownOrganization,
  question: AskedQuestion,
  now: number,
): Listing {
  const model = snapshotModel(organization.snapshot);
  const allowed = allowedPermissions(organization, question, now);
  const names = actionNames(model).filter((name) =>
    allowed.has(askedPermission(model, name, null) ?? ''),
  );
  return {
    page: (page) => keptOf(names, () => true, page),
    text: (name) => JSON.stringify({ name }),
  };
}

function allowedPermissions(
  organization: KnownOrganization,
  asked: AskedQuestion,
  now: number,
): ReadonlySet<string> {
  const question = resolvedQuestion(organization, asked);
  if (typeof question === 'string') return none;
  const { snapshot } = organization;
  const { memberId, place, groups } = question;
  // What has to be masked is so whatever is done: a caller that does not mask may do nothing there.
  const isMasked =
    !supportsObligations(asked.context) &&
    masksOf(snapshot, memberId, place, asked.resourceType, now, groups).size > 0;
  return isMasked ? none : new Set(permissionsAt(snapshot, memberId, place, now, groups));
}

const none: ReadonlySet<string> = new Set();

const namesOf = new WeakMap<AccessModel, readonly string[]>();

function actionNames(model: AccessModel): readonly string[] {
  const known = namesOf.get(model);
  if (known !== undefined) return known;
  const permissions = Object.values(model.modules).flatMap((module) =>
    Object.keys(module.permissions),
  );
  const names = [...new Set([...permissions, ...Object.keys(model.actions ?? {})])].sort();
  namesOf.set(model, names);
  return names;
}
