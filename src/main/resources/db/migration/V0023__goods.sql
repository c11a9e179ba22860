-- What becomes of goods at the end of their way: distributions that are planned, stocks that are counted, packages that
-- are weighed. And what the rules about goods (F12 to F15, F23, F36, F37) read of all this.

-- Who may say so (access.AccessTable).
insert into access_rule (verb, role, reach) values
  ('PLAN_DISTRIBUTIONS', 'LOGISTICS', 'OWN'),
  ('PLAN_DISTRIBUTIONS', 'MANAGER', 'OWN'),
  ('COUNT_STOCKS', 'LOGISTICS', 'OWN'),
  ('COUNT_STOCKS', 'MANAGER', 'OWN');

-- On this day goods of this programme are to be handed to people at this site. A change is a later plan that supersedes.
create table shipment_distribution_plan (
  id                uuid        not null,
  programme_id      uuid        not null,
  site_id           uuid        not null,
  organisation_id   uuid        not null,
  planned_on        date        not null,
  households        integer,
  people            integer,
  ration_g_per_day  integer,
  ration_days       integer,
  supersedes        uuid,
  supersedes_reason text,
  content_sha256    bytea       not null,
  accepted_at       timestamptz not null,
  accepted_by       text        not null,
  constraint shipment_distribution_plan_pk primary key (id),
  constraint shipment_distribution_plan_programme_fk foreign key (programme_id) references registry_programme,
  constraint shipment_distribution_plan_site_fk foreign key (site_id) references registry_site,
  constraint shipment_distribution_plan_organisation_fk foreign key (organisation_id) references registry_organisation,
  constraint shipment_distribution_plan_supersedes_fk foreign key (supersedes) references shipment_distribution_plan,
  constraint shipment_distribution_plan_supersedes_uq unique (supersedes),
  constraint shipment_distribution_plan_supersedes_ck check ((supersedes is null) = (supersedes_reason is null)),
  constraint shipment_distribution_plan_day_ck check (planned_on between '1990-01-01' and '2099-12-31'),
  constraint shipment_distribution_plan_people_ck check (
    households between 1 and 100000000 and people between 1 and 1000000000),
  constraint shipment_distribution_plan_ration_ck check (
    ration_g_per_day between 1 and 100000 and ration_days between 1 and 3660)
);
create index shipment_distribution_plan_site on shipment_distribution_plan (site_id, programme_id, planned_on);
create index shipment_distribution_plan_list on shipment_distribution_plan (accepted_at desc, id);

-- What a custodian found of a lot at a site, package by package. The last count at a site stands for it.
create table shipment_stock_count (
  id                uuid           not null,
  programme_id      uuid           not null,
  organisation_id   uuid           not null,
  site_id           uuid           not null,
  lot_id            uuid           not null,
  packages          bigint,
  kg                numeric(15, 3) not null,
  counted_at        timestamptz    not null,
  supersedes        uuid,
  supersedes_reason text,
  content_sha256    bytea          not null,
  accepted_at       timestamptz    not null,
  accepted_by       text           not null,
  constraint shipment_stock_count_pk primary key (id),
  constraint shipment_stock_count_programme_fk foreign key (programme_id) references registry_programme,
  constraint shipment_stock_count_organisation_fk foreign key (organisation_id) references registry_organisation,
  constraint shipment_stock_count_site_fk foreign key (site_id) references registry_site,
  constraint shipment_stock_count_lot_fk foreign key (lot_id) references registry_lot,
  constraint shipment_stock_count_supersedes_fk foreign key (supersedes) references shipment_stock_count,
  constraint shipment_stock_count_supersedes_uq unique (supersedes),
  constraint shipment_stock_count_supersedes_ck check ((supersedes is null) = (supersedes_reason is null)),
  constraint shipment_stock_count_amount_ck check (packages >= 0 and kg >= 0)
);
create index shipment_stock_count_lot on shipment_stock_count (lot_id, organisation_id, site_id, counted_at desc, id);
create index shipment_stock_count_list on shipment_stock_count (counted_at desc, id);

do $$
declare
  statement_table text;
