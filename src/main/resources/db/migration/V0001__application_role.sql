-- The application's own role. Whoever signs in for it (see docs/operations.md) owns the schema and migrates;
-- every connection of the running program then takes this role, which owns nothing.
do $$
begin
  if not exists (select from pg_roles where rolname = 'aidwitness_app') then
    create role aidwitness_app nologin;
  end if;
end
$$;
grant aidwitness_app to current_user;
grant usage on schema public to aidwitness_app;

-- Statements are never changed. The grants below each table say so for the application; this says so for everybody.
create function refuse_change() returns trigger
language plpgsql as $$
begin
  raise exception '% is insert-only', tg_table_name using errcode = 'insufficient_privilege';
end
$$;
