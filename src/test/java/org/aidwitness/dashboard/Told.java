package org.aidwitness.dashboard;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One delivery to tell about; what is null was never said. */
record Told(
        String number,
        String site,
        String state,
        Instant dispatched,
        @Nullable Instant received,
        @Nullable BigDecimal sentKg,
        BigDecimal deliveredKg,
        BigDecimal lostKg) {

    static Told of(String number, String site, String state, Instant dispatched, int sentKg) {
        boolean arrived = !state.equals("ON_THE_WAY") && !state.equals("LOST");
        BigDecimal sent = BigDecimal.valueOf(sentKg);
        return new Told(
                number,
                site,
                state,
                dispatched,
                arrived ? dispatched.plus(Duration.ofHours(30)) : null,
                sent,
                arrived ? sent : BigDecimal.ZERO,
                state.equals("LOST") ? sent : BigDecimal.ZERO);
    }

    Told losing(int kg) {
        return new Told(
                number,
                site,
                state,
                dispatched,
                received,
                sentKg,
                deliveredKg.subtract(BigDecimal.valueOf(kg)),
                BigDecimal.valueOf(kg));
    }

    Told unweighed() {
        return new Told(number, site, state, dispatched, received, null, BigDecimal.ZERO, BigDecimal.ZERO);
    }

    /** What VERIFIED asks for, and whether this delivery has it; as JSON. The statements are kept since a later version. */
    String conditions(@Nullable UUID receipt) {
        String known = receipt == null ? "" : ", \"statements\": [\"" + receipt + "\"]";
        boolean verified = state.equals("VERIFIED");
        return """
                [{"name": "RECEIVED", "holds": %1$s, "value": "%2$s", "limit": "DECLARED"%6$s},
                 {"name": "SEEN", "holds": %3$s, "value": "%4$s", "limit": "CONFIRMED DISCREPANT"},
                 {"name": "INDEPENDENT", "holds": %3$s, "value": "NONE", "limit": "> 2 relations"},
                 {"name": "IN_TIME", "holds": %3$s, "value": "%2$s", "limit": "< 2026-12-20T07:40:00Z"},
                 {"name": "ACCEPTED", "holds": %3$s, "value": "%5$s", "limit": "ACCEPTED"},
                 {"name": "WITHIN_TOLERANCE", "holds": %3$s, "value": "0 of 498 packages", "limit": "100 bp"},
                 {"name": "NO_HIGH_FLAG", "holds": true, "value": "NONE", "limit": "< HIGH"}]
                """.formatted(
                        received != null,
                        received == null ? "NONE" : received,
                        verified,
                        verified ? "CONFIRMED" : "NONE",
                        verified ? "ACCEPTED" : "NONE",
                        known);
    }
}
