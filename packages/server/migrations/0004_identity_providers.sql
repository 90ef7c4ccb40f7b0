-- People who sign in through an identity provider, and names to sign in with -----------------------

-- A connection is one configured provider: the installation's, whose id follows from its issuer, or an
-- organization's own. A person is known by connection and subject, never by an address alone.
create table identities (
  connection_id text not null collate "C",
  subject       text not null collate "C",
  user_id       text collate "C" not null references users,
  created_at    timestamptz not null default now(),
  primary key (connection_id, subject),
  -- Another account at the same provider is another person until somebody says otherwise.
  unique (connection_id, user_id)
);
create index identities_by_user on identities (user_id);

-- Through which connection the person proved who they are.
alter table sign_ins add column connection_id text collate "C";
alter table sign_ins add check ((method = 'sso') = (connection_id is not null));
create index sign_ins_by_connection on sign_ins (connection_id) where connection_id is not null;

-- Names chosen instead of the address, for everybody at once: two organizations cannot hand out the same.
-- A name never looks like an address, so nobody can take somebody else's.
create table sign_in_names (
  name           text primary key collate "C" check (name = lower(name) and position('@' in name) = 0),
  user_id        text collate "C" unique references users,
  -- Until it is answered, the invitation that has reserved the name, and how long that counts.
  invitation_id  text collate "C" unique,
  reserved_until timestamptz,
  check ((user_id is null) = (invitation_id is not null)),
  check ((invitation_id is null) = (reserved_until is null))
);

grant select, insert, update, delete on identities, sign_in_names to latchkey_app, latchkey_across;

-- Tenant tables ---------------------------------------------------------------------------------

create table identity_providers (
  organization_id text primary key collate "C" references organizations,
  -- A new one for another issuer: subjects of one provider mean nothing at another.
  connection_id   text not null unique collate "C",
  name            text not null check (name <> ''),
  issuer          text not null,
  client_id       text not null collate "C",
  -- Encrypted under a key that follows from the server key.
  client_secret   bytea not null,
  created_at      timestamptz not null default now(),
  changed_at      timestamptz not null default now()
);

-- The connection that a member accepted the invitation through: sign-ins of no other lead into the membership.
create table member_connections (
  organization_id text collate "C" not null,
  member_id       text not null collate "C",
  connection_id   text not null collate "C",
  primary key (organization_id, member_id),
  foreign key (organization_id, member_id) references members on delete cascade
);
create index member_connections_by_connection on member_connections (organization_id, connection_id);

do $$
declare
  tenant_table text;
begin
  foreach tenant_table in array array['identity_providers', 'member_connections']
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
