import { type AccessRemedy, type BulkAct, problems, type SentencePart } from '@latchkey/contract';
import { type Explanation, evaluate, type PermissionSetId, type Scope } from '@latchkey/engine';
import { byMember } from '../../change/by-member.ts';
import { preview } from '../../change/commit.ts';
import type { SignedIn } from '../../http/env.ts';
import type { Services } from '../../services.ts';
import { operationsOf } from '../members/act-on-members.ts';

/** An act that might help, with how it is told. */
export interface CandidateAct {
  readonly text: readonly SentencePart[];
  readonly label: string;
  readonly request: BulkAct;
}

/** Acts that are tried at most, and how many of them are offered. */
const mostTried = 6;
const mostOffered = 2;

/**
 * Which of the acts the asker can really do, each planned as it would be carried out, and whether the
 * answer would be yes then. What stands in the way of all of them is said when nothing can be offered.
 */
export async function possibleActs(
  services: Services,
  signedIn: SignedIn,
  { question }: Pick<Explanation, 'question'>,
  candidates: readonly CandidateAct[],
  asked: number,
): Promise<{ readonly remedies: AccessRemedy[]; readonly obstacle: string | null }> {
  const remedies: AccessRemedy[] = [];
  let obstacle: string | null = null;
  for (const { text, label, request } of candidates.slice(0, mostTried)) {
    const plan = await preview(services, signedIn.organizationId, {
      ...byMember(signedIn),
      operations: operationsOf(question.memberId, request),
    });
    const [problem] = plan.problems;
    if (problem !== undefined) {
      const { title, remedy } = problems[problem.code];
      if (problem.code === 'self_serve_off') obstacle ??= `${title} ${remedy}`;
      continue;
    }
    if (!plan.outcomes.includes('applied')) continue;
    const completes = evaluate(plan.branch.snapshot, question, asked).allowed;
    remedies.push({ text: [...text], act: { label, request }, completes });
    if (remedies.length === mostOffered) break;
  }
  return { remedies, obstacle };
}

export interface GivableSet {
  readonly setId: PermissionSetId;
  readonly name: string;
}

interface Giving {
  readonly person: string;
  /** The place as a sentence says it: `at Store 12`. */
  readonly where: string;
  readonly scope: Scope;
}

/** A set given at a place, beside what is held. */
export const giving = ({ person, where, scope }: Giving, set: GivableSet): CandidateAct => ({
  text: [
    { text: 'Give ', tone: 'plain' },
    { text: person, tone: 'strong' },
    { text: ' the set ', tone: 'plain' },
    { text: set.name, tone: 'strong' },
    { text: ` ${where}.`, tone: 'plain' },
  ],
  label: `Give ${set.name}`,
  request: { type: 'addGrants', grants: [{ permissionSetId: set.setId, scope }] },
});

/** Where everybody has one set, another one takes its place. */
export const changingTo = (
  { person, scope }: Pick<Giving, 'person' | 'scope'>,
  set: GivableSet,
): CandidateAct => ({
  text: [
    { text: 'Change ', tone: 'plain' },
    { text: person, tone: 'strong' },
    { text: ' to ', tone: 'plain' },
    { text: set.name, tone: 'strong' },
    { text: '. It takes the place of what is held now.', tone: 'plain' },
  ],
  label: `Change to ${set.name}`,
  request: { type: 'setGrants', grants: [{ permissionSetId: set.setId, scope }] },
});

const onPerson = (verb: string, person: string, rest: string, request: BulkAct): CandidateAct => ({
  text: [
    { text: `${verb} `, tone: 'plain' },
    { text: person, tone: 'strong' },
    { text: rest, tone: 'plain' },
  ],
  label: `${verb} ${person}`,
  request,
});

export const resuming = (person: string): CandidateAct =>
  onPerson('Resume', person, ': everything that is held counts again.', { type: 'resume' });

export const restoring = (person: string): CandidateAct =>
  onPerson('Restore', person, ' with the access held before.', {
    type: 'restore',
    withAccess: true,
  });

export const extending = (person: string): CandidateAct =>
  onPerson('Extend', person, ': all access ended with the person’s own end.', {
    type: 'setAccessEnd',
    accessEndsAt: null,
  });
