-- How the person wants days and models -------------------------------------------------------
alter table app.user_settings
  add column week_start text not null default 'monday'
    check (week_start in ('monday', 'sunday', 'saturday')),
  add column date_order text not null default 'dmy' check (date_order in ('dmy', 'mdy', 'ymd')),
  add column model text check (length(model) between 1 and 200);

-- Projects, their sections, labels: deleted ones stay, out of sight, so that it can be undone --
-- `folded` is the name as it is compared: two that read alike are one.
create table app.projects (
  owner_id uuid not null,
  id uuid not null,
  name text not null check (length(name) between 1 and 200),
  folded text not null,
  position text collate "C" not null,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  archived_at timestamptz,
  deleted_at timestamptz,
  primary key (owner_id, id)
);
create unique index projects_name on app.projects (owner_id, folded) where deleted_at is null;

create table app.sections (
  owner_id uuid not null,
  id uuid not null,
  project_id uuid not null,
  name text not null check (length(name) between 1 and 200),
  folded text not null,
  position text collate "C" not null,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  archived_at timestamptz,
  deleted_at timestamptz,
  primary key (owner_id, id),
  unique (owner_id, project_id, id),
  foreign key (owner_id, project_id) references app.projects on delete cascade
);
create unique index sections_name on app.sections (owner_id, project_id, folded)
  where deleted_at is null;

create table app.labels (
  owner_id uuid not null,
  id uuid not null,
  name text not null check (length(name) between 1 and 100),
  folded text not null,
  position text collate "C" not null,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  archived_at timestamptz,
  deleted_at timestamptz,
  primary key (owner_id, id)
);
create unique index labels_name on app.labels (owner_id, folded) where deleted_at is null;

-- Tasks --------------------------------------------------------------------------------------
alter table app.tasks
  add column deadline date,
  add column defer_until date,
  -- {"rrule", "anchor", "source_text"?}: the rule that goes on from this task's date.
  add column recurrence jsonb check (recurrence ? 'rrule' and recurrence ? 'anchor'),
  -- The date that the rule gave, where this one occurrence was moved to another; a due.
  add column scheduled jsonb,
  add column series_id uuid,
  add column project_id uuid,
  add column section_id uuid,
  add column parent_id uuid,
  add column position text collate "C" not null default '',
  add column estimate_minutes integer check (estimate_minutes between 1 and 525600),
  add column links jsonb not null default '[]' check (jsonb_typeof(links) = 'array'),
  add check (section_id is null or project_id is not null),
  add check (parent_id <> id),
  add foreign key (owner_id, project_id) references app.projects on delete set null (project_id),
  add foreign key (owner_id, project_id, section_id)
    references app.sections (owner_id, project_id, id) on delete set null (section_id),
  -- At the end of the transaction: a restored backup brings subtasks before their parents, too.
  add foreign key (owner_id, parent_id) references app.tasks on delete set null (parent_id)
    deferrable initially deferred;

create table app.task_labels (
  owner_id uuid not null,
  task_id uuid not null,
  label_id uuid not null,
  primary key (owner_id, task_id, label_id),
  foreign key (owner_id, task_id) references app.tasks on delete cascade,
  foreign key (owner_id, label_id) references app.labels on delete cascade
);
create index task_labels_of_label on app.task_labels (owner_id, label_id, task_id);

-- One index for each order in which a page of tasks is read, so that a page costs the same
-- however many tasks there are. The default list, unfinished and soonest first, is three of them.
drop index app.tasks_owner_id_status_id_idx;
create index tasks_status on app.tasks (owner_id, status) where deleted_at is null;
create index tasks_due_days on app.tasks (owner_id, due_date, number)
  where deleted_at is null and due_date is not null and status in ('open', 'in_progress', 'waiting');
create index tasks_due_times on app.tasks (owner_id, due_utc, number)
  where deleted_at is null and due_utc is not null and status in ('open', 'in_progress', 'waiting');
create index tasks_undated on app.tasks (owner_id, number)
  where deleted_at is null and due_date is null and due_utc is null
    and status in ('open', 'in_progress', 'waiting');
create index tasks_deadlines on app.tasks (owner_id, deadline, number)
  where deleted_at is null and deadline is not null
    and status in ('open', 'in_progress', 'waiting');
create index tasks_updated on app.tasks (owner_id, updated_at, number) where deleted_at is null;
create index tasks_completed on app.tasks (owner_id, completed_at, number)
  where deleted_at is null and completed_at is not null;
create index tasks_places on app.tasks (owner_id, project_id, section_id, parent_id, position, number)
  where deleted_at is null;
create index tasks_subtasks on app.tasks (owner_id, parent_id) where parent_id is not null;
create index tasks_series on app.tasks (owner_id, series_id) where series_id is not null;
create index tasks_trash on app.tasks (owner_id, deleted_at, number) where deleted_at is not null;
create index tasks_to_purge on app.tasks (deleted_at) where deleted_at is not null;

