import type { inviteRequest, RequestId } from '@latchkey/contract';
import type {
  AccessModel,
  ChangeId,
  Channel,
  EntityId,
  GrantId,
  ImportId,
  InvitationId,
  InvitationStatus,
  KeyId,
  MemberId,
  MemberStatus,
  ObjectType,
  OrganizationId,
  PermissionSetId,
  PermissionSetKind,
  Role,
  Scope,
  SignInMethod,
  UserId,
} from '@latchkey/engine';
import type { ColumnType, Generated, GeneratedAlways } from 'kysely';
import type { z } from 'zod';

/** A column of JSON: comes back parsed, is written as text made by `JSON.stringify`. */
type Json<Value> = ColumnType<Value, string, string>;
type DefaultedJson<Value> = ColumnType<Value, string | undefined, string>;
type Nullable<Value> = ColumnType<Value | null, Value | null | undefined, Value | null>;

export type SessionId = `ses_${string}`;
export type SignInId = `sgn_${string}`;
export type MailId = `mai_${string}`;
export type VisitId = `vis_${string}`;
export type OperatorSessionId = `ops_${string}`;
export type EventId = `evt_${string}`;
/** One configured identity provider: the installation's, or an organization's own. */
export type ConnectionId = `con_${string}`;

interface UsersTable {
  user_id: UserId;
  address: string;
  verified_at: Nullable<Date>;
  created_at: Generated<Date>;
}

interface CredentialsTable {
  user_id: UserId;
  password_hash: string;
  generation: Generated<number>;
  changed_at: Generated<Date>;
}

export interface SignInsTable {
  sign_in_id: SignInId;
  user_id: UserId;
  token_hash: Buffer;
  method: 'password' | 'passkey' | 'sso' | 'invitation' | 'demo';
  connection_id: Nullable<ConnectionId>;
  created_at: Generated<Date>;
  expires_at: Date;
}

interface IdentitiesTable {
  connection_id: ConnectionId;
  subject: string;
  user_id: UserId;
  created_at: Generated<Date>;
}

interface SignInNamesTable {
  name: string;
  user_id: Nullable<UserId>;
  invitation_id: Nullable<InvitationId>;
  reserved_until: Nullable<Date>;
}

interface ThrottlesTable {
  subject: string;
  failures: number;
  window_start: Date;
}

export interface AccountMailsTable {
  mail_id: MailId;
  user_id: UserId;
  kind: 'password_reset' | 'password_changed';
  generation: number;
  status: Generated<'queued' | 'sent' | 'refused' | 'no_mail_server' | 'dropped'>;
  detail: Nullable<string>;
  attempts: Generated<number>;
  next_attempt_at: Generated<Date>;
  created_at: Generated<Date>;
  sent_at: Nullable<Date>;
}

interface ModelVersionsTable {
  model_hash: string;
  model: Json<AccessModel>;
  created_at: Generated<Date>;
}

interface OperatorsTable {
  user_id: UserId;
  name: string;
  created_at: Generated<Date>;
  removed_at: Nullable<Date>;
}

interface OperatorSessionsTable {
  session_id: OperatorSessionId;
  token_hash: Buffer;
  user_id: UserId;
  sign_in_id: SignInId;
  created_at: Generated<Date>;
  last_seen_at: Generated<Date>;
  expires_at: Date;
  user_agent: Generated<string>;
  ip_address: Generated<string>;
}

interface OperatorEventsTable {
  event_id: EventId;
  at: Generated<Date>;
  kind: string;
  user_id: Nullable<UserId>;
  ip_address: Nullable<string>;
  details: DefaultedJson<Record<string, unknown>>;
}

interface PlatformKeysTable {
  key_id: KeyId;
  name: string;
  hint: string;
  token_hash: Buffer;
  created_at: Generated<Date>;
  created_by: Nullable<UserId>;
  ends_at: Nullable<Date>;
  last_used_at: Nullable<Date>;
  revoked_at: Nullable<Date>;
}

interface OrganizationsTable {
  organization_id: OrganizationId;
  name: string;
  model_hash: string;
  allowed_domains: Generated<string[]>;
  invitation_days: Generated<number>;
  modules_off: Generated<string[]>;
  types_off: Generated<string[]>;
  self_serve: Generated<boolean>;
  revision: Generated<number>;
  head_hash: Generated<string>;
  created_at: Generated<Date>;
}

