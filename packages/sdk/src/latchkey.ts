import type { EvaluationAnswer, Session } from '@latchkey/contract';
import { listMembers, type MemberId, type Page, type PageRequest, placeOf } from '@latchkey/engine';
import type { Answers } from './answers.ts';
import { subjectOf } from './asked.ts';
import { absences, Follower, type FollowerStatus } from './follow/follower.ts';
import type { MaskedFieldOf, ModelKeys, PermissionOf, ResourceOf } from './keys.ts';
import { LatchkeyError } from './latchkey-error.ts';
import { localAnswers } from './local/local-answers.ts';
import { permissionOf } from './local/names-here.ts';
import { createPrincipal, type Principal, wholePage } from './local/principal.ts';
import type { AskOptions, LocalOptions, RemoteOptions, Subject } from './options.ts';
import { readSession } from './read-answer.ts';
import { hasObligations, readMasks } from './read-masks.ts';
import { serverAnswers } from './server/server-answers.ts';
import { findSessionToken } from './session-token.ts';
import { createTransport, type Transport } from './transport.ts';
import { maskedView, type View } from './view.ts';

/** What a module of the platform asks, wherever decisions are made. */
export interface Latchkey<Keys extends ModelKeys = ModelKeys> {
  /**
   * May this person do this here, now? A failure is a no, told to `onError`; so is a resource of which this person
   * sees less than everything: that takes `view`.
   */
  can(
    subject: Subject,
    permission: PermissionOf<Keys>,
    resource: ResourceOf<Keys>,
    options?: AskOptions,
  ): Promise<boolean>;
  /** Whether every one of the permissions is held; a failure or an empty list is a no. */
  canAll(
    subject: Subject,
    permissions: readonly PermissionOf<Keys>[],
    resource: ResourceOf<Keys>,
    options?: AskOptions,
  ): Promise<boolean>;
  /** Whether one of the permissions is held; a failure or an empty list is a no. */
  canAny(
    subject: Subject,
    permissions: readonly PermissionOf<Keys>[],
    resource: ResourceOf<Keys>,
    options?: AskOptions,
  ): Promise<boolean>;
  /** What this person may see of such a resource: masks what has to be masked. A failure is a no, told to `onError`. */
  view<Type extends ResourceOf<Keys>['type']>(
    subject: Subject,
    permission: PermissionOf<Keys>,
    resource: ResourceOf<Keys> & { readonly type: Type },
    options?: AskOptions,
  ): Promise<View<MaskedFieldOf<Keys, Type>>>;
  /** The whole answer with its reason; throws a `LatchkeyError` when there is none. */
  evaluate(
    subject: Subject,
    permission: PermissionOf<Keys>,
    resource: ResourceOf<Keys>,
    options?: AskOptions,
  ): Promise<EvaluationAnswer>;
  /** Everything this person may do there, sorted: what a page is drawn from. Throws a `LatchkeyError` when there is no answer. */
  permissions(
    subject: Subject,
    resource: ResourceOf<Keys>,
    options?: AskOptions,
  ): Promise<readonly PermissionOf<Keys>[]>;
  /** Who is signed in, from the request's `Cookie` header or a session token; null when nobody is. Always asks the server. */
  sessionOf(
    cookieOrToken: string | null | undefined,
    options?: Pick<AskOptions, 'signal'>,
  ): Promise<Session | null>;
}

/** Besides, what only a process can answer that holds the organization itself. */
export interface LocalLatchkey<Keys extends ModelKeys = ModelKeys> extends Latchkey<Keys> {
  /** Somebody to ask about many times without waiting; for the length of a request. */
  principal(subject: Subject): Principal<Keys>;
  /** Who may do this here, owners included, in the order of their ids; throws when nothing can be said. */
  who(
    permission: PermissionOf<Keys>,
    resource: ResourceOf<Keys>,
    page?: Partial<PageRequest>,
  ): Page<MemberId>;
  /** Resolves when the organization is in memory; rejects when the key is refused, on closing and when the signal says so. */
  ready(options?: Pick<AskOptions, 'signal'>): Promise<void>;
  status(): FollowerStatus;
  /** Ends the stream of changes; everything is a no afterwards. */
  close(): void;
}

