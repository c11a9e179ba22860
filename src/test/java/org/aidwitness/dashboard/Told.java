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

    /** Why it is in its state; who was turned away is told by the visit. */
    String ground() {
        return switch (state) {
            case "AWAITING_VISIT" -> "VISIT_AWAITED";
            case "OVERDUE" -> "VISIT_OVERDUE";
            case "VERIFIED" -> "ALL_HOLDS";
            case "UNVERIFIED" -> "TIME_OVER";
            case "DISPUTED" -> "CONTRADICTED";
            case "LOST" -> "ALL_LOST";
            default -> "NOT_ARRIVED";
        };
    }

    /** Under the default policy. */
    @Nullable Instant visitUntil() {
        return received == null
                ? null
                : switch (state) {
                    case "AWAITING_VISIT" -> received.plus(Duration.ofDays(21));
                    case "OVERDUE", "UNVERIFIED" -> received.plus(Duration.ofDays(45));
                    default -> null;
                };
    }

    /** What VERIFIED asks for, and whether this delivery has it; as JSON, of which older versions kept no statements. */
    String conditions(UUID receipt, UUID attestation) {
        boolean verified = state.equals("VERIFIED");
        String seen = verified ? ", \"statements\": [\"" + attestation + "\"]" : "";
        return """
                [{"requirement": "RECEIVED", "holds": %1$s, "value": "%2$s", "limit": "DECLARED",
                  "statements": [%6$s]},
                 {"requirement": "SEEN", "holds": %3$s, "value": "%4$s", "limit": "CONFIRMED DISCREPANT"%7$s},
                 {"requirement": "INDEPENDENT", "holds": %3$s, "value": "NONE", "limit": "> 2 relations"%7$s},
                 {"name": "ON_SITE", "holds": %3$s, "value": "%8$s", "limit": "COUNT WEIGH TALLY"},
                 {"name": "IN_TIME", "holds": %3$s, "value": "%9$s", "limit": "< 2026-12-20T07:40:00Z"%7$s},
                 {"name": "ACCEPTED", "holds": %3$s, "value": "%5$s", "limit": "ACCEPTED"%7$s},
                 {"name": "CONFIRMED", "holds": %3$s, "value": "%4$s", "limit": "CONFIRMED"%7$s},
                 {"name": "WITHIN_TOLERANCE", "holds": %3$s, "value": "%10$s", "limit": "100 bp"%7$s},
                 {"name": "NO_HIGH_FLAG", "holds": true, "value": "NONE", "limit": "< HIGH"}]
                """.formatted(
                        received != null,
                        received == null ? "NONE" : received,
                        verified,
                        verified ? "CONFIRMED" : "NONE",
                        verified ? "ACCEPTED" : "NONE",
                        received == null ? "" : "\"" + receipt + "\"",
                        seen,
                        verified ? "COUNT" : "NONE",
                        verified ? received : "NONE",
                        verified ? "0 of 498 packages" : "NONE");
    }
}
