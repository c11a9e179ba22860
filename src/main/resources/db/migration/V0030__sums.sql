-- Sums that are kept instead of made anew by each reader (ADR 15): what the overview shows, who carries how much of the
-- weight, what each custodian holds of a lot, and where something arrived and was seen.
--
-- Whoever changes what is summed appends what that adds and takes away, in the same transaction, and locks nothing; readers
-- add the entries up. Now and then the program folds entries into one settled row for each key. So an entry is an amount
-- that may be below zero, and a row may only be changed where it is settled.

-- The weight that left, as the waybill says; null where that of one line is unknown.
alter table verification_delivery add column hauled_kg numeric(15, 3);
set local role aidwitness_work;
update verification_delivery v
   set hauled_kg = s.kg
  from (select waybill_id, case when bool_and(net_kg is not null or included_in is not null) then sum(net_kg) end as kg
          from shipment_line
         group by waybill_id) s
 where s.waybill_id = v.waybill_id
   and s.kg is not null;
reset role;

-- verification: what the deliveries of a programme add to the overview, by the month of their receipt on a final leg.
create table verification_balance_sum (
  id                 bigint  not null generated always as identity,
  settled            boolean not null,
  programme_id       uuid    not null,
  month              date,
  final              boolean not null,
  assurance          text    not null,
  deliveries         bigint  not null,
  given_kg           numeric(20, 3) not null,
  arrived_kg         numeric(20, 3) not null,
  lost_kg            numeric(20, 3) not null,
  open_kg            numeric(20, 3) not null,
  lost_deliveries    bigint  not null,
  open_deliveries    bigint  not null,
  unknown_deliveries bigint  not null,
  predates_gate      bigint  not null,
  constraint verification_balance_sum_pk primary key (id)
);
create unique index verification_balance_sum_settled_uq on verification_balance_sum
  (programme_id, month, final, assurance) nulls not distinct where settled;
create index verification_balance_sum_fresh on verification_balance_sum (id) where not settled;
create index verification_balance_sum_programme on verification_balance_sum (programme_id);

-- verification: what each carrier took, and what was meant for each partner, by the day on which it left.
create table verification_haul_sum (
  id               bigint  not null generated always as identity,
  settled          boolean not null,
  programme_id     uuid    not null,
  day              date    not null,
  part             text    not null,
  organisation_id  uuid    not null,
  waybills         bigint  not null,
  kg               numeric(20, 3) not null,
  unknown_waybills bigint  not null,
  constraint verification_haul_sum_pk primary key (id),
  constraint verification_haul_sum_part_ck check (part in ('CARRIER', 'PARTNER'))
);
create unique index verification_haul_sum_settled_uq on verification_haul_sum (programme_id, day, part, organisation_id)
  where settled;
create index verification_haul_sum_fresh on verification_haul_sum (id) where not settled;
create index verification_haul_sum_day on verification_haul_sum (programme_id, day);

drop view verification_round_haul;
-- The parties of a haul. A waybill's parties never change.
create view verification_haul_party with (security_invoker = true) as
  select w.id as waybill_id, y.part, y.organisation_id
    from shipment_waybill w
   cross join lateral (values ('CARRIER', w.carrier_id), ('PARTNER', w.consignee_id)) y (part, organisation_id)
   where y.organisation_id is not null;

-- One function for each way a row changes, for each has other rows to look at. What a change takes away and gives again
-- cancels out: a delivery that is judged again and stays what it was leaves no entry.
do $$
declare
  change record;
