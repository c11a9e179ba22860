-- Deliveries that have no verdict because judging them broke. The sweep tries them again at due_at, each time after a
-- longer while; the first verdict takes them off the table.
create table verification_unjudged (
  waybill_id uuid        not null,
  attempts   integer     not null,
  failed_at  timestamptz not null,
  due_at     timestamptz not null,
  constraint verification_unjudged_pk primary key (waybill_id),
  constraint verification_unjudged_waybill_fk foreign key (waybill_id) references shipment_waybill,
  constraint verification_unjudged_attempts_ck check (attempts >= 1)
);
create index verification_unjudged_due on verification_unjudged (due_at, waybill_id);

grant select, insert, update, delete on verification_unjudged to aidwitness_app;
