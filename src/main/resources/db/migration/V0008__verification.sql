-- What is derived about a delivery: always a function of its statements, the policy and the time. May be thrown away
-- and computed again. due_at says when time alone may change it; null means never.
create table verification_delivery (
  waybill_id      uuid        not null,
  programme_id    uuid        not null,
  number          text        not null,
  final           boolean     not null,
  first_leg       boolean     not null,
  site_id         uuid        not null,
  area            text,
  logistics       text        not null,
  assurance       text        not null,
  grade           text        not null,
  dispatched_at   timestamptz,
  received_at     timestamptz,
  last_at         timestamptz not null,
  dispatched_kg   numeric(15, 3) not null,
  delivered_kg    numeric(15, 3) not null,
  lost_kg         numeric(15, 3) not null,
  surplus_kg      numeric(15, 3) not null,
  kg_unknown      boolean     not null,
  clearance       text,
  open_flags      text[]      not null,
  worst_flag      smallint    not null,
  conditions      jsonb       not null,
  policy_version  integer     not null,
  judged_at       timestamptz not null,
  due_at          timestamptz,
  constraint verification_delivery_pk primary key (waybill_id),
  constraint verification_delivery_waybill_fk foreign key (waybill_id) references shipment_waybill,
  constraint verification_delivery_programme_fk foreign key (programme_id) references registry_programme,
  constraint verification_delivery_assurance_ck check (assurance in
    ('ON_THE_WAY', 'AWAITING_VISIT', 'OVERDUE', 'VERIFIED', 'UNVERIFIED', 'DISPUTED', 'LOST')),
  constraint verification_delivery_grade_ck check (grade in ('A', 'B', 'C', 'D')),
  constraint verification_delivery_worst_ck check (worst_flag between 0 and 5)
);
create index verification_delivery_due on verification_delivery (due_at) where due_at is not null;
create index verification_delivery_list on verification_delivery (programme_id, last_at desc, waybill_id);
create index verification_delivery_state on verification_delivery (programme_id, assurance, last_at desc, waybill_id);
create index verification_delivery_site on verification_delivery (site_id);

create table verification_flag (
  id             uuid        not null,
  waybill_id     uuid        not null,
  programme_id   uuid        not null,
  rule           text        not null,
  rule_version   integer     not null,
  severity       text        not null,
  policy_version integer     not null,
  facts          jsonb       not null,
  state          text        not null,
  raised_at      timestamptz not null,
  constraint verification_flag_pk primary key (id),
  constraint verification_flag_waybill_fk foreign key (waybill_id) references shipment_waybill,
  constraint verification_flag_severity_ck check (severity in ('INFO', 'LOW', 'MEDIUM', 'HIGH', 'CRITICAL')),
  constraint verification_flag_state_ck check (state in
    ('OPEN', 'ACKNOWLEDGED', 'IN_REVIEW', 'RESOLVED', 'WAIVED', 'CLEARED'))
);
-- Never twice for the same rule and delivery while open.
create unique index verification_flag_open_uq on verification_flag (waybill_id, rule)
  where state in ('OPEN', 'ACKNOWLEDGED', 'IN_REVIEW');
create index verification_flag_waybill on verification_flag (waybill_id);
create index verification_flag_list on verification_flag (programme_id, raised_at desc, id);
create index verification_flag_latest on verification_flag (raised_at desc, id);

-- Each step of a flag's life, with who, when and why.
create table verification_flag_step (
  flag_id    uuid        not null,
  ordinal    integer     not null,
  state      text        not null,
  resolution text,
  reason     text        not null,
  severity   text        not null,
  facts      jsonb       not null,
  made_by    text        not null,
  made_at    timestamptz not null,
  constraint verification_flag_step_pk primary key (flag_id, ordinal),
  constraint verification_flag_step_flag_fk foreign key (flag_id) references verification_flag,
  constraint verification_flag_step_resolution_ck check (
    (state = 'RESOLVED') = (resolution is not null) and resolution in ('UPHELD', 'EXPLAINED', 'ERROR'))
);

create trigger verification_flag_step_insert_only
  before update or delete or truncate on verification_flag_step
  for each statement execute function refuse_change();
alter table verification_flag_step enable always trigger verification_flag_step_insert_only;

grant select, insert, update, delete on verification_delivery to aidwitness_app;
grant select, insert on verification_flag, verification_flag_step to aidwitness_app;
-- A flag's inputs are frozen; only where it stands may move.
grant update (state, severity) on verification_flag to aidwitness_app;
