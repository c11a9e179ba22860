-- Places that turn monitors away: whose word counts, how often, and what opens them again.

-- From a place to the goods that went there.
create index if not exists shipment_leg_to on shipment_leg (to_site_id);

-- monitoring: who has a stake in what goes where.
create view monitoring_place_party with (security_invoker = true) as
  select w.programme_id, l.to_site_id as site_id, p.pcode, party.id as organisation_id
    from registry_site p
    join shipment_leg l on l.to_site_id = p.id
    join shipment_waybill w on w.leg_id = l.id
    cross join lateral (values (w.consignor_id), (w.consignee_id), (w.carrier_id), (p.authority_id)) party (id)
   where party.id is not null;
grant select on monitoring_place_party to aidwitness_app;

-- Whether who tells of a refusal is independent of the parties there is found when they speak, and kept, as it is with
-- attestations. The owner is behind the wall too, and has to step out for a moment.
alter table monitoring_incident no force row level security;
alter table monitoring_incident disable trigger monitoring_incident_insert_only;
alter table monitoring_incident add column independent boolean;
update monitoring_incident i
   set independent = registry_tie(
         i.organisation_id,
         array(select distinct y.organisation_id
                 from monitoring_place_party y
                where y.programme_id = i.programme_id
                  and (y.site_id = i.site_id or i.site_id is null and starts_with(y.pcode, i.pcode))),
         (i.happened_at at time zone 'UTC')::date,
         registry_policy_number(i.programme_id, '{independenceDepth}', 2)) is null;
alter table monitoring_incident alter column independent set not null;
alter table monitoring_incident enable always trigger monitoring_incident_insert_only;
alter table monitoring_incident force row level security;

alter table monitoring_visit_outcome no force row level security;
alter table monitoring_visit_outcome disable trigger monitoring_visit_outcome_insert_only;
alter table monitoring_visit_outcome add column independent boolean;
update monitoring_visit_outcome o
   set independent = (
         select registry_tie(
                  o.organisation_id,
                  array_remove(array[w.consignor_id, w.consignee_id, w.carrier_id, p.authority_id], null),
                  (o.happened_at at time zone 'UTC')::date,
                  registry_policy_number(w.programme_id, '{independenceDepth}', 2)) is null
           from monitoring_visit v
           join shipment_waybill w on w.id = v.waybill_id
           join shipment_leg l on l.id = w.leg_id
           join registry_site p on p.id = l.to_site_id
          where v.id = o.visit_id);
alter table monitoring_visit_outcome alter column independent set not null;
alter table monitoring_visit_outcome enable always trigger monitoring_visit_outcome_insert_only;
alter table monitoring_visit_outcome force row level security;

-- A country or a state is no place that anybody was kept from: an area is one of the second level, two letters and four
-- digits as sites have it, or smaller. What was told before stays, and holds nothing.
alter table monitoring_incident add constraint monitoring_incident_area_ck
  check (site_id is not null or length(pcode) >= 6) not valid;

-- What monitors met with at places, as it was told: by an attestation, by an incident, by an outcome. Which of them tell of
-- one visit is for the reader to find. Only who is independent counts. A visit that its last review rejected was none; one
-- that nobody reviewed yet is told as not accepted. Escorted visits, and those whose notice nobody knows, have no notice.
-- Superseded statements, and outcomes that were corrected, tell nothing. An incident that an outcome names is of its visit.
-- Nobody reads this but the views and the function after it: it has no grant.
create or replace view monitoring_place_statement as
  select w.programme_id, a.site_id, p.pcode, a.happened_at,
         case when a.verdict = 'ACCESS_DENIED' then 'REFUSED' else 'VISIT' end as kind,
         a.id as source_id, 1 as rank, a.organisation_id, a.waybill_id,
         coalesce(a.visit_id, (select o.visit_id from monitoring_visit_outcome o
                                where o.attestation_id = a.id order by o.visit_id limit 1)) as visit_id,
         case when not a.escorted then a.notice_hours end as notice_hours,
         coalesce(r.accepted, false) as accepted,
         a.accepted_by as teller
    from monitoring_attestation a
    join shipment_waybill w on w.id = a.waybill_id
    join registry_site p on p.id = a.site_id
    left join lateral (select v.accepted from monitoring_review v
                        where v.attestation_id = a.id order by v.reviewed_at desc, v.id desc limit 1) r on true
   where a.independent
     and (a.verdict = 'ACCESS_DENIED'
          or a.verdict in ('CONFIRMED', 'DISCREPANT', 'NOT_SEEN')
             and a.import_run_id is null
             and (a.method <> 'INTERVIEW' or a.latitude is not null)
             and r.accepted is distinct from false)
     and not exists (select from monitoring_attestation n where n.supersedes = a.id)
  union all
  select i.programme_id, i.site_id, coalesce(p.pcode, i.pcode), i.happened_at, 'REFUSED', i.id, 2, i.organisation_id,
         coalesce(i.waybill_id, o.waybill_id), coalesce(i.visit_id, o.visit_id), null, false, i.accepted_by
    from monitoring_incident i
    left join registry_site p on p.id = i.site_id
    left join lateral (select v.id as visit_id, v.waybill_id
                         from monitoring_visit_outcome n
                         join monitoring_visit v on v.id = n.visit_id
                        where n.incident_id = i.id order by v.id limit 1) o on true
   where i.kind in ('DENIED', 'TURNED_BACK', 'ESCORTED_AWAY', 'OBSTRUCTED', 'DETAINED')
     and i.independent
     and (i.site_id is not null or length(i.pcode) >= 6)
     and not exists (select from monitoring_incident n where n.supersedes = i.id)
  union all
  select w.programme_id, p.id, p.pcode, o.happened_at, 'REFUSED', o.id, 3, o.organisation_id, v.waybill_id, o.visit_id,
         null, false, o.accepted_by
    from monitoring_visit_outcome o
    join monitoring_visit v on v.id = o.visit_id
    join shipment_waybill w on w.id = v.waybill_id
    join shipment_leg l on l.id = w.leg_id
    join registry_site p on p.id = l.to_site_id
   where o.outcome = 'REFUSED'
     and o.independent
     and not exists (select from monitoring_visit_outcome n where n.visit_id = o.visit_id and n.ordinal > o.ordinal);

