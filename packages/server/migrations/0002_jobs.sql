-- A job is asked for inside the transaction that needs it, under the role of that transaction,
-- which has no rights on the queue's own schema. A job names an organization and a kind, nothing else.
create function latchkey_enqueue(job_kind text, job_organization_id text, job_run_at timestamptz) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform graphile_worker.add_job(
    identifier => job_kind,
    payload => json_build_object('organizationId', job_organization_id, 'kind', job_kind),
    run_at => job_run_at,
    -- One waiting job per kind and organization, however often it is asked for.
    job_key => job_kind || ':' || coalesce(job_organization_id, '')
  );
end $$;
revoke execute on function latchkey_enqueue from public;
grant execute on function latchkey_enqueue to latchkey_app, latchkey_across;

-- For the sweep: a job for work that has lost its own. One that waits, runs or will be tried again is left alone;
-- one that has run for ten minutes belonged to a process that died, for work is done in slices of seconds.
create function latchkey_enqueue_missing(job_kind text, job_organization_id text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not exists (
    select from graphile_worker.jobs
    where key = job_kind || ':' || coalesce(job_organization_id, '') and attempts < max_attempts
      and (locked_at is null or locked_at > now() - interval '10 minutes')
  ) then
    perform public.latchkey_enqueue(job_kind, job_organization_id, null);
  end if;
end $$;
revoke execute on function latchkey_enqueue_missing from public;
grant execute on function latchkey_enqueue_missing to latchkey_across;
