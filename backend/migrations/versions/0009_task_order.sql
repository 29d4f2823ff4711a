-- The person's own order, over all projects: unfinished tasks, as the other lists that are shown.
create index tasks_positions on app.tasks (owner_id, position, number)
  where deleted_at is null and status in ('open', 'in_progress', 'waiting');