-- History ------------------------------------------------------------------------------------
alter table app.task_events
  alter column task_id drop not null,
  -- Grows with each event of a person: whoever writes one holds that person's settings.
  add column seq bigint generated always as identity,
  add column subject text not null default 'task'
    check (subject in ('task', 'project', 'section', 'label')),
  add column subject_id uuid,
  add column call_id uuid,
  add column cause_id uuid,
  add column undoes uuid,
  add column authority_kind text,
  add column authority_id uuid,
  add column conversation_id uuid,
  add column turn_id uuid,
  add column tool_call_id text;
set local role errand_maintenance;
update app.task_events set subject_id = task_id, call_id = id;
-- Existing tasks in the order in which they were made: eight digits of base 36, as new ones have.
update app.tasks set position = 'i' || lpad(to_hex(number), 7, '0');
reset role;
alter table app.task_events
  alter column subject_id set not null,
  alter column call_id set not null,
  add check ((subject = 'task') = (task_id is not null));
-- For backups: dumping and restoring it.
grant select, update on sequence app.task_events_seq_seq to errand_maintenance;
create unique index task_events_seq on app.task_events (owner_id, seq);
create index task_events_calls on app.task_events (owner_id, call_id);
create index task_events_turns on app.task_events (owner_id, turn_id) where turn_id is not null;
create index task_events_causes on app.task_events (owner_id, cause_id) where cause_id is not null;
-- What was undone cannot be undone again.
create unique index task_events_undone on app.task_events (owner_id, undoes) where undoes is not null;

-- Finding words ------------------------------------------------------------------------------
-- What can be searched of a task, folded by the application (case, width, accents, white space).
create table app.task_search (
  owner_id uuid not null,
  task_id uuid not null,
  folded text not null,
  primary key (owner_id, task_id),
  foreign key (owner_id, task_id) references app.tasks on delete cascade
);

-- The pieces of two and three characters in each word, told apart by person. Finds parts of words
-- in every script, which neither pg_trgm (blind to most of Unicode in the C locale, and not
-- everywhere to be had) nor a text search configuration does.
create function app.grams(owner uuid, folded text, sizes integer[]) returns integer[]
  language sql immutable parallel safe as $$
    select coalesce(array_agg(distinct hashtext(owner::text || substr(word, start, size))), '{}')
    from unnest(string_to_array(folded, ' ')) as word,
      unnest(sizes) as size,
      generate_series(1, length(word) - size + 1) as start
  $$;
create index task_search_grams on app.task_search using gin (app.grams(owner_id, folded, '{2,3}'));

-- Under row-level security only leakproof operators may use an index, and those of arrays and of
-- LIKE are not. This looks with the rights of a role that sees all rows, at those of the person
-- whose transaction it is; what it answers meets the policies again in the statement around it.
create function app.matching_tasks(words text[]) returns setof uuid
  language plpgsql stable security definer set search_path = pg_catalog as $$
declare
  person uuid := nullif(current_setting('app.user_id', true), '')::uuid;
  pieces integer[];
  patterns text[];
begin
  select array_agg(distinct piece) into pieces
  from unnest(words) as word,
    unnest(app.grams(person, word, array[least(length(word), 3)])) as piece
  where length(word) >= 2;
  select array_agg('%' || regexp_replace(word, '([\\%_])', '\\\1', 'g') || '%') into patterns
  from unnest(words) as word;
  -- Planned anew each time: with how rare these pieces are.
  if pieces is null then
    return query execute 'select task_id from app.task_search'
      ' where owner_id = $1 and folded like all ($2)' using person, patterns;
  else
    return query execute 'select task_id from app.task_search where owner_id = $1'
      ' and app.grams(owner_id, folded, ''{2,3}'') @> $3 and folded like all ($2)'
      using person, patterns, pieces;
  end if;
end $$;
grant create on schema app to errand_maintenance;
alter function app.matching_tasks owner to errand_maintenance;
revoke create on schema app from errand_maintenance;
set local role errand_maintenance;
revoke all on function app.matching_tasks from public;
grant execute on function app.matching_tasks to errand_app;
reset role;

-- Row-level security, as for every table with an owner ----------------------------------------
do $$
declare
  owned text;
begin
  foreach owned in array array['projects', 'sections', 'labels', 'task_labels', 'task_search'] loop
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
  -- The worker empties the trash: it sees when something was thrown away, and not what.
  foreach owned in array array['tasks', 'projects', 'sections', 'labels'] loop
    execute format('create policy trash on app.%I for select to errand_worker using (deleted_at is not null)', owned);
    execute format('create policy emptying on app.%I for delete to errand_worker using (deleted_at is not null)', owned);
    execute format('grant delete, select (owner_id, id, deleted_at) on app.%I to errand_worker', owned);
  end loop;
end $$;