interface MembersTable {
  organization_id: OrganizationId;
  member_id: MemberId;
  user_id: Nullable<UserId>;
  role: Role;
  status: MemberStatus;
  name: string;
  phone: Nullable<string>;
  address: string;
  sign_in_method: SignInMethod;
  external_id: Nullable<string>;
  access_ends_at: Nullable<Date>;
  joined_at: Nullable<Date>;
  removed_at: Nullable<Date>;
  last_active_at: Nullable<Date>;
  visiting: Generated<boolean>;
  personal_salt: Buffer;
  revision: number;
  search_text: GeneratedAlways<string>;
  name_key: GeneratedAlways<string>;
}

interface InvitationsTable {
  organization_id: OrganizationId;
  invitation_id: InvitationId;
  member_id: MemberId;
  address: string;
  status: InvitationStatus;
  generation: number;
  note: Nullable<string>;
  link_ends_at: Date;
  sent_by: Nullable<MemberId>;
  created_at: Date;
  responded_at: Nullable<Date>;
  revision: number;
}

interface IdentityProvidersTable {
  organization_id: OrganizationId;
  connection_id: ConnectionId;
  name: string;
  issuer: string;
  client_id: string;
  client_secret: Buffer;
  created_at: Generated<Date>;
  changed_at: Generated<Date>;
}

interface MemberConnectionsTable {
  organization_id: OrganizationId;
  member_id: MemberId;
  connection_id: ConnectionId;
}

interface PermissionSetsTable {
  organization_id: OrganizationId;
  set_id: PermissionSetId;
  kind: PermissionSetKind;
  model_key: Nullable<string>;
  name: string;
  description: string;
  permissions: string[];
  may_grant: Nullable<PermissionSetId[]>;
  copied_from: Nullable<PermissionSetId>;
  restrictions: Generated<string[]>;
  revision: number;
}

interface EntitiesTable {
  organization_id: OrganizationId;
  entity_id: EntityId;
  type: string;
  code: string;
  name: string;
  city: Nullable<string>;
  closed: Generated<boolean>;
  modules_off: Generated<string[]>;
  revision: number;
}

interface EntityParentsTable {
  organization_id: OrganizationId;
  entity_id: EntityId;
  parent_id: EntityId;
}

interface GrantsTable {
  organization_id: OrganizationId;
  grant_id: GrantId;
  member_id: MemberId;
  set_id: Nullable<PermissionSetId>;
  permissions: Nullable<string[]>;
  scope: Scope;
  starts_at: Nullable<Date>;
  ends_at: Nullable<Date>;
  revision: number;
}

export interface ChangesTable {
  organization_id: OrganizationId;
  revision: number;
  change_id: ChangeId;
  at: Date;
  actor_type: 'user' | 'invitee' | 'key' | 'operator' | 'system';
  actor_id: Nullable<string>;
  channel: Channel;
  reason: Nullable<string>;
  approved_by: Nullable<string>;
  model_hash: string;
  import_id: Nullable<ImportId>;
  chunk_number: Nullable<number>;
  reverts: Nullable<ChangeId>;
  object_count: number;
  object_types: ObjectType[];
  previous_hash: string;
  hash: string;
}

interface ChangeObjectsTable {
  organization_id: OrganizationId;
  revision: number;
  ordinal: number;
  object: ObjectType;
  object_id: string;
  member_id: Nullable<MemberId>;
  /** Personal values are references here; see `change/personal-values.ts`. */
  before: Json<Record<string, unknown> | null>;
  after: Json<Record<string, unknown> | null>;
}

interface PersonalValuesTable {
  organization_id: OrganizationId;
  reference: string;
  member_id: MemberId;
  value: string;
}

interface AuditEventsTable {
  organization_id: OrganizationId;
  event_id: EventId;
  at: Generated<Date>;
  kind: string;
  actor_type: 'user' | 'invitee' | 'key' | 'operator' | 'system';
  actor_id: Nullable<string>;
  ip_address: Nullable<string>;
  details: DefaultedJson<Record<string, unknown>>;
}

interface SessionsTable {
  organization_id: OrganizationId;
  session_id: SessionId;
  token_hash: Buffer;
  user_id: UserId;
  member_id: MemberId;
  sign_in_id: SignInId;
  created_at: Generated<Date>;
  last_seen_at: Generated<Date>;
  expires_at: Date;
  user_agent: Generated<string>;
  ip_address: Generated<string>;
}

interface ApiKeysTable {
  organization_id: OrganizationId;
  key_id: KeyId;
  name: string;
  hint: string;
  token_hash: Buffer;
  created_at: Date;
  last_used_at: Nullable<Date>;
  revoked_at: Nullable<Date>;
  revision: number;
}

