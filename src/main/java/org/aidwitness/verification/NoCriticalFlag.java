package org.aidwitness.verification;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.aidwitness.gate.DispatchCondition;
import org.aidwitness.gate.DispatchFacts;
import org.aidwitness.gate.Reason;
import org.aidwitness.kernel.Refusal.Code;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * A critical flag closes the gate for the one it is about until somebody has settled it: the carrier of goods that did not
 * arrive, the partner whose receipts or books contradict what was seen, the place that nobody may see; and whichever of
 * them a flag names itself. Only flags of the same programme: what others know of each other is for people to decide.
 */
@ApplicationScoped
class NoCriticalFlag implements DispatchCondition {

    /** As many as a person reads; one is enough to hold. */
    private static final int MOST = 5;

    private static final String OPEN = """
            select f.id,
                   f.rule,
                   f.number,
                   f.raised_at,
                   'PLACE' as about
              from verification_delivery v
              join verification_critical_flag f on f.waybill_id = v.waybill_id
             where v.site_id = :site
               and v.worst_flag = 5
               and f.programme_id = :programme
               and f.rule in ('F01', 'F04')
            union all
            select f.id,
                   f.rule,
                   f.number,
                   f.raised_at,
                   'CARRIER'
              from verification_critical_flag f
             where f.programme_id = :programme
               and f.rule = 'F08'
               and f.carrier_id = :carrier
            union all
            select f.id,
                   f.rule,
                   f.number,
                   f.raised_at,
                   'PARTNER'
              from verification_critical_flag f
             where f.programme_id = :programme
               and f.rule in ('F11', 'F12')
               and f.consignee_id = :partner
            union all
            select s.id,
                   s.rule,
                   cast(null as text),
                   s.raised_at,
                   case
                     when s.subject_kind = 'SITE' then 'PLACE'
                     when s.subject_id = :carrier then 'CARRIER'
                     else 'PARTNER'
                   end
              from verification_flag s
             where s.programme_id = :programme
               and s.severity = 'CRITICAL'
               and s.state in ('OPEN', 'ACKNOWLEDGED', 'IN_REVIEW')
               and (s.subject_kind = 'SITE' and s.subject_id = :site
                    or s.subject_kind = 'ORGANISATION' and s.subject_id in (:carrier, :partner))
             order by 4, 1
             limit :most""";

    /** The number is that of the delivery, if it is about one. */
    private record Row(UUID flag, String rule, @Nullable String number, Instant raisedAt, String about) {

        String words() {
            String whom = about.toLowerCase(Locale.ROOT);
            return number == null
                    ? "The critical flag " + rule + " about the " + whom + " itself is open."
                    : "The critical flag " + rule + " of delivery " + number + " is open. It is about the " + whom
                            + ".";
        }
    }

    private final StatelessSession session;

    NoCriticalFlag(StatelessSession session) {
        this.session = session;
    }

    @Override
    public Answer check(DispatchFacts facts) {
        List<Row> open = session.createNativeQuery(OPEN, Row.class)
                .setParameter("programme", facts.programme())
                .setParameter("site", facts.destination())
                .setParameter("carrier", facts.carrier(), UUID.class)
                .setParameter("partner", facts.consignee())
                .setParameter("most", MOST)
                .getResultList();
        SortedMap<String, String> seen = new TreeMap<>();
        open.forEach(row -> seen.put(row.flag().toString(), row.rule() + " " + row.about()));
        return new Answer(
                "no-critical-flag",
                seen,
                open.stream()
                        .map(row -> new Reason(
                                Code.CRITICAL_FLAG_OPEN,
                                row.words(),
                                "This is lifted when a reviewer settles the flag."))
                        .toList());
    }
}
