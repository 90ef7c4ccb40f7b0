import type { BenchQuestion } from '../organization/make-questions.ts';
import { type Answering, pageSize } from './answering.ts';
import type { JsonSender } from './send-json.ts';

/** The parts of an AuthZEN question that engines want told in different ways. */
export interface Spoken {
  readonly base: string;
  subject(memberId: string): object;
  resource(place: string): object;
}

interface Decided {
  readonly decision: boolean;
}

/** Questions in the words of AuthZEN 1.0. */
export function authzen(
  send: JsonSender,
  { base, subject, resource }: Spoken,
): Required<Pick<Answering, 'single' | 'batch' | 'mixedBatch'>> {
  const question = ({ memberId, permission, place }: BenchQuestion) => ({
    subject: subject(memberId),
    action: { name: permission },
    resource: resource(place),
  });
  const decisions = (answer: unknown) =>
    (answer as { evaluations: readonly Decided[] }).evaluations.map(({ decision }) => decision);
  return {
    single: (asked) =>
      send(`${base}/evaluation`, question(asked), (answer) => [(answer as Decided).decision]),
    batch(asked) {
      const [first] = asked;
      if (first === undefined) throw new RangeError('An empty batch asks nothing.');
      const evaluations = asked.map(({ place }) => ({ resource: resource(place) }));
      const { subject: who, action } = question(first);
      return send(`${base}/evaluations`, { subject: who, action, evaluations }, decisions);
    },
    mixedBatch: (asked) =>
      send(`${base}/evaluations`, { evaluations: asked.map(question) }, decisions),
  };
}

/** The searches of AuthZEN 1.0, for their first page; stores are what is looked for. */
export function authzenSearches(
  send: JsonSender,
  { base, subject, resource }: Spoken,
): Required<Pick<Answering, 'places' | 'people'>> {
  const page = { limit: pageSize };
  const ids = (answer: unknown) =>
    (answer as { results: readonly { id: string }[] }).results.map(({ id }) => id);
  return {
    places: ({ memberId, permission }) =>
      send(
        `${base}/search/resource`,
        {
          subject: subject(memberId),
          action: { name: permission },
          resource: { type: 'store' },
          page,
        },
        ids,
      ),
    people: ({ permission, place }) =>
      send(
        `${base}/search/subject`,
        {
          subject: { type: 'user' },
          action: { name: permission },
          resource: resource(place),
          page,
        },
        ids,
      ),
  };
}