begin
  for change in
    select *
      from (values ('insert', 'new table as came', 'select 1 as sign, c.* from came c'),
                   ('update', 'old table as went new table as came',
                    'select 1 as sign, c.* from came c union all select -1, w.* from went w'),
                   ('delete', 'old table as went', 'select -1 as sign, w.* from went w')) as t (verb, tables, rows)
  loop
    execute format($f$
create function verification_sum_on_%1$s() returns trigger
language plpgsql as $body$
begin
  insert into verification_balance_sum (settled, programme_id, month, final, assurance, deliveries, given_kg, arrived_kg,
         lost_kg, open_kg, lost_deliveries, open_deliveries, unknown_deliveries, predates_gate)
  select false, programme_id, month, final, assurance, sum(sign), sum(sign * given), sum(sign * arrived),
         sum(sign * lost), sum(sign * (given - arrived - lost)),
         coalesce(sum(sign) filter (where lost > 0), 0),
         coalesce(sum(sign) filter (where given - arrived - lost <> 0), 0),
         coalesce(sum(sign) filter (where kg_unknown), 0),
         coalesce(sum(sign) filter (where predates), 0)
    from (select t.sign, t.programme_id, t.final, t.assurance, t.kg_unknown,
                 case when t.final then date_trunc('month', t.received_at at time zone 'UTC')::date end as month,
                 case when t.first_leg then t.dispatched_kg else 0 end as given,
                 case when t.final and t.assurance not in ('ON_THE_WAY', 'LOST') then t.delivered_kg else 0 end as arrived,
                 t.lost_kg as lost,
                 t.clearance = 'PREDATES_GATE' as predates
            from (%2$s) t) told
   group by programme_id, month, final, assurance
  having sum(sign) <> 0
      or sum(sign * given) <> 0
      or sum(sign * arrived) <> 0
      or sum(sign * lost) <> 0
      or coalesce(sum(sign) filter (where lost > 0), 0) <> 0
      or coalesce(sum(sign) filter (where given - arrived - lost <> 0), 0) <> 0
      or coalesce(sum(sign) filter (where kg_unknown), 0) <> 0
      or coalesce(sum(sign) filter (where predates), 0) <> 0;
  insert into verification_haul_sum (settled, programme_id, day, part, organisation_id, waybills, kg, unknown_waybills)
  select false, h.programme_id, h.day, p.part, p.organisation_id,
         coalesce(sum(h.sign) filter (where h.hauled_kg is not null), 0),
         coalesce(sum(h.sign * h.hauled_kg), 0),
         coalesce(sum(h.sign) filter (where h.hauled_kg is null), 0)
    from (select t.waybill_id, t.programme_id, t.final, t.hauled_kg, (t.dispatched_at at time zone 'UTC')::date as day,
                 sum(t.sign) as sign
            from (%2$s) t
           where t.dispatched_at is not null
           group by 1, 2, 3, 4, 5
          having sum(t.sign) <> 0) h
   -- Looked up one by one (offset 0): the planner cannot know how few they are, and would read all waybills there are.
   cross join lateral (select y.part, y.organisation_id
                         from verification_haul_party y
                        where y.waybill_id = h.waybill_id
                          and (h.final or y.part = 'CARRIER')
                       offset 0) p
   group by h.programme_id, h.day, p.part, p.organisation_id
  having coalesce(sum(h.sign) filter (where h.hauled_kg is not null), 0) <> 0
      or coalesce(sum(h.sign * h.hauled_kg), 0) <> 0
      or coalesce(sum(h.sign) filter (where h.hauled_kg is null), 0) <> 0;
  return null;
end
$body$;
create trigger verification_delivery_sum_on_%1$s
  after %1$s on verification_delivery
  referencing %3$s
  for each statement execute function verification_sum_on_%1$s();
$f$, change.verb, change.rows, change.tables);
  end loop;
end
$$;

-- The times on the overview are no sums: each is the first row of an index.
create index verification_delivery_dispatched on verification_delivery (programme_id, dispatched_at)
  where dispatched_at is not null;
create index verification_delivery_awaiting on verification_delivery (programme_id, received_at)
  where final and assurance = 'AWAITING_VISIT';

