import { setTimeout as sleep } from 'node:timers/promises';
import type { MemberId, UserId } from '@latchkey/engine';
import { ProblemError } from '../../src/http/problem.ts';
import type { MarketOrganization } from '../market-organization.ts';
import { startServerProcess } from '../server-process.ts';
import type { TestServices } from '../start-test-services.ts';
import { History } from './history.ts';
import { type Fault, faults, type Node, strike } from './nemesis.ts';

export interface PartitionRun {
  readonly services: TestServices;
  readonly market: MarketOrganization;
  readonly key: string;
  readonly nodes: readonly Node[];
  /** Past this a node that has lost the stream answers nothing. */
  readonly maxStalenessMs: number;
  /** Each fault strikes each time for so long. */
  readonly faultMs: number;
  readonly faults: readonly Fault[];
}

/** What was asked and what came back; the lower half has to be zero. */
export interface PartitionCounts {
  changes: number;
  questions: number;
  yes: number;
  no: number;
  /** 503: rather nothing than something old. */
  refused: number;
  /** The node was stopped, killed or cut off from us. */
  unanswered: number;
  longestStaleMs: number;
  slowestMs: number;
  olderThanToken: number;
  wrongForItsRevision: number;
  yesAfterEnd: number;
  beyondBound: number;
  failed: number;
  hung: number;
  /** What the first of those that failed were answered with. */
  readonly failures: string[];
}

interface Person {
  readonly memberId: MemberId;
  readonly userId: UserId;
  token: string;
  tokenRevision: number;
}

const questionTimeoutMs = 6_000;

/** Changes access, asks every node about it and hurts the nodes one after another, until every fault has struck. */
export async function runPartitions(run: PartitionRun): Promise<PartitionCounts> {
  const history = new History();
  const people = await invite(run, history, 6);
  const counts = emptyCounts();
  const ended = new AbortController();
  const going = () => !ended.signal.aborted;
  const work = [
    changeAccess(run, history, people, counts, going),
    ...run.nodes.flatMap((node) => [
      ask(run, history, people, node, counts, going),
      ask(run, history, people, node, counts, going),
    ]),
  ];
  try {
    await strikeAll(run);
  } finally {
    ended.abort();
    await Promise.all(work);
  }
  return counts;
}

async function strikeAll(run: PartitionRun): Promise<void> {
  for (const [index, fault] of run.faults.entries()) {
    const node = run.nodes[index % run.nodes.length];
    if (!node) return;
    await strike(node, fault, run.faultMs, ({ proxy: { connection } }) =>
      startServerProcess(run.services, {
        connection,
        config: { maxStalenessMs: run.maxStalenessMs, serveStaleMs: run.maxStalenessMs },
      }),
    );
    // It has to find its way back while everything goes on.
    await sleep(Math.min(500, run.faultMs));
  }
}

async function invite(run: PartitionRun, history: History, count: number): Promise<Person[]> {
  const people: Person[] = [];
  for (let made = 0; made < count; made++) {
    const { market } = run;
    const { memberId, userId } = await market.addMember(
      market.grant('publisher', market.places.west),
    );
    const person = { memberId, userId, token: '', tokenRevision: 0 };
    await change(run, history, person, { type: 'member.suspend', memberId }, no);
    people.push(person);
  }
  return people;
}

const no = { allowed: false, endsAt: null };
const yes = { allowed: true, endsAt: null };

/** Every change is one of a person's: in, out, or in until an instant that is near. */
async function changeAccess(
  run: PartitionRun,
  history: History,
  people: readonly Person[],
  counts: PartitionCounts,
  going: () => boolean,
): Promise<void> {
  for (let turn = 0; going(); turn++) {
    const person = people[turn % people.length];
    if (!person) return;
    const { memberId } = person;
    const standing = history.standingAt(memberId, history.newest) ?? no;
    const temporary = turn % 3 === 0;
    if (temporary) {
      const endsAt = Date.now() + 400;
      if (!standing.allowed)
        await change(run, history, person, { type: 'member.resume', memberId }, yes);
      const operation = { type: 'member.setAccessEnd', memberId, accessEndsAt: endsAt } as const;
      await change(run, history, person, operation, { allowed: true, endsAt });
    } else if (standing.allowed) {
      if (standing.endsAt !== null) {
        const operation = { type: 'member.setAccessEnd', memberId, accessEndsAt: null } as const;
        await change(run, history, person, operation, yes);
      }
      await change(run, history, person, { type: 'member.suspend', memberId }, no);
    } else await change(run, history, person, { type: 'member.resume', memberId }, yes);
    counts.changes = history.newest;
    await sleep(5);
  }
}

