-- Roles -----------------------------------------------------------------------------------------
-- The server signs in as the database's owner and takes one of these for each transaction.
do $$
begin
  if not exists (select from pg_roles where rolname = 'latchkey_app') then
    create role latchkey_app nologin;
  end if;
  if not exists (select from pg_roles where rolname = 'latchkey_across') then
    create role latchkey_across nologin;
  end if;
exception when duplicate_object or unique_violation then null; -- another process was first
end $$;
grant latchkey_app, latchkey_across to current_user;

create extension if not exists pg_trgm;

-- Ids compare byte by byte, in every table alike: a join between columns of different collations uses no index.

-- Global tables: people and what the whole installation shares ------------------------------------

create table users (
  user_id      text primary key collate "C",
  -- Canonical sign-in address; one person, one row, across organizations.
  address      text not null unique,
  -- Set by a mail's round trip only. Without it: no password reset, no second organization.
  verified_at  timestamptz,
  created_at   timestamptz not null default now()
);

create table credentials (
  user_id       text collate "C" primary key references users,
  password_hash text not null,
  -- Raised by every change: a reset link carries the generation it was made for.
  generation    integer not null default 1,
  changed_at    timestamptz not null default now()
);

-- A proof that a person signed in; sessions of organizations are issued from it.
create table sign_ins (
  sign_in_id  text primary key collate "C",
  user_id     text collate "C" not null references users,
  token_hash  bytea not null unique,
  method      text not null check (method in ('password', 'passkey', 'sso', 'invitation', 'demo')),
  created_at  timestamptz not null default now(),
  expires_at  timestamptz not null
);
create index on sign_ins (user_id);

-- Failed attempts, counted per account and per address of the network.
create table throttles (
  subject      text primary key collate "C",
  failures     integer not null,
  window_start timestamptz not null
);

-- Mails about an account, not about an organization. Content and links are made when the mail is sent.
create table account_mails (
  mail_id     text primary key collate "C",
  user_id     text collate "C" not null references users,
  kind        text not null check (kind in ('password_reset', 'password_changed')),
  -- Generation of the credential the link is for.
  generation  integer not null,
  status      text not null default 'queued' check (status in ('queued', 'sent', 'refused', 'no_mail_server', 'dropped')),
  detail      text,
  attempts    integer not null default 0,
  -- After a passing failure: not before this.
  next_attempt_at timestamptz not null default now(),
  created_at  timestamptz not null default now(),
  sent_at     timestamptz
);
create index on account_mails (created_at) where status = 'queued';

create table model_versions (
  model_hash  text primary key collate "C",
  -- As it was declared: the order of modules and permissions is the order on screens.
  model       json not null,
  created_at  timestamptz not null default now()
);

-- Tenant tables ---------------------------------------------------------------------------------

create table organizations (
  organization_id  text primary key collate "C",
  name             text not null,
  model_hash       text not null references model_versions,
  allowed_domains  text[] not null default '{}',
  invitation_days  integer not null default 7 check (invitation_days between 1 and 30),
  -- Number of the newest change; the row's lock hands it out, so it has no gaps.
  revision         bigint not null default 0,
  -- Hash of the newest change, the end of the chain.
  head_hash        text not null default '',
  created_at       timestamptz not null default now()
);

create table members (
  organization_id  text collate "C" not null references organizations,
  member_id        text not null collate "C",
  -- Checked at COMMIT: accepting an invitation makes the user in the same transaction.
  user_id          text collate "C" references users deferrable initially deferred,
  role             text not null check (role in ('owner', 'member')),
  status           text not null check (status in ('invited', 'active', 'suspended', 'removed')),
  name             text not null,
  phone            text,
  address          text not null,
  sign_in_method   text not null check (sign_in_method in ('password', 'passkey', 'sso')),
  external_id      text collate "C",
  access_ends_at   timestamptz,
  joined_at        timestamptz,
  removed_at       timestamptz,
  last_active_at   timestamptz,
  -- Salt of the references under which the log holds this person's name, phone and address.
  personal_salt    bytea not null,
  revision         bigint not null,
  search_text      text not null generated always as (lower(name || ' ' || address || ' ' || coalesce(phone, ''))) stored,
  -- A column and not an expression: under row-level security only plain comparisons reach an index.
  name_key         text collate "C" not null generated always as (lower(name)) stored,
  primary key (organization_id, member_id),
  check (status <> 'active' or user_id is not null)
);
create unique index members_one_address on members (organization_id, address) where status <> 'removed';
create unique index members_one_user on members (organization_id, user_id) where status <> 'removed' and user_id is not null;
create unique index members_one_external_id on members (organization_id, external_id) where status <> 'removed' and external_id is not null;
create index members_by_name on members (organization_id, name_key, member_id);
create index members_by_last_active on members (organization_id, coalesce(last_active_at, '-infinity'), member_id);
create index members_by_access_end on members (organization_id, coalesce(access_ends_at, 'infinity'), member_id);
create index members_by_joined on members (organization_id, coalesce(joined_at, '-infinity'), member_id);
-- Lists are counted by it.
create index members_by_status on members (organization_id, status);
create index members_by_address on members (organization_id, address collate "C", member_id);
create index members_by_user on members (user_id) where user_id is not null;
create index members_search on members using gin (search_text gin_trgm_ops);

