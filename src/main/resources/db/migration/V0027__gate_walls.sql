-- What a review found around the gate: ways to open it that nobody had agreed to.

-- Goods are exempt because an administrator said what they are, not whoever sends them (access.AccessTable). What an
-- import entered under such a class is carried as it was told, and exempts nothing.
insert into access_rule (verb, role, reach) values ('KEEP_EXEMPT_COMMODITIES', 'ADMINISTRATOR', 'ANY');
drop policy said on registry_commodity;
create policy said on registry_commodity for insert to aidwitness_app with check (
  (select access_may('KEEP_COMMODITIES')) and class not in ('THERAPEUTIC', 'MEDICAL')
  or (select access_may('KEEP_EXEMPT_COMMODITIES'))
  or import_run_id in (select r.id from exchange_run r) and (select access_may('IMPORT')));
create or replace view shipment_commodity with (security_invoker = true) as
  select id, case when import_run_id is not null and class in ('THERAPEUTIC', 'MEDICAL') then 'OTHER' else class end as class
    from registry_commodity;

-- A drawn visit opens no gate: whoever asks for each waybill would learn which are drawn. What opens it is that somebody
-- has promised, whatever is drawn. Nor does a visit open it that has come to nothing.
create or replace view monitoring_watch as
  select v.id, v.waybill_id, v.organisation_id, v.window_from, v.window_to, v.assigned_at
    from monitoring_visit v
    join shipment_waybill w on w.id = v.waybill_id
   where w.programme_id in (select registry_seen())
     and v.draw_id is null
     and coalesce((select o.outcome = 'VISITED'
                     from monitoring_visit_outcome o
                    where o.visit_id = v.id
                    order by o.ordinal desc
                    limit 1), true);

-- Who will look is said by those who will: an organisation assigns its own monitors.
drop policy said on monitoring_visit;
create policy said on monitoring_visit for insert to aidwitness_app with check (
  draw_id is null
  and organisation_id = (select access_organisation())
  and (select access_may('ASSIGN_VISITS'))
  and exists (select from shipment_waybill w where w.id = waybill_id
                and w.programme_id in (select registry_mine())));

-- Whoever has goods going there, or controls the place, does not open it to them.
create function registry_has_stake(of_organisation uuid, of_site uuid, of_pcode text) returns boolean
language sql stable as $$
  select exists (
    select
      from registry_site s
     where (s.id = of_site or starts_with(s.pcode, of_pcode))
       and (s.authority_id = of_organisation
            or exists (select
                         from shipment_leg g
                         join shipment_waybill w on w.leg_id = g.id
                        where g.to_site_id = s.id
                          and of_organisation in (w.consignor_id, w.consignee_id, w.carrier_id))))
$$;
create index if not exists shipment_leg_to_site on shipment_leg (to_site_id);
drop policy said on registry_access_terms;
create policy said on registry_access_terms for insert to aidwitness_app with check (
  (select access_may('KEEP_ACCESS_TERMS'))
  and (level = 'DENIED' or not registry_has_stake((select access_organisation()), site_id, pcode)));
drop policy changed on registry_access_terms;
create policy changed on registry_access_terms for update to aidwitness_app
  using ((select access_may('KEEP_ACCESS_TERMS'))
         and (level <> 'DENIED' or not registry_has_stake((select access_organisation()), site_id, pcode)));

-- Nobody waits for long: the caller hears that it does not work now, and may try again. Otherwise one import of live
-- dispatches would hold up whoever changes the ground, and behind them everybody who asks.
create or replace function gate_ground_moves() returns trigger
language plpgsql as $$
begin
  perform set_config('lock_timeout', '5s', true);
  perform pg_advisory_xact_lock(gate_still());
  return null;
end
$$;
-- An accreditation that is cut short is ground that moves, too.
create trigger monitoring_accreditation_moves before insert or update on monitoring_accreditation
  for each statement execute function gate_ground_moves();
alter table monitoring_accreditation enable always trigger monitoring_accreditation_moves;
create function gate_keep_still() returns void
language plpgsql as $$
begin
  perform set_config('lock_timeout', '5s', true);
  perform pg_advisory_xact_lock_shared(gate_still());
end
$$;

-- A correction stands in the place of a statement of the same kind, about the same waybill, by the same organisation; of
-- a dispatch, under the same clearance.
create function shipment_corrects_its_own() returns trigger
language plpgsql as $$
begin
  if not exists (select
                   from shipment_declaration d
                  where d.id = new.supersedes
                    and d.waybill_id = new.waybill_id
                    and d.kind = new.kind
                    and d.organisation_id = new.organisation_id
                    and d.clearance_id is not distinct from new.clearance_id) then
    raise exception 'this corrects another statement than its own'
      using errcode = 'check_violation', constraint = 'shipment_declaration_corrects_ck';
  end if;
  return new;
