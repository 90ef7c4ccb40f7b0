/** One engine in a process of its own: answers everything once beside the oracle, then again on the clock. */
import { makeOrganization } from '../organization/make-organization.ts';
import { type BenchQuestion, makeQuestions } from '../organization/make-questions.ts';
import type { Contender, MakeContender } from './contender.ts';

/** `hot`: the questions of few members come again and again; `wide`: everybody asks. */
export const mixes = {
  hot: { members: 500, count: 20_000 },
  wide: { members: 10_000, count: 100_000 },
} as const;
export type Mix = keyof typeof mixes;

/** Microseconds of CPU for a while of one mix, yes or no; `questions` where the engine is too slow for all. */
export interface Turn {
  readonly mix: Mix;
  readonly allowed: boolean;
  readonly milliseconds: number;
}

/** The first message: whether every question was answered as the oracle does. */
export interface Checked {
  readonly questions: number;
  readonly wrong: number;
}

const [file = '', form = '', atMost = ''] = process.argv.slice(2);
const organization = makeOrganization();
const { now } = organization;
const make: MakeContender = (await import(new URL(file, import.meta.url).href))[form];
const contender: Contender<unknown, unknown, unknown> = await make(organization);

interface Asked {
  readonly subject: unknown;
  readonly permission: unknown;
  readonly place: unknown;
}

let questions = 0;
let wrong = 0;
const asked = new Map<string, Asked[]>();
for (const mix of Object.keys(mixes) as Mix[]) {
  const { members, count } = mixes[mix];
  const all = makeQuestions(organization, { members, count: Math.min(count, Number(atMost)) });
  for (const allowed of [true, false]) {
    const some = all.filter((question) => question.allowed === allowed).map(resolved);
    questions += some.length;
    for (const question of some) if (ask(question) !== allowed) wrong++;
    asked.set(`${mix} ${allowed}`, some);
  }
}
process.send?.({ questions, wrong } satisfies Checked);

process.on('message', (turn: Turn) => {
  const some = asked.get(`${turn.mix} ${turn.allowed}`) ?? [];
  process.send?.(microsecondsEach(some, turn));
});

function resolved({ memberId, permission, place }: BenchQuestion): Asked {
  return {
    subject: contender.resolve?.(memberId) ?? memberId,
    permission: contender.resolvePermission?.(permission) ?? permission,
    place: contender.resolvePlace?.(place) ?? place,
  };
}

function ask({ subject, permission, place }: Asked): boolean {
  return contender.ask(subject, permission, place, now);
}

/** Goes through the questions from the first to the last, again and again, until the time is up. */
function microsecondsEach(some: readonly Asked[], { allowed, milliseconds }: Turn): number {
  const slice = 256;
  let answered = 0;
  let unexpected = 0;
  const before = process.cpuUsage();
  const end = performance.now() + milliseconds;
  for (let from = 0; performance.now() < end; from = (from + slice) % some.length) {
    const to = Math.min(from + slice, some.length);
    for (let index = from; index < to; index++) {
      const question = some[index];
      if (question !== undefined && ask(question) !== allowed) unexpected++;
    }
    answered += to - from;
  }
  const { user, system } = process.cpuUsage(before);
  if (unexpected > 0) throw new Error(`${unexpected} answers changed while they were measured.`);
  return (user + system) / answered;
}
