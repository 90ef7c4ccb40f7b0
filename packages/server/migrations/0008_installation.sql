-- What is said of the installation as a whole: one row.
create table installation (
  one   boolean primary key default true check (one),
  -- Another one after every restore from a backup: revisions given out before it may mean other changes now.
  epoch text not null collate "C"
);
insert into installation (epoch) values (replace(gen_random_uuid()::text, '-', ''));
grant select on installation to latchkey_app, latchkey_across;