create table invitations (
  organization_id  text collate "C" not null,
  invitation_id    text not null collate "C",
  member_id        text collate "C" not null,
  address          text not null,
  status           text not null check (status in ('waiting', 'accepted', 'declined', 'revoked')),
  generation       integer not null check (generation > 0),
  note             text check (length(note) <= 500),
  link_ends_at     timestamptz not null,
  sent_by          text collate "C",
  created_at       timestamptz not null,
  responded_at     timestamptz,
  revision         bigint not null,
  primary key (organization_id, invitation_id),
  foreign key (organization_id, member_id) references members
);
create unique index invitations_one_waiting on invitations (organization_id, address) where status = 'waiting';
create index invitations_of_member on invitations (organization_id, member_id);
create index invitations_by_time on invitations (organization_id, created_at, invitation_id);

create table permission_sets (
  organization_id  text collate "C" not null references organizations,
  set_id           text not null collate "C",
  kind             text not null check (kind in ('standard', 'starter', 'custom')),
  model_key        text,
  name             text not null check (name <> ''),
  description      text not null,
  permissions      text[] not null,
  -- Ids of the sets a holder may hand out; null: every set within the holder's own permissions.
  may_grant        text[],
  copied_from      text collate "C",
  revision         bigint not null,
  primary key (organization_id, set_id)
);
create unique index permission_sets_one_name on permission_sets (organization_id, lower(name));
create unique index permission_sets_one_model_key on permission_sets (organization_id, model_key) where model_key is not null;

create table entities (
  organization_id  text collate "C" not null references organizations,
  entity_id        text not null collate "C",
  type             text not null,
  code             text not null,
  name             text not null,
  city             text,
  closed           boolean not null default false,
  revision         bigint not null,
  primary key (organization_id, entity_id)
);
create unique index entities_one_code on entities (organization_id, type, lower(code));
create index entities_by_name on entities (organization_id, lower(name) collate "C", entity_id);

create table entity_parents (
  organization_id  text collate "C" not null,
  entity_id        text collate "C" not null,
  parent_id        text collate "C" not null,
  primary key (organization_id, entity_id, parent_id),
  foreign key (organization_id, entity_id) references entities on delete cascade,
  foreign key (organization_id, parent_id) references entities
);
create index entity_parents_by_parent on entity_parents (organization_id, parent_id);

create table grants (
  organization_id  text collate "C" not null,
  grant_id         text not null collate "C",
  member_id        text collate "C" not null,
  set_id           text collate "C" not null,
  -- The organization's own id for the whole organization, else an entity's.
  scope            text collate "C" not null,
  starts_at        timestamptz,
  ends_at          timestamptz,
  revision         bigint not null,
  primary key (organization_id, grant_id),
  foreign key (organization_id, member_id) references members,
  foreign key (organization_id, set_id) references permission_sets,
  check (ends_at is null or starts_at is null or starts_at < ends_at)
);
create unique index grants_once on grants (organization_id, member_id, set_id, scope, coalesce(starts_at, '-infinity'), coalesce(ends_at, 'infinity'));
create index grants_by_scope on grants (organization_id, scope, member_id);
create index grants_by_set on grants (organization_id, set_id, member_id);

-- The log ---------------------------------------------------------------------------------------

create table changes (
  organization_id  text collate "C" not null references organizations,
  revision         bigint not null,
  change_id        text not null collate "C",
  -- clock_timestamp() after the lock, so that times and revisions run the same way.
  at               timestamptz not null,
  actor_type       text not null,
  actor_id         text collate "C",
  channel          text not null,
  reason           text,
  approved_by      text,
  model_hash       text not null,
  import_id        text collate "C",
  chunk_number     integer,
  -- The change that this one turned round.
  reverts          text collate "C",
  object_count     integer not null,
  -- Kinds of objects touched, for filters.
  object_types     text[] not null,
  previous_hash    text not null,
  hash             text not null,
  primary key (organization_id, revision),
  unique (organization_id, change_id)
);
-- A resumed chunk never doubles.
create unique index changes_one_chunk on changes (organization_id, import_id, chunk_number) where chunk_number is not null;
create index changes_by_actor on changes (organization_id, actor_id, revision);
-- Whether a change was undone, and by which.
create index changes_by_reverts on changes (organization_id, reverts, revision) where reverts is not null;