-- shipment: what each declaration moves into, out of and away from the hands of a custodian, lot by lot, whether or not it
-- was corrected since. The consignor of a dispatch had the goods, whoever declares another has or had them.
create view shipment_stock_move with (security_invoker = true) as
  select d.id as declaration_id, d.kind, w.programme_id, d.organisation_id as custodian_id, s.lot_id, s.id as line_id,
         0::numeric as in_kg, coalesce(s.net_kg, 0) as out_kg, 0::numeric as lost_kg,
         (s.net_kg is null)::integer as unknown
    from shipment_declaration d
    join shipment_waybill w on w.id = d.waybill_id
    join shipment_line s on s.waybill_id = d.waybill_id
   where d.kind = 'DISPATCHED' and s.lot_id is not null
  union all
  select d.id, d.kind, w.programme_id, d.organisation_id, s.lot_id, s.id,
         case when d.kind = 'RECEIVED' then coalesce(q.good_kg, 0) else 0 end,
         case when d.kind in ('DISTRIBUTED', 'RETURNED') then coalesce(q.good_kg, 0) else 0 end,
         case when d.kind = 'LOST' then coalesce(q.missing_kg, 0) + coalesce(q.damaged_kg, 0) else 0 end,
         (q.good_kg is null and d.kind <> 'LOST')::integer
    from shipment_declaration d
    join shipment_waybill w on w.id = d.waybill_id
    join shipment_declaration_line q on q.declaration_id = d.id
    join shipment_line s on s.id = q.line_id and s.waybill_id = d.waybill_id
   where d.kind in ('RECEIVED', 'DISTRIBUTED', 'RETURNED', 'LOST') and s.lot_id is not null;

-- shipment: the books. Of each programme apart, for not everybody sees each.
create table shipment_stock_sum (
  id           bigint  not null generated always as identity,
  settled      boolean not null,
  lot_id       uuid    not null,
  custodian_id uuid    not null,
  programme_id uuid    not null,
  in_kg        numeric(20, 3) not null,
  out_kg       numeric(20, 3) not null,
  lost_kg      numeric(20, 3) not null,
  unknown      bigint  not null,
  constraint shipment_stock_sum_pk primary key (id)
);
create unique index shipment_stock_sum_settled_uq on shipment_stock_sum (lot_id, custodian_id, programme_id) where settled;
create index shipment_stock_sum_fresh on shipment_stock_sum (id) where not settled;
create index shipment_stock_sum_lot on shipment_stock_sum (lot_id, custodian_id);

-- Goods without a lot are in no book. Where few have one, this index answers for the others without looking at them.
create index shipment_line_lotted on shipment_line (waybill_id) where lot_id is not null;

-- Three statements write the books: a declaration moves what is known by then, and takes back what it corrects; its lines
-- follow, each counted once its declaration stands; and an import may tell a line after its dispatch. With the owner's
-- rights, for nobody else may write here. What was just told is looked up one by one (offset 0): the planner cannot know how
-- few rows that are, and would read all there are.
create function shipment_book_declarations() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into shipment_stock_sum (settled, lot_id, custodian_id, programme_id, in_kg, out_kg, lost_kg, unknown)
  select false, m.lot_id, m.custodian_id, m.programme_id, sum(b.sign * m.in_kg), sum(b.sign * m.out_kg),
         sum(b.sign * m.lost_kg), sum(b.sign * m.unknown)
    from (select 1 as sign, t.id, t.waybill_id
            from told t
           where t.kind = 'DISPATCHED'
             and not exists (select from shipment_declaration c where c.supersedes = t.id)
          union all
          select -1, t.supersedes, t.waybill_id
            from told t
           where t.supersedes is not null
             and t.supersedes not in (select o.id from told o)) b
   cross join lateral (select * from shipment_stock_move y where y.declaration_id = b.id offset 0) m
   where exists (select from shipment_line s where s.waybill_id = b.waybill_id and s.lot_id is not null offset 0)
   group by m.lot_id, m.custodian_id, m.programme_id
  having sum(b.sign * m.in_kg) <> 0
      or sum(b.sign * m.out_kg) <> 0
      or sum(b.sign * m.lost_kg) <> 0
      or sum(b.sign * m.unknown) <> 0;
  return null;
end
$$;
create trigger shipment_declaration_books
  after insert on shipment_declaration
  referencing new table as told
  for each statement execute function shipment_book_declarations();

create function shipment_book_declaration_lines() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into shipment_stock_sum (settled, lot_id, custodian_id, programme_id, in_kg, out_kg, lost_kg, unknown)
  select false, m.lot_id, m.custodian_id, m.programme_id, sum(m.in_kg), sum(m.out_kg), sum(m.lost_kg), sum(m.unknown)
    from told t
   cross join lateral (select *
                         from shipment_stock_move y
                        where y.declaration_id = t.declaration_id
                          and y.line_id = t.line_id
                       offset 0) m
   where exists (select from shipment_line s where s.id = t.line_id and s.lot_id is not null offset 0)
     and m.kind <> 'DISPATCHED'
     and not exists (select from shipment_declaration c where c.supersedes = t.declaration_id)
   group by m.lot_id, m.custodian_id, m.programme_id;
  return null;