end
$$;
create trigger shipment_corrects_its_own
  before insert on shipment_declaration
  for each row when (new.supersedes is not null) execute function shipment_corrects_its_own();
alter table shipment_declaration enable always trigger shipment_corrects_its_own;

-- The lines of a waybill wait for its dispatch, and its dispatch for them: each new line holds the waybill's row by its
-- foreign key. With the owner's rights, for the application's role may change no waybill and so hold none.
create function shipment_hold_lines(of_waybill uuid) returns void
language sql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
  select from shipment_waybill w where w.id = of_waybill for update
$$;

create or replace function shipment_dispatch_is_cleared() returns trigger
language plpgsql as $$
declare
  clearance gate_clearance;
  waybill   shipment_waybill;
  history   boolean := exists (select from exchange_run r where r.id = new.import_run_id and r.history);
begin
  select * into clearance from gate_clearance where id = new.clearance_id and waybill_id = new.waybill_id;
  select * into waybill from shipment_waybill where id = new.waybill_id;
  if clearance.programme_id is distinct from waybill.programme_id then
    raise exception 'no clearance permits this dispatch'
      using errcode = 'check_violation', constraint = 'shipment_dispatch_cleared_ck';
  end if;
  if not history and new.organisation_id <> waybill.consignor_id then
    raise exception 'only the consignor declares a dispatch'
      using errcode = 'check_violation', constraint = 'shipment_dispatch_consignor_ck';
  end if;
  if clearance.outcome = 'PREDATES_GATE' then
    -- History is what was told as history from the start: a waybill that was registered as it happened has met the gate.
    if not history
       or new.import_run_id is distinct from clearance.import_run_id
       or not exists (select from exchange_run r where r.id = waybill.import_run_id and r.history)
       or exists (select from gate_clearance c where c.waybill_id = waybill.id and c.outcome <> 'PREDATES_GATE')
       or not exists (select from registry_programme p
                       where p.id = waybill.programme_id and new.happened_at < p.gate_in_force_from) then
      raise exception 'this dispatch does not predate the gate'
        using errcode = 'check_violation', constraint = 'shipment_dispatch_predates_gate_ck';
    end if;
  elsif clearance.outcome is null or clearance.outcome = 'HOLD' then
    raise exception 'no clearance permits this dispatch'
      using errcode = 'check_violation', constraint = 'shipment_dispatch_cleared_ck';
  elsif new.supersedes is null then
    if clearance.outcome = 'EXEMPT' then
      perform shipment_hold_lines(new.waybill_id);
    end if;
    if new.accepted_at > clearance.expires_at then
      raise exception 'the clearance of this dispatch has expired'
        using errcode = 'check_violation', constraint = 'shipment_dispatch_unexpired_ck';
    elsif exists (select from shipment_declaration d
                   where d.waybill_id = new.waybill_id
                     and d.kind = 'CANCELLED'
                     and not exists (select from shipment_declaration s where s.supersedes = d.id)) then
      raise exception 'this waybill was cancelled'
        using errcode = 'check_violation', constraint = 'shipment_dispatch_cancelled_ck';
    elsif clearance.outcome in ('OVERRIDE', 'EXEMPT')
          and not gate_stands(clearance.outcome, new.waybill_id, clearance.override_id, new.accepted_at) then
      raise exception 'no clearance permits this dispatch'
        using errcode = 'check_violation', constraint = 'shipment_dispatch_cleared_ck';
    end if;
  end if;
  return new;
end
$$;

-- As before, but what an import entered exempts nothing.
create or replace function gate_stands(outcome text, of_waybill uuid, by_override uuid, as_of timestamptz) returns boolean
language sql stable as $$
  select case outcome
    when 'HOLD' then true
    when 'PREDATES_GATE' then true
    when 'EXEMPT' then
      exists (select from shipment_line l where l.waybill_id = of_waybill)
      and not exists (select from shipment_line l
                        join shipment_commodity c on c.id = l.commodity_id
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

-- No line is added to what has left, unless the same import tells both. The rows of one statement are asked about together.
create or replace function shipment_lines_of_own_waybills() returns trigger
language plpgsql as $$
begin
  if pg_has_role(current_user, 'aidwitness_work', 'usage') then
    return null;
  end if;
  -- The reader's own row-level security hides the waybills that are closed to them.
  if exists (
       select
         from said s
         left join shipment_waybill w on w.id = s.waybill_id
        where w.programme_id is null
           or w.programme_id not in (select registry_mine())) then
    raise exception 'a line was written on a waybill of a programme that its writer takes no part in'
      using errcode = 'insufficient_privilege';
  end if;
  if exists (
       select
         from said s
         join shipment_declaration d on d.waybill_id = s.waybill_id and d.kind = 'DISPATCHED'
        where s.import_run_id is null
           or d.import_run_id is distinct from s.import_run_id) then
    raise exception 'this waybill has left'
      using errcode = 'check_violation', constraint = 'shipment_line_closed_ck';
  end if;
  return null;
end
$$;
