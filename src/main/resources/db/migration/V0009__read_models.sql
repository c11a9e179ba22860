-- Views are how one room reads what another keeps: named for the reader, written against the owner's tables.

-- verification: the raw material of a case, current statements only.
create view verification_case_waybill as
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
           where g.waybill_id = w.id order by g.decided_at desc, g.id desc limit 1) as last_clearance
    from shipment_waybill w
    join shipment_leg l on l.id = w.leg_id
    join shipment_consignment c on c.id = l.consignment_id
    join registry_site f on f.id = l.from_site_id
    join registry_site t on t.id = l.to_site_id;

create view verification_case_line as
  select s.id as line_id,
         s.waybill_id,
         s.packages,
         s.net_kg,
         s.included_in is not null
           and exists (select from shipment_line o where o.id = s.included_in and o.net_kg is not null) as kg_included,
         s.value_usd,
         s.lot_id
    from shipment_line s;

create view verification_case_declaration as
  select d.id, d.waybill_id, d.kind, d.organisation_id, d.signed_by, d.device_id, d.site_id, d.happened_at,
         d.happened_precision, d.noted_at, d.device_at, d.latitude, d.longitude, d.accuracy_m, d.seals, d.receipt,
         d.accepted_at,
         coalesce(r.history, false) as history,
         g.outcome as clearance,
         p.latitude as site_latitude, p.longitude as site_longitude, p.radius_m as site_radius_m
    from shipment_declaration d
    left join gate_clearance g on g.id = d.clearance_id
    left join exchange_run r on r.id = d.import_run_id
    left join registry_site p on p.id = d.site_id
   where not exists (select from shipment_declaration s where s.supersedes = d.id);

create view verification_case_declaration_line as
  select declaration_id, line_id, good_packages, good_kg, damaged_packages, damaged_kg,
         missing_packages, missing_kg, surplus_packages, surplus_kg, reason
    from shipment_declaration_line;

create view verification_case_attestation as
  select a.id, a.waybill_id, a.site_id, a.organisation_id, a.monitor, a.method, a.verdict, a.notice_hours, a.escorted,
         a.private_interviews, a.latitude, a.longitude, a.accuracy_m, a.happened_at, a.device_at, a.accepted_at,
         a.independent, a.independence_path, a.import_run_id is not null as imported,
         (select sum(o.packages) from monitoring_observation o where o.attestation_id = a.id) as packages,
         (select sum(o.kg) from monitoring_observation o where o.attestation_id = a.id) as kg,
         v.accepted,
         v.reviewer
    from monitoring_attestation a
    left join lateral (select r.accepted, r.reviewer from monitoring_review r
                        where r.attestation_id = a.id order by r.reviewed_at desc, r.id desc limit 1) v on true
   where not exists (select from monitoring_attestation s where s.supersedes = a.id);

create view verification_case_refusal as
  select a.site_id, a.happened_at
    from monitoring_attestation a
   where a.verdict = 'ACCESS_DENIED'
     and not exists (select from monitoring_attestation s where s.supersedes = a.id);

-- shipment: what each custodian holds of each lot. The consignor of a dispatch had it, the consignee of a receipt has
-- it. in - out - losses; below zero means that more left than ever came.
create view shipment_stock as
  select m.custodian_id,
         m.lot_id,
         sum(m.kg_in) as in_kg,
         sum(m.kg_out) as out_kg,
         sum(m.kg_lost) as lost_kg,
         sum(m.kg_in) - sum(m.kg_out) - sum(m.kg_lost) as balance_kg,
         bool_or(m.unknown) as unknown
    from (
      select d.organisation_id as custodian_id, s.lot_id,
             0::numeric as kg_in, coalesce(s.net_kg, 0) as kg_out, 0::numeric as kg_lost, s.net_kg is null as unknown
        from shipment_declaration d
        join shipment_line s on s.waybill_id = d.waybill_id
       where d.kind = 'DISPATCHED' and s.lot_id is not null
         and not exists (select from shipment_declaration c where c.supersedes = d.id)
      union all
      select d.organisation_id, s.lot_id,
             case when d.kind in ('RECEIVED') then coalesce(q.good_kg, 0) else 0 end,
             case when d.kind in ('DISTRIBUTED', 'RETURNED') then coalesce(q.good_kg, 0) else 0 end,
             case when d.kind = 'LOST' then coalesce(q.missing_kg, 0) + coalesce(q.damaged_kg, 0) else 0 end,
             q.good_kg is null and d.kind <> 'LOST'
        from shipment_declaration d
        join shipment_declaration_line q on q.declaration_id = d.id
        join shipment_line s on s.id = q.line_id and s.waybill_id = d.waybill_id
       where d.kind in ('RECEIVED', 'DISTRIBUTED', 'RETURNED', 'LOST') and s.lot_id is not null
         and not exists (select from shipment_declaration c where c.supersedes = d.id)
    ) m
   group by m.custodian_id, m.lot_id;

