-- What comes of promises to look that are not kept, and of overrides that are used too often or too late.

-- From a place to the goods that went there.
create index shipment_leg_to on shipment_leg (to_site_id);

-- Where a commitment left goods alone: something arrived in its window, and nobody of who promised was there or was kept
-- from it. A talk that no position ties to the place may have been a phone call. A receipt of which only the latest time is
-- known may be of goods that came before the window, and one of a day is of goods that came at any hour of it. Once a commitment was found
-- broken, what is said afterwards changes nothing any more. With its owner's rights: it says where, and never who came.
create view monitoring_commitment_left_alone as
  select s.commitment_id, s.site_id
    from monitoring_commitment_site s
    join monitoring_commitment c on c.id = s.commitment_id
    join registry_site p on p.id = s.site_id
    left join monitoring_commitment_step b on b.commitment_id = c.id and b.state = 'BREACHED'
   where (current_user = 'aidwitness_work' or c.programme_id in (select registry_seen()))
     and exists (
           select from shipment_leg l
             join shipment_waybill w on w.leg_id = l.id and w.programme_id = c.programme_id
             join shipment_declaration d on d.waybill_id = w.id
            where l.to_site_id = s.site_id
              and d.kind = 'RECEIVED'
              and d.receipt <> 'REFUSED'
              and d.happened_precision <> 'NOT_AFTER'
              and case d.happened_precision
                    when 'DAY' then date_trunc('day', d.happened_at, 'UTC')
                    else d.happened_at
                  end >= c.window_from
              and case d.happened_precision
                    when 'DAY' then date_trunc('day', d.happened_at, 'UTC') + interval '24 hours'
                    else d.happened_at
                  end <= c.window_to
              and (b.id is null or d.accepted_at <= b.made_at)
              and not exists (select from shipment_declaration n where n.supersedes = d.id))
     and not exists (
           select from monitoring_attestation a
             join shipment_waybill w on w.id = a.waybill_id
            where a.site_id = s.site_id
              and a.organisation_id = c.organisation_id
              and w.programme_id = c.programme_id
              and a.happened_at between c.window_from and c.window_to
              and (a.verdict = 'ACCESS_DENIED'
                   or a.import_run_id is null and (a.method <> 'INTERVIEW' or a.latitude is not null))
              and (b.id is null or a.accepted_at <= b.made_at)
              and not exists (select from monitoring_attestation n where n.supersedes = a.id))
     and not exists (
           select from monitoring_incident i
            where i.organisation_id = c.organisation_id
              and i.programme_id = c.programme_id
              and (i.site_id = s.site_id or i.site_id is null and starts_with(p.pcode, i.pcode))
              and i.happened_at between c.window_from and c.window_to
              and (b.id is null or i.accepted_at <= b.made_at)
              and not exists (select from monitoring_incident n where n.supersedes = i.id))
     and not exists (
           select from monitoring_visit_outcome o
             join monitoring_visit v on v.id = o.visit_id
             join shipment_waybill w on w.id = v.waybill_id and w.programme_id = c.programme_id
             join shipment_leg l on l.id = w.leg_id
            where l.to_site_id = s.site_id
              and o.organisation_id = c.organisation_id
              and o.outcome = 'REFUSED'
              and o.happened_at between c.window_from and c.window_to
              and (b.id is null or o.accepted_at <= b.made_at)
              and not exists (select from monitoring_visit_outcome n
                               where n.visit_id = o.visit_id and n.ordinal > o.ordinal));
grant select on monitoring_commitment_left_alone to aidwitness_app;

-- verification: who promised to see a delivery that left, and what became of the promise: by a commitment that was armed
-- for its place, or by an assignment to itself that was not drawn. Commitments that were over when it left, or that were made after it had
-- come and for other days, say nothing about it. With its owner's rights, and never who came or will come.
create view verification_case_promise as
  select w.id as waybill_id,
         c.id,
         'COMMITMENT' as kind,
         c.organisation_id,
         coalesce(e.state, 'ARMED') as state,
         c.window_from,
         c.window_to,
         t.made_at as armed_at,
         e.made_at as ended_at,
         coalesce(e.state = 'BREACHED', false)
           and exists (select from monitoring_commitment_left_alone a
                        where a.commitment_id = c.id and a.site_id = l.to_site_id) as left_alone
    from shipment_waybill w
    join shipment_leg l on l.id = w.leg_id
    join monitoring_commitment_site s on s.site_id = l.to_site_id
    join monitoring_commitment c on c.id = s.commitment_id and c.programme_id = w.programme_id
    join monitoring_commitment_step t on t.commitment_id = c.id and t.state = 'ARMED'
    left join monitoring_commitment_step e on e.commitment_id = c.id and e.ordinal > t.ordinal
    join lateral (
           select min(d.happened_at) filter (where d.kind = 'DISPATCHED') as left_at,
                  min(d.happened_at) filter (where d.kind = 'RECEIVED') as first_came,
                  max(d.happened_at) filter (where d.kind = 'RECEIVED') as last_came
             from shipment_declaration d
            where d.waybill_id = w.id
              and (d.kind = 'DISPATCHED' or d.kind = 'RECEIVED' and d.receipt <> 'REFUSED')
              and not exists (select from shipment_declaration n where n.supersedes = d.id)) d on true
   where (current_user = 'aidwitness_work' or w.programme_id in (select registry_seen()))
     and c.window_to > coalesce(d.left_at, d.first_came)
     and (d.last_came is null
          or t.made_at <= d.last_came
          or d.first_came <= c.window_to and d.last_came >= c.window_from)
  union all
  select v.waybill_id, v.id, 'VISIT', v.organisation_id, 'ARMED', v.window_from, v.window_to, v.assigned_at, null, false
    from monitoring_visit v
    join shipment_waybill w on w.id = v.waybill_id
   where v.draw_id is null
     and (current_user = 'aidwitness_work' or w.programme_id in (select registry_seen()));
