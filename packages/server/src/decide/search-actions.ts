import { type AccessModel, snapshotModel } from '@latchkey/engine';
import { answerQuestion } from './answer-question.ts';
import type { AskedQuestion } from './asked-question.ts';
import { keptOf } from './kept-page.ts';
import type { KnownOrganization } from './known-organization.ts';
import type { Listing } from './listing.ts';

/** What this person may do here: every name that a question may give an action, as it stands, without properties. */
export function searchActions(
  organization: KnownOrganization,
  question: AskedQuestion,
  now: number,
): Listing {
  const may = (action: string) =>
    answerQuestion(organization, { ...question, action }, now).allowed;
  const names = actionNames(snapshotModel(organization.snapshot));
  return {
    page: (page) => keptOf(names, may, page),
    text: (name) => JSON.stringify({ name }),
  };
}

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
