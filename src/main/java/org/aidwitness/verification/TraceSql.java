package org.aidwitness.verification;

/** The questions of {@link Traces}, each for a whole batch; what they read at one site or of one monitor is bounded. */
final class TraceSql {

    // Back through the site's latest statements to the last one of somebody else, then forth from there. Only so many
    // can make a row that a policy asks for.
    static final String ROUTINE = """
            select a.id, k.in_a_row
              from verification_case_stop a
              cross join lateral (
                     select (date_trunc('day', a.happened_at at time zone 'UTC') + interval '1 day')
                              at time zone 'UTC' as over_at) d
              left join lateral (
                     select (date_trunc('day', c.happened_at at time zone 'UTC') + interval '1 day')
                              at time zone 'UTC' as over_at
                       from (select b.id, b.organisation_id, b.monitor, b.happened_at
                               from verification_case_caller b
                              where b.site_id = a.site_id
                                and b.happened_at < d.over_at
                              order by b.happened_at desc
                              limit :most) c
                      where (c.organisation_id, c.monitor) <> (a.organisation_id, a.monitor)
                        and exists (select from verification_case_seen v where v.id = c.id)
                      order by c.happened_at desc
                      limit 1) o on true
              cross join lateral (
                     select count(distinct cast(c.happened_at at time zone 'UTC' as date)) as in_a_row
                       from (select b.id, b.happened_at
                               from verification_case_caller b
                              where b.site_id = a.site_id
                                and b.organisation_id = a.organisation_id
                                and b.monitor = a.monitor
                                and b.happened_at >= coalesce(o.over_at, '-infinity')
                                and b.happened_at < d.over_at
                              order by b.happened_at desc
                              limit :most) c
                      where exists (select from verification_case_seen v where v.id = c.id)) k
             where a.id = any (cast((select cast(:ids as uuid[])) as uuid[]))""";

    static final String SPEAKING = """
            select attestation_id, speaks
              from verification_case_speaking
             where attestation_id = any (cast((select cast(:ids as uuid[])) as uuid[]))""";

    static final String NEARBY = """
            select a.id, n.relation, n.statement, n.waybill_id, n.happened_at, n.latitude, n.longitude, n.accuracy_m
              from verification_case_stop a
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
             where a.id = any (cast((select cast(:ids as uuid[])) as uuid[]))
               and a.latitude is not null""";

    static final String CALLERS = """
            select a.id, c.id as statement, c.happened_at, s.speaks
              from verification_case_seen a
              cross join lateral (
                     select b.id, b.happened_at
                       from verification_case_caller b
                      where b.site_id = a.site_id
                        and b.happened_at > a.happened_at - (:days + 1) * interval '1 day'
                        and b.happened_at < (date_trunc('day', a.happened_at at time zone 'UTC') + interval '1 day')
                                              at time zone 'UTC'
                      order by b.happened_at desc
                      limit :most) c
              join verification_case_seen v on v.id = c.id
              left join verification_case_speaking s on s.attestation_id = c.id
             where a.id = any (cast((select cast(:ids as uuid[])) as uuid[]))
               and c.id <> a.id
             order by a.id, c.id""";

    static final String PICTURES = """
            select attestation_id, encode(sha256, 'hex'), perceptual_hash, taken_at
              from verification_case_picture
             where attestation_id = any (cast((select cast(:ids as uuid[])) as uuid[]))
             order by attestation_id, sha256""";

    static final String SAME_FILE = """
            select p.attestation_id, encode(p.sha256, 'hex'), o.id, o.waybill_id, o.visit_id, o.organisation_id, o.monitor,
                   o.happened_at, o.told_at, cast(null as integer)
              from verification_case_picture p
              cross join lateral (
                     select l.attestation_id
                       from verification_case_picture l
                      where l.sha256 = p.sha256
                        and l.attestation_id <> p.attestation_id
                      order by l.attestation_id
                      limit :most) c
              join verification_case_seen o on o.id = c.attestation_id
             where p.attestation_id = any (cast((select cast(:ids as uuid[])) as uuid[]))
             order by p.attestation_id, o.id""";

    // Who may have taken the picture before, or took it again: at the site or by the monitor, half a year either
    // way, in the same programme. The latest pictures of them are compared, and no others.
    static final String SAME_LOOK = """
            select p.attestation_id, encode(p.sha256, 'hex'), o.id, o.waybill_id, o.visit_id, o.organisation_id, o.monitor,
                   o.happened_at, o.told_at, c.bits
              from verification_case_picture p
              join verification_case_seen a on a.id = p.attestation_id
              join verification_case_carriage w on w.waybill_id = a.waybill_id
              cross join lateral (
                     select q.attestation_id,
                            cast(bit_count(cast(q.perceptual_hash # p.perceptual_hash as bit(64))) as integer) as bits
                       from ((select b.attestation_id, b.sha256, b.perceptual_hash
                                from verification_case_picture b
                               where b.site_id = p.site_id
                                 and b.perceptual_hash is not null
                                 and b.happened_at between p.happened_at - :compared * interval '1 day'
                                                       and p.happened_at + :compared * interval '1 day'
                               order by b.happened_at desc
                               limit :candidates)
                             union all
                             (select b.attestation_id, b.sha256, b.perceptual_hash
                                from verification_case_picture b
                               where b.organisation_id = p.organisation_id
                                 and b.monitor = p.monitor
                                 and b.perceptual_hash is not null
                                 and b.happened_at between p.happened_at - :compared * interval '1 day'
                                                       and p.happened_at + :compared * interval '1 day'
                               order by b.happened_at desc
                               limit :candidates)) q
                      where q.attestation_id <> p.attestation_id
                        and q.sha256 <> p.sha256
                        and bit_count(cast(q.perceptual_hash # p.perceptual_hash as bit(64))) <= :bits
                      limit :most) c
              join verification_case_seen o on o.id = c.attestation_id
              join verification_case_carriage x on x.waybill_id = o.waybill_id and x.programme_id = w.programme_id
             where p.attestation_id = any (cast((select cast(:ids as uuid[])) as uuid[]))
               and a.id = any (cast((select cast(:ids as uuid[])) as uuid[]))
               and p.perceptual_hash is not null
             order by p.attestation_id, o.id""";

    private TraceSql() {}
}
