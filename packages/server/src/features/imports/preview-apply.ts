import type { PlanView } from '@latchkey/contract';
import type {
  AccessMove,
  Effect,
  ImportId,
  Operation,
  OperationOutcome,
  OrganizationId,
  PlanProblem,
} from '@latchkey/engine';
import { byMember } from '../../change/by-member.ts';
import { type Preview, preview } from '../../change/commit.ts';
import { inOrganization } from '../../db/in-organization.ts';
import type { SignedIn } from '../../http/env.ts';
import { mailsOf } from '../../outbox/queue-mails.ts';
import type { Services } from '../../services.ts';
import { type AffectedPage, changedPeople, planView } from '../../words/plan-view.ts';
import { readChunk } from './read-chunk.ts';
import { requireImport, requireMayImport } from './require-import.ts';
import type { StoredImport } from './stored-import.ts';

/** Operations that are looked at; of a larger file the first ones stand for the rest. */
const mostOperations = 100_000;
/** Places lie in places of the same file, so they are planned at once. */
const mostPlaces = 20_000;

/**
 * Who gains and loses what by what is left of a file: planned chunk by chunk as it would be applied, each on what
 * is true now. Who and what is exact; only those who are named are held in full.
 */
export async function previewApply(
  services: Services,
  signedIn: SignedIn,
  importId: ImportId,
  page: AffectedPage,
): Promise<PlanView> {
  const { organizationId } = signedIn;
  const record = await inOrganization(
    services.db,
    organizationId,
    (transaction) =>
      requireImport(transaction, signedIn, importId, { in: ['ready', 'cancelled', 'failed'] }),
    { readOnly: true },
  );
  await requireMayImport(services, signedIn, record);
  const whole = new WholeFile(page);
  for await (const operations of portions(services, organizationId, record)) {
    const request = { ...byMember(signedIn), operations, take: 'good-ones' as const };
    whole.add(await preview(services, organizationId, request, page.signal));
    if (whole.operations >= mostOperations) break;
  }
  const nothing = { ...byMember(signedIn), operations: [] };
  const plan = whole.together(await preview(services, organizationId, nothing, page.signal));
  const view = await inOrganization(
    services.db,
    organizationId,
    (transaction) =>
      planView(transaction, signedIn, plan, {
        remarks: whole.operations < mostOperations ? [] : [partOnly],
        page,
      }),
    { readOnly: true },
  );
  return { ...view, changed: whole.changed, mails: whole.mails };
}

const partOnly = `Who gains and loses what is said of the first ${mostOperations.toLocaleString('en')} rows.`;

/** What is left to apply, a chunk at a time. */
async function* portions(
  services: Services,
  organizationId: OrganizationId,
  record: StoredImport,
): AsyncGenerator<readonly Operation[]> {
  const together: Operation[] = [];
  for (let from = record.nextChunk; ; ) {
    const { number, operations } = await inOrganization(
      services.db,
      organizationId,
      (transaction) => readChunk(transaction, organizationId, record, from),
      { readOnly: true },
    );
    if (operations.length === 0 && number > 0) break;
    from = number + 1;
    if (record.kind === 'people') yield operations;
    else together.push(...operations);
    if (together.length >= mostPlaces) break;
  }
  if (together.length > 0) yield together;
}

/** The plans of a file's portions as one. Of the people, only those are kept whole who will be named. */
class WholeFile {
  operations = 0;
  changed = 0;
  mails = 0;
  readonly #page: AffectedPage;
  readonly #moves: AccessMove[] = [];
  readonly #problems: PlanProblem[] = [];
  #outcome: OperationOutcome = 'unchanged';
  #named: readonly Effect[] = [];

  constructor(page: AffectedPage) {
    this.#page = page;
  }

  add({ outcomes, effects, problems, moves }: Preview): void {
    this.#problems.push(
      ...problems
        .slice(0, Math.max(0, shownProblems - this.#problems.length))
        .map((problem) => ({ ...problem, operation: problem.operation + this.operations })),
    );
    this.operations += outcomes.length;
    this.changed += changedPeople({ effects }).size;
    this.mails += mailsOf(effects).length;
    for (const move of moves) this.#moves.push(move);
    if (outcomes.includes('applied')) this.#outcome = 'applied';
    const { affectedAfter = '', affectedLimit } = this.#page;
    const people: Effect[] = [];
    const others: Effect[] = [];
    for (const effect of [...this.#named, ...effects]) {
      if (effect.object === 'entity') others.push(effect);
      else if (effect.object === 'member' && effect.id > affectedAfter) people.push(effect);
    }
    people.sort((left, right) => (left.id < right.id ? -1 : 1));
    this.#named = [...others, ...people.slice(0, affectedLimit + 1)];
  }

  /** Laid over the plan of nothing, which knows the organization as it is now. */
  together(nothing: Preview): Preview {
    return {
      ...nothing,
      outcomes: [this.#outcome],
      effects: this.#named,
      problems: this.#problems,
      moves: this.#moves.sort((left, right) => compare(left.memberId, right.memberId)),
    };
  }
}

const shownProblems = 100;
const compare = (left: string, right: string) => (left < right ? -1 : Number(left > right));
