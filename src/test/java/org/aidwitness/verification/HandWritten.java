package org.aidwitness.verification;

/**
 * What a verdict would be if somebody wrote it by hand as one statement of SQL: the states of all deliveries of a
 * programme under the default policy, and the plainest of the rules, over the rows that a verdict rests on: waybills with
 * their legs and places, lines, clearances, declarations with their lines, attestations with what was counted and their
 * reviews, the monitors' ways, plans, the flags, and the verdicts that stand: what is verified again is compared with what was
 * said before.
 */
final class HandWritten {

    /**
     * For each state: deliveries, how many of their standing verdicts say otherwise, tonnes given, arrived and lost, and how
     * often each of the plain rules would speak.
     */
    static final String STATES = """
            with waybill as (
                   select w.id, w.planned_arrival, l.final, l.to_site_id, t.area, t.catchment, t.latitude, t.longitude,
                          t.radius_m, f.latitude as from_latitude, c.contribution_id
                     from shipment_waybill w
                     join shipment_leg l on l.id = w.leg_id
                     join shipment_consignment c on c.id = l.consignment_id
                     join registry_site f on f.id = l.from_site_id
                     join registry_site t on t.id = l.to_site_id
                    where w.programme_id = :programme),
                 line as (
                   select waybill_id, sum(net_kg) as kg, sum(packages) as packages, max(kg_per_package) as pack_kg
                     from shipment_line
                    group by waybill_id),
                 cleared as (
                   select distinct on (waybill_id) waybill_id, outcome
                     from gate_clearance
                    order by waybill_id, decided_at desc, id desc),
                 declared as (
                   select d.waybill_id,
                          min(d.happened_at) filter (where d.kind = 'DISPATCHED') as left_at,
                          min(d.happened_at) filter (where d.kind = 'RECEIVED' and d.receipt <> 'REFUSED') as came_at,
                          sum(q.good_kg) filter (where d.kind = 'RECEIVED') as arrived_kg,
                          sum(q.missing_kg + coalesce(q.damaged_kg, 0)) filter (where d.kind = 'RECEIVED') as lost_kg,
                          bool_or(q.missing_kg > 0 and q.reason is null) as unexplained,
                          bool_or(d.accepted_at > d.happened_at + interval '3 days') as late,
                          bool_or(d.device_at > d.accepted_at) as ahead
                     from shipment_declaration d
                     left join shipment_declaration_line q on q.declaration_id = d.id
                    where not exists (select from shipment_declaration s where s.supersedes = d.id)
                    group by d.waybill_id),
                 observed as (
                   select attestation_id, sum(packages) as packages, sum(kg) as kg
                     from monitoring_observation
                    group by attestation_id),
                 reviewed as (
                   select distinct on (attestation_id) attestation_id, accepted, reviewer
                     from monitoring_review
                    order by attestation_id, reviewed_at desc, id desc),
                 visit as (
                   select a.waybill_id, a.site_id, a.happened_at, a.verdict, a.method, a.independent, a.latitude,
                          a.longitude, a.notice_hours, a.escorted, a.private_interviews, o.kg,
                          r.accepted and r.reviewer <> a.monitor as accepted,
                          lag(a.happened_at) over way as before_at,
                          lag(a.latitude) over way as before_latitude,
                          lag(a.longitude) over way as before_longitude,
                          lag(a.monitor, 1) over (partition by a.site_id order by a.happened_at, a.id) = a.monitor
                            as again
                     from monitoring_attestation a
                     left join observed o on o.attestation_id = a.id
                     left join reviewed r on r.attestation_id = a.id
                    where not exists (select from monitoring_attestation s where s.supersedes = a.id)
                   window way as (partition by a.organisation_id, a.monitor order by a.happened_at, a.id)),
                 flagged as (
                   select waybill_id,
                          count(*) filter (where state in ('RESOLVED', 'WAIVED')) as settled,
                          count(*) filter (where state not in ('RESOLVED', 'WAIVED')) as open
                     from verification_flag
                    where state <> 'CLEARED'
                    group by waybill_id),
                 seen as (
                   select v.waybill_id,
                          bool_or(v.independent and v.accepted and v.verdict = 'CONFIRMED'
                                  and v.method in ('COUNT', 'WEIGH', 'TALLY')
                                  and v.happened_at < d.came_at + interval '45 days'
                                  and abs(v.kg - d.arrived_kg) <= d.arrived_kg * 0.01) as confirmed,
                          bool_or(v.independent and v.accepted and v.verdict = 'DISCREPANT') as contradicted,
                          bool_or(v.verdict = 'ACCESS_DENIED') as denied,
                          bool_or(v.escorted and v.private_interviews = 0) as escorted,
                          bool_or(v.notice_hours > 24) as announced,
                          bool_or(v.again) as again,
                          bool_or(abs(v.latitude - v.before_latitude) + abs(v.longitude - v.before_longitude)
                                  > extract(epoch from v.happened_at - v.before_at) / 3600.0) as too_fast
                     from visit v
                     join declared d on d.waybill_id = v.waybill_id
                    group by v.waybill_id),
                 told as (
                   select w.final, w.area, l.kg as given_kg, d.arrived_kg, d.lost_kg, d.left_at, d.came_at, d.late,
                          d.unexplained, g.outcome, s.*,
                          d.lost_kg > l.kg * 0.02 as short,
                          not exists (select
                                        from shipment_distribution_plan p
                                       where p.site_id = w.to_site_id
                                         and p.planned_on between d.came_at::date - 14 and d.came_at::date + 14)
                            as unplanned,
                          w.planned_arrival < :now and d.came_at is null as missing,
                          coalesce(f.settled, 0) as settled,
                          coalesce(f.open, 0) as open,
                          v.assurance as stands
                     from waybill w
                     join line l on l.waybill_id = w.id
                     left join cleared g on g.waybill_id = w.id
                     left join declared d on d.waybill_id = w.id
                     left join seen s on s.waybill_id = w.id
                     left join flagged f on f.waybill_id = w.id
                     left join verification_delivery v on v.waybill_id = w.id),
                 judged as (
                   select told.*,
                          case
                            when contradicted then 'DISPUTED'
                            when came_at is null then 'ON_THE_WAY'
                            when confirmed and not coalesce(short, false) and not coalesce(too_fast, false) then 'VERIFIED'
                            when denied then 'UNVERIFIED'
                            when :now < came_at + interval '21 days' then 'AWAITING_VISIT'
                            when :now < came_at + interval '45 days' then 'OVERDUE'
                            else 'UNVERIFIED'
                          end as state
                     from told)
            select state,
                   count(*),
                   count(*) filter (where stands is distinct from state),
                   sum(given_kg),
                   sum(arrived_kg),
                   sum(lost_kg),
                   count(*) filter (where outcome is null or outcome = 'HOLD'),
                   count(*) filter (where short),
                   count(*) filter (where unexplained),
                   count(*) filter (where late),
                   count(*) filter (where unplanned),
                   count(*) filter (where missing),
                   count(*) filter (where escorted),
                   count(*) filter (where announced),
                   count(*) filter (where again),
                   count(*) filter (where too_fast),
                   sum(settled),
                   sum(open)
              from judged
             group by 1
             order by 1""";

    private HandWritten() {}
}
