-- Who did what through which door, denied attempts included; never content. Owner zero: nobody
-- who was known. People read their own, workers append and prune.
create table app.audit (
  owner_id uuid not null,
  id uuid not null,
  at timestamptz not null,
  door text not null check (door in ('page', 'rest', 'chat', 'mcp')),
  action text not null check (length(action) <= 200),
  status integer not null,
  authority_kind text,
  authority_id uuid,
  address text not null default '',
  request_id uuid not null,
  primary key (owner_id, id)
);
create index on app.audit (at);
alter table app.audit enable row level security;
alter table app.audit force row level security;
create policy own_rows on app.audit to errand_app
  using (owner_id = (select nullif(current_setting('app.user_id', true), '')::uuid))
  with check (owner_id = (select nullif(current_setting('app.user_id', true), '')::uuid));
create policy all_rows on app.audit to errand_maintenance using (true) with check (true);
create policy appending on app.audit for insert to errand_worker with check (true);
create policy pruned on app.audit for select to errand_worker using (true);
create policy pruning on app.audit for delete to errand_worker using (true);
grant select on app.audit to errand_app;
grant select, insert, update, delete on app.audit to errand_maintenance;
grant insert, delete, select (at) on app.audit to errand_worker;

-- The operator sees how it runs and who uses how much; nothing that anybody wrote.
do $$
begin
  if not exists (select from pg_roles where rolname = 'errand_operator') then
    begin
      create role errand_operator nologin nobypassrls;
    exception when duplicate_object then null;  -- another database of this server was faster
    end;
  end if;
  if not (select rolsuper from pg_roles where rolname = current_user) then
    if current_setting('server_version_num')::int >= 160000 then
      execute 'grant errand_operator to current_user with inherit false, set true';
    else
      execute format('grant errand_operator to %I', current_user);
    end if;
  end if;
end $$;
grant usage on schema app to errand_operator;
create policy overview on app.turns for select to errand_operator using (true);
grant select (owner_id, id, conversation_id, kind, via, status, stop_requested_at, worker,
              lease_until, attempts, created_at, ended_at) on app.turns to errand_operator;
create policy overview on app.usage for select to errand_operator using (true);
grant select on app.usage to errand_operator;
create policy overview on app.audit for select to errand_operator using (true);
grant select on app.audit to errand_operator;

-- Names for the ids that the operator sees: late bound, since the sign-in's tables are its own.
create function app.people(wanted uuid[]) returns table (id uuid, email text)
  language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  return query select u.id, u.email::text from auth."user" u where u.id = any(wanted);
end $$;
create function app.has_email(person uuid, emails text[]) returns boolean
  language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  return exists (select from auth."user" u where u.id = person and lower(u.email) = any(emails));
end $$;
grant create on schema app to errand_auth;
alter function app.people owner to errand_auth;
alter function app.has_email owner to errand_auth;
revoke create on schema app from errand_auth;
do $$
begin
  set local role errand_auth;
  revoke all on function app.people from public;
  revoke all on function app.has_email from public;
  grant execute on function app.people to errand_operator;
  grant execute on function app.has_email to errand_operator;
  reset role;
end $$;