async function change(
  { services, market }: PartitionRun,
  history: History,
  person: Person,
  operation: Parameters<MarketOrganization['change']>[0],
  standing: ReturnType<History['standingAt']> & object,
): Promise<void> {
  const committed = await market.change(operation).catch((error: unknown) => {
    // An end that has passed before its turn came: nothing is changed then.
    if (error instanceof ProblemError) return null;
    throw error;
  });
  if (!committed?.changeId) return;
  const { revision } = committed;
  history.note(revision, person.memberId, standing);
  person.token = services.revisions.of(market.organizationId, revision);
  person.tokenRevision = revision;
}

async function ask(
  run: PartitionRun,
  history: History,
  people: readonly Person[],
  node: Node,
  counts: PartitionCounts,
  going: () => boolean,
): Promise<void> {
  for (let turn = 0; going(); turn++) {
    const person = people[Math.floor(Math.random() * people.length)];
    if (!person) return;
    await askOnce(run, history, person, node, counts, turn % 2 === 0);
    await sleep(4);
  }
}

async function askOnce(
  { services, market, key, maxStalenessMs }: PartitionRun,
  history: History,
  { memberId, userId, token, tokenRevision }: Person,
  node: Node,
  counts: PartitionCounts,
  withToken: boolean,
): Promise<void> {
  counts.questions++;
  const ranAtFirst = node.runs;
  const sentAt = Date.now();
  const answer = await post(node, market.organizationId, key, {
    subject: { type: 'user', id: userId },
    action: { name: 'campaign.publish' },
    resource: { type: 'store', id: market.places.w1 },
    context: withToken ? { at_least: token } : {},
  });
  const tookMs = Date.now() - sentAt;
  if (answer === null) {
    counts.unanswered++;
    if (ranAtFirst && node.runs && tookMs >= questionTimeoutMs) counts.hung++;
    return;
  }
  if (ranAtFirst && node.runs) counts.slowestMs = Math.max(counts.slowestMs, tookMs);
  if (answer.status === 503) {
    counts.refused++;
    return;
  }
  const revision = services.revisions.read(market.organizationId, answer.revision ?? '');
  if (answer.status !== 200 || typeof revision !== 'number') {
    counts.failed++;
    if (counts.failures.length < 10) counts.failures.push(`${answer.status} ${answer.text}`);
    return;
  }
  // The writer notes a change when its commit is answered; a node may have had it before.
  while (revision > history.newest) await sleep(1);
  const decision = answer.decision;
  counts[decision ? 'yes' : 'no']++;
  const standing = history.standingAt(memberId, revision);
  const staleMs = history.staleMs(revision, sentAt);
  counts.longestStaleMs = Math.max(counts.longestStaleMs, staleMs);
  if (staleMs > maxStalenessMs) counts.beyondBound++;
  if (withToken && revision < tokenRevision) counts.olderThanToken++;
  const endsAt = standing?.endsAt ?? Number.POSITIVE_INFINITY;
  if (decision && sentAt >= endsAt) counts.yesAfterEnd++;
  const mayBeEither = sentAt < endsAt && endsAt <= sentAt + tookMs;
  const expected = standing?.allowed === true && sentAt < endsAt;
  if (!mayBeEither && decision !== expected) counts.wrongForItsRevision++;
}

async function post(node: Node, organizationId: string, key: string, question: object) {
  try {
    const answer = await fetch(
      `${node.process.url}/organizations/${organizationId}/access/v1/evaluation`,
      {
        method: 'POST',
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
        body: JSON.stringify(question),
        signal: AbortSignal.timeout(questionTimeoutMs),
      },
    );
    const text = await answer.text();
    const body: unknown = JSON.parse(text);
    return {
      status: answer.status,
      text,
      revision: answer.headers.get('latchkey-revision'),
      decision:
        typeof body === 'object' && body !== null && 'decision' in body && body.decision === true,
    };
  } catch {
    return null;
  }
}

/** Every fault on every node in turn, so often. */
export function faultsInTurn(rounds: number): readonly Fault[] {
  return Array.from({ length: rounds }, () => faults).flat();
}

function emptyCounts(): PartitionCounts {
  return {
    changes: 0,
    questions: 0,
    yes: 0,
    no: 0,
    refused: 0,
    unanswered: 0,
    longestStaleMs: 0,
    slowestMs: 0,
    olderThanToken: 0,
    wrongForItsRevision: 0,
    yesAfterEnd: 0,
    beyondBound: 0,
    failed: 0,
    hung: 0,
    failures: [],
  };
}
