import {
  type PlanProblemView,
  type PlanView,
  problems,
  type SelfServeAnswer,
  type SelfServeRequest,
} from '@latchkey/contract';
import { type ChangeRequest, commit, preview } from '../../change/commit.ts';
import { ProblemError } from '../../http/problem.ts';
import type { Services } from '../../services.ts';
import type { SignedInOperator } from '../../sign-in/operator-sessions.ts';
import { planOfNothing } from '../../words/plan-of-nothing.ts';
import { planProblemView } from '../../words/plan-problem-view.ts';
import { byOperator } from './by-operator.ts';

/** Switches self-serve for one organization after the other; what fails in one stops no other. */
export async function setSelfServe(
  services: Services,
  operator: SignedInOperator,
  { organizationIds, selfServe, reason }: SelfServeRequest,
): Promise<SelfServeAnswer> {
  const results: SelfServeAnswer['results'] = [];
  for (const organizationId of new Set(organizationIds)) {
    try {
      const request = switching(operator, selfServe, reason);
      const { changeId } = await commit(services, organizationId, request);
      const outcome = changeId === null ? 'unchanged' : 'changed';
      results.push({ organizationId, outcome, code: null });
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      results.push({ organizationId, outcome: 'failed', code: error.code });
    }
  }
  return { results };
}

/** That it gives and takes nobody any access, and in which organizations it could not be done. */
export async function previewSelfServe(
  services: Services,
  operator: SignedInOperator,
  { organizationIds, selfServe, reason }: SelfServeRequest,
): Promise<PlanView> {
  const ids = [...new Set(organizationIds)];
  const found: PlanProblemView[] = [];
  let possible = 0;
  for (const [index, organizationId] of ids.entries()) {
    try {
      const request = switching(operator, selfServe, reason);
      const plan = await preview(services, organizationId, request);
      found.push(...plan.problems.map((problem) => planProblemView(problem, index)));
      if (plan.problems.length === 0) possible += 1;
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      const { title, remedy } = problems[error.code];
      found.push({ index, code: error.code, title, remedy, subject: organizationId, values: {} });
    }
  }
  const count =
    possible === 1 ? '1 organization' : `${possible.toLocaleString('en')} organizations`;
  return planOfNothing({
    applies: possible > 0,
    sentence: [
      { text: `Switch self-serve ${selfServe ? 'on' : 'off'} for `, tone: 'plain' },
      { text: count, tone: 'strong' },
      { text: '.', tone: 'plain' },
    ],
    problems: found,
  });
}

const switching = (
  operator: SignedInOperator,
  selfServe: boolean,
  reason: string,
): ChangeRequest => ({
  ...byOperator(operator, reason),
  operations: [{ type: 'organization.setSelfServe', selfServe }],
});
