import type { EvaluationAnswer, Session } from '@latchkey/contract';
import type { MemberId, Page, PageRequest } from '@latchkey/engine';
import type { FollowerStatus } from './follow/follower.ts';
import type { OrganizationStatus } from './follow/followers.ts';
import type { MaskedFieldOf, ModelKeys, PermissionOf, ResourceOf } from './keys.ts';
import type { Principal } from './local/principal.ts';
import type { AskOptions, Subject } from './options.ts';
import type { View } from './view.ts';

/** What a module of the platform asks, wherever decisions are made. */
export interface Latchkey<Keys extends ModelKeys = ModelKeys> {
  /** The organization that is asked about. */
  readonly organizationId: string;
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
  /** Ends the stream of changes; everything is a no afterwards, unless it is the platform's client that loads it again. */
  close(): void;
}

/** What a module asks with that serves many organizations; `One` is what it asks about one of them. */
export interface PlatformLatchkey<
  Keys extends ModelKeys = ModelKeys,
  One extends Latchkey<Keys> = LocalLatchkey<Keys>,
> {
  /** What there is to ask about this organization. It is loaded when it is first asked, and again after it was let go. */
  organization(organizationId: string): One;
  /** Who is signed in, in whichever organization; null when nobody is. Always asks the server. */
  sessionOf: Latchkey<Keys>['sessionOf'];
  /** What is held at present. */
  status(): readonly OrganizationStatus[];
  /** Ends every stream of changes; everything is a no afterwards. */
  close(): void;
}