interface RequestsTable {
  organization_id: OrganizationId;
  request_id: RequestId;
  requested_by: MemberId;
  requested_at: Generated<Date>;
  reason: string;
  asked: Json<z.output<typeof inviteRequest>>;
  digest: string;
  base_revision: number;
  state: Generated<'waiting' | 'approved' | 'declined' | 'withdrawn'>;
  lapses_at: Date;
  decided_by: Nullable<MemberId>;
  decided_at: Nullable<Date>;
  decision_reason: Nullable<string>;
  changed: Generated<boolean>;
  change_id: Nullable<ChangeId>;
}

export interface OutboxMailsTable {
  organization_id: OrganizationId;
  mail_id: MailId;
  kind:
    | 'invitation'
    | 'invitation_accepted'
    | 'invitation_declined'
    | 'invitation_wanted'
    | 'request_made'
    | 'request_decided';
  member_id: MemberId;
  invitation_id: Nullable<InvitationId>;
  request_id: Nullable<RequestId>;
  generation: Nullable<number>;
  recipient: string;
  status: Generated<'queued' | 'sent' | 'refused' | 'no_mail_server' | 'dropped'>;
  detail: Nullable<string>;
  attempts: Generated<number>;
  next_attempt_at: Generated<Date>;
  created_at: Generated<Date>;
  sent_at: Nullable<Date>;
}

interface ImportsTable {
  organization_id: OrganizationId;
  import_id: ImportId;
  kind: 'people' | 'places';
  mode: Generated<'new' | 'add' | 'replace' | 'remove' | 'set_if_empty'>;
  apply_changed: Generated<boolean>;
  file_name: string;
  state:
    | 'uploaded'
    | 'checking'
    | 'ready'
    | 'applying'
    | 'done'
    | 'partly_done'
    | 'cancelled'
    | 'failed'
    | 'undone';
  created_by: string;
  created_at: Generated<Date>;
  planned_at: Nullable<Date>;
  finished_at: Nullable<Date>;
  encoding: string;
  separator: string;
  columns: Json<unknown>;
  counts: DefaultedJson<unknown>;
  new_parents: DefaultedJson<unknown>;
  acting_member_id: MemberId;
  acting_user_id: UserId;
  plan_number: Generated<number>;
  next_chunk: Generated<number>;
  failure: Nullable<string>;
  undo: ColumnType<unknown, string | null | undefined, string | null>;
}

interface ImportRowsTable {
  organization_id: OrganizationId;
  import_id: ImportId;
  row_number: number;
  cells: string[];
  fixes: DefaultedJson<unknown>;
  subject: Nullable<string>;
  result: Nullable<'create' | 'change' | 'no_change' | 'skip' | 'error'>;
  chunk_number: Nullable<number>;
  operations: ColumnType<unknown, string | null | undefined, string | null>;
  issues: DefaultedJson<unknown>;
  summary: Generated<string>;
  losses: DefaultedJson<unknown>;
  member_id: Nullable<MemberId>;
  failed: Generated<boolean>;
}

interface OperatorVisitsTable {
  organization_id: OrganizationId;
  visit_id: VisitId;
  member_id: MemberId;
  user_id: UserId;
  reason: string;
  mode: Generated<'read' | 'write'>;
  write_reason: Nullable<string>;
  writing_since: Nullable<Date>;
  began_at: Generated<Date>;
  ends_at: Date;
  ended_at: Nullable<Date>;
}

/** Every table, by its name in SQL. Times are `Date`s, counts and revisions numbers. */
export interface Tables {
  users: UsersTable;
  credentials: CredentialsTable;
  sign_ins: SignInsTable;
  identities: IdentitiesTable;
  sign_in_names: SignInNamesTable;
  throttles: ThrottlesTable;
  account_mails: AccountMailsTable;
  model_versions: ModelVersionsTable;
  operators: OperatorsTable;
  operator_sessions: OperatorSessionsTable;
  operator_events: OperatorEventsTable;
  platform_keys: PlatformKeysTable;
  organizations: OrganizationsTable;
  members: MembersTable;
  invitations: InvitationsTable;
  identity_providers: IdentityProvidersTable;
  member_connections: MemberConnectionsTable;
  permission_sets: PermissionSetsTable;
  entities: EntitiesTable;
  entity_parents: EntityParentsTable;
  grants: GrantsTable;
  changes: ChangesTable;
  change_objects: ChangeObjectsTable;
  personal_values: PersonalValuesTable;
  audit_events: AuditEventsTable;
  sessions: SessionsTable;
  api_keys: ApiKeysTable;
  outbox_mails: OutboxMailsTable;
  operator_visits: OperatorVisitsTable;
  requests: RequestsTable;
  imports: ImportsTable;
  import_rows: ImportRowsTable;
}