grant select on verification_case_promise to aidwitness_app;

-- verification: the override that a dispatch rests on, until when it held, and the how many-eth it was that was agreed to in
-- its programme and calendar quarter, of how many.
create view verification_case_override with (security_invoker = true) as
  select d.waybill_id,
         d.id as dispatch_id,
         a.expires_at,
         (select count(*)
            from gate_override p
            join gate_override_decision e on e.override_id = p.id
           where p.programme_id = o.programme_id
             and e.approved
             and date_trunc('quarter', e.decided_at at time zone 'UTC')
               = date_trunc('quarter', a.decided_at at time zone 'UTC')
             and (e.decided_at, e.override_id) <= (a.decided_at, a.override_id)) as ordinal,
         registry_policy_number(o.programme_id, '{gate,overridesPerQuarter}', 3) as most
    from shipment_declaration d
    join gate_clearance g on g.id = d.clearance_id
    join gate_override o on o.id = g.override_id
    join gate_override_decision a on a.override_id = o.id and a.approved
   where d.kind = 'DISPATCHED'
     and not exists (select from shipment_declaration n where n.supersedes = d.id);
grant select on verification_case_override to aidwitness_app;

-- As before, and: what counts as unannounced is for the programme's policy to say.
create or replace view monitoring_place_statement as
  select w.programme_id, a.site_id, p.pcode, a.happened_at,
         case when a.verdict = 'ACCESS_DENIED' then 'REFUSED'
              when a.notice_hours <= registry_policy_number(w.programme_id, '{unannouncedHours}', 24)
                   and not a.escorted then 'UNANNOUNCED_VISIT'
              else 'ANNOUNCED_VISIT' end as kind,
         a.id as source_id, 1 as rank, a.organisation_id, a.waybill_id,
         coalesce(a.visit_id, (select o.visit_id from monitoring_visit_outcome o
                                where o.attestation_id = a.id order by o.visit_id limit 1)) as visit_id
    from monitoring_attestation a
    join shipment_waybill w on w.id = a.waybill_id
    join registry_site p on p.id = a.site_id
   where (a.verdict = 'ACCESS_DENIED'
          or a.verdict in ('CONFIRMED', 'DISCREPANT', 'NOT_SEEN')
             and a.independent and a.import_run_id is null and (a.method <> 'INTERVIEW' or a.latitude is not null))
     and not exists (select from monitoring_attestation n where n.supersedes = a.id)
  union all
  select i.programme_id, i.site_id, coalesce(i.pcode, p.pcode), i.happened_at, 'REFUSED', i.id, 2, i.organisation_id,
         i.waybill_id,
         coalesce(i.visit_id, (select o.visit_id from monitoring_visit_outcome o
                                where o.incident_id = i.id order by o.visit_id limit 1))
    from monitoring_incident i
    left join registry_site p on p.id = i.site_id
   where i.kind in ('DENIED', 'TURNED_BACK', 'ESCORTED_AWAY', 'OBSTRUCTED', 'DETAINED')
     and not exists (select from monitoring_incident n where n.supersedes = i.id)
  union all
  select w.programme_id, p.id, p.pcode, o.happened_at, 'REFUSED', o.id, 3, o.organisation_id, v.waybill_id, o.visit_id
    from monitoring_visit_outcome o
    join monitoring_visit v on v.id = o.visit_id
    join shipment_waybill w on w.id = v.waybill_id
    join shipment_leg l on l.id = w.leg_id
    join registry_site p on p.id = l.to_site_id
   where o.outcome = 'REFUSED'
     and not exists (select from monitoring_visit_outcome n where n.visit_id = o.visit_id and n.ordinal > o.ordinal);
