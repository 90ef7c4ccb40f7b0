-- A wish to bring people in that waits for somebody else's yes. It holds what was asked for, never what it would do:
-- that is planned again, with the rights of whoever approves it.
create table requests (
  organization_id  text collate "C" not null references organizations,
  request_id       text not null collate "C",
  requested_by     text collate "C" not null,
  requested_at     timestamptz not null default now(),
  -- Why the people are needed, in the asker's words.
  reason           text not null check (length(reason) <= 500),
  -- The invitation as it was asked for; replaced when it is approved with changes.
  asked            jsonb not null,
  -- What it would have done when it was asked for, in short: a different one at approval is shown first.
  digest           text not null,
  base_revision    bigint not null,
  state            text not null default 'waiting' check (state in ('waiting', 'approved', 'declined', 'withdrawn')),
  -- Lapsed is computed from it, never stored.
  lapses_at        timestamptz not null,
  decided_by       text collate "C",
  decided_at       timestamptz,
  decision_reason  text check (length(decision_reason) <= 500),
  -- Whether the approver changed what was asked for.
  changed          boolean not null default false,
  change_id        text collate "C",
  primary key (organization_id, request_id),
  foreign key (organization_id, requested_by) references members on delete cascade,
  check ((state = 'waiting') = (decided_at is null))
);
create index requests_by_time on requests (organization_id, requested_at, request_id);
create index requests_waiting on requests (organization_id, lapses_at) where state = 'waiting';

alter table requests enable row level security;
alter table requests force row level security;
create policy own_organization on requests to latchkey_app
  using (organization_id = current_setting('latchkey.organization_id', true))
  with check (organization_id = current_setting('latchkey.organization_id', true));
create policy across_organizations on requests for select to latchkey_across using (true);
grant select, insert, update, delete on requests to latchkey_app;
grant select on requests to latchkey_across;

alter table outbox_mails drop constraint outbox_mails_kind_check;
alter table outbox_mails add constraint outbox_mails_kind_check check (kind in (
  'invitation', 'invitation_accepted', 'invitation_declined', 'invitation_wanted', 'request_made', 'request_decided'));
-- The request that the mail is about.
alter table outbox_mails add column request_id text collate "C";
