import type { Authority } from '../src/actor.ts';
import type { EntityId, Instant, MemberId, PermissionSetId, Scope } from '../src/ids.ts';
import type { NewGrant, Operation } from '../src/operations.ts';
import { type TestOrganization } from './test-organization.ts';
export declare const memberId: (name: string) => MemberId;
export declare const setId: (key: string) => PermissionSetId;
export declare const entityId: (code: string) => EntityId;
export declare const as: (name: string) => Authority;
export type GrantWords = {
  readonly at: string;
  readonly startsAt?: Instant;
  readonly endsAt?: Instant;
} & (
  | {
      readonly set: string;
    }
  | {
      readonly permissions: readonly string[];
    }
);
/** `organization` or the code of an entity. */
export declare const scopeOf: (organization: TestOrganization, at: string) => Scope;
export declare function grants(
  organization: TestOrganization,
  words: readonly GrantWords[],
): NewGrant[];
export declare function invite(
  organization: TestOrganization,
  name: string,
  words: readonly GrantWords[] | 'owner',
  more?: Partial<
    Extract<
      Operation,
      {
        type: 'member.invite';
      }
    >
  >,
): Extract<
  Operation,
  {
    type: 'member.invite';
  }
>;
/** Invites and accepts. */
export declare function join(
  organization: TestOrganization,
  name: string,
  words: readonly GrantWords[] | 'owner',
): void;
/** `store`, its code and the codes it lies in. */
export declare function place(
  organization: TestOrganization,
  entityType: string,
  code: string,
  ...parents: readonly string[]
): void;
