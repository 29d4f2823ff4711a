-- Roles: the login may set them and inherits none, so without a role set it sees no row.
do $$
declare
  wanted text;
begin
  foreach wanted in array array['errand_app', 'errand_worker', 'errand_maintenance', 'errand_auth'] loop
    if not exists (select from pg_roles where rolname = wanted) then
      begin
        execute format('create role %I nologin nobypassrls', wanted);
      exception when duplicate_object then null;  -- another database of this server was faster
      end;
    end if;
    if not (select rolsuper from pg_roles where rolname = current_user) then
      if current_setting('server_version_num')::int >= 160000 then
        execute format('grant %I to current_user with inherit false, set true', wanted);
      else
        execute format('grant %I to %I', wanted, current_user);
        execute format('alter role %I noinherit', current_user);
      end if;
    end if;
  end loop;
end $$;

create schema if not exists auth authorization errand_auth;
grant usage on schema app to errand_app, errand_worker, errand_maintenance, errand_auth;

-- Conversations and what was said in them -------------------------------------------------
create table app.conversations (
  owner_id uuid not null,
  id uuid not null,
  title text check (length(title) <= 500),
  status text not null default 'active' check (status in ('active', 'locked', 'closed')),
  status_reason text,
  details jsonb not null default '{}',
  last_seq bigint not null default 0,
  message_count integer not null default 0,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (owner_id, id)
);
create index on app.conversations (owner_id, updated_at desc, id desc);
create index on app.conversations (owner_id, created_at desc, id desc);

create table app.messages (
  owner_id uuid not null,
  conversation_id uuid not null,
  id uuid not null,
  seq bigint not null,
  role text not null check (role in ('user', 'assistant', 'system')),
  kind text not null,
  text text not null default '',
  item jsonb not null,
  feedback text check (feedback in ('positive', 'negative')),
  turn_id uuid,
  created_at timestamptz not null,
  primary key (owner_id, conversation_id, id),
  unique (owner_id, conversation_id, seq),
  foreign key (owner_id, conversation_id) references app.conversations on delete cascade
);

-- Tasks -----------------------------------------------------------------------------------
create table app.tasks (
  owner_id uuid not null,
  id uuid not null,
  number integer not null,
  title text not null check (length(title) between 1 and 500),
  notes text not null default '',
  status text not null default 'open'
    check (status in ('open', 'in_progress', 'waiting', 'done', 'cancelled')),
  priority text not null default 'none' check (priority in ('urgent', 'high', 'medium', 'low', 'none')),
  due_date date,
  due_local timestamp,
  due_tz text,
  due_utc timestamptz,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  completed_at timestamptz,
  cancelled_at timestamptz,
  deleted_at timestamptz,
  primary key (owner_id, id),
  unique (owner_id, number),
  -- A due is a floating day, or a wall-clock time with its zone; never a bare instant.
  check (due_local is null or (due_tz is not null and due_utc is not null)),
  check (due_date is null or due_local is null)
);
create index on app.tasks (owner_id, status, id) where deleted_at is null;

create table app.task_events (
  owner_id uuid not null,
  id uuid not null,
  task_id uuid not null,
  at timestamptz not null,
  via text not null check (via in ('chat', 'rest', 'mcp', 'system')),
  verb text not null,
  before jsonb,
  after jsonb,
  primary key (owner_id, id),
  foreign key (owner_id, task_id) references app.tasks on delete cascade
);
create index on app.task_events (owner_id, task_id, id);

-- People ----------------------------------------------------------------------------------
create table app.user_settings (
  owner_id uuid primary key,
  time_zone text not null default 'UTC',
  -- Chosen by the person; until then it follows the zone that their browser tells.
  time_zone_chosen boolean not null default false,
  locale text not null default 'en',
  last_task_number integer not null default 0,
  updated_at timestamptz not null
);

create table app.api_tokens (
  owner_id uuid not null,
  id uuid not null,
  name text not null check (length(name) between 1 and 200),
  token_hash text not null,
  last_characters text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  primary key (owner_id, id)
);

