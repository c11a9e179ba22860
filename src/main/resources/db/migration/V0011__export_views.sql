-- exchange: programmes by the code that addresses and files use.
create view exchange_programme as
  select id, code, name from registry_programme;

-- exchange: the lists as they are exported. The column names are the header, "_" read as a space. Codes stand where the
-- product's own tables (mapping aidwitness-waybills) have them, so that what was exported can be imported elsewhere.
-- Free text (notes, attributes) is not published before review and is not here.
create view exchange_delivery as
  select d.programme_id, d.number as waybill, d.place, d.pcode, d.area, d.consignor, d.consignee, d.logistics,
         d.assurance, d.grade, d.dispatched_at, d.received_at, d.dispatched_kg, d.delivered_kg, d.lost_kg, d.surplus_kg,
         d.kg_unknown, d.clearance, array_to_string(d.open_flags, ' ') as open_flags, d.policy_version, d.judged_at
    from dashboard_delivery d;

create view exchange_waybill as
  select w.programme_id, w.number as waybill, c.code as consignment, l.ordinal as leg, l.final as last,
         f.code as "from", t.code as "to", a.code as consignor, b.code as consignee, h.code as carrier, w.mode,
         w.vehicle, array_to_string(w.seals, ' ') as seals, w.planned_departure, w.planned_arrival, w.accepted_at
    from shipment_waybill w
    join shipment_leg l on l.id = w.leg_id
    join shipment_consignment c on c.id = l.consignment_id
    join registry_site f on f.id = l.from_site_id
    join registry_site t on t.id = l.to_site_id
    join registry_organisation a on a.id = w.consignor_id
    join registry_organisation b on b.id = w.consignee_id
    left join registry_organisation h on h.id = w.carrier_id;

create view exchange_line as
  select w.programme_id, w.number as waybill, c.code as consignment, l.ordinal as leg, l.final as last,
         f.code as "from", t.code as "to", a.code as consignor, b.code as consignee, h.code as carrier, w.mode,
         w.vehicle, array_to_string(w.seals, ';') as seals, w.planned_departure, w.planned_arrival,
         s.key as line, m.code as commodity, s.description, s.best_before, s.packages, s.package_unit, s.kg_per_package,
         s.net_kg, o.key as included_in, s.value_usd
    from shipment_line s
    join shipment_waybill w on w.id = s.waybill_id
    join shipment_leg l on l.id = w.leg_id
    join shipment_consignment c on c.id = l.consignment_id
    join registry_site f on f.id = l.from_site_id
    join registry_site t on t.id = l.to_site_id
    join registry_organisation a on a.id = w.consignor_id
    join registry_organisation b on b.id = w.consignee_id
    join registry_commodity m on m.id = s.commodity_id
    left join registry_organisation h on h.id = w.carrier_id
    left join shipment_line o on o.id = s.included_in;

create view exchange_declaration as
  select w.programme_id, w.number as waybill, s.key as line, d.id as declaration, d.kind, o.code as organisation,
         p.code as site, d.happened_at, d.happened_precision, d.noted_at, d.accepted_at, d.receipt, q.good_packages,
         q.good_kg, q.damaged_packages, q.damaged_kg, q.missing_packages, q.missing_kg, q.surplus_packages,
         q.surplus_kg, q.reason, array_to_string(d.seals, ';') as seals, d.households, d.people,
         d.ration_g_per_day as ration_grams_per_day, d.ration_days, d.supersedes, g.outcome as clearance
    from shipment_declaration d
    join shipment_waybill w on w.id = d.waybill_id
    join registry_organisation o on o.id = d.organisation_id
    left join registry_site p on p.id = d.site_id
    left join gate_clearance g on g.id = d.clearance_id
    left join shipment_declaration_line q on q.declaration_id = d.id
    left join shipment_line s on s.id = q.line_id;

create view exchange_attestation as
  select w.programme_id, w.number as waybill, s.key as line, a.id as attestation, o.code as organisation, a.monitor,
         p.code as site, a.method, a.verdict, a.happened_at, a.notice_hours, a.escorted, a.private_interviews,
         q.packages, q.kg, a.independent, a.accepted_at, a.supersedes
    from monitoring_attestation a
    join shipment_waybill w on w.id = a.waybill_id
    join registry_organisation o on o.id = a.organisation_id
    join registry_site p on p.id = a.site_id
    left join monitoring_observation q on q.attestation_id = a.id
    left join shipment_line s on s.id = q.line_id;

create view exchange_clearance as
  select g.programme_id, g.number as waybill, g.place, g.pcode, g.outcome, g.policy_version, g.reasons::text as reasons,
         g.decided_at, g.expires_at, g.used
    from dashboard_clearance g;

create view exchange_flag as
  select g.programme_id, g.number as waybill, g.place, g.rule, g.rule_version, g.severity, g.state, g.policy_version,
         g.facts::text as facts, g.raised_at
    from dashboard_flag g;

create view exchange_access as
  select cast(null as uuid) as programme_id, x.place, x.place_pcode as pcode, x.level, x.notice_hours, x.valid_from,
         x.valid_to, x.source
    from dashboard_access x;

create view exchange_held as
  select h.programme_id, h.number as waybill, h.place, h.pcode, h.kg, h.decided_at as since, h.reasons::text as reasons
    from dashboard_held h;

create view exchange_organisation as
  select cast(null as uuid) as programme_id, code, name, kind from registry_organisation;

create view exchange_site as
  select cast(null as uuid) as programme_id, s.code, s.name, s.kind, s.country, s.pcode, s.area, s.latitude, s.longitude,
         s.radius_m, s.catchment, a.code as authority
    from registry_site s
    left join registry_organisation a on a.id = s.authority_id;

create view exchange_commodity as
  select cast(null as uuid) as programme_id, code, name, class, kg_per_package, kcal_per_100g from registry_commodity;

-- exchange: each waybill with what was told of it first, for comparing the lists of two parties.
create view exchange_told as
  select w.programme_id, w.id as waybill_id, w.mode, d.kind, o.name as organisation, coalesce(p.name, t.name) as place,
         d.happened_at,
         (select sum(s.net_kg) from shipment_line s where s.waybill_id = w.id) as kg,
         exists (select from shipment_line s where s.waybill_id = w.id and s.net_kg is null) as kg_unknown,
         (select min(s.attributes ->> 'donor') from shipment_line s where s.waybill_id = w.id) as donor
    from shipment_waybill w
    join lateral (select e.kind, e.organisation_id, e.site_id, e.happened_at
                    from shipment_declaration e
                   where e.waybill_id = w.id
                   order by e.happened_at, e.accepted_at, e.id
                   limit 1) d on true
    join shipment_leg l on l.id = w.leg_id
    join registry_site t on t.id = l.to_site_id
    join registry_organisation o on o.id = d.organisation_id
    left join registry_site p on p.id = d.site_id;

grant select on exchange_programme, exchange_delivery, exchange_waybill, exchange_line, exchange_declaration,
  exchange_attestation, exchange_clearance, exchange_flag, exchange_access, exchange_held, exchange_organisation,
  exchange_site, exchange_commodity, exchange_told to aidwitness_app;
