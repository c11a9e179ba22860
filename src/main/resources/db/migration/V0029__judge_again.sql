-- A verdict that is the same as before is not written again: this says whether it is. Null: written before there was one.
alter table verification_delivery add column verdict_sha256 bytea;
alter table verification_delivery
  add constraint verification_delivery_verdict_ck check (octet_length(verdict_sha256) = 32);

-- Deliveries to be judged again though nothing was said about them: those of a programme whose policy changed, or all
-- where the rules did. A stretch goes from one waybill to another in the order of their ids and gets shorter as it is
-- worked off, by any number of replicas, so that whoever is killed leaves the rest.
create table verification_stretch (
  id           uuid        not null,
  programme_id uuid,
  from_id      uuid        not null,
  to_id        uuid        not null,
  made_at      timestamptz not null,
  constraint verification_stretch_pk primary key (id),
  constraint verification_stretch_programme_fk foreign key (programme_id) references registry_programme,
  constraint verification_stretch_order_ck check (from_id <= to_id)
);
create index verification_stretch_oldest on verification_stretch (made_at, id);

-- The rules by which everything has been judged, or is on the way to be: one row.
create table verification_book (
  sole         boolean     not null default true,
  rules_sha256 bytea       not null,
  since        timestamptz not null,
  constraint verification_book_pk primary key (sole),
  constraint verification_book_sole_ck check (sole),
  constraint verification_book_rules_ck check (octet_length(rules_sha256) = 32)
);

call access_row_policies('verification_stretch', 'false', null);
call access_row_policies('verification_book', 'false', null);
grant select, insert, update, delete on verification_stretch to aidwitness_work;
grant select, insert, update on verification_book to aidwitness_work;

-- The latest review of an attestation and the latest clearance of a waybill, which every judgement asks for, are found in
-- the index alone.
create index monitoring_review_latest on monitoring_review (attestation_id, reviewed_at desc, id desc)
  include (accepted, reviewer);
drop index monitoring_review_attestation;
create index gate_clearance_latest on gate_clearance (waybill_id, decided_at desc, id desc) include (outcome);
drop index gate_clearance_waybill;
