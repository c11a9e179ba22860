package org.aidwitness.verification;

/** The questions of {@link RoundFile}, each for one programme: the database counts. */
final class RoundSql {

    // A finding is what the monitor calls one, or a count that differs from the receipt by more than F11 lets pass.
    static final String MONITORS = """
            with visit as (
              select v.id, v.waybill_id, v.organisation_id, v.monitor, v.happened_at, v.accepted_at,
                     v.discrepant
                       or case
                            when v.observed_kg is not null and v.received_kg is not null
                              then abs(v.observed_kg - v.received_kg) * 10000 > v.received_kg * :tolerance
                            when v.observed_packages is not null and v.received_packages is not null
                              then abs(v.observed_packages - v.received_packages) * 10000
                                     > v.received_packages * :tolerance
                            else false
                          end as finding
                from verification_round_visit v
               where v.programme_id = :programme
                 and v.saw
                 and v.happened_at >= :weekFrom
                 and v.happened_at < :now
            )
            select organisation_id,
                   monitor,
                   count(*) filter (where happened_at >= :from),
                   count(*) filter (where happened_at >= :from and later > later_own),
                   count(*) filter (where happened_at < :week and accepted_at < :week),
                   count(*) filter (where happened_at < :week and accepted_at < :week and finding)
              from (select v.*,
                           count(*) over (partition by waybill_id
                                              order by happened_at, id
                                               rows between 1 following and unbounded following) as later,
                           count(*) over (partition by waybill_id, organisation_id, monitor
                                              order by happened_at, id
                                               rows between 1 following and unbounded following) as later_own
                      from visit v) counted
             group by organisation_id, monitor
             order by count(*) desc, organisation_id, monitor
             limit :most""";

    // The receipt is left aside: what two monitors counted is set against each other.
    static final String GAPS = """
            with visit as materialized (
              select v.id, v.waybill_id, v.organisation_id, v.monitor, v.happened_at, v.observed_kg,
                     v.observed_packages
                from verification_round_visit v
               where v.programme_id = :programme
                 and v.saw
                 and v.happened_at >= :from
                 and v.happened_at < :now
            ),
            pair as (
              select f.organisation_id, f.monitor, f.id as first_id, l.id as second_id, l.happened_at,
                     f.observed_kg is not null and l.observed_kg is not null as weighed,
                     case when f.observed_kg is not null and l.observed_kg is not null
                       then f.observed_kg else f.observed_packages end as first,
                     case when f.observed_kg is not null and l.observed_kg is not null
                       then l.observed_kg else l.observed_packages end as second
                from visit f
                join visit l on l.waybill_id = f.waybill_id
                 and (l.organisation_id, l.monitor) <> (f.organisation_id, f.monitor)
                 and (l.happened_at, l.id) > (f.happened_at, f.id)
            )
            select organisation_id, monitor, first_id, second_id, weighed, first, second
              from pair
             where abs(second - first) * 10000 > first * :tolerance
             order by happened_at desc, second_id, first_id
             limit :most""";

    static final String SITES = """
            select site_id,
                   count(notice_hours),
                   count(*) filter (where notice_hours > :unannounced),
                   count(*) - count(notice_hours),
                   count(*) filter (where handed_out and (not escorted or private_interviews is not null)),
                   count(*) filter (where handed_out and escorted and private_interviews = 0),
                   count(*) filter (where handed_out
                                      and (escorted is null or escorted and private_interviews is null))
              from verification_round_visit
             where programme_id = :programme
               and happened_at >= :from
               and happened_at < :now
             group by site_id
            having count(*) >= :fewest
             order by count(*) desc, site_id
             limit :most""";

    static final String PARTIES = """
            select organisation_id,
                   part,
                   cast(sum(waybills) as bigint),
                   least(sum(kg), :mostKg),
                   cast(sum(unknown_waybills) as bigint)
              from verification_haul_sum
             where programme_id = :programme
               and day between :first and :last
             group by organisation_id, part
            having sum(waybills) > 0
                or sum(unknown_waybills) > 0
             order by 4 desc, organisation_id, part
             limit :most""";

    // Held until the end of the transaction: nobody answers one of them while the round decides.
    static final String HOLD_FLAGS = """
            select id
              from verification_flag
             where programme_id = :programme
               and waybill_id is null
               and state in ('OPEN', 'ACKNOWLEDGED', 'IN_REVIEW')
             order by id
               for update""";

    static final String FLAGS = """
            select g.id, g.rule, g.rule_version, g.severity, g.state, g.subject_kind, g.subject_id, g.subject_text,
                   cast(s.facts as text), s.ordinal, s.made_at
              from verification_flag g
              join lateral (select t.facts, t.ordinal, t.made_at from verification_flag_step t
                             where t.flag_id = g.id order by t.ordinal desc limit 1) s on true
             where g.programme_id = :programme
               and g.waybill_id is null
               and (g.state in ('OPEN', 'ACKNOWLEDGED', 'IN_REVIEW')
                    or g.state in ('RESOLVED', 'WAIVED') and s.made_at >= :since)
             order by g.raised_at, g.id
             limit :most""";

    private RoundSql() {}
}
