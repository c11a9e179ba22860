-- The gate: what it decides on stands still while it decides, what it decided says more, and the application's own role
-- cannot write a clearance that nothing stands behind.

-- Both directions: whom I own and who owns me are equally far from independent. The path is kept so that a verdict can
-- show what decided it; it also keeps the walk from running in circles. An organisation is tied to itself.
create function registry_tie(of_organisation uuid, parties uuid[], on_day date, most_steps integer) returns text
language sql stable parallel safe as $$
  with recursive walk (at, path, depth) as (
    select of_organisation, array[of_organisation], 0
    union all
    select step.other, w.path || step.other, w.depth + 1
      from walk w
      join lateral (
        select r.to_organisation_id as other
          from registry_relation r
         where r.from_organisation_id = w.at
           and r.kind <> 'FUNDS'
           and r.valid_from <= on_day
           and (r.valid_to is null or r.valid_to >= on_day)
        union
        select r.from_organisation_id
          from registry_relation r
         where r.to_organisation_id = w.at
           and r.kind <> 'FUNDS'
           and r.valid_from <= on_day
           and (r.valid_to is null or r.valid_to >= on_day)
      ) step on true
     where w.depth < most_steps
       and not step.other = any (w.path)
  ), nearest as (
    select w.path, w.depth from walk w where w.at = any (parties) order by w.depth, w.path limit 1
  )
  select array_to_string(array(select o.name
                                 from unnest(n.path) with ordinality p (id, place)
                                 join registry_organisation o on o.id = p.id
                                order by p.place), ' – ')
    from nearest n
$$;

-- Who pays a monitor may not be who is looked at without everybody knowing: it breaks nothing, and is always shown.
create function registry_funding(of_organisation uuid, parties uuid[], on_day date) returns text
language sql stable parallel safe as $$
  select string_agg(f.name || ' – ' || t.name, '; ' order by f.name, t.name)
    from registry_relation r
    join registry_organisation f on f.id = r.from_organisation_id
    join registry_organisation t on t.id = r.to_organisation_id
   where r.kind = 'FUNDS'
     and r.valid_from <= on_day
     and (r.valid_to is null or r.valid_to >= on_day)
     and (r.from_organisation_id = of_organisation and r.to_organisation_id = any (parties)
          or r.to_organisation_id = of_organisation and r.from_organisation_id = any (parties))
$$;

-- The level of access that holds at a site on a day: its own terms, else those of the smallest area around it.
create function registry_access_level(of_site uuid, on_day date) returns text
language sql stable parallel safe as $$
  select t.level
    from registry_site s
    join registry_access_terms t on t.site_id = s.id or starts_with(s.pcode, t.pcode)
   where s.id = of_site
     and t.valid_from <= on_day
     and (t.valid_to is null or t.valid_to >= on_day)
   order by t.site_id is not null desc, length(t.pcode) desc, t.entered_at desc, t.id desc
   limit 1
$$;

-- Who decides holds this lock together with others who decide, until the end of the transaction; who changes what is
-- decided on holds it alone. So nothing changes between the question and the dispatch.
create function gate_still() returns bigint
language sql immutable parallel safe as $$ select 4702111234500019 $$;

create function gate_ground_moves() returns trigger
language plpgsql as $$
begin
  perform pg_advisory_xact_lock(gate_still());
  return null;
end
$$;
do $$
declare
  ground text;
