-- Flags about more than one delivery: places, organisations, monitors, draws, areas, whole programmes.

-- What a flag is about. A delivery is named by its waybill, as before; all else by its kind with an id, a text, or both: a
-- monitor is a pseudonym within an organisation, an area is the risk of its sites and its name.
alter table verification_flag alter column waybill_id drop not null;
alter table verification_flag add column subject_kind text not null default 'DELIVERY';
alter table verification_flag add column subject_id uuid;
alter table verification_flag add column subject_text text;
alter table verification_flag add constraint verification_flag_subject_ck check (
  (subject_kind = 'DELIVERY') = (waybill_id is not null)
  and subject_kind in ('DELIVERY', 'SITE', 'ORGANISATION', 'MONITOR', 'DRAW', 'AREA', 'PROGRAMME',
    'LOT', 'CONTRIBUTION', 'LOG')
  and (subject_kind in ('SITE', 'ORGANISATION', 'MONITOR', 'DRAW', 'PROGRAMME', 'LOT', 'CONTRIBUTION'))
    = (subject_id is not null)
  and (subject_kind in ('MONITOR', 'AREA')) = (subject_text is not null));
-- Never twice for the same rule and subject of a programme while open.
create unique index verification_flag_subject_open_uq
  on verification_flag (programme_id, rule, subject_kind, subject_id, subject_text) nulls not distinct
  where waybill_id is null and state in ('OPEN', 'ACKNOWLEDGED', 'IN_REVIEW');
-- They are few among those of deliveries.
create index verification_flag_round on verification_flag (programme_id, raised_at desc, id) where waybill_id is null;
create index verification_flag_subject on verification_flag (subject_id) where waybill_id is null;

-- When each programme was judged as a whole, and when it is to be judged again. taken_at is moved by a failed round too.
create table verification_programme (
  programme_id uuid        not null,
  taken_at     timestamptz not null,
  judged_at    timestamptz,
  due_at       timestamptz not null,
  constraint verification_programme_pk primary key (programme_id),
  constraint verification_programme_programme_fk foreign key (programme_id) references registry_programme
);
create index verification_programme_due on verification_programme (due_at);
-- When something was last said in it. Apart, so that who follows the journal never waits for a round.
create table verification_programme_heard (
  programme_id uuid        not null,
  heard_at     timestamptz not null,
  constraint verification_programme_heard_pk primary key (programme_id),
  constraint verification_programme_heard_programme_fk foreign key (programme_id) references registry_programme
);
call access_row_policies('verification_programme', 'false', null);
call access_row_policies('verification_programme_heard', 'false', null);
grant select, insert, update on verification_programme, verification_programme_heard to aidwitness_work;

create view verification_round_programme with (security_invoker = true) as
  select id as programme_id from registry_programme;

-- Visits that count: by somebody independent who was there, told by themselves and turned down by nobody. What was seen
-- is set against the receipts where both are known of all lines.
create view verification_round_visit with (security_invoker = true) as
  select a.id, w.programme_id, a.waybill_id, a.site_id, a.organisation_id, a.monitor, a.happened_at, a.accepted_at,
         a.notice_hours, a.escorted, a.private_interviews,
         a.verdict in ('CONFIRMED', 'DISCREPANT') as saw,
         a.verdict = 'DISCREPANT' as discrepant,
         l.final and l.to_site_id = a.site_id as handed_out,
         (select sum(o.kg) from monitoring_observation o where o.attestation_id = a.id) as observed_kg,
         (select sum(o.packages) from monitoring_observation o where o.attestation_id = a.id) as observed_packages,
         (select case when count(*) = count(q.good_kg) then sum(q.good_kg) end
            from shipment_declaration d
            join shipment_declaration_line q on q.declaration_id = d.id
           where d.waybill_id = a.waybill_id
             and d.kind = 'RECEIVED'
             and d.receipt <> 'REFUSED'
             and not exists (select from shipment_declaration n where n.supersedes = d.id)) as received_kg,
         (select case when count(*) = count(q.good_packages) then sum(q.good_packages) end
            from shipment_declaration d
            join shipment_declaration_line q on q.declaration_id = d.id
           where d.waybill_id = a.waybill_id
             and d.kind = 'RECEIVED'
             and d.receipt <> 'REFUSED'
             and not exists (select from shipment_declaration n where n.supersedes = d.id)) as received_packages
    from monitoring_attestation a
    join shipment_waybill w on w.id = a.waybill_id
    join shipment_leg l on l.id = w.leg_id
   where a.verdict <> 'ACCESS_DENIED'
     and a.independent
     and a.import_run_id is null
     and (a.method <> 'INTERVIEW' or a.latitude is not null)
     and not exists (select from monitoring_attestation n where n.supersedes = a.id)
     and coalesce((select r.accepted from monitoring_review r
                    where r.attestation_id = a.id order by r.reviewed_at desc, r.id desc limit 1), true);