/** What a module of the platform asks Latchkey with: one per process and organization. */
export function createLatchkey<Keys extends ModelKeys = ModelKeys>(
  options: RemoteOptions,
): Latchkey<Keys>;
export function createLatchkey<Keys extends ModelKeys = ModelKeys>(
  options: LocalOptions,
): LocalLatchkey<Keys>;
export function createLatchkey(options: LocalOptions | RemoteOptions): Latchkey | LocalLatchkey {
  const organizationId = options.organizationId ?? organizationOfKey(options.apiKey);
  const base = `/organizations/${organizationId}/access/v1`;
  const transport = createTransport(
    options.url,
    options.fetch ?? fetch,
    options.timeoutMs ?? 2_000,
  );
  // biome-ignore lint/suspicious/noConsole: an outage that only looks like denials has to be told somewhere.
  const report = options.onError ?? ((error: LatchkeyError) => console.error(error));
  const server = serverAnswers(transport, base, options.apiKey);
  const sessionOf = sessionsOf(transport, organizationId);
  if (options.decisions === 'remote') return { ...questionsTo(server, report), sessionOf };

  const bounds = boundsOf(options);
  const { apiKey } = options;
  const follower = new Follower({ transport, base, apiKey, report, ...bounds });
  // The follower has told of it already, once: a no for every question is no news.
  const reportNews = (error: LatchkeyError) => {
    if (!absences.has(error.code)) report(error);
  };
  return {
    ...questionsTo(localAnswers(follower, server), reportNews),
    sessionOf,
    principal: (subject) => createPrincipal(follower, subjectOf(subject)),
    who(name, resource, page) {
      const now = Date.now();
      const snapshot = follower.current(now);
      if (snapshot === null) throw follower.absence();
      const place = placeOf(snapshot, resource);
      if (place === null) return { ids: [], next: null };
      const permission = permissionOf(snapshot, name);
      return listMembers(snapshot, { permission, place }, { ...wholePage, ...page }, now);
    },
    ready: ({ signal } = {}) => follower.ready(signal),
    status: () => follower.status(),
    close: () => follower.close(),
  };
}

function questionsTo(
  answers: Answers,
  report: (error: LatchkeyError) => void,
): Omit<Latchkey, 'sessionOf'> {
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

  const each = async (...[subject, permissions, resource, ask]: Parameters<Answers['each']>) => {
    if (permissions.length === 0) {
      throw new LatchkeyError('no_permissions', 'Name at least one permission.');
    }
    return answers.each(subject, permissions, resource, ask);
  };
  const look = async <Field extends string>(
    ...[subject, permission, resource, ask]: Parameters<Answers['one']>
  ): Promise<View<Field>> => {
    const answer = await answers.one(subject, permission, resource, { ...ask, masks: true });
    if (answer.decision) return maskedView(readMasks(answer));
    return { allowed: false, reason: String(answer.context?.['reason'] ?? 'unknown') };
  };

  return {
    evaluate: (subject, permission, resource, ask = {}) =>
      answers.one(subjectOf(subject), permission, resource, ask),
    can: (subject, permission, resource, ask = {}) =>
      noOnFailure(answers.one(subjectOf(subject), permission, resource, ask).then(isPlainYes)),
    canAll: (subject, permissions, resource, ask = {}) =>
      noOnFailure(
        each(subjectOf(subject), permissions, resource, ask).then((all) => all.every(isPlainYes)),
      ),
    canAny: (subject, permissions, resource, ask = {}) =>
      noOnFailure(
        each(subjectOf(subject), permissions, resource, ask).then((all) => all.some(isPlainYes)),
      ),
    view: (subject, permission, resource, ask = {}) =>
      onFailure(look(subjectOf(subject), permission, resource, ask), ({ code }) => ({
        allowed: false,
        reason: code,
      })),
    permissions: (subject, resource, ask = {}) =>
      answers.permissions(subjectOf(subject), resource, ask),
  };
}

const sessionsOf =
  (transport: Transport, organizationId: string): Latchkey['sessionOf'] =>
  async (cookieOrToken, { signal } = {}) => {
    const bearer = findSessionToken(cookieOrToken);
    if (bearer === null) return null;
    try {
      const session = readSession(
        await transport.send({ method: 'GET', path: '/v1/session', bearer, signal }),
      );
      // A session of another organization is nobody here: the key decides for one organization only.
      return session.organization.id === organizationId ? session : null;
    } catch (error) {
      if (error instanceof LatchkeyError && error.status === 401) return null;
      throw error;
    }
  };

function organizationOfKey(apiKey: string): string {
  const organizationId = apiKey.slice(0, apiKey.indexOf('.'));
  if (organizationId.startsWith('org_')) return organizationId;
  throw new TypeError(
    '`apiKey` is not a Latchkey key: one begins with `org_`. Make one under Settings, API keys.',
  );
}

function boundsOf({ maxStalenessMs = 30_000, whenAway = 'deny' }: LocalOptions) {
  const servesForMs = whenAway === 'deny' ? maxStalenessMs : whenAway.serveStaleMs;
  if (servesForMs >= maxStalenessMs) return { maxStalenessMs, servesForMs };
  throw new TypeError('`serveStaleMs` has to be as long as `maxStalenessMs`, or longer.');
}

/** A yes that asks for something besides is none for whoever only looks at the yes. */
const isPlainYes = (answer: EvaluationAnswer) => answer.decision && !hasObligations(answer);