begin
  foreach statement_table in array array['shipment_distribution_plan', 'shipment_stock_count'] loop
    execute format('create trigger %1$s_insert_only before update or delete or truncate on %1$s
                      for each statement execute function refuse_change()', statement_table);
    execute format('alter table %1$s enable always trigger %1$s_insert_only', statement_table);
    execute format('grant select, insert on %s to aidwitness_app', statement_table);
  end loop;
end
$$;
call access_row_policies('shipment_distribution_plan',
  'programme_id in (select registry_seen())',
  'organisation_id = (select access_organisation()) and programme_id in (select registry_mine())
     and (select access_may(''PLAN_DISTRIBUTIONS''))');
call access_row_policies('shipment_stock_count',
  'programme_id in (select registry_seen())',
  'organisation_id = (select access_organisation()) and programme_id in (select registry_mine())
     and (select access_may(''COUNT_STOCKS''))');

-- Some of the packages that were seen were put on a scale.
alter table monitoring_observation add column weighed_packages bigint;
alter table monitoring_observation add column weighed_kg numeric(15, 3);
alter table monitoring_observation add constraint monitoring_observation_weighed_ck check (
  num_nonnulls(weighed_packages, weighed_kg) <> 1 and weighed_packages >= 1 and weighed_kg > 0
  and weighed_packages <= packages);

-- shipment: what came to a custodian and what went, lot by lot and site by site; null kg is unknown. As in shipment_stock,
-- but with the place and the time, which a count asks for.
create view shipment_movement with (security_invoker = true) as
  select d.organisation_id as custodian_id, s.lot_id, g.from_site_id as site_id, d.happened_at, d.happened_precision,
         -s.net_kg as kg
    from shipment_line s
    join shipment_waybill w on w.id = s.waybill_id
    join shipment_leg g on g.id = w.leg_id
    join shipment_declaration d on d.waybill_id = w.id
   where d.kind = 'DISPATCHED' and s.lot_id is not null
     and not exists (select from shipment_declaration c where c.supersedes = d.id)
  union all
  select d.organisation_id, s.lot_id,
         coalesce(d.site_id, case when d.organisation_id = w.consignor_id then g.from_site_id else g.to_site_id end),
         d.happened_at, d.happened_precision,
         case d.kind
           when 'RECEIVED' then q.good_kg
           when 'LOST' then -case when num_nonnulls(q.missing_kg, q.damaged_kg) > 0
                                  then coalesce(q.missing_kg, 0) + coalesce(q.damaged_kg, 0) end
           else -q.good_kg
         end
    from shipment_line s
    join shipment_waybill w on w.id = s.waybill_id
    join shipment_leg g on g.id = w.leg_id
    join shipment_declaration_line q on q.line_id = s.id
    join shipment_declaration d on d.id = q.declaration_id
   where d.kind in ('RECEIVED', 'DISTRIBUTED', 'RETURNED', 'LOST') and s.lot_id is not null
     and not exists (select from shipment_declaration c where c.supersedes = d.id);

-- verification: the last count of each custodian, lot and site.
create view verification_case_count with (security_invoker = true) as
  select distinct on (c.lot_id, c.organisation_id, c.site_id)
         c.lot_id, c.organisation_id as custodian_id, c.site_id, c.kg, c.counted_at
    from shipment_stock_count c
   where not exists (select from shipment_stock_count s where s.supersedes = c.id)
   order by c.lot_id, c.organisation_id, c.site_id, c.counted_at desc, c.id;

create view verification_case_movement with (security_invoker = true) as
  select custodian_id, lot_id, site_id, happened_at, happened_precision, kg from shipment_movement;

-- verification: which deliveries a count is about.
create view verification_case_counted with (security_invoker = true) as
  select c.id as count_id, w.id as waybill_id
    from shipment_stock_count c
    join shipment_line s on s.lot_id = c.lot_id
    join shipment_waybill w on w.id = s.waybill_id
   where c.organisation_id in (w.consignor_id, w.consignee_id);

-- verification: where a delivery goes, and the day around which a distribution is to be looked for: that of the first
-- receipt, else of the planned arrival, else of its registration.
create view verification_case_goods with (security_invoker = true) as
  select w.id as waybill_id,
         w.programme_id,
         w.seals,
         l.to_site_id as site_id,
         l.final and t.kind = 'FDP' as to_people,
         (coalesce((select min(d.happened_at) from shipment_declaration d
                     where d.waybill_id = w.id and d.kind = 'RECEIVED' and d.receipt <> 'REFUSED'
                       and not exists (select from shipment_declaration s where s.supersedes = d.id)),
                   w.planned_arrival, w.accepted_at) at time zone 'UTC')::date as arrival_on
    from shipment_waybill w
    join shipment_leg l on l.id = w.leg_id
    join registry_site t on t.id = l.to_site_id;

create view verification_case_planned with (security_invoker = true) as
  select id, programme_id, site_id from shipment_distribution_plan;

create view verification_case_plan with (security_invoker = true) as
  select p.id, p.programme_id, p.site_id, p.planned_on, p.people
    from shipment_distribution_plan p
   where not exists (select from shipment_distribution_plan s where s.supersedes = p.id);

-- verification: what a package should weigh, until when it is good, and what monitors weighed.
create view verification_case_pack with (security_invoker = true) as
  select s.waybill_id, s.id as line_id, s.kg_per_package, coalesce(s.best_before, o.best_before) as best_before
    from shipment_line s
    left join registry_lot o on o.id = s.lot_id;

create view verification_case_weighing with (security_invoker = true) as
  select line_id, attestation_id, weighed_packages, weighed_kg
    from monitoring_observation
   where weighed_packages is not null;

-- verification: distributions that say how many people they reached. Those that were corrected stay, marked, for whoever
-- asks what a correction changes.
create view verification_case_distribution with (security_invoker = true) as
  select d.id, d.waybill_id, w.programme_id, d.site_id, d.happened_at, d.people, d.ration_g_per_day, d.ration_days,
         not exists (select from shipment_declaration s where s.supersedes = d.id) as current
    from shipment_declaration d
    join shipment_waybill w on w.id = d.waybill_id
   where d.kind = 'DISTRIBUTED';

-- shipment: what a plan and a count may name.
create view shipment_place with (security_invoker = true) as select id from registry_site;
create view shipment_lot with (security_invoker = true) as select id from registry_lot;

create index shipment_declaration_distributed on shipment_declaration (site_id, happened_at)
  where kind = 'DISTRIBUTED' and people is not null;
create index monitoring_observation_weighed on monitoring_observation (line_id) where weighed_packages is not null;

grant select on shipment_movement, verification_case_count, verification_case_movement, verification_case_counted,
  verification_case_goods, verification_case_plan, verification_case_planned,
  verification_case_pack, verification_case_weighing,
  verification_case_distribution, shipment_place, shipment_lot to aidwitness_app;

-- What was judged without these rules is judged again, by the sweep, batch by batch. Row-level security is forced, so that
-- not even the owner reaches these rows: the program's own work does.
set local role aidwitness_work;
update verification_delivery set due_at = now() where due_at is null or due_at > now();
reset role;
