-- A mapping says which column of somebody's table means what. It is data: editable by its organisation, each edit a
-- new version, so that an old run can still be explained.
create table exchange_mapping (
  id              uuid        not null,
  code            text        not null,
  version         integer     not null,
  organisation_id uuid,
  settings        jsonb       not null,
  made_by         text        not null,
  made_at         timestamptz not null,
  constraint exchange_mapping_pk primary key (id),
  constraint exchange_mapping_code_uq unique nulls not distinct (organisation_id, code, version),
  constraint exchange_mapping_version_ck check (version >= 1)
);

-- Who began which run with which file. Statements made by a run point here.
create table exchange_run (
  id              uuid        not null,
  mapping_id      uuid        not null,
  programme_id    uuid        not null,
  organisation_id uuid        not null,
  file_name       text        not null,
  file_sha256     bytea       not null,
  file_bytes      bigint      not null,
  mode            text        not null,
  history         boolean     not null,
  actor           text        not null,
  started_at      timestamptz not null,
  constraint exchange_run_pk primary key (id),
  constraint exchange_run_mapping_fk foreign key (mapping_id) references exchange_mapping,
  constraint exchange_run_programme_fk foreign key (programme_id) references registry_programme,
  constraint exchange_run_organisation_fk foreign key (organisation_id) references registry_organisation,
  constraint exchange_run_mode_ck check (mode in ('PREVIEW', 'ALL', 'READY'))
);
create index exchange_run_started on exchange_run (started_at desc, id);

-- How a run ended.
create table exchange_outcome (
  run_id         uuid        not null,
  status         text        not null,
  rows_read      bigint      not null,
  rows_imported  bigint      not null,
  rows_unchanged bigint      not null,
  rows_refused   bigint      not null,
  notes          jsonb       not null,
  finished_at    timestamptz not null,
  constraint exchange_outcome_pk primary key (run_id),
  constraint exchange_outcome_run_fk foreign key (run_id) references exchange_run,
  constraint exchange_outcome_status_ck check (status in ('PREVIEWED', 'SAVED', 'NOTHING_SAVED')),
  -- Nothing is ever dropped silently.
  constraint exchange_outcome_rows_ck check (rows_read = rows_imported + rows_unchanged + rows_refused)
);

create table exchange_problem (
  run_id      uuid    not null,
  row_number  bigint  not null,
  ordinal     integer not null,
  column_name text,
  code        text    not null,
  detail      text    not null,
  constraint exchange_problem_pk primary key (run_id, row_number, ordinal),
  constraint exchange_problem_run_fk foreign key (run_id) references exchange_run
);

create trigger exchange_mapping_insert_only
  before update or delete or truncate on exchange_mapping
  for each statement execute function refuse_change();
alter table exchange_mapping enable always trigger exchange_mapping_insert_only;
create trigger exchange_run_insert_only
  before update or delete or truncate on exchange_run
  for each statement execute function refuse_change();
alter table exchange_run enable always trigger exchange_run_insert_only;
create trigger exchange_outcome_insert_only
  before update or delete or truncate on exchange_outcome
  for each statement execute function refuse_change();
alter table exchange_outcome enable always trigger exchange_outcome_insert_only;

grant select, insert on exchange_mapping, exchange_run, exchange_outcome, exchange_problem to aidwitness_app;