begin
  foreach ground in array array['registry_relation', 'registry_access_terms', 'monitoring_commitment_step'] loop
    execute format('create trigger %1$s_moves before insert or update on %1$s
                      for each statement execute function gate_ground_moves()', ground);
    execute format('alter table %1$s enable always trigger %1$s_moves', ground);
  end loop;
end
$$;

-- Asked for by one organisation.
create table gate_override (
  id                uuid        not null,
  programme_id      uuid        not null,
  waybill_id        uuid,
  site_id           uuid,
  reason_code       text        not null,
  text              text        not null,
  days              integer     not null,
  organisation_id   uuid        not null,
  requested_by      uuid        not null,
  requested_by_name text        not null,
  requested_at      timestamptz not null,
  content_sha256    bytea       not null,
  constraint gate_override_pk primary key (id),
  constraint gate_override_programme_fk foreign key (programme_id) references registry_programme,
  constraint gate_override_waybill_fk foreign key (waybill_id) references shipment_waybill,
  constraint gate_override_site_fk foreign key (site_id) references registry_site,
  constraint gate_override_organisation_fk foreign key (organisation_id) references registry_organisation,
  constraint gate_override_requested_fk foreign key (requested_by) references access_account,
  constraint gate_override_scope_ck check (num_nonnulls(waybill_id, site_id) = 1),
  constraint gate_override_reason_ck check (reason_code in
    ('ACUTE_HUNGER', 'EPIDEMIC', 'DISPLACEMENT', 'DISASTER', 'PERISHABLE', 'OTHER')),
  constraint gate_override_text_ck check (length(text) between 20 and 2000),
  constraint gate_override_days_ck check (days between 1 and 14)
);
create index gate_override_list on gate_override (programme_id, requested_at desc, id);
create index gate_override_waybill on gate_override (waybill_id) where waybill_id is not null;
create index gate_override_site on gate_override (programme_id, site_id) where site_id is not null;

-- Agreed to, or declined, by another.
create table gate_override_decision (
  override_id     uuid        not null,
  approved        boolean     not null,
  organisation_id uuid        not null,
  decided_by      uuid        not null,
  decided_by_name text        not null,
  reason          text        not null,
  decided_at      timestamptz not null,
  expires_at      timestamptz,
  constraint gate_override_decision_pk primary key (override_id),
  constraint gate_override_decision_override_fk foreign key (override_id) references gate_override,
  constraint gate_override_decision_organisation_fk foreign key (organisation_id) references registry_organisation,
  constraint gate_override_decision_decided_fk foreign key (decided_by) references access_account,
  constraint gate_override_decision_reason_ck check (length(reason) between 1 and 1000),
  constraint gate_override_decision_expires_ck check (approved = (expires_at is not null) and expires_at > decided_at)
);

-- A number of the programme's newest policy, for the database's own checks.
create function registry_policy_number(of_programme uuid, path text[], otherwise integer) returns integer
language sql stable as $$
  select coalesce((select (p.settings #>> path)::integer
                     from registry_policy p
                    where p.programme_id = of_programme and p.contribution_id is null
                    order by p.version desc
                    limit 1), otherwise)
$$;

create function gate_two_organisations() returns trigger
language plpgsql as $$
declare
  asked gate_override;
begin
  select * into asked from gate_override where id = new.override_id;
  if asked.id is null then
    raise exception 'there is no such override'
      using errcode = 'foreign_key_violation', constraint = 'gate_override_decision_override_fk';
  end if;
  if new.organisation_id = asked.organisation_id or new.decided_by = asked.requested_by then
    raise exception 'somebody of another organisation must decide this'
      using errcode = 'check_violation', constraint = 'gate_override_decision_two_ck';
  end if;
  if new.decided_at > asked.requested_at + interval '7 days' then
    raise exception 'nobody decided this within 7 days'
      using errcode = 'check_violation', constraint = 'gate_override_decision_void_ck';
  end if;
  if new.approved then
    if new.expires_at > new.decided_at + make_interval(days => asked.days) then
      raise exception 'an override lasts as long as was asked'
        using errcode = 'check_violation', constraint = 'gate_override_decision_expires_ck';
    end if;
    -- Two that are agreed to at the same moment count each other.
    perform pg_advisory_xact_lock(hashtextextended('gate_override ' || asked.programme_id, 0));
    if (select count(*)
          from gate_override o
          join gate_override_decision d on d.override_id = o.id
         where o.programme_id = asked.programme_id
           and d.approved
           and date_trunc('quarter', d.decided_at at time zone 'UTC')
             = date_trunc('quarter', new.decided_at at time zone 'UTC'))
       >= registry_policy_number(asked.programme_id, '{gate,overridesPerQuarter}', 3) then
      raise exception 'this quarter has had its overrides'
        using errcode = 'check_violation', constraint = 'gate_override_decision_quarter_ck';
    end if;
  end if;
  return new;
end
$$;
create trigger gate_two_organisations before insert on gate_override_decision
  for each row execute function gate_two_organisations();
alter table gate_override_decision enable always trigger gate_two_organisations;

do $$
declare
  statement_table text;
begin
  foreach statement_table in array array['gate_override', 'gate_override_decision'] loop
    execute format('create trigger %1$s_insert_only before update or delete or truncate on %1$s
                      for each statement execute function refuse_change()', statement_table);
    execute format('alter table %1$s enable always trigger %1$s_insert_only', statement_table);
  end loop;
end
$$;
grant select, insert on gate_override, gate_override_decision to aidwitness_app;
call access_row_policies('gate_override',
  'programme_id in (select registry_seen())',
  'organisation_id = (select access_organisation()) and requested_by = (select access_account())
     and programme_id in (select registry_mine()) and (select access_may(''OVERRIDE_GATE''))');
call access_row_policies('gate_override_decision',
  'exists (select from gate_override o where o.id = override_id)',
  'organisation_id = (select access_organisation()) and decided_by = (select access_account())
     and (select access_may(''OVERRIDE_GATE''))
     and exists (select from gate_override o
                  where o.id = override_id and o.programme_id in (select registry_mine()))');

-- The owner is behind the wall too, and has to step out for a moment.
alter table gate_clearance no force row level security;
alter table gate_clearance disable trigger gate_clearance_insert_only;
alter table gate_clearance add column duties jsonb not null default '[]';
alter table gate_clearance add column held_since timestamptz;
alter table gate_clearance add column override_id uuid;
update gate_clearance set held_since = decided_at where outcome = 'HOLD';
alter table gate_clearance enable always trigger gate_clearance_insert_only;
alter table gate_clearance force row level security;
alter table gate_clearance add constraint gate_clearance_override_fk foreign key (override_id) references gate_override;
alter table gate_clearance add constraint gate_clearance_override_ck check (
  (outcome = 'OVERRIDE') = (override_id is not null));
alter table gate_clearance add constraint gate_clearance_duties_ck check (
  (outcome = 'PASS_WITH_CONDITIONS') = (jsonb_array_length(duties) > 0));
create index gate_clearance_duties on gate_clearance (programme_id, decided_at desc, id)
  where outcome = 'PASS_WITH_CONDITIONS';

-- Who has promised to look at which delivery, for the gate.
create view gate_watch with (security_invoker = true) as
  select waybill_id, organisation_id, window_to from monitoring_watch
  union all
  select w.waybill_id, c.organisation_id, c.window_to
    from monitoring_commitment_watch c
    join monitoring_programme_waybill w on w.programme_id = c.programme_id and w.site_id = c.site_id
   where c.interests_declared;
grant select on gate_watch to aidwitness_app;

-- Is there something behind this decision? The program asks more than this; this is what no one gets around who writes
-- to the table itself: somebody who has no direct tie to the parties will look, and nobody has denied them access.
create function gate_stands(outcome text, of_waybill uuid, by_override uuid, as_of timestamptz) returns boolean
language sql stable as $$
  select case outcome
    when 'HOLD' then true
    when 'PREDATES_GATE' then true
    when 'EXEMPT' then
      exists (select from shipment_line l where l.waybill_id = of_waybill)
      and not exists (select from shipment_line l
                        join registry_commodity c on c.id = l.commodity_id
                       where l.waybill_id = of_waybill and c.class not in ('THERAPEUTIC', 'MEDICAL'))
    when 'OVERRIDE' then
      exists (select from gate_override o
                join gate_override_decision d on d.override_id = o.id
                join shipment_waybill w on w.id = of_waybill
                join shipment_leg g on g.id = w.leg_id
               where o.id = by_override
                 and o.programme_id = w.programme_id
                 and (o.waybill_id = w.id or o.site_id = g.to_site_id)
                 and d.approved
                 and as_of >= d.decided_at
                 and as_of < d.expires_at)
    else
      exists (select from shipment_waybill w
                join shipment_leg g on g.id = w.leg_id
                join registry_site t on t.id = g.to_site_id
                join gate_watch v on v.waybill_id = w.id and v.window_to > as_of
               where w.id = of_waybill
                 and registry_access_level(t.id, (as_of at time zone 'UTC')::date) is distinct from 'DENIED'
                 and registry_tie(v.organisation_id,
                       array_remove(array[w.consignor_id, w.consignee_id, w.carrier_id, t.authority_id], null),
                       (as_of at time zone 'UTC')::date, 1) is null)
    end
$$;

drop policy said on gate_clearance;
create policy said on gate_clearance for insert to aidwitness_app with check (
  programme_id in (select registry_mine())
    and ((select access_may('ASK_THE_GATE') or access_may('DECLARE'))
           and outcome <> 'PREDATES_GATE'
           and gate_stands(outcome, waybill_id, override_id, decided_at)
         or outcome = 'PREDATES_GATE'
           and import_run_id in (select r.id from exchange_run r where r.history)
           and (select access_may('IMPORT_HISTORY'))));

-- As before, and: an override must still be in force when the goods leave, and nothing else may have been put among
-- goods that left because their kind is exempt.
create or replace function shipment_dispatch_is_cleared() returns trigger
language plpgsql as $$
declare
  clearance gate_clearance;
begin
  select * into clearance from gate_clearance where id = new.clearance_id and waybill_id = new.waybill_id;
  if clearance.outcome = 'PREDATES_GATE' then
    if new.import_run_id is distinct from clearance.import_run_id
       or not exists (select from exchange_run r where r.id = new.import_run_id and r.history)
       or not exists (select from registry_programme p
                       where p.id = clearance.programme_id and new.happened_at < p.gate_in_force_from) then
      raise exception 'this dispatch does not predate the gate'
        using errcode = 'check_violation', constraint = 'shipment_dispatch_predates_gate_ck';
    end if;
  elsif clearance.outcome is null or clearance.outcome = 'HOLD' then
    raise exception 'no clearance permits this dispatch'
      using errcode = 'check_violation', constraint = 'shipment_dispatch_cleared_ck';
  elsif new.supersedes is null and new.accepted_at > clearance.expires_at then
    raise exception 'the clearance of this dispatch has expired'
      using errcode = 'check_violation', constraint = 'shipment_dispatch_unexpired_ck';
  elsif new.supersedes is null and clearance.outcome in ('OVERRIDE', 'EXEMPT')
        and not gate_stands(clearance.outcome, new.waybill_id, clearance.override_id, new.accepted_at) then
    raise exception 'no clearance permits this dispatch'
      using errcode = 'check_violation', constraint = 'shipment_dispatch_cleared_ck';
  end if;
  return new;
end
$$;

-- shipment: what kind of goods a line is, from the registry.
create view shipment_commodity with (security_invoker = true) as select id, class from registry_commodity;
-- gate: names, from the registry.
create view gate_party with (security_invoker = true) as select id, name from registry_organisation;
create view gate_place with (security_invoker = true) as select id, name from registry_site;
grant select on shipment_commodity, gate_party, gate_place to aidwitness_app;

create or replace view dashboard_clearance with (security_invoker = true) as
  select g.id, g.waybill_id, g.programme_id, w.number, g.outcome, g.policy_version, g.reasons, g.decided_at,
         g.expires_at, t.name as place, t.pcode, t.area,
         exists (select from shipment_declaration d where d.clearance_id = g.id) as used,
         g.duties, g.held_since, g.override_id, g.facts
    from gate_clearance g
    join shipment_waybill w on w.id = g.waybill_id
    join shipment_leg l on l.id = w.leg_id
    join registry_site t on t.id = l.to_site_id;

-- Goods are held from the first hold on, not from the last time that somebody asked.
create or replace view dashboard_held with (security_invoker = true) as
  select w.id as waybill_id, w.programme_id, w.number, l.to_site_id as site_id, t.name as place, t.pcode,
         coalesce(g.held_since, g.decided_at) as decided_at, g.reasons,
         (select sum(s.net_kg) from shipment_line s where s.waybill_id = w.id) as kg
    from gate_clearance g
    join shipment_waybill w on w.id = g.waybill_id
    join shipment_leg l on l.id = w.leg_id
    join registry_site t on t.id = l.to_site_id
   where g.outcome = 'HOLD'
     and not exists (select from gate_clearance c
                      where c.waybill_id = g.waybill_id and (c.decided_at, c.id) > (g.decided_at, g.id))
     and not exists (select from shipment_declaration d where d.waybill_id = g.waybill_id and d.kind = 'DISPATCHED');

-- What was taken responsibility for, by whom and until when; as the clearance under it shows it.
create view dashboard_override with (security_invoker = true) as
  select o.id, o.programme_id, o.reason_code, o.text, o.requested_at, a.name as asked_for, b.name as agreed_for,
         d.decided_at, d.expires_at
    from gate_override o
    join registry_organisation a on a.id = o.organisation_id
    join gate_override_decision d on d.override_id = o.id and d.approved
    join registry_organisation b on b.id = d.organisation_id;
grant select on dashboard_override to aidwitness_app;

-- verification: what is open and critical, and whom it is about. Flags of a place are found from its deliveries, for they
-- are many; the others are few.
create index verification_delivery_critical on verification_delivery (site_id) where worst_flag = 5;
create index verification_flag_critical on verification_flag (programme_id, rule)
  where severity = 'CRITICAL' and state in ('OPEN', 'ACKNOWLEDGED', 'IN_REVIEW');
create view verification_critical_flag with (security_invoker = true) as
  select f.id, f.programme_id, f.rule, f.waybill_id, f.raised_at, w.number, w.carrier_id, w.consignee_id
    from verification_flag f
    join shipment_waybill w on w.id = f.waybill_id
   where f.severity = 'CRITICAL' and f.state in ('OPEN', 'ACKNOWLEDGED', 'IN_REVIEW');
grant select on verification_critical_flag to aidwitness_app;

-- monitoring: what waits because the gate holds it.
create view monitoring_held_goods with (security_invoker = true) as
  select h.programme_id, h.site_id, h.pcode, h.waybill_id, h.kg from dashboard_held h;
grant select on monitoring_held_goods to aidwitness_app;

-- verification: who has a stake in a leg, and what ties them to whoever looked: contracts too, unlike between the two ends.
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
         t.authority_id
    from shipment_waybill w
    join shipment_leg l on l.id = w.leg_id
    join shipment_consignment c on c.id = l.consignment_id
    join registry_site f on f.id = l.from_site_id
    join registry_site t on t.id = l.to_site_id;
create or replace view verification_case_relation with (security_invoker = true) as
  select r.id, r.from_organisation_id, r.to_organisation_id, a.name as from_name, b.name as to_name, r.kind,
         r.valid_from, r.valid_to
    from registry_relation r
    join registry_organisation a on a.id = r.from_organisation_id
    join registry_organisation b on b.id = r.to_organisation_id
   where r.kind <> 'FUNDS';
create index monitoring_attestation_organisation on monitoring_attestation (organisation_id);