-- Turns: queue, journal, event log --------------------------------------------------------
create table app.turns (
  owner_id uuid not null,
  id uuid not null,
  conversation_id uuid not null,
  kind text not null,
  input jsonb not null,
  via text not null,
  authority_kind text not null,
  authority_id uuid,
  status text not null default 'queued'
    check (status in ('queued', 'running', 'done', 'failed', 'stopped')),
  stop_requested_at timestamptz,
  worker text,
  lease_until timestamptz,
  fence integer not null default 0,
  attempts integer not null default 0,
  created_at timestamptz not null,
  ended_at timestamptz,
  primary key (owner_id, id),
  unique (id),
  foreign key (owner_id, conversation_id) references app.conversations on delete cascade
);
create index turns_open on app.turns (created_at, id) where status in ('queued', 'running');
create index turns_of_conversation on app.turns (owner_id, conversation_id, id);

create table app.turn_steps (
  owner_id uuid not null,
  turn_id uuid not null,
  step integer not null,
  call_id text not null,
  kind text not null check (kind in ('model', 'tool')),
  output jsonb not null,
  created_at timestamptz not null default now(),
  primary key (owner_id, turn_id, step, call_id),
  foreign key (owner_id, turn_id) references app.turns on delete cascade
);

create table app.turn_events (
  owner_id uuid not null,
  turn_id uuid not null,
  seq integer not null,
  data text not null,
  created_at timestamptz not null default now(),
  primary key (turn_id, seq),
  foreign key (owner_id, turn_id) references app.turns on delete cascade
);
create index on app.turn_events (created_at);

create table app.idempotency_keys (
  owner_id uuid not null,
  scope text not null,
  key text not null check (length(key) <= 255),
  request_hash text not null,
  answer jsonb,
  turn_id uuid,
  created_at timestamptz not null default now(),
  primary key (owner_id, scope, key)
);
create index on app.idempotency_keys (created_at);

-- Row-level security: each person sees their own rows, whatever a query forgets ------------
do $$
declare
  owned text;
begin
  for owned in
    select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = 'app'::regnamespace and c.relkind = 'r' and a.attname = 'owner_id'
  loop
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
-- History is append-only for the people it describes.
revoke update, delete on app.task_events from errand_app;

-- The worker routes turns of everybody; what is said and done in them it does as their owner.
create policy routing on app.turns to errand_worker using (true) with check (true);
grant select (owner_id, id, conversation_id, kind, via, authority_kind, authority_id, status,
              stop_requested_at, worker, lease_until, fence, attempts, created_at, ended_at),
      update (status, worker, lease_until, fence, attempts, ended_at),
      delete on app.turns to errand_worker;
create policy appending on app.turn_events for insert to errand_worker with check (true);
create policy pruning on app.turn_events for delete to errand_worker using (true);
create policy pruned on app.turn_events for select to errand_worker using (true);
grant insert, delete, select (owner_id, turn_id, seq, created_at) on app.turn_events to errand_worker;
create policy pruning on app.idempotency_keys for delete to errand_worker using (true);
create policy pruned on app.idempotency_keys for select to errand_worker using (true);
grant delete, select (created_at) on app.idempotency_keys to errand_worker;

-- The one thing our roles learn of schema auth: is this authority alive, and this person's.
create policy liveness on app.api_tokens for select to errand_auth using (true);
grant select (owner_id, id, revoked_at, expires_at) on app.api_tokens to errand_auth;

create function app.check_authority(kind text, authority uuid, person uuid) returns boolean
  language plpgsql stable security definer set search_path = pg_catalog as $$
declare
  alive boolean;
begin
  case kind
    when 'sign_in' then
      alive := exists (select from auth.session s
        where s.id = authority and s."userId" = person and s."expiresAt" > now());
    when 'token' then
      alive := exists (select from app.api_tokens t
        where t.id = authority and t.owner_id = person and t.revoked_at is null and t.expires_at > now())
        and exists (select from auth."user" u where u.id = person);
    when 'bearer' then
      alive := exists (select from auth."user" u where u.id = person);
    else
      alive := false;
  end case;
  if not alive then
    raise exception 'this authority has ended' using errcode = '28000';
  end if;
  return true;
end $$;
grant create on schema app to errand_auth;
alter function app.check_authority owner to errand_auth;
revoke create on schema app from errand_auth;
-- The login needs the right too: it is checked before the statement's own set_config sets the role.
do $$
declare
  login text := current_user;
begin
  set local role errand_auth;
  revoke all on function app.check_authority from public;
  execute format('grant execute on function app.check_authority to errand_app, %I', login);
  reset role;
end $$;
