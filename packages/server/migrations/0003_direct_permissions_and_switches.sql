-- Permissions given directly ----------------------------------------------------------------------
alter table grants alter column set_id drop not null;
-- Instead of a set, where the access model gives permissions directly: sorted, what they imply comes with them.
alter table grants add column permissions text[];
alter table grants add constraint grants_one_holding check ((set_id is null) <> (permissions is null));
alter table grants add constraint grants_of_something check (permissions <> '{}');
create unique index grants_once_directly on grants
  (organization_id, member_id, scope, coalesce(starts_at, '-infinity'), coalesce(ends_at, 'infinity'))
  where set_id is null;

-- Modules, types and self-serve, switched on and off ------------------------------------------------
-- Modules that are off in the whole organization, or at a place and below it; sorted.
alter table organizations add column modules_off text[] not null default '{}';
alter table entities add column modules_off text[] not null default '{}';
-- Entity types that the organization does without; sorted.
alter table organizations add column types_off text[] not null default '{}';
-- Off: only operators change anything.
alter table organizations add column self_serve boolean not null default true;

-- Restrictions --------------------------------------------------------------------------------------
-- Keys of the model's restrictions that bind whoever holds the set; sorted.
alter table permission_sets add column restrictions text[] not null default '{}';

-- Operators inside ------------------------------------------------------------------------------------
-- Somebody who runs the installation and is inside for a while, with an end and a reason.
alter table members add column visiting boolean not null default false;
alter table members add constraint members_visit_ends check (not visiting or status <> 'active' or access_ends_at is not null);