end
$$;
create trigger shipment_declaration_line_books
  after insert on shipment_declaration_line
  referencing new table as told
  for each statement execute function shipment_book_declaration_lines();

create function shipment_book_lines() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if not exists (select from told where lot_id is not null) then
    return null;
  end if;
  insert into shipment_stock_sum (settled, lot_id, custodian_id, programme_id, in_kg, out_kg, lost_kg, unknown)
  select false, m.lot_id, m.custodian_id, m.programme_id, sum(m.in_kg), sum(m.out_kg), sum(m.lost_kg), sum(m.unknown)
    from told t
   cross join lateral (select *
                         from shipment_declaration x
                        where x.waybill_id = t.waybill_id
                          and x.kind = 'DISPATCHED'
                       offset 0) d
   cross join lateral (select *
                         from shipment_stock_move y
                        where y.declaration_id = d.id
                          and y.line_id = t.id
                       offset 0) m
   where t.lot_id is not null
     and not exists (select from shipment_declaration c where c.supersedes = d.id)
   group by m.lot_id, m.custodian_id, m.programme_id;
  return null;
end
$$;
create trigger shipment_line_books
  after insert on shipment_line
  referencing new table as told
  for each statement execute function shipment_book_lines();

-- The same answer as before, without asking the declarations of a lot.
create or replace view shipment_stock with (security_invoker = true) as
  select custodian_id,
         lot_id,
         sum(in_kg) as in_kg,
         sum(out_kg) as out_kg,
         sum(lost_kg) as lost_kg,
         sum(in_kg) - sum(out_kg) - sum(lost_kg) as balance_kg,
         sum(unknown) > 0 as unknown
    from shipment_stock_sum
   group by custodian_id, lot_id;

-- monitoring: where something arrived and where somebody independent was, by site and day. A statement tells one, a correction
-- takes back what it corrects, a review says whether a sighting verifies.
create table monitoring_site_day (
  id           bigint  not null generated always as identity,
  settled      boolean not null,
  programme_id uuid    not null,
  site_id      uuid    not null,
  day          date    not null,
  arrivals     bigint  not null,
  sightings    bigint  not null,
  verifying    bigint  not null,
  constraint monitoring_site_day_pk primary key (id)
);
create unique index monitoring_site_day_settled_uq on monitoring_site_day (programme_id, site_id, day) where settled;
create index monitoring_site_day_fresh on monitoring_site_day (id) where not settled;
create index monitoring_site_day_day on monitoring_site_day (programme_id, day);

-- What each statement adds, whether or not it was corrected since.
create view monitoring_arrival_told with (security_invoker = true) as
  select d.id as declaration_id, w.programme_id, l.to_site_id as site_id, (d.happened_at at time zone 'UTC')::date as day
    from shipment_declaration d
    join shipment_waybill w on w.id = d.waybill_id
    join shipment_leg l on l.id = w.leg_id
   where d.kind = 'RECEIVED'
     and d.receipt <> 'REFUSED'
     and l.final;

create view monitoring_sighting_told with (security_invoker = true) as
  select a.id as attestation_id, w.programme_id, a.site_id, (a.happened_at at time zone 'UTC')::date as day,
         a.independent and a.import_run_id is null and (a.method <> 'INTERVIEW' or a.latitude is not null) as may_verify
    from monitoring_attestation a
    join shipment_waybill w on w.id = a.waybill_id
   where a.verdict <> 'ACCESS_DENIED';

create function monitoring_accepted(of_attestation uuid, but uuid[]) returns integer
language sql stable as $$
  select coalesce((select r.accepted
                     from monitoring_review r
                    where r.attestation_id = of_attestation
                      and r.id <> all (but)
                    order by r.reviewed_at desc, r.id desc
                    limit 1), false)::integer
$$;