create table change_objects (
  organization_id  text collate "C" not null,
  revision         bigint not null,
  ordinal          integer not null,
  object           text not null,
  object_id        text not null collate "C",
  -- The person it concerns, for that person's history.
  member_id        text collate "C",
  before           jsonb,
  after            jsonb,
  primary key (organization_id, revision, ordinal),
  foreign key (organization_id, revision) references changes
);
create index change_objects_by_object on change_objects (organization_id, object_id, revision);
create index change_objects_by_member on change_objects (organization_id, member_id, revision) where member_id is not null;

-- What the log says about people lies here; the log holds references. Erasing a person deletes these rows.
create table personal_values (
  organization_id  text collate "C" not null references organizations,
  -- SHA-256 of the member's salt, the field and the value.
  reference        text not null collate "C",
  member_id        text collate "C" not null,
  value            text not null,
  primary key (organization_id, reference)
);
create index personal_values_by_member on personal_values (organization_id, member_id);

-- What happened and changed no access: sign-ins, exports, copied links, refused attempts.
create table audit_events (
  organization_id  text collate "C" not null references organizations,
  event_id         text not null collate "C",
  at               timestamptz not null default clock_timestamp(),
  kind             text not null,
  actor_type       text not null,
  actor_id         text collate "C",
  ip_address       text,
  details          jsonb not null default '{}',
  primary key (organization_id, event_id)
);
create index audit_events_by_time on audit_events (organization_id, at);

-- Sessions and keys -----------------------------------------------------------------------------

create table sessions (
  organization_id  text collate "C" not null,
  session_id       text not null collate "C",
  token_hash       bytea not null,
  user_id          text collate "C" not null references users,
  member_id        text collate "C" not null,
  sign_in_id       text collate "C" not null references sign_ins,
  created_at       timestamptz not null default now(),
  last_seen_at     timestamptz not null default now(),
  expires_at       timestamptz not null,
  user_agent       text not null default '',
  ip_address       text not null default '',
  primary key (organization_id, session_id),
  unique (organization_id, token_hash),
  foreign key (organization_id, member_id) references members
);
create index sessions_of_member on sessions (organization_id, member_id);

create table api_keys (
  organization_id  text collate "C" not null references organizations,
  key_id           text not null collate "C",
  name             text not null,
  hint             text not null,
  token_hash       bytea not null,
  created_at       timestamptz not null,
  last_used_at     timestamptz,
  revoked_at       timestamptz,
  revision         bigint not null,
  primary key (organization_id, key_id),
  unique (organization_id, token_hash)
);

-- Outbox ----------------------------------------------------------------------------------------

-- What is to be sent and what became of it. Never a token, link or text: they are made when the mail is sent.
create table outbox_mails (
  organization_id  text collate "C" not null references organizations,
  mail_id          text not null collate "C",
  kind             text not null check (kind in ('invitation', 'invitation_accepted', 'invitation_declined', 'invitation_wanted')),
  member_id        text collate "C" not null,
  -- In the collation of the invitations themselves, or a join with them cannot use the index below.
  invitation_id    text collate "C",
  -- The invitation's generation when it was queued; an older one is not sent any more.
  generation       integer,
  recipient        text not null,
  status           text not null default 'queued' check (status in ('queued', 'sent', 'refused', 'no_mail_server', 'dropped')),
  detail           text,
  attempts         integer not null default 0,
  -- After a passing failure: not before this.
  next_attempt_at  timestamptz not null default now(),
  created_at       timestamptz not null default now(),
  sent_at          timestamptz,
  primary key (organization_id, mail_id)
);
create index outbox_mails_queued on outbox_mails (organization_id, created_at) where status = 'queued';
-- How many mails an address had today.
create index outbox_mails_to on outbox_mails (organization_id, recipient, created_at);
create index outbox_mails_of_invitation on outbox_mails (organization_id, invitation_id, created_at);

-- Imports ---------------------------------------------------------------------------------------

