-- A verdict that is the same as before is not written again: this says whether it is. Null: written before there was one.
alter table verification_delivery add column verdict_sha256 bytea;
alter table verification_delivery
  add constraint verification_delivery_verdict_ck check (octet_length(verdict_sha256) = 32);

-- Why the delivery is in its state of assurance, and until when the time for a visit runs where that is why. Null: judged
-- before it was kept; the first sweep of this version judges all again.
alter table verification_delivery add column ground text;
alter table verification_delivery add column visit_until timestamptz;
alter table verification_delivery add constraint verification_delivery_ground_ck check (ground in
  ('NOT_ARRIVED', 'VISIT_AWAITED', 'VISIT_OVERDUE', 'ALL_HOLDS', 'TURNED_AWAY', 'TIME_OVER', 'CONTRADICTED', 'ALL_LOST'));

-- How many of the books that the delivery touches are wrong, as far as F12 finds, whether a person has settled it or not.
-- When it changes, the other deliveries of these lots are judged again.
alter table verification_delivery add column books_wrong integer not null default 0;
alter table verification_delivery add constraint verification_delivery_books_ck check (books_wrong >= 0);

create or replace view dashboard_delivery with (security_invoker = true) as
  select v.waybill_id as id,
         v.programme_id,
         v.number,
         v.final,
         v.first_leg,
         v.site_id,
         t.name as place,
         t.pcode,
         t.area,
         a.name as consignor,
         b.name as consignee,
         v.logistics,
         v.assurance,
         v.grade,
         v.dispatched_at,
         v.received_at,
         v.last_at,
         v.dispatched_kg,
         v.delivered_kg,
         v.lost_kg,
         v.surplus_kg,
         v.kg_unknown,
         v.clearance,
         v.open_flags,
         v.worst_flag,
         v.conditions,
         v.policy_version,
         v.judged_at,
         v.ground,
         v.visit_until
    from verification_delivery v
    join shipment_waybill w on w.id = v.waybill_id
    join registry_site t on t.id = v.site_id
    join registry_organisation a on a.id = w.consignor_id
    join registry_organisation b on b.id = w.consignee_id;

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

-- Views that were asked row by row beside another of the same table are columns of it now.
create or replace view verification_case_waybill with (security_invoker = true) as
  select w.id as waybill_id,
         w.programme_id,
         w.number,
         l.final,
         l.ordinal = 1 as first_leg,
         w.planned_departure,
         w.planned_arrival,
         w.consignor_id,
         w.consignee_id,
         w.carrier_id,
         c.contribution_id,
         w.accepted_at,
         f.id as from_site_id,
         f.latitude as from_latitude,
         f.longitude as from_longitude,
         f.radius_m as from_radius_m,
         t.id as to_site_id,
         t.latitude as to_latitude,
         t.longitude as to_longitude,
         t.radius_m as to_radius_m,
         t.catchment as to_catchment,
         t.area as to_area,
         (select g.outcome from gate_clearance g
           where g.waybill_id = w.id order by g.decided_at desc, g.id desc limit 1) as last_clearance,
         t.authority_id,
         w.mode,
         w.seals,
         l.final and t.kind = 'FDP' as to_people
    from shipment_waybill w
    join shipment_leg l on l.id = w.leg_id
    join shipment_consignment c on c.id = l.consignment_id
    join registry_site f on f.id = l.from_site_id
    join registry_site t on t.id = l.to_site_id;

drop view verification_case_goods;

create or replace view verification_case_line with (security_invoker = true) as
  select s.id as line_id,
         s.waybill_id,
         s.packages,
         s.net_kg,
         s.included_in is not null
           and exists (select from shipment_line o where o.id = s.included_in and o.net_kg is not null) as kg_included,
         s.value_usd,
         s.lot_id,
         s.kg_per_package,
         coalesce(s.best_before, o.best_before) as best_before
    from shipment_line s
    left join registry_lot o on o.id = s.lot_id;
drop view verification_case_pack;

create or replace view verification_case_attestation with (security_invoker = true) as
  select a.id, a.waybill_id, a.site_id, a.organisation_id, a.monitor, a.method, a.verdict, a.notice_hours, a.escorted,
         a.private_interviews, a.latitude, a.longitude, a.accuracy_m, a.happened_at, a.device_at, a.accepted_at,
         a.independent, a.independence_path, a.import_run_id is not null as imported,
         o.packages,
         o.kg,
         v.accepted,
         v.reviewer,
         o.weighed,
         a.visit_id,
         a.mock_location,
         case when a.supersedes is null then a.accepted_at else monitoring_first_told(a.id) end as told_at,
         (select t.languages from registry_site t where t.id = a.site_id) as languages
    from monitoring_attestation a
    left join lateral (select sum(o.packages) as packages, sum(o.kg) as kg, count(o.weighed_packages) > 0 as weighed
                         from monitoring_observation o
                        where o.attestation_id = a.id) o on true
    left join lateral (select r.accepted, r.reviewer from monitoring_review r
                        where r.attestation_id = a.id order by r.reviewed_at desc, r.id desc limit 1) v on true
   where not exists (select from monitoring_attestation s where s.supersedes = a.id);

-- Where and when a monitor was, whatever became of what they said: for whoever knows already that it counts, and looks for
-- what stands beside it.
create view verification_case_stop with (security_invoker = true) as
  select a.id, a.site_id, a.organisation_id, a.monitor, a.happened_at, a.latitude, a.longitude,
         round(a.latitude::numeric, 6) as spot_latitude,
         round(a.longitude::numeric, 6) as spot_longitude
    from monitoring_attestation a;
grant select on verification_case_stop to aidwitness_app;

create or replace view verification_case_declaration with (security_invoker = true) as
  select d.id, d.waybill_id, d.kind, d.organisation_id, d.signed_by, d.device_id, d.site_id, d.happened_at,
         d.happened_precision, d.noted_at, d.device_at, d.latitude, d.longitude, d.accuracy_m, d.seals, d.receipt,
         d.accepted_at,
         d.import_run_id is not null
           and exists (select from exchange_run r where r.id = d.import_run_id and r.history) as history,
         g.outcome as clearance,
         p.latitude as site_latitude, p.longitude as site_longitude, p.radius_m as site_radius_m,
         -- When the first of those that it corrects was told.
         case when d.supersedes is null then d.accepted_at else shipment_first_told(d.id) end as told_at
    from shipment_declaration d
    left join gate_clearance g on g.id = d.clearance_id
    left join registry_site p on p.id = d.site_id
   where not exists (select from shipment_declaration s where s.supersedes = d.id);
drop view verification_case_correction;
