import type {
  ChangeId,
  EntityId,
  GrantId,
  ImportId,
  InvitationId,
  KeyId,
  MemberId,
  OrganizationId,
  PermissionSetId,
  Scope,
  UserId,
} from '@latchkey/engine';
import { z } from 'zod';

const id = <Id extends string>(prefix: string) => {
  const pattern = new RegExp(`^${prefix}_[0-9a-z]{8,40}$`);
  return z
    .custom<Id>((value) => typeof value === 'string' && pattern.test(value), {
      error: `An id that begins with \`${prefix}_\` is expected.`,
    })
    .meta({ type: 'string', pattern: pattern.source });
};

export const organizationId = id<OrganizationId>('org');
export const userId = id<UserId>('usr');
export const memberId = id<MemberId>('mem');
export const invitationId = id<InvitationId>('inv');
export const permissionSetId = id<PermissionSetId>('pst');
export const grantId = id<GrantId>('grt');
export const entityId = id<EntityId>('ent');
export const keyId = id<KeyId>('key');
export const changeId = id<ChangeId>('chg');
export const importId = id<ImportId>('imp');
/** The organization's id for the whole organization, or an entity's. */
export const scope = id<Scope>('(org|ent)');
export const sessionId = id<`ses_${string}`>('ses');