create table imports (
  organization_id  text collate "C" not null references organizations,
  import_id        text not null collate "C",
  kind             text not null check (kind in ('people', 'places')),
  file_name        text not null,
  state            text not null check (state in ('uploaded', 'checking', 'ready', 'applying', 'done', 'partly_done', 'cancelled', 'failed', 'undone')),
  created_by       text collate "C" not null,
  created_at       timestamptz not null default now(),
  planned_at       timestamptz,
  finished_at      timestamptz,
  encoding         text not null,
  separator        text not null,
  -- Headers in file order with the field each is matched to.
  columns          jsonb not null,
  counts           jsonb not null default '{}',
  -- Parents that a file of places names and that do not exist: chunk 0.
  new_parents      jsonb not null default '[]',
  -- Whose rights count: who planned, applied or undid it last. A job acts for this person.
  acting_member_id text collate "C" not null,
  acting_user_id   text collate "C" not null,
  -- Raised by every change of columns or cells: a plan is kept only if nothing changed while it was made.
  plan_number      integer not null default 0,
  -- The chunk to apply next. Raised in the chunk's own transaction, so a chunk is never applied twice.
  next_chunk       integer not null default 0,
  failure          text,
  -- Set while an undo is under way and after it: what was undone, what was left alone.
  undo             jsonb,
  primary key (organization_id, import_id)
);
create index imports_by_time on imports (organization_id, created_at, import_id);
create index imports_with_work on imports (organization_id, import_id)
  where state in ('checking', 'applying') or (undo is not null and state <> 'undone');

create table import_rows (
  organization_id  text collate "C" not null,
  import_id        text collate "C" not null,
  -- As the file has it; the header is row 1.
  row_number       integer not null,
  cells            text[] not null,
  -- Cells corrected in the console, by column index; the file's own cells stay for the result file.
  fixes            jsonb not null default '{}',
  -- The person or place it is about, in canonical form.
  subject          text,
  result           text check (result in ('create', 'change', 'no_change', 'skip', 'error')),
  -- Apply chunk the row belongs to; applied when the import's next chunk is beyond it and the row has not failed.
  chunk_number     integer,
  -- The operation that the row stands for, with its ids, made once so that a resumed chunk is the same chunk.
  operation        jsonb,
  issues           jsonb not null default '[]',
  summary          text not null default '',
  member_id        text collate "C",
  -- Refused when its chunk was applied, although it was good when it was planned.
  failed           boolean not null default false,
  primary key (organization_id, import_id, row_number),
  foreign key (organization_id, import_id) references imports on delete cascade
);
create index import_rows_by_chunk on import_rows (organization_id, import_id, chunk_number) where chunk_number is not null;
create index import_rows_by_subject on import_rows (organization_id, import_id, subject) where subject is not null;

-- Tenancy ---------------------------------------------------------------------------------------
-- Every table with an organization belongs to that organization: no setting, no rows.
do $$
declare
  tenant_table text;
begin
  for tenant_table in
    select c.table_name from information_schema.columns c
    join information_schema.tables t using (table_schema, table_name)
    where c.table_schema = 'public' and c.column_name = 'organization_id' and t.table_type = 'BASE TABLE'
  loop
    execute format('alter table %I enable row level security', tenant_table);
    execute format('alter table %I force row level security', tenant_table);
    execute format(
      'create policy own_organization on %I to latchkey_app
         using (organization_id = current_setting(''latchkey.organization_id'', true))
         with check (organization_id = current_setting(''latchkey.organization_id'', true))', tenant_table);
    execute format('create policy across_organizations on %I for select to latchkey_across using (true)', tenant_table);
    execute format('grant select, insert, update, delete on %I to latchkey_app', tenant_table);
    execute format('grant select on %I to latchkey_across', tenant_table);
  end loop;
end $$;
-- The log is written once.
revoke update, delete on changes, change_objects, audit_events from latchkey_app;

grant select, insert, update, delete on users, credentials, sign_ins, throttles, account_mails, model_versions to latchkey_app, latchkey_across;

-- Search ----------------------------------------------------------------------------------------
-- Under row-level security LIKE cannot use the trigram index, for the policy's condition comes first.
-- This looks with the eyes of the role that reads across organizations, and finds in the present one only.
create function members_matching(pattern text, most integer) returns setof text
language sql stable security definer set search_path = public, pg_temp as $$
  select member_id from members
  where organization_id = current_setting('latchkey.organization_id', true) and search_text like pattern
  limit most
$$;
revoke execute on function members_matching(text, integer) from public;
grant execute on function members_matching(text, integer) to latchkey_app;
grant create on schema public to latchkey_across;
alter function members_matching(text, integer) owner to latchkey_across;
revoke create on schema public from latchkey_across;
