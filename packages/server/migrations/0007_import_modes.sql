-- What a file of people does to those who are here already, and whether rows whose people were changed
-- after the file was exported are applied all the same.
alter table imports
  add column mode text not null default 'new' check (mode in ('new', 'add', 'replace', 'remove', 'set_if_empty')),
  add column apply_changed boolean not null default false;

-- A row may stand for several operations on one person.
alter table import_rows rename column operation to operations;
-- Forced policies show the rows of no organization, even to the owner of the table.
alter table import_rows no force row level security;
update import_rows set operations = jsonb_build_array(operations) where operations is not null;
alter table import_rows force row level security;
alter table import_rows
  -- What the row takes away, in words; one entry for each set at each place.
  add column losses jsonb not null default '[]';
