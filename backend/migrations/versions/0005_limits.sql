-- Every unique key is led by the owner: so the tables can be spread over machines by it.
alter table app.turns drop constraint turns_id_key;
create index turns_by_id on app.turns (id);
alter table app.turn_events drop constraint turn_events_pkey;
alter table app.turn_events add primary key (owner_id, turn_id, seq);

-- What is open of one person, in the order in which it was asked for.
create index turns_open_of_person on app.turns (owner_id, conversation_id, created_at, id)
  where status in ('queued', 'running');

-- Tokens of hosted models, by day (UTC).
create table app.usage (
  owner_id uuid not null,
  day date not null,
  model text not null check (length(model) <= 200),
  steps bigint not null default 0,
  input_tokens bigint not null default 0,
  output_tokens bigint not null default 0,
  primary key (owner_id, day, model)
);
alter table app.usage enable row level security;
alter table app.usage force row level security;
create policy own_rows on app.usage to errand_app
  using (owner_id = (select nullif(current_setting('app.user_id', true), '')::uuid))
  with check (owner_id = (select nullif(current_setting('app.user_id', true), '')::uuid));
create policy all_rows on app.usage to errand_maintenance using (true) with check (true);
grant select, insert, update on app.usage to errand_app;
grant select, insert, update, delete on app.usage to errand_maintenance;