create function monitoring_count_arrivals() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into monitoring_site_day (settled, programme_id, site_id, day, arrivals, sightings, verifying)
  select false, m.programme_id, m.site_id, m.day, sum(b.sign), 0, 0
    from (select 1 as sign, t.id
            from told t
           where t.kind = 'RECEIVED'
             and not exists (select from shipment_declaration c where c.supersedes = t.id)
          union all
          select -1, t.supersedes
            from told t
           where t.kind = 'RECEIVED'
             and t.supersedes is not null
             and t.supersedes not in (select o.id from told o)) b
   cross join lateral (select * from monitoring_arrival_told y where y.declaration_id = b.id offset 0) m
   group by m.programme_id, m.site_id, m.day
  having sum(b.sign) <> 0;
  return null;
end
$$;
create trigger shipment_declaration_arrivals
  after insert on shipment_declaration
  referencing new table as told
  for each statement execute function monitoring_count_arrivals();

-- Who corrects an attestation and who reviews it wait for each other, or one would count what the other takes away.
create function monitoring_count_sightings() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  perform pg_advisory_xact_lock(hashtextextended(t.supersedes::text, 0))
     from (select supersedes from told where supersedes is not null order by supersedes) t;
  insert into monitoring_site_day (settled, programme_id, site_id, day, arrivals, sightings, verifying)
  select false, m.programme_id, m.site_id, m.day, 0, sum(b.sign),
         sum(case when m.may_verify then b.sign * monitoring_accepted(b.id, '{}') else 0 end)
    from (select 1 as sign, t.id
            from told t
           where not exists (select from monitoring_attestation c where c.supersedes = t.id)
          union all
          select -1, t.supersedes
            from told t
           where t.supersedes is not null
             and t.supersedes not in (select o.id from told o)) b
   cross join lateral (select * from monitoring_sighting_told y where y.attestation_id = b.id offset 0) m
   group by m.programme_id, m.site_id, m.day
  having sum(b.sign) <> 0
      or sum(case when m.may_verify then b.sign * monitoring_accepted(b.id, '{}') else 0 end) <> 0;
  return null;
end
$$;
create trigger monitoring_attestation_sightings
  after insert on monitoring_attestation
  referencing new table as told
  for each statement execute function monitoring_count_sightings();

create function monitoring_count_reviews() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  perform pg_advisory_xact_lock(hashtextextended(t.attestation_id::text, 0))
     from (select distinct attestation_id from told order by attestation_id) t;
  insert into monitoring_site_day (settled, programme_id, site_id, day, arrivals, sightings, verifying)
  select false, m.programme_id, m.site_id, m.day, 0, 0,
         sum(monitoring_accepted(b.attestation_id, '{}') - monitoring_accepted(b.attestation_id, b.reviews))
    from (select t.attestation_id, array_agg(t.id) as reviews from told t group by t.attestation_id) b
   cross join lateral (select * from monitoring_sighting_told y where y.attestation_id = b.attestation_id offset 0) m
   where m.may_verify
     and not exists (select from monitoring_attestation c where c.supersedes = b.attestation_id)
   group by m.programme_id, m.site_id, m.day
  having sum(monitoring_accepted(b.attestation_id, '{}') - monitoring_accepted(b.attestation_id, b.reviews)) <> 0;
  return null;
end
$$;
create trigger monitoring_review_sightings
  after insert on monitoring_review
  referencing new table as told
  for each statement execute function monitoring_count_reviews();

-- Nobody asks each statement any longer.
drop view monitoring_arrival;
drop view monitoring_sighting;

-- Derived by the program alone. What the overview adds up is everybody's who sees the programme; so are the books.
call access_row_policies('verification_balance_sum', 'programme_id in (select registry_seen())', null);
call access_row_policies('verification_haul_sum', 'false', null);
call access_row_policies('shipment_stock_sum', 'programme_id in (select registry_seen())', null);
call access_row_policies('monitoring_site_day', 'programme_id in (select registry_seen())', null);
grant select on verification_balance_sum, shipment_stock_sum, monitoring_site_day to aidwitness_app;
grant select, insert, update, delete on verification_balance_sum, verification_haul_sum, shipment_stock_sum,
  monitoring_site_day to aidwitness_work;