-- What left, by whom it was carried and for whom it was meant. The weight is unknown where that of one line is.
create view verification_round_haul with (security_invoker = true) as
  select w.id as waybill_id, w.programme_id, w.carrier_id, w.consignee_id, l.final, d.happened_at,
         (select case when bool_and(s.net_kg is not null or s.included_in is not null) then sum(s.net_kg) end
            from shipment_line s where s.waybill_id = w.id) as kg
    from shipment_waybill w
    join shipment_leg l on l.id = w.leg_id
    join shipment_declaration d on d.waybill_id = w.id and d.kind = 'DISPATCHED'
   where not exists (select from shipment_declaration n where n.supersedes = d.id);

-- What people call the subjects of flags.
create view verification_flag_name with (security_invoker = true) as
  select 'DELIVERY' as kind, id, number as name from shipment_waybill
  union all
  select 'SITE', id, name from registry_site
  union all
  select 'ORGANISATION', id, name from registry_organisation
  union all
  select 'DRAW', id, to_char(committed_at at time zone 'UTC', 'YYYY-MM-DD') from monitoring_draw
  union all
  select 'PROGRAMME', id, name from registry_programme
  union all
  select 'LOT', id, code from registry_lot
  union all
  select 'CONTRIBUTION', id, title from registry_contribution;

-- Whose work or conduct a flag is about: they may answer it, and not decide it.
create view verification_flag_party with (security_invoker = true) as
  select f.id as flag_id, unnest(array[w.consignor_id, w.consignee_id, w.carrier_id]) as organisation_id
    from verification_flag f
    join shipment_waybill w on w.id = f.waybill_id
  union all
  select f.id, f.subject_id
    from verification_flag f
   where f.subject_kind in ('ORGANISATION', 'MONITOR')
  union all
  select f.id, s.authority_id
    from verification_flag f
    join registry_site s on s.id = f.subject_id
   where f.subject_kind = 'SITE'
  union all
  select f.id, d.organisation_id
    from verification_flag f
    join monitoring_draw d on d.id = f.subject_id
   where f.subject_kind = 'DRAW'
  union all
  select f.id, s.organisation_id
    from verification_flag f
    join monitoring_draw_selection s on s.draw_id = f.subject_id
   where f.subject_kind = 'DRAW';
grant select on verification_flag_name, verification_flag_party to aidwitness_app;
grant select on verification_round_programme, verification_round_visit, verification_round_haul to aidwitness_work;

-- Lists of flags show these too, with what they are about.
create or replace view dashboard_flag with (security_invoker = true) as
  select g.id, g.waybill_id, g.programme_id, v.number, g.rule, g.rule_version, g.severity, g.policy_version, g.facts,
         g.state, g.raised_at, t.name as place,
         g.subject_kind,
         case g.subject_kind
           when 'DELIVERY' then v.number
           when 'MONITOR' then concat_ws(', ', g.subject_text, n.name)
           when 'AREA' then g.subject_text
           when 'LOG' then 'log'
           else n.name
         end as subject
    from verification_flag g
    left join verification_delivery v on v.waybill_id = g.waybill_id
    left join registry_site t on t.id = coalesce(v.site_id, case when g.subject_kind = 'SITE' then g.subject_id end)
    left join verification_flag_name n on n.id = g.subject_id
      and n.kind = case g.subject_kind when 'MONITOR' then 'ORGANISATION' else g.subject_kind end
   where g.waybill_id is null or v.waybill_id is not null;

create or replace view exchange_flag with (security_invoker = true) as
  select g.programme_id, g.number as waybill, g.place, g.rule, g.rule_version, g.severity, g.state, g.policy_version,
         g.facts::text as facts, g.raised_at, g.subject_kind, g.subject
    from dashboard_flag g;