-- verification: the balances of each custodian of a lot, for F12. Ask for lots: the sums are then made of these alone.
create view verification_case_balance as
  select k.lot_id, k.custodian_id, o.code as lot, k.balance_kg, k.in_kg
    from shipment_stock k
    join registry_lot o on o.id = k.lot_id
   -- The first consignor of a lot has it from outside the programme: nobody here received it for them.
   where k.in_kg > 0;

-- verification: who belongs together, for F24. A contract is no such tie: handing goods to the partner one has hired is
-- how aid travels; nor is funding.
create view verification_case_relation as
  select r.id, r.from_organisation_id, r.to_organisation_id, a.name as from_name, b.name as to_name, r.kind,
         r.valid_from, r.valid_to
    from registry_relation r
    join registry_organisation a on a.id = r.from_organisation_id
    join registry_organisation b on b.id = r.to_organisation_id
   where r.kind in ('OWNS', 'SAME_GROUP', 'DECLARED_KIN');

-- dashboard: what the public pages and lists show.
create view dashboard_programme as
  select id, code, name, place, demonstration, gate_in_force_from from registry_programme;

create view dashboard_delivery as
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
         v.judged_at
    from verification_delivery v
    join shipment_waybill w on w.id = v.waybill_id
    join registry_site t on t.id = v.site_id
    join registry_organisation a on a.id = w.consignor_id
    join registry_organisation b on b.id = w.consignee_id;

create view dashboard_waybill as
  select w.id, w.programme_id, w.number, w.mode, w.vehicle, w.seals, w.planned_departure, w.planned_arrival,
         w.accepted_at, l.ordinal, l.final, c.code as consignment,
         f.name as from_place, t.name as to_place, t.pcode as to_pcode, t.area as to_area,
         a.name as consignor, b.name as consignee, h.name as carrier,
         n.title as contribution, d.name as donor
    from shipment_waybill w
    join shipment_leg l on l.id = w.leg_id
    join shipment_consignment c on c.id = l.consignment_id
    join registry_site f on f.id = l.from_site_id
    join registry_site t on t.id = l.to_site_id
    join registry_organisation a on a.id = w.consignor_id
    join registry_organisation b on b.id = w.consignee_id
    left join registry_organisation h on h.id = w.carrier_id
    left join registry_contribution n on n.id = c.contribution_id
    left join registry_organisation d on d.id = n.donor_id;

create view dashboard_line as
  select s.id, s.waybill_id, s.key, s.description, s.packages, s.package_unit, s.kg_per_package, s.net_kg, s.included_in,
         s.value_usd, s.best_before, s.attributes, m.name as commodity, m.class as commodity_class, o.code as lot
    from shipment_line s
    join registry_commodity m on m.id = s.commodity_id
    left join registry_lot o on o.id = s.lot_id;

create view dashboard_declaration as
  select d.id, d.waybill_id, d.kind, o.name as organisation, d.happened_at, d.happened_precision, d.noted_at,
         d.accepted_at, p.name as place, d.seals, d.receipt, d.people, d.households, d.note, d.supersedes,
         d.supersedes_reason, s.id as superseded_by, g.outcome as clearance, d.import_run_id, d.content_sha256,
         (select sum(q.good_packages) from shipment_declaration_line q where q.declaration_id = d.id) as good_packages,
         (select sum(q.good_kg) from shipment_declaration_line q where q.declaration_id = d.id) as good_kg,
         (select sum(q.damaged_packages) from shipment_declaration_line q where q.declaration_id = d.id)
           as damaged_packages,
         (select sum(q.damaged_kg) from shipment_declaration_line q where q.declaration_id = d.id) as damaged_kg,
         (select sum(q.missing_packages) from shipment_declaration_line q where q.declaration_id = d.id)
           as missing_packages,
         (select sum(q.missing_kg) from shipment_declaration_line q where q.declaration_id = d.id) as missing_kg,
         (select sum(q.surplus_packages) from shipment_declaration_line q where q.declaration_id = d.id)
           as surplus_packages,
         (select string_agg(distinct q.reason, ', ') from shipment_declaration_line q where q.declaration_id = d.id)
           as reasons
    from shipment_declaration d
    join registry_organisation o on o.id = d.organisation_id
    left join registry_site p on p.id = d.site_id
    left join gate_clearance g on g.id = d.clearance_id
    left join shipment_declaration s on s.supersedes = d.id;