create view dashboard_balance_sum with (security_invoker = true) as
  select programme_id, month, final, assurance, deliveries, given_kg, arrived_kg, lost_kg, open_kg, lost_deliveries,
         open_deliveries, unknown_deliveries, predates_gate
    from verification_balance_sum;
grant select on dashboard_balance_sum to aidwitness_app;

-- The audit: what is kept, less what the rows themselves add up to now. No row, no difference. The overview's sums are held
-- against what its lists show.
create view verification_balance_difference with (security_invoker = true) as
  select programme_id, month, final, assurance,
         sum(deliveries) as deliveries,
         sum(given_kg) as given_kg,
         sum(arrived_kg) as arrived_kg,
         sum(lost_kg) as lost_kg,
         sum(open_kg) as open_kg,
         sum(lost_deliveries) as lost_deliveries,
         sum(open_deliveries) as open_deliveries,
         sum(unknown_deliveries) as unknown_deliveries,
         sum(predates_gate) as predates_gate
    from (
      select programme_id, month, final, assurance, deliveries, given_kg, arrived_kg, lost_kg, open_kg, lost_deliveries,
             open_deliveries, unknown_deliveries, predates_gate
        from verification_balance_sum
      union all
      select programme_id, date_trunc('month', case when final then received_at end at time zone 'UTC')::date, final,
             assurance, -1, -given_kg, -arrived_kg, -lost_kg, -open_kg, -(lost_kg > 0)::integer,
             -(open_kg <> 0)::integer, -kg_unknown::integer, -coalesce(clearance = 'PREDATES_GATE', false)::integer
        from dashboard_row) told
   group by programme_id, month, final, assurance
  having sum(deliveries) <> 0
      or sum(given_kg) <> 0
      or sum(arrived_kg) <> 0
      or sum(lost_kg) <> 0
      or sum(open_kg) <> 0
      or sum(lost_deliveries) <> 0
      or sum(open_deliveries) <> 0
      or sum(unknown_deliveries) <> 0
      or sum(predates_gate) <> 0;

create view verification_haul_difference with (security_invoker = true) as
  select programme_id, day, part, organisation_id,
         sum(waybills) as waybills, sum(kg) as kg, sum(unknown_waybills) as unknown_waybills
    from (
      select programme_id, day, part, organisation_id, waybills, kg, unknown_waybills
        from verification_haul_sum
      union all
      select v.programme_id, (v.dispatched_at at time zone 'UTC')::date, p.part, p.organisation_id,
             -(v.hauled_kg is not null)::integer, -coalesce(v.hauled_kg, 0), -(v.hauled_kg is null)::integer
        from verification_delivery v
        join verification_haul_party p on p.waybill_id = v.waybill_id and (v.final or p.part = 'CARRIER')
       where v.dispatched_at is not null) told
   group by programme_id, day, part, organisation_id
  having sum(waybills) <> 0
      or sum(kg) <> 0
      or sum(unknown_waybills) <> 0;

create view shipment_stock_difference with (security_invoker = true) as
  select programme_id, lot_id, custodian_id,
         sum(in_kg) as in_kg, sum(out_kg) as out_kg, sum(lost_kg) as lost_kg, sum(unknown) as unknown
    from (
      select programme_id, lot_id, custodian_id, in_kg, out_kg, lost_kg, unknown
        from shipment_stock_sum
      union all
      select m.programme_id, m.lot_id, m.custodian_id, -m.in_kg, -m.out_kg, -m.lost_kg, -m.unknown
        from shipment_stock_move m
       where not exists (select from shipment_declaration c where c.supersedes = m.declaration_id)) told
   group by programme_id, lot_id, custodian_id
  having sum(in_kg) <> 0
      or sum(out_kg) <> 0
      or sum(lost_kg) <> 0
      or sum(unknown) <> 0;