-- The same of the programmes that the speaker sees: whether anybody was refused at a site, and when.
create or replace view monitoring_place_event as
  select s.site_id, s.pcode, s.happened_at, s.kind, s.source_id
    from monitoring_place_statement s
   where (current_user = 'aidwitness_work' or s.programme_id in (select registry_seen()));

-- Where anybody was ever refused, at a site or in an area: the places that can be held at all. A place is held for all
-- programmes, so this and the function after it read what was told in any of them, closed ones too: otherwise who stands
-- outside a closed programme would be let pass where its parties are held. They say where, when and in what order, and
-- never who, for whom, on which delivery or in which programme: those are numbers that mean nothing outside one answer.
create view monitoring_place_suspect as
  select distinct s.site_id, case when s.site_id is null then s.pcode end as area
    from monitoring_place_statement s
   where s.kind = 'REFUSED';

-- What was told of some sites and of the areas around them that refused anybody, each its latest. An area has the refusals
-- that were told of it, and the visits at all its sites since the first of them.
create function monitoring_place_told(of_sites uuid[], up_to timestamptz, most integer)
returns table (site_id uuid, area text, kind text, happened_at timestamptz, notice_hours integer, accepted boolean,
               organisation integer, teller integer, waybill integer, visit integer)
language sql stable security definer set search_path = public, pg_temp rows 100 as $$
  with area as materialized (
    select s.pcode, min(s.happened_at) as since
      from monitoring_place_statement s
     where s.site_id is null
       and s.kind = 'REFUSED'
       and exists (select from registry_site p where p.id = any (of_sites) and starts_with(p.pcode, s.pcode))
     group by s.pcode
  ), around as (
    select a.pcode, (select min(w.since) from area w where starts_with(a.pcode, w.pcode)) as since from area a
  ), told as (
    select p.id as at_site, null::text as in_area, s.*
      from unnest(of_sites) p (id)
      cross join lateral (select s.* from monitoring_place_statement s
                           where s.site_id = p.id and s.happened_at <= up_to
                           order by s.happened_at desc, s.source_id limit most) s
    union all
    select null, a.pcode, s.*
      from around a
      cross join lateral (select s.* from monitoring_place_statement s
                           where s.site_id is null and s.pcode = a.pcode and s.happened_at <= up_to
                           order by s.happened_at desc, s.source_id limit most) s
    union all
    select null, a.pcode, s.*
      from around a
      cross join lateral (select s.* from registry_site p
                           -- The limit inside keeps this a look-up by site; else all statements of the country are read.
                           cross join lateral (select s.* from monitoring_place_statement s
                                                where s.site_id = p.id and s.kind = 'VISIT'
                                                  and s.happened_at between a.since and up_to
                                                order by s.happened_at desc, s.source_id limit most) s
                           where starts_with(p.pcode, a.pcode)
                           order by s.happened_at desc, s.source_id limit most) s
  )
  select t.at_site, t.in_area, t.kind, t.happened_at, t.notice_hours, t.accepted,
         dense_rank() over (order by t.organisation_id)::integer,
         dense_rank() over (order by t.teller)::integer,
         case when t.waybill_id is not null then dense_rank() over (order by t.waybill_id) end::integer,
         case when t.visit_id is not null then dense_rank() over (order by t.visit_id) end::integer
    from told t
$$;
revoke all on function monitoring_place_told(uuid[], timestamptz, integer) from public;
grant execute on function monitoring_place_told(uuid[], timestamptz, integer) to aidwitness_app;
grant select on monitoring_place_suspect to aidwitness_app;
