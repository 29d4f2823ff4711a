-- When to remind of a task: so long before it is due, or at a moment on a wall clock -----------
create table app.reminders (
  owner_id uuid not null,
  id uuid not null,
  task_id uuid not null,
  rank smallint not null,
  minutes_before integer check (minutes_before between 0 and 525600),
  local timestamp,
  tz text,
  -- The date of the task that it stands for now, as the task says it, and the instant that follows
  -- from it: nothing where there is nothing to wait for.
  occurrence text,
  fire_at timestamptz,
  -- The date for which it was delivered last: never twice for the same.
  fired text,
  -- The person's zone or the zone database has changed: to be worked out anew.
  stale boolean not null default false,
  zone_data text not null,
  created_at timestamptz not null,
  primary key (owner_id, id),
  foreign key (owner_id, task_id) references app.tasks on delete cascade,
  check (minutes_before is null and local is not null and tz is not null
    or minutes_before is not null and local is null and tz is null),
  check (fire_at is null or occurrence is not null)
);
create index reminders_of_task on app.reminders (owner_id, task_id, rank);
create index reminders_to_fire on app.reminders (fire_at) where fire_at is not null;
create index reminders_stale on app.reminders (owner_id) where stale;

-- One row for each way in which a reminder goes out: the row is the exactly-once ----------------
create table app.reminder_deliveries (
  owner_id uuid not null,
  id uuid not null,
  reminder_id uuid not null,
  task_id uuid not null,
  occurrence text not null,
  remind_at timestamptz not null,
  channel text not null check (channel in ('page', 'email', 'webhook')),
  state text not null check (state in ('waiting', 'delivered', 'failed', 'withdrawn')),
  attempts integer not null default 0,
  next_at timestamptz,
  lease_until timestamptz,
  error text check (length(error) <= 500),
  created_at timestamptz not null,
  settled_at timestamptz,
  acknowledged_at timestamptz,
  primary key (owner_id, id),
  unique (owner_id, reminder_id, occurrence, channel),
  foreign key (owner_id, task_id) references app.tasks on delete cascade,
  check ((state = 'waiting') = (next_at is not null)),
  check ((state = 'waiting') = (settled_at is null))
);
create index reminder_deliveries_waiting on app.reminder_deliveries (next_at)
  where state = 'waiting';
create index reminder_deliveries_of_task on app.reminder_deliveries (owner_id, task_id);
create index reminder_deliveries_new on app.reminder_deliveries (owner_id, id)
  where channel = 'page' and acknowledged_at is null;
create index reminder_deliveries_old on app.reminder_deliveries (settled_at)
  where settled_at is not null;

-- By which ways a person wants them, beside the page -------------------------------------------
create table app.reminder_settings (
  owner_id uuid primary key,
  email boolean not null default true,
  webhook_url text check (length(webhook_url) <= 2000),
  webhook_secret text,
  updated_at timestamptz not null,
  check ((webhook_url is null) = (webhook_secret is null))
);

-- A day begins when it begins where the person is.
create function app.reminders_follow_zone() returns trigger language plpgsql as $$
begin
  update app.reminders set stale = true where owner_id = new.owner_id and not stale;
  return null;
end $$;
create trigger reminders_follow_zone after update of time_zone on app.user_settings
  for each row when (old.time_zone is distinct from new.time_zone)
  execute function app.reminders_follow_zone();

-- Row-level security, as for every table with an owner ------------------------------------------
do $$
declare
  owned text;
begin
  foreach owned in array array['reminders', 'reminder_deliveries', 'reminder_settings'] loop
    execute format('alter table app.%I enable row level security', owned);
    execute format('alter table app.%I force row level security', owned);
    execute format(
      'create policy own_rows on app.%I to errand_app'
      ' using (owner_id = (select nullif(current_setting(''app.user_id'', true), '''')::uuid))'
      ' with check (owner_id = (select nullif(current_setting(''app.user_id'', true), '''')::uuid))',
      owned);
    execute format('create policy all_rows on app.%I to errand_maintenance using (true) with check (true)', owned);
    execute format('grant select, insert, update, delete on app.%I to errand_app, errand_maintenance', owned);
  end loop;
end $$;

-- The worker sees when something is to go out and whose it is; what it says it reads as its owner.
create policy routing on app.reminders to errand_worker using (true) with check (true);
grant select (owner_id, id, fire_at, stale, zone_data), update (fire_at, stale)
  on app.reminders to errand_worker;
create policy routing on app.reminder_deliveries to errand_worker using (true) with check (true);
grant select (owner_id, id, channel, state, attempts, next_at, lease_until, settled_at),
      update (state, attempts, next_at, lease_until, error, settled_at),
      delete on app.reminder_deliveries to errand_worker;

-- The second thing that our roles learn of schema auth: where to write to the person they act for.
create function app.own_mail_address() returns text
  language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  return (select u.email from auth."user" u
    where u.id = nullif(current_setting('app.user_id', true), '')::uuid);
end $$;
grant create on schema app to errand_auth;
alter function app.own_mail_address owner to errand_auth;
revoke create on schema app from errand_auth;
set local role errand_auth;
revoke all on function app.own_mail_address from public;
grant execute on function app.own_mail_address to errand_app;
reset role;