create view monitoring_site_day_difference with (security_invoker = true) as
  select programme_id, site_id, day,
         sum(arrivals) as arrivals, sum(sightings) as sightings, sum(verifying) as verifying
    from (
      select programme_id, site_id, day, arrivals, sightings, verifying
        from monitoring_site_day
      union all
      select m.programme_id, m.site_id, m.day, -1, 0, 0
        from monitoring_arrival_told m
       where not exists (select from shipment_declaration c where c.supersedes = m.declaration_id)
      union all
      select m.programme_id, m.site_id, m.day, 0, -1,
             case when m.may_verify then -monitoring_accepted(m.attestation_id, '{}') else 0 end
        from monitoring_sighting_told m
       where not exists (select from monitoring_attestation c where c.supersedes = m.attestation_id)) told
   group by programme_id, site_id, day
  having sum(arrivals) <> 0
      or sum(sightings) <> 0
      or sum(verifying) <> 0;

create view verification_audit_difference with (security_invoker = true) as
  select programme_id, 'BALANCE' as sums, to_jsonb(d) - 'programme_id' as difference
    from verification_balance_difference d
  union all
  select programme_id, 'HAUL', to_jsonb(d) - 'programme_id'
    from verification_haul_difference d
  union all
  select programme_id, 'STOCK', to_jsonb(d) - 'programme_id'
    from shipment_stock_difference d
  union all
  select programme_id, 'SITE_DAY', to_jsonb(d) - 'programme_id'
    from monitoring_site_day_difference d;
grant select on verification_balance_difference, verification_haul_difference, shipment_stock_move,
  shipment_stock_difference, monitoring_arrival_told, monitoring_sighting_told, monitoring_site_day_difference,
  verification_audit_difference, verification_haul_party to aidwitness_work;

-- Which programme was audited when, and what was found.
create table verification_audit (
  programme_id uuid        not null,
  due_at       timestamptz not null,
  audited_at   timestamptz,
  differences  bigint      not null default 0,
  constraint verification_audit_pk primary key (programme_id),
  constraint verification_audit_programme_fk foreign key (programme_id) references registry_programme,
  constraint verification_audit_differences_ck check (differences >= 0)
);
create index verification_audit_due on verification_audit (due_at);
call access_row_policies('verification_audit', 'false', null);
grant select, insert, update on verification_audit to aidwitness_work;

-- Puts the sums of a programme right, and says how many were wrong: the difference is taken back by an entry like any other.
-- Whoever writes meanwhile appends their own, so nobody has to wait.
create function verification_mend_sums(of_programme uuid) returns bigint
language plpgsql as $$
declare
  wrong bigint := 0;
  more  bigint;
begin
  insert into verification_balance_sum (settled, programme_id, month, final, assurance, deliveries, given_kg, arrived_kg,
         lost_kg, open_kg, lost_deliveries, open_deliveries, unknown_deliveries, predates_gate)
  select false, programme_id, month, final, assurance, -deliveries, -given_kg, -arrived_kg, -lost_kg, -open_kg,
         -lost_deliveries, -open_deliveries, -unknown_deliveries, -predates_gate
    from verification_balance_difference
   where programme_id = of_programme;
  get diagnostics more = row_count;
  wrong := wrong + more;
  insert into verification_haul_sum (settled, programme_id, day, part, organisation_id, waybills, kg, unknown_waybills)
  select false, programme_id, day, part, organisation_id, -waybills, -kg, -unknown_waybills
    from verification_haul_difference
   where programme_id = of_programme;
  get diagnostics more = row_count;
  wrong := wrong + more;
  insert into shipment_stock_sum (settled, lot_id, custodian_id, programme_id, in_kg, out_kg, lost_kg, unknown)
  select false, lot_id, custodian_id, programme_id, -in_kg, -out_kg, -lost_kg, -unknown
    from shipment_stock_difference
   where programme_id = of_programme;
  get diagnostics more = row_count;
  wrong := wrong + more;
  insert into monitoring_site_day (settled, programme_id, site_id, day, arrivals, sightings, verifying)
  select false, programme_id, site_id, day, -arrivals, -sightings, -verifying
    from monitoring_site_day_difference
   where programme_id = of_programme;
  get diagnostics more = row_count;
  return wrong + more;
end
$$;
revoke all on function verification_mend_sums(uuid) from public;
grant execute on function verification_mend_sums(uuid) to aidwitness_work;

-- What there is already.
set local role aidwitness_work;
select verification_mend_sums(id) from registry_programme;
reset role;
