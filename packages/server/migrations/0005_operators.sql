-- Operators -------------------------------------------------------------------------------------
-- The platform's own people, above all organizations. A row that was removed opens nothing any more.
create table operators (
  user_id     text collate "C" primary key references users,
  name        text not null check (name <> ''),
  created_at  timestamptz not null default now(),
  removed_at  timestamptz
);

-- Issued from a sign-in; dead with it, with the operator's removal, and by disuse.
create table operator_sessions (
  session_id    text primary key collate "C",
  token_hash    bytea not null unique,
  user_id       text collate "C" not null references operators,
  sign_in_id    text collate "C" not null references sign_ins,
  created_at    timestamptz not null default now(),
  last_seen_at  timestamptz not null default now(),
  expires_at    timestamptz not null,
  user_agent    text not null default '',
  ip_address    text not null default ''
);
create index operator_sessions_of_user on operator_sessions (user_id);

-- What operators did above the organizations; what they did to one stands in that organization's log.
create table operator_events (
  event_id    text primary key collate "C",
  at          timestamptz not null default clock_timestamp(),
  kind        text not null,
  -- Null: the command line.
  user_id     text collate "C",
  ip_address  text,
  details     jsonb not null default '{}'
);
create index operator_events_by_time on operator_events (at);

grant select, insert, update on operators to latchkey_app;
grant select, insert, update, delete on operator_sessions to latchkey_app;
-- Written once.
grant select, insert on operator_events to latchkey_app;
grant select on operators, operator_sessions, operator_events to latchkey_across;

-- Visits ----------------------------------------------------------------------------------------
-- An operator inside an organization: why, until when, and whether to look only.
create table operator_visits (
  organization_id  text collate "C" not null references organizations,
  visit_id         text not null collate "C",
  member_id        text collate "C" not null,
  user_id          text collate "C" not null references operators,
  reason           text not null check (reason <> ''),
  mode             text not null default 'read' check (mode in ('read', 'write')),
  -- Changing things is asked for anew, with a reason of its own.
  write_reason     text,
  writing_since    timestamptz,
  began_at         timestamptz not null default clock_timestamp(),
  ends_at          timestamptz not null,
  ended_at         timestamptz,
  primary key (organization_id, visit_id),
  foreign key (organization_id, member_id) references members,
  check ((mode = 'write') = (write_reason is not null))
);
create unique index operator_visits_one_open on operator_visits (organization_id, member_id) where ended_at is null;
create index operator_visits_of_member on operator_visits (organization_id, member_id, began_at);
create index operator_visits_of_user on operator_visits (user_id) where ended_at is null;

alter table operator_visits enable row level security;
alter table operator_visits force row level security;
create policy own_organization on operator_visits to latchkey_app
  using (organization_id = current_setting('latchkey.organization_id', true))
  with check (organization_id = current_setting('latchkey.organization_id', true));
create policy across_organizations on operator_visits for select to latchkey_across using (true);
grant select, insert, update on operator_visits to latchkey_app;
grant select on operator_visits to latchkey_across;

-- The operator's list of organizations, in the order of names and of beginnings.
create index organizations_by_name on organizations (lower(name) collate "C", organization_id);
create index organizations_by_creation on organizations (created_at, organization_id);
