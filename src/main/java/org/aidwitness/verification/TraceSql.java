package org.aidwitness.verification;

/** The questions of {@link Traces}, each for a whole batch; what they read at one site or of one monitor is bounded. */
final class TraceSql {

    // The row of visits is counted back through the site's latest statements: the newest of them are enough.
    static final String SEEN = """
            select a.id, a.site_id, a.visit_id, a.mock_location, a.told_at, a.languages, a.speaks, k.in_a_row
              from verification_case_seen a
              cross join lateral (
                     select count(distinct r.day) filter (where r.own and (r.other_day is null or r.day > r.other_day))
                              as in_a_row
                       from (select q.day, q.own, max(q.day) filter (where not q.own) over () as other_day
                               from (select cast(v.happened_at at time zone 'UTC' as date) as day,
                                            v.organisation_id = a.organisation_id and v.monitor = a.monitor as own
                                       from verification_case_seen v
                                      where v.site_id = a.site_id
                                        and v.verdict <> 'ACCESS_DENIED'
                                        and v.happened_at
                                            < (date_trunc('day', a.happened_at at time zone 'UTC') + interval '1 day')
                                                at time zone 'UTC'
                                      order by v.happened_at desc
                                      limit :most) q) r) k
             where a.waybill_id = any (:ids)
             order by a.id""";

    static final String NEARBY = """
            select a.id, n.relation, n.statement, n.waybill_id, n.happened_at, n.latitude, n.longitude, n.accuracy_m
              from verification_case_seen a
              cross join lateral (
                     (select 'BEFORE' as relation, b.id as statement, b.waybill_id, b.happened_at,
                             b.latitude, b.longitude, b.accuracy_m
                        from verification_case_seen b
                       where b.organisation_id = a.organisation_id
                         and b.monitor = a.monitor
                         and b.latitude is not null
                         and (b.happened_at, b.id) < (a.happened_at, a.id)
                       order by b.happened_at desc, b.id desc
                       limit 1)
                     union all
                     (select 'AFTER', b.id, b.waybill_id, b.happened_at, b.latitude, b.longitude, b.accuracy_m
                        from verification_case_seen b
                       where b.organisation_id = a.organisation_id
                         and b.monitor = a.monitor
                         and b.latitude is not null
                         and (b.happened_at, b.id) > (a.happened_at, a.id)
                       order by b.happened_at, b.id
                       limit 1)
                     union all
                     (select 'SPOT', b.id, b.waybill_id, b.happened_at, b.latitude, b.longitude, b.accuracy_m
                        from verification_case_seen b
                       where b.organisation_id = a.organisation_id
                         and b.monitor = a.monitor
                         and b.latitude is not null
                         and b.spot_latitude = a.spot_latitude
                         and b.spot_longitude = a.spot_longitude
                         and b.id <> a.id
                       order by b.happened_at desc
                       limit :most)) n
             where a.waybill_id = any (:ids)
               and a.latitude is not null
             order by a.id, n.relation, n.statement""";

    static final String CALLERS = """
            select a.id, v.statement, v.happened_at, v.speaks
              from verification_case_seen a
              cross join lateral (
                     select b.id as statement, b.happened_at, b.speaks
                       from verification_case_seen b
                      where b.site_id = a.site_id
                        and b.verdict <> 'ACCESS_DENIED'
                        and b.id <> a.id
                        and b.happened_at > a.happened_at - (:days + 1) * interval '1 day'
                        and b.happened_at < (date_trunc('day', a.happened_at at time zone 'UTC') + interval '1 day')
                                              at time zone 'UTC'
                      order by b.happened_at desc
                      limit :most) v
             where a.id = any (:ids)
             order by a.id, v.statement""";

    static final String PICTURES = """
            select attestation_id, encode(sha256, 'hex'), perceptual_hash, taken_at
              from verification_case_picture
             where waybill_id = any (:ids)
             order by attestation_id, sha256""";

    static final String SAME_FILE = """
            select p.attestation_id, encode(p.sha256, 'hex'), o.id, o.waybill_id, o.visit_id, o.organisation_id, o.monitor,
                   o.happened_at, cast(null as integer)
              from verification_case_picture p
              cross join lateral (
                     select s.id, s.waybill_id, s.visit_id, s.organisation_id, s.monitor, s.happened_at
                       from verification_case_link l
                       join verification_case_seen s on s.id = l.attestation_id
                      where l.sha256 = p.sha256
                        and l.attestation_id <> p.attestation_id
                      order by s.happened_at, s.id
                      limit :most) o
             where p.waybill_id = any (:ids)
             order by p.attestation_id, o.id""";

    // Who may have taken the picture before, or took it again: at the site or by the monitor, half a year either way.
    // The
    // latest of them are looked at; a hash is compared with theirs and with no others.
    static final String SAME_LOOK = """
            select a.id, encode(p.sha256, 'hex'), o.id, o.waybill_id, o.visit_id, o.organisation_id, o.monitor,
                   o.happened_at, o.bits
              from verification_case_seen a
              join verification_case_picture p on p.attestation_id = a.id and p.perceptual_hash is not null
              cross join lateral (
                     select c.id, c.waybill_id, c.visit_id, c.organisation_id, c.monitor, c.happened_at,
                            cast(bit_count(cast(q.perceptual_hash # p.perceptual_hash as bit(64))) as integer) as bits
                       from ((select b.id, b.waybill_id, b.visit_id, b.organisation_id, b.monitor, b.happened_at
                                from verification_case_seen b
                               where b.site_id = a.site_id
                                 and b.programme_id = a.programme_id
                                 and b.happened_at between a.happened_at - interval '180 days'
                                                       and a.happened_at + interval '180 days'
                               order by b.happened_at desc
                               limit :candidates)
                             union
                             (select b.id, b.waybill_id, b.visit_id, b.organisation_id, b.monitor, b.happened_at
                                from verification_case_seen b
                               where b.organisation_id = a.organisation_id
                                 and b.monitor = a.monitor
                                 and b.programme_id = a.programme_id
                                 and b.happened_at between a.happened_at - interval '180 days'
                                                       and a.happened_at + interval '180 days'
                               order by b.happened_at desc
                               limit :candidates)) c
                       join verification_case_picture q on q.attestation_id = c.id
                      where c.id <> a.id
                        and q.sha256 <> p.sha256
                        and bit_count(cast(q.perceptual_hash # p.perceptual_hash as bit(64))) <= :bits
                      order by c.happened_at, c.id
                      limit :most) o
             where a.id = any (:ids)
             order by a.id, o.id""";

    private TraceSql() {}
}
