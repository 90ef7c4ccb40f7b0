import type { EvaluationAnswer, Session } from '@latchkey/contract';
import { LatchkeyError } from './latchkey-error.ts';
import type { AskOptions, LatchkeyOptions, Resource, Subject } from './options.ts';
import { readEvaluation, readEvaluations, readSession } from './read-answer.ts';
import { hasObligations, readMasks, supportedObligations } from './read-masks.ts';
import { findSessionToken } from './session-token.ts';
import { createTransport } from './transport.ts';
import { maskedView, type View } from './view.ts';

export interface Latchkey {
  /**
   * May this person do this here, now? A failure is a no, told to `onError`; so is a resource of which this person
   * sees less than everything: that takes `view`.
   */
  can(
    subject: Subject,
    permission: string,
    resource: Resource,
    options?: AskOptions,
  ): Promise<boolean>;
  /** Whether every one of the permissions is held; a failure or an empty list is a no. */
  canAll(
    subject: Subject,
    permissions: readonly string[],
    resource: Resource,
    options?: AskOptions,
  ): Promise<boolean>;
  /** What this person may see of such a resource: masks what has to be masked. A failure is a no, told to `onError`. */
  view(
    subject: Subject,
    permission: string,
    resource: Resource,
    options?: AskOptions,
  ): Promise<View>;
  /** The whole answer with its reason; throws a `LatchkeyError` when there is none. */
  evaluate(
    subject: Subject,
    permission: string,
    resource: Resource,
    options?: AskOptions,
  ): Promise<EvaluationAnswer>;
  /** Who is signed in, from the request's `Cookie` header or a session token; null when nobody is. */
  sessionOf(
    cookieOrToken: string | null | undefined,
    options?: Pick<AskOptions, 'signal'>,
  ): Promise<Session | null>;
}

/** What a module of the platform asks Latchkey with: one per process and organization. */
export function createLatchkey(options: LatchkeyOptions): Latchkey {
  const organizationId = options.organizationId ?? organizationOfKey(options.apiKey);
  const base = `/organizations/${organizationId}/access/v1`;
  const send = createTransport(options.url, options.fetch ?? fetch, options.timeoutMs ?? 2_000);
  // biome-ignore lint/suspicious/noConsole: an outage that only looks like denials has to be told somewhere.
  const report = options.onError ?? ((error: LatchkeyError) => console.error(error));

  const askOne = async (
    subject: Subject,
    permission: string,
    resource: Resource,
    { atLeast, signal }: AskOptions,
    declared: Readonly<Record<string, unknown>> = {},
  ) =>
    readEvaluation(
      await send({
        method: 'POST',
        path: `${base}/evaluation`,
        bearer: options.apiKey,
        body: {
          subject: subjectOf(subject),
          action: { name: permission },
          resource,
          ...contextOf(atLeast, declared),
        },
        signal,
      }),
    );

  const onFailure = async <Answer>(
    answer: Promise<Answer>,
    instead: (error: LatchkeyError) => Answer,
  ): Promise<Answer> => {
    try {
      return await answer;
    } catch (error) {
      const failure =
        error instanceof LatchkeyError
          ? error
          : new LatchkeyError('failed', 'The question could not be asked.', { cause: error });
      report(failure);
      return instead(failure);
    }
  };
  const noOnFailure = (answer: Promise<boolean>) => onFailure(answer, () => false);

  const look = async (
    subject: Subject,
    permission: string,
    resource: Resource,
    ask: AskOptions,
  ): Promise<View> => {
    const declared = { supported_obligations: supportedObligations };
    const answer = await askOne(subject, permission, resource, ask, declared);
    if (answer.decision) return maskedView(readMasks(answer));
    return { allowed: false, reason: String(answer.context?.['reason'] ?? 'unknown') };
  };

  const askAll = async (
    subject: Subject,
    permissions: readonly string[],
    resource: Resource,
    ask: AskOptions,
  ) => {
    if (permissions.length === 0)
      throw new LatchkeyError('no_permissions', 'Name at least one permission.');
    const answers = readEvaluations(
      await send({
        method: 'POST',
        path: `${base}/evaluations`,
        bearer: options.apiKey,
        body: {
          subject: subjectOf(subject),
          resource,
          evaluations: permissions.map((name) => ({ action: { name } })),
          ...contextOf(ask.atLeast),
        },
        signal: ask.signal,
      }),
    );
    if (answers.length !== permissions.length) {
      throw new LatchkeyError(
        'unreadable_answer',
        `Latchkey answered ${answers.length} of ${permissions.length} questions.`,
      );
    }
    return answers.every(isPlainYes);
  };

  return {
    evaluate: (subject, permission, resource, ask = {}) =>
      askOne(subject, permission, resource, ask),
    can: (subject, permission, resource, ask = {}) =>
      noOnFailure(askOne(subject, permission, resource, ask).then(isPlainYes)),
    view: (subject, permission, resource, ask = {}) =>
      onFailure(look(subject, permission, resource, ask), ({ code }) => ({
        allowed: false,
        reason: code,
      })),
    canAll: (subject, permissions, resource, ask = {}) =>
      noOnFailure(askAll(subject, permissions, resource, ask)),
    sessionOf: async (cookieOrToken, ask = {}) => {
      const bearer = findSessionToken(cookieOrToken);
      if (bearer === null) return null;
      try {
        const session = readSession(
          await send({ method: 'GET', path: '/v1/session', bearer, signal: ask.signal }),
        );
        // A session of another organization is nobody here: the key decides for one organization only.
        return session.organization.id === organizationId ? session : null;
      } catch (error) {
        if (error instanceof LatchkeyError && error.status === 401) return null;
        throw error;
      }
    },
  };
}

function organizationOfKey(apiKey: string): string {
  const organizationId = apiKey.slice(0, apiKey.indexOf('.'));
  if (organizationId.startsWith('org_')) return organizationId;
  throw new TypeError(
    '`apiKey` is not a Latchkey key: one begins with `org_`. Make one under Settings, API keys.',
  );
}

const subjectOf = (subject: Subject) =>
  typeof subject === 'string' ? { type: 'user', id: subject } : subject;

/** A yes that asks for something besides is none for whoever only looks at the yes. */
const isPlainYes = (answer: EvaluationAnswer) => answer.decision && !hasObligations(answer);

function contextOf(atLeast: string | undefined, declared: object = {}) {
  const context = { ...declared, ...(atLeast !== undefined && { at_least: atLeast }) };
  return Object.keys(context).length === 0 ? {} : { context };
}
