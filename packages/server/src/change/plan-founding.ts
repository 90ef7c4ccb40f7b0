import { accessMoves, factsNeeded, type OrganizationId, plan } from '@latchkey/engine';
import type { Transaction } from '../db/database.ts';
import { inOrganization } from '../db/in-organization.ts';
import type { Services } from '../services.ts';
import type { Founding } from './carry-out.ts';
import type { ChangeRequest, Preview } from './commit.ts';
import { lockOrganization } from './lock-organization.ts';
import { readFacts } from './read-facts.ts';

/** Carries out of the transaction what was told in it, so that the database takes everything back. */
class Told<Answer> extends Error {
  readonly answer: Answer;

  constructor(answer: Answer) {
    super('The organization was founded only to tell of it.');
    this.answer = answer;
  }
}

/** The plan of an organization's first change, on rows that are taken back before anybody else sees them. */
export function planFounding<Answer>(
  services: Services,
  organizationId: OrganizationId,
  { operations, actor, authority }: ChangeRequest,
  founding: Founding,
  tell: (transaction: Transaction, plan: Preview) => Promise<Answer>,
): Promise<Answer> {
  return services.snapshots.exclusively(organizationId, async (hand) => {
    try {
      return await inOrganization(services.db, organizationId, async (transaction) => {
        await founding(transaction);
        const head = await lockOrganization(transaction, organizationId);
        const snapshot = await hand.caughtUp(transaction, head);
        const read = await readFacts(transaction, organizationId, factsNeeded(operations));
        const facts = { ...read.facts, organization: head.state };
        const { now } = head;
        const planned = plan(operations, { snapshot, facts, actor, authority, now });
        const moves = accessMoves(planned, now);
        throw new Told(await tell(transaction, { ...planned, snapshot, moves }));
      });
    } catch (error) {
      if (error instanceof Told) return error.answer;
      throw error;
    } finally {
      hand.forget();
    }
  });
}
