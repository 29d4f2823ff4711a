alter table app.user_settings
  alter column date_order drop not null,
  alter column date_order drop default;

-- So far it stood there without anybody having said it: who did say so is asked once more. This
-- concerns all people, so for this statement the owner of the table is not held to one.
alter table app.user_settings no force row level security;
update app.user_settings set date_order = null where date_order = 'dmy';
alter table app.user_settings force row level security;