create view dashboard_attestation as
  select a.id, a.waybill_id, o.name as organisation, a.monitor, a.method, a.verdict, a.notice_hours, a.escorted,
         a.private_interviews, a.accuracy_m, a.happened_at, a.device_at, a.accepted_at, a.independent,
         a.independence_path, a.note, a.supersedes_reason, n.id as superseded_by, a.import_run_id, a.content_sha256,
         p.name as place, p.radius_m, a.latitude, a.longitude,
         p.latitude as site_latitude, p.longitude as site_longitude,
         (select sum(q.packages) from monitoring_observation q where q.attestation_id = a.id) as packages,
         (select sum(q.kg) from monitoring_observation q where q.attestation_id = a.id) as kg,
         (select count(*) from monitoring_evidence_link e where e.attestation_id = a.id) as evidence_files
    from monitoring_attestation a
    join registry_organisation o on o.id = a.organisation_id
    join registry_site p on p.id = a.site_id
    left join monitoring_attestation n on n.supersedes = a.id;

create view dashboard_review as
  select v.id, a.waybill_id, v.attestation_id, v.accepted, v.reason, v.reviewer, v.reviewed_at
    from monitoring_review v
    join monitoring_attestation a on a.id = v.attestation_id;

create view dashboard_clearance as
  select g.id, g.waybill_id, g.programme_id, w.number, g.outcome, g.policy_version, g.reasons, g.decided_at,
         g.expires_at, t.name as place, t.pcode, t.area,
         exists (select from shipment_declaration d where d.clearance_id = g.id) as used
    from gate_clearance g
    join shipment_waybill w on w.id = g.waybill_id
    join shipment_leg l on l.id = w.leg_id
    join registry_site t on t.id = l.to_site_id;

create view dashboard_flag as
  select g.id, g.waybill_id, g.programme_id, v.number, g.rule, g.rule_version, g.severity, g.policy_version, g.facts,
         g.state, g.raised_at, t.name as place
    from verification_flag g
    join verification_delivery v on v.waybill_id = g.waybill_id
    join registry_site t on t.id = v.site_id;

create view dashboard_access as
  select x.id, x.site_id, x.pcode, x.level, x.notice_hours, x.valid_from, x.valid_to, x.source,
         coalesce(t.name, (select min(s.area) from registry_site s where s.pcode = x.pcode), x.pcode) as place,
         coalesce(t.pcode, x.pcode) as place_pcode
    from registry_access_terms x
    left join registry_site t on t.id = x.site_id;

-- Goods whose last clearance is a hold and which have not left.
create view dashboard_held as
  select w.id as waybill_id, w.programme_id, w.number, l.to_site_id as site_id, t.name as place, t.pcode,
         g.decided_at, g.reasons,
         (select sum(s.net_kg) from shipment_line s where s.waybill_id = w.id) as kg
    from shipment_waybill w
    join shipment_leg l on l.id = w.leg_id
    join registry_site t on t.id = l.to_site_id
    join lateral (select c.outcome, c.decided_at, c.reasons from gate_clearance c
                   where c.waybill_id = w.id order by c.decided_at desc, c.id desc limit 1) g on g.outcome = 'HOLD'
   where not exists (select from shipment_declaration d where d.waybill_id = w.id and d.kind = 'DISPATCHED');

grant select on verification_case_waybill, verification_case_line, verification_case_declaration,
  verification_case_declaration_line, verification_case_attestation, verification_case_refusal,
  verification_case_balance, verification_case_relation, shipment_stock,
  dashboard_programme, dashboard_delivery, dashboard_waybill, dashboard_line, dashboard_declaration,
  dashboard_attestation, dashboard_review, dashboard_clearance, dashboard_flag, dashboard_access, dashboard_held
  to aidwitness_app;

-- shipment: where a leg leads, from the registry, and what its goods were given under.
create view shipment_destination as
  select l.id as leg_id, t.id, t.name, t.authority_id, c.contribution_id
    from shipment_leg l
    join shipment_consignment c on c.id = l.consignment_id
    join registry_site t on t.id = l.to_site_id;
grant select on shipment_destination to aidwitness_app;

-- monitoring: the lines of a waybill, from shipment.
create view monitoring_waybill_line as
  select id as line_id, waybill_id from shipment_line;
grant select on monitoring_waybill_line to aidwitness_app;
