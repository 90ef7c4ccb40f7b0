-- Keys of the installation's own modules: they ask about every organization, and change nothing.
create table platform_keys (
  key_id        text primary key collate "C",
  name          text not null check (name <> ''),
  -- Last four characters, to tell keys apart.
  hint          text not null,
  token_hash    bytea not null unique,
  created_at    timestamptz not null default clock_timestamp(),
  -- Null: the command line.
  created_by    text collate "C" references operators,
  ends_at       timestamptz,
  last_used_at  timestamptz,
  revoked_at    timestamptz
);
grant select, insert on platform_keys to latchkey_app;
-- What a key opens is decided when it is made.
grant update (last_used_at, revoked_at) on platform_keys to latchkey_app;
grant select on platform_keys to latchkey_across;

-- Another one with every platform key that is made or revoked: by it processes know that those they remember still count.
alter table installation add column platform_keys_version text not null collate "C" default 'none yet';
grant update (platform_keys_version) on installation to latchkey_app;
