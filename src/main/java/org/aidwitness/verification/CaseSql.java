package org.aidwitness.verification;

/** The questions of {@link CaseFile}, each for a whole batch. */
final class CaseSql {

    static final String WAYBILLS = """
            select waybill_id, programme_id, number, final, first_leg, planned_departure, planned_arrival,
                   consignor_id, consignee_id, accepted_at,
                   from_site_id, from_latitude, from_longitude, from_radius_m,
                   to_site_id, to_latitude, to_longitude, to_radius_m, to_catchment, to_area, last_clearance,
                   contribution_id, carrier_id, authority_id, mode, seals, to_people
              from verification_case_waybill
             where waybill_id = any (cast((select cast(:ids as uuid[])) as uuid[]))
             order by waybill_id""";

    static final String LINES = """
            select waybill_id, line_id, packages, net_kg, kg_included, value_usd, lot_id, kg_per_package, best_before
              from verification_case_line
             where waybill_id = any (cast((select cast(:ids as uuid[])) as uuid[]))
             order by waybill_id, line_id""";

    // In no order: sorting them took a third of the time. A case puts its
    // statements in the order of their events, and their lines in that of their ids.
    static final String DECLARATIONS = """
            select d.waybill_id, d.id, d.kind, d.organisation_id, d.signed_by, d.device_id, d.site_id,
                   d.happened_at, d.happened_precision, d.noted_at, d.device_at, d.latitude, d.longitude,
                   d.accuracy_m, d.seals, d.receipt, d.accepted_at, d.history, d.clearance,
                   q.line_id, q.good_packages, q.good_kg, q.damaged_packages, q.damaged_kg,
                   q.missing_packages, q.missing_kg, q.surplus_packages, q.surplus_kg, q.reason,
                   d.told_at
              from verification_case_declaration d
              left join verification_case_declaration_line q on q.declaration_id = d.id
             where d.waybill_id = any (cast((select cast(:ids as uuid[])) as uuid[]))""";

    static final String ATTESTATIONS = """
            select waybill_id, id, organisation_id, independent, independence_path, monitor, method, verdict,
                   notice_hours, escorted, private_interviews, latitude, longitude, accuracy_m,
                   happened_at, device_at, accepted_at, imported, accepted, reviewer, packages, kg, weighed,
                   visit_id, mock_location, told_at, languages
              from verification_case_attestation
             where waybill_id = any (cast((select cast(:ids as uuid[])) as uuid[]))
             order by waybill_id, id""";

    static final String REFUSALS = """
            select site_id, happened_at
              from verification_case_refusal
             where site_id = any (:sites)
             order by happened_at desc
             limit :most""";

    // The first that were made: those that a dispatch went by.
    static final String PROMISES = """
            select waybill_id, id, kind, organisation_id, state, window_from, window_to, armed_at, ended_at, left_alone
              from (select v.*, row_number() over (partition by v.waybill_id order by v.armed_at, v.id) as ordinal
                      from verification_case_promise v
                     where v.waybill_id = any (cast((select cast(:ids as uuid[])) as uuid[]))) p
             where ordinal <= :most
             order by waybill_id, ordinal""";

    static final String OVERRIDES = """
            select waybill_id, dispatch_id, expires_at, ordinal, most
              from verification_case_override
             where waybill_id = any (cast((select cast(:ids as uuid[])) as uuid[]))
             order by waybill_id, dispatch_id""";

    // Lots and custodians are named so that the sums are made of these alone.
    static final String BALANCES = """
            select lot_id, custodian_id, lot, balance_kg
              from verification_case_balance
             where lot_id = any (:lots)
               and custodian_id = any (:parties)
             order by lot_id, custodian_id""";

    static final String RELATIONS = """
            select from_organisation_id, to_organisation_id, from_name, to_name, valid_from, valid_to, kind
              from verification_case_relation
             where from_organisation_id = any (:parties)
                or to_organisation_id = any (:parties)
             order by from_organisation_id, to_organisation_id, valid_from
             limit :most""";

    static final String FLAGS = """
            select g.waybill_id, g.id, g.rule, g.rule_version, g.severity, g.state, g.raised_at,
                   cast(s.facts as text), s.ordinal, s.high_since, s.critical_since
              from verification_flag g
              join lateral (select (array_agg(t.facts order by t.ordinal desc))[1] as facts,
                                   max(t.ordinal) as ordinal,
                                   min(t.made_at) filter (where t.severity in ('HIGH', 'CRITICAL')) as high_since,
                                   min(t.made_at) filter (where t.severity = 'CRITICAL') as critical_since
                              from verification_flag_step t
                             where t.flag_id = g.id
                            having count(*) > 0) s on true
             where g.waybill_id = any (cast((select cast(:ids as uuid[])) as uuid[]))
               and g.state <> 'CLEARED'
             order by g.waybill_id, g.raised_at, g.id""";

    private CaseSql() {}
}
