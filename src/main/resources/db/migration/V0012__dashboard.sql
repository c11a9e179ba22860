-- What each row of the list adds to the balance of its programme. Summed over all rows,
--   given = arrived + lost + open
-- holds by construction: open is what is neither delivered to people nor lost, so it is on the way. A later leg takes
-- over what the leg before it brought, therefore open_kg of one row may lie below zero; the sum over a route does not.
create view dashboard_row as
  select v.waybill_id as id,
         v.programme_id,
         v.site_id,
         v.area,
         v.assurance,
         v.grade,
         v.final,
         v.received_at,
         v.last_at,
         v.open_flags,
         v.clearance,
         v.kg_unknown,
         v.dispatched_at,
         case when v.first_leg then v.dispatched_kg else 0 end as given_kg,
         case when v.final and v.assurance not in ('ON_THE_WAY', 'LOST') then v.delivered_kg else 0 end as arrived_kg,
         v.lost_kg,
         case when v.first_leg then v.dispatched_kg else 0 end
           - case when v.final and v.assurance not in ('ON_THE_WAY', 'LOST') then v.delivered_kg else 0 end
           - v.lost_kg as open_kg
    from verification_delivery v;

-- The list's order, and all that the balance adds up: one index answers both, the second without touching the rows.
drop index verification_delivery_list;
create index verification_delivery_list on verification_delivery (programme_id, last_at desc, waybill_id)
  include (assurance, final, first_leg, received_at, dispatched_at, dispatched_kg, delivered_kg, lost_kg, kg_unknown,
           clearance);
create index verification_delivery_area on verification_delivery
  (programme_id, area, assurance, last_at desc, waybill_id);
create index verification_delivery_grade on verification_delivery (programme_id, grade, last_at desc, waybill_id);
create index verification_delivery_flags on verification_delivery using gin (open_flags);
drop index verification_delivery_site;
create index verification_delivery_site on verification_delivery (site_id, last_at desc, waybill_id);

-- The parts of the balance that no state tells: few rows each, so small indexes.
create index verification_delivery_lost on verification_delivery (programme_id, last_at desc, waybill_id)
  where lost_kg > 0;
create index verification_delivery_unknown on verification_delivery (programme_id, last_at desc, waybill_id)
  where kg_unknown;
create index verification_delivery_open on verification_delivery (programme_id, last_at desc, waybill_id)
  where case when first_leg then dispatched_kg else 0 end
          - case when final and assurance not in ('ON_THE_WAY', 'LOST') then delivered_kg else 0 end
          - lost_kg <> 0;
create index verification_delivery_gap on verification_delivery (programme_id, delivered_kg desc, waybill_id)
  where final and assurance in ('UNVERIFIED', 'OVERDUE', 'DISPUTED');

create view dashboard_delivery_gap as
  select v.waybill_id as id, v.programme_id, v.delivered_kg
    from verification_delivery v
   where v.final and v.assurance in ('UNVERIFIED', 'OVERDUE', 'DISPUTED');

create view dashboard_place as
  select s.id, s.name, s.pcode, s.area from registry_site s;

create index gate_clearance_list on gate_clearance (programme_id, outcome, decided_at desc, id);

create view dashboard_clearance_key as
  select g.id, g.programme_id, g.outcome, g.decided_at from gate_clearance g;

-- The same answer as before, found from the holds instead of from every waybill there is.
create or replace view dashboard_held as
  select w.id as waybill_id, w.programme_id, w.number, l.to_site_id as site_id, t.name as place, t.pcode,
         g.decided_at, g.reasons,
         (select sum(s.net_kg) from shipment_line s where s.waybill_id = w.id) as kg
    from gate_clearance g
    join shipment_waybill w on w.id = g.waybill_id
    join shipment_leg l on l.id = w.leg_id
    join registry_site t on t.id = l.to_site_id
   where g.outcome = 'HOLD'
     and not exists (select from gate_clearance c
                      where c.waybill_id = g.waybill_id and (c.decided_at, c.id) > (g.decided_at, g.id))
     and not exists (select from shipment_declaration d where d.waybill_id = g.waybill_id and d.kind = 'DISPATCHED');

-- Access terms with the sites they hold for; a term of an area holds for all P-codes that begin with its own.
create view dashboard_access_site as
  select x.id as terms_id, s.id as site_id
    from registry_access_terms x
    join registry_site s on s.id = x.site_id or starts_with(s.pcode, x.pcode);

grant select on dashboard_row, dashboard_clearance_key, dashboard_delivery_gap, dashboard_place,
  dashboard_access_site to aidwitness_app;
