-- The operator reads everybody's entries, newest first; the primary key is led by the owner.
create index audit_by_id on app.audit (id);
