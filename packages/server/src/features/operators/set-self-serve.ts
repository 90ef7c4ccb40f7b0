import type { SelfServeAnswer, SelfServeRequest } from '@latchkey/contract';
import { commit } from '../../change/commit.ts';
import { ProblemError } from '../../http/problem.ts';
import type { Services } from '../../services.ts';
import type { SignedInOperator } from '../../sign-in/operator-sessions.ts';
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
      const { changeId } = await commit(services, organizationId, {
        ...byOperator(operator, reason),
        operations: [{ type: 'organization.setSelfServe', selfServe }],
      });
      const outcome = changeId === null ? 'unchanged' : 'changed';
      results.push({ organizationId, outcome, code: null });
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      results.push({ organizationId, outcome: 'failed', code: error.code });
    }
  }
  return { results };
}
