package org.aidwitness.monitoring;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.aidwitness.kernel.Fingerprint;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.aidwitness.kernel.Sha256;
import org.aidwitness.monitoring.draw.DrawRule;
import org.jspecify.annotations.Nullable;

/**
 * Closes a population and the rule by which visits are drawn from it. The population is every delivery of the programme
 * that is due in the period: nobody picks what may be looked at. What cannot be visited is excluded by name, with a reason.
 *
 * @param from deliveries that are due from here
 * @param until and before this; at most a year later
 * @param revealAt custodians speak from here
 * @param discloseAt the monitors' organisations learn where they go; not before the custodians' time is over
 * @param windowFrom visits happen from here
 * @param windowTo and until here, at most a year later; then the result is published
 * @param custodians the names of their chains; two or more, of different organisations without a stake
 * @param monitors who may be sent, at most 500
 * @param exclusions what may not be drawn, at most 1,000
 */
public record CommitDraw(
        UUID id,
        UUID programme,
        Instant from,
        Instant until,
        Instant revealAt,
        Instant discloseAt,
        Instant windowFrom,
        Instant windowTo,
        List<String> custodians,
        List<Monitor> monitors,
        @Nullable List<Exclusion> exclusions) {

    static final int MOST_CUSTODIANS = 20;
    static final int MOST_MONITORS = 500;
    static final int MOST_EXCLUSIONS = 1_000;

    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    private static final Duration LONGEST = Duration.ofDays(366);

    /**
     * @param pseudonym 1 to 100 characters, once in a draw
     * @param organisation whom the monitor works for
     */
    public record Monitor(String pseudonym, UUID organisation) {

        public Monitor {
            require("/monitors/pseudonym", pseudonym, 100);
            present("/monitors/organisation", organisation);
        }
    }

    /**
     * @param waybill inside the population
     * @param reason 1 to 300 characters
     */
    public record Exclusion(UUID waybill, String reason) {

        public Exclusion {
            present("/exclusions/waybill", waybill);
            require("/exclusions/reason", reason, 300);
        }
    }

    public CommitDraw {
        present("/id", id);
        present("/programme", programme);
        from = exact("/from", from);
        until = exact("/until", until);
        revealAt = exact("/revealAt", revealAt);
        discloseAt = exact("/discloseAt", discloseAt);
        windowFrom = exact("/windowFrom", windowFrom);
        windowTo = exact("/windowTo", windowTo);
        ordered("/until", from, until);
        visits(discloseAt, windowFrom, windowTo);
        soon(revealAt, windowTo);
        custodians = listed("/custodians", custodians, MOST_CUSTODIANS, cid -> cid);
        monitors = listed("/monitors", monitors, MOST_MONITORS, Monitor::pseudonym);
        exclusions =
                listed("/exclusions", exclusions == null ? List.of() : exclusions, MOST_EXCLUSIONS, Exclusion::waybill);
    }

    static void visits(Instant discloseAt, Instant windowFrom, Instant windowTo) {
        ordered("/windowTo", windowFrom, windowTo);
        if (windowFrom.isBefore(discloseAt)) {
            throw Refused.at("/windowFrom", Code.DATES_REVERSED, "Visits begin after their monitors know of them.");
        }
    }

    static void soon(Instant revealAt, Instant windowTo) {
        if (windowTo.isAfter(revealAt.plus(LONGEST))) {
            throw Refused.at("/windowTo", Code.OUT_OF_RANGE, "Visits end at most a year after the draw.");
        }
    }

    /** As exact as the database keeps it: the rule's file and the database must mean the same instant. */
    static Instant exact(String field, @Nullable Instant at) {
        if (at == null) {
            throw Refused.at(field, Code.INVALID, "This is needed.");
        }
        if (at.isBefore(EARLIEST) || at.isAfter(LATEST)) {
            throw Refused.at(field, Code.OUT_OF_RANGE, "This lies between the years 2000 and 2200.");
        }
        return at.truncatedTo(ChronoUnit.MICROS);
    }

    private static void present(String field, @Nullable Object value) {
        if (value == null) {
            throw Refused.at(field, Code.INVALID, "This is needed.");
        }
    }

    private static void require(String field, @Nullable String text, int longest) {
        if (text == null || text.isBlank() || text.length() > longest || !DrawRule.isPlain(text)) {
            throw Refused.at(
                    field,
                    Code.OUT_OF_RANGE,
                    "This needs 1 to " + longest + " characters, without line ends and tabs.");
        }
    }

    private static void ordered(String field, Instant from, Instant until) {
        if (!until.isAfter(from)) {
            throw Refused.at(field, Code.DATES_REVERSED, "This ends before it begins.");
        }
        if (until.isAfter(from.plus(LONGEST))) {
            throw Refused.at(field, Code.OUT_OF_RANGE, "This is at most a year long.");
        }
    }

    private static <T> List<T> listed(String field, @Nullable List<T> items, int most, Function<T, Object> key) {
        if (items == null || items.stream().anyMatch(Objects::isNull)) {
            throw Refused.at(field, Code.INVALID, "This is a list without gaps.");
        }
        if (items.size() > most) {
            throw Refused.at(field, Code.OUT_OF_RANGE, "This has at most " + most + " entries.");
        }
        Set<Object> keys = new HashSet<>();
        for (T item : items) {
            if (!keys.add(key.apply(item))) {
                throw Refused.at(field, Code.INVALID, "This names something twice.");
            }
        }
        return List.copyOf(items);
    }

    List<Exclusion> excluded() {
        return exclusions == null ? List.of() : exclusions;
    }

    Sha256 content() {
        return new Fingerprint()
                .add("draw")
                .add(programme)
                .add(from)
                .add(until)
                .add(revealAt)
                .add(discloseAt)
                .add(windowFrom)
                .add(windowTo)
                .addAll(custodians)
                .addAll(monitors)
                .addAll(excluded())
                .done();
    }
}
