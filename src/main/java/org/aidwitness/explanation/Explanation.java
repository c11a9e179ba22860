package org.aidwitness.explanation;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.aidwitness.verification.rule.Assurance.Ground;
import org.aidwitness.web.Figures;
import org.jspecify.annotations.Nullable;

/** The door to the sentences. Conditions come as they were stored, maybe long ago: what is not understood is shown as it is. */
@ApplicationScoped
public class Explanation {

    // Limits as verdicts hold them; what an older one holds instead is no limit to tell.
    private static final Pattern RELATIONS = Pattern.compile("> (\\d+) relations");
    private static final Pattern INSTANT = Pattern.compile("< (\\d{4}-.*Z)");
    private static final Pattern SHARE = Pattern.compile("(\\d+ bp)");

    private final Sentences why;

    Explanation(Sentences why) {
        this.why = why;
    }

    /** Where the goods are; of a logistics state. */
    public String logistics(String state) {
        return why.logistics(state);
    }

    /**
     * Why the delivery is in its state of assurance.
     *
     * @param until when the time for a visit ends; null where that is not the matter, or not known
     */
    public String assurance(Ground ground, @Nullable Instant until, int policyVersion) {
        String day = until == null ? "" : Figures.day(until);
        String policy = why.policy(policyVersion);
        return switch (ground) {
            case NOT_ARRIVED -> why.notArrived(policy);
            case VISIT_AWAITED -> why.visitAwaited(day, policy);
            case VISIT_OVERDUE -> why.visitOverdue(day, policy);
            case ALL_HOLDS -> why.allHolds(policy);
            case TURNED_AWAY -> why.turnedAway(policy);
            case TIME_OVER -> why.timeOver(day, policy);
            case CONTRADICTED -> why.contradicted(policy);
            case ALL_LOST -> why.allLost(policy);
        };
    }

    /** One condition of VERIFIED, with its value and its limit. */
    public String condition(String requirement, boolean holds, String value, String limit) {
        return switch (requirement) {
            case "RECEIVED" -> why.received(holds, PlainWords.of(value));
            case "SEEN" -> why.seen(value);
            case "INDEPENDENT" -> why.independent(holds, value, told(RELATIONS, limit));
            case "ON_SITE" -> why.onSite(holds, value);
            case "IN_TIME" ->
                why.inTime(holds, value.equals("NONE") ? value : PlainWords.of(value), told(INSTANT, limit));
            case "ACCEPTED" -> why.accepted(holds, value);
            case "CONFIRMED" -> why.confirmed(holds, value);
            case "WITHIN_TOLERANCE" -> why.withinTolerance(holds, value, told(SHARE, limit));
            case "NO_HIGH_FLAG" -> why.noHighFlag(holds, PlainWords.of(value));
            default -> why.other(PlainWords.of(requirement), PlainWords.of(value), PlainWords.of(limit));
        };
    }

    private static String told(Pattern pattern, String limit) {
        Matcher found = pattern.matcher(limit);
        return found.matches() ? PlainWords.of(found.group(1)) : "";
    }
}
