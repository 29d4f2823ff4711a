-- A call of a tool that waits for its person's word: exactly these arguments, once, for a while.
create table app.approvals (
  owner_id uuid not null,
  id uuid not null,
  -- Where it was asked; null: by a program, over MCP. Gone with the conversation.
  conversation_id uuid,
  tool text not null,
  arguments jsonb not null,
  arguments_hash text not null,
  headline text not null,
  summary jsonb not null check (jsonb_typeof(summary) = 'array'),
  -- Of the token that a program gives back; nobody can read it here.
  token_hash text,
  state text not null default 'pending'
    check (state in ('pending', 'confirmed', 'cancelled', 'failed')),
  outcome jsonb,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  decided_at timestamptz,
  primary key (owner_id, id),
  foreign key (owner_id, conversation_id) references app.conversations on delete cascade,
  check ((state = 'pending') = (decided_at is null)),
  check (conversation_id is null or token_hash is null)
);
create unique index approvals_token on app.approvals (owner_id, token_hash)
  where token_hash is not null;
create index on app.approvals (owner_id, created_at);
create index on app.approvals (owner_id, conversation_id) where conversation_id is not null;

alter table app.approvals enable row level security;
alter table app.approvals force row level security;
create policy own_rows on app.approvals to errand_app
  using (owner_id = (select nullif(current_setting('app.user_id', true), '')::uuid))
  with check (owner_id = (select nullif(current_setting('app.user_id', true), '')::uuid));
create policy all_rows on app.approvals to errand_maintenance using (true) with check (true);
grant select, insert, update, delete on app.approvals to errand_app, errand_maintenance;
