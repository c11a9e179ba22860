package org.aidwitness.verification.rule;

import static java.util.stream.Collectors.joining;
import static org.aidwitness.testkit.Cases.DUE;
import static org.aidwitness.testkit.Cases.LEFT;
import static org.aidwitness.verification.rule.AssuranceState.AWAITING_VISIT;
import static org.aidwitness.verification.rule.AssuranceState.ON_THE_WAY;
import static org.aidwitness.verification.rule.AssuranceState.OVERDUE;
import static org.aidwitness.verification.rule.AssuranceState.UNVERIFIED;
import static org.aidwitness.verification.rule.AssuranceState.VERIFIED;
import static org.aidwitness.verification.rule.DeclarationKind.LOST;
import static org.aidwitness.verification.rule.DeclarationKind.RECEIVED;
import static org.aidwitness.verification.rule.DeclarationKind.RETURNED;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.aidwitness.testkit.Cases;
import org.aidwitness.testkit.Exhaustive;
import org.aidwitness.testkit.Seeing;
import org.aidwitness.verification.rule.Assurance.Condition;
import org.aidwitness.verification.rule.Assurance.Ground;
import org.aidwitness.verification.rule.DeliveryCase.Flag;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AssuranceTest {

    /** From best to worst; the others are reached by other ways than a visit. */
    private static final List<AssuranceState> RANKS = List.of(VERIFIED, AWAITING_VISIT, OVERDUE, UNVERIFIED);

    @ParameterizedTest(name = "{0}, day {1}")
    @CsvSource(delimiter = '|', textBlock = """
            # story                       | day || state          | grade | missing
            planned                       |   0 || ON_THE_WAY     | D     | RECEIVED SEEN INDEPENDENT ON_SITE IN_TIME ACCEPTED CONFIRMED WITHIN_TOLERANCE
            dispatched                    |   0 || ON_THE_WAY     | D     | RECEIVED SEEN INDEPENDENT ON_SITE IN_TIME ACCEPTED CONFIRMED WITHIN_TOLERANCE
            refused by the consignee      |   0 || ON_THE_WAY     | D     | RECEIVED SEEN INDEPENDENT ON_SITE IN_TIME ACCEPTED CONFIRMED WITHIN_TOLERANCE
            returned                      |   5 || ON_THE_WAY     | A     | -
            nobody came                   |  20 || AWAITING_VISIT | D     | SEEN INDEPENDENT ON_SITE IN_TIME ACCEPTED CONFIRMED WITHIN_TOLERANCE
            nobody came                   |  21 || OVERDUE        | D     | SEEN INDEPENDENT ON_SITE IN_TIME ACCEPTED CONFIRMED WITHIN_TOLERANCE NO_HIGH_FLAG
            nobody came                   |  44 || OVERDUE        | D     | SEEN INDEPENDENT ON_SITE IN_TIME ACCEPTED CONFIRMED WITHIN_TOLERANCE NO_HIGH_FLAG
            nobody came                   |  45 || UNVERIFIED     | D     | SEEN INDEPENDENT ON_SITE IN_TIME ACCEPTED CONFIRMED WITHIN_TOLERANCE NO_HIGH_FLAG
            visited                       |   2 || VERIFIED       | A     | -
            visited                       | 400 || VERIFIED       | A     | -
            visited, waits for review     |   2 || AWAITING_VISIT | D     | ACCEPTED
            accepted by the monitor       |   2 || AWAITING_VISIT | D     | ACCEPTED
            rejected                      |   2 || AWAITING_VISIT | D     | SEEN INDEPENDENT ON_SITE IN_TIME ACCEPTED CONFIRMED WITHIN_TOLERANCE
            a friend of the carrier       |   2 || AWAITING_VISIT | D     | INDEPENDENT
            announced                     |   2 || VERIFIED       | B     | -
            notice unknown                |   2 || VERIFIED       | B     | -
            escorted                      |   2 || VERIFIED       | B     | -
            tally seen                    |   2 || VERIFIED       | B     | -
            by phone                      |   2 || AWAITING_VISIT | C     | ON_SITE
            from a file                   |   2 || AWAITING_VISIT | C     | ON_SITE
            nothing counted               |   2 || AWAITING_VISIT | A     | WITHIN_TOLERANCE
            a little off                  |   2 || AWAITING_VISIT | A     | WITHIN_TOLERANCE
            far off                       |   2 || DISPUTED       | A     | WITHIN_TOLERANCE NO_HIGH_FLAG
            far off, waits for review     |   2 || AWAITING_VISIT | D     | ACCEPTED WITHIN_TOLERANCE NO_HIGH_FLAG
            discrepant                    |   2 || DISPUTED       | A     | CONFIRMED
            goods not seen                |   2 || AWAITING_VISIT | D     | SEEN CONFIRMED
            turned away                   |   2 || UNVERIFIED     | D     | SEEN INDEPENDENT ON_SITE IN_TIME ACCEPTED CONFIRMED WITHIN_TOLERANCE NO_HIGH_FLAG
            too late                      |  60 || UNVERIFIED     | A     | IN_TIME NO_HIGH_FLAG
            flagged by another rule       |   2 || AWAITING_VISIT | A     | NO_HIGH_FLAG
            flag of another rule settled  |   2 || VERIFIED       | A     | -
            old flag that no longer holds |   2 || VERIFIED       | A     | -
            short, but explained          |   2 || VERIFIED       | A     | -
            short, explained, then worse  |   2 || AWAITING_VISIT | A     | NO_HIGH_FLAG
            lost on the way               |   2 || LOST           | D     | RECEIVED SEEN INDEPENDENT ON_SITE IN_TIME ACCEPTED CONFIRMED WITHIN_TOLERANCE
            all missing                   |   2 || LOST           | D     | SEEN INDEPENDENT ON_SITE IN_TIME ACCEPTED CONFIRMED WITHIN_TOLERANCE NO_HIGH_FLAG
            """)
    void states(String story, long day, String ignored, AssuranceState state, Grade grade, String missing) {
        DeliveryCase delivery = story(story).at(DUE.plus(Duration.ofDays(day)));

        Assurance assurance = Assurance.of(delivery);

        assertThat(assurance.state()).isEqualTo(state);
        assertThat(assurance.grade()).isEqualTo(grade);
        assertThat(assurance.conditions()).hasSize(Assurance.Requirement.values().length);
        String found = assurance.conditions().stream()
                .filter(condition -> !condition.holds())
                .map(condition -> condition.requirement().name())
                .collect(joining(" "));
        assertThat(found.isEmpty() ? "-" : found).isEqualTo(missing);
    }

    /** d0 is the dispatch, d1 what was declared next, a0 the attestation; what is the same for several stands once. */
    @ParameterizedTest(name = "{0}, day {1}")
    @CsvSource(delimiter = '|', textBlock = """
            # story                   | day || received | seen | visit | in time | tolerance | flags | ground        | rests on | until day
            planned                   |   0 || -        | -    | -     | -       | -         | -     | NOT_ARRIVED   | -        | -
            dispatched                |   0 || -        | -    | -     | -       | -         | -     | NOT_ARRIVED   | d0       | -
            refused by the consignee  |   0 || d1       | -    | -     | -       | -         | -     | NOT_ARRIVED   | d0 d1    | -
            returned                  |   5 || d1       | a0   | a0    | d1 a0   | d1 a0     | -     | NOT_ARRIVED   | d0 d1 d2 | -
            nobody came               |  20 || d1       | -    | -     | -       | -         | -     | VISIT_AWAITED | d1       | 21
            nobody came               |  21 || d1       | -    | -     | -       | -         | d1    | VISIT_OVERDUE | d1       | 45
            nobody came               |  45 || d1       | -    | -     | -       | -         | d1    | TIME_OVER     | d1       | 45
            visited                   |   2 || d1       | a0   | a0    | d1 a0   | d1 a0     | -     | ALL_HOLDS     | d1 a0    | -
            visited, waits for review |   2 || d1       | a0   | a0    | d1 a0   | d1 a0     | -     | VISIT_AWAITED | d1       | 21
            rejected                  |   2 || d1       | -    | -     | -       | -         | -     | VISIT_AWAITED | d1       | 21
            a friend of the carrier   |   2 || d1       | a0   | a0    | d1 a0   | d1 a0     | -     | VISIT_AWAITED | d1       | 21
            by phone                  |   2 || d1       | a0   | a0    | d1 a0   | d1 a0     | -     | VISIT_AWAITED | d1       | 21
            nothing counted           |   2 || d1       | a0   | a0    | d1 a0   | d1 a0     | -     | VISIT_AWAITED | d1       | 21
            a little off              |   2 || d1       | a0   | a0    | d1 a0   | d1 a0     | -     | VISIT_AWAITED | d1       | 21
            far off                   |   2 || d1       | a0   | a0    | d1 a0   | d1 a0     | d1 a0 | CONTRADICTED  | d1 a0    | -
            discrepant                |   2 || d1       | a0   | a0    | d1 a0   | d1 a0     | -     | CONTRADICTED  | d1 a0    | -
            goods not seen            |   2 || d1       | a0   | a0    | d1 a0   | d1 a0     | -     | VISIT_AWAITED | d1       | 21
            turned away               |   2 || d1       | a0   | -     | -       | -         | a0    | TURNED_AWAY   | a0       | -
            too late                  |  60 || d1       | a0   | a0    | d1 a0   | d1 a0     | d1    | TIME_OVER     | d1       | 45
            flagged by another rule   |   2 || d1       | a0   | a0    | d1 a0   | d1 a0     | -     | VISIT_AWAITED | d1       | 21
            lost on the way           |   2 || -        | -    | -     | -       | -         | -     | ALL_LOST      | d1       | -
            all missing               |   2 || d1       | -    | -     | -       | -         | d0 d1 | ALL_LOST      | d1       | -
            """)
    void statements(
            String story,
            long day,
            String ignored,
            String received,
            String seen,
            String visit,
            String inTime,
            String tolerance,
            String flags,
            Ground ground,
            String restsOn,
            String untilDay) {
        Assurance assurance = Assurance.of(story(story).at(DUE.plus(Duration.ofDays(day))));

        assertThat(assurance.conditions())
                .extracting(condition -> condition.requirement() + " " + named(condition.statements()))
                .containsExactly(
                        "RECEIVED " + received,
                        "SEEN " + seen,
                        "INDEPENDENT " + visit,
                        "ON_SITE " + visit,
                        "IN_TIME " + inTime,
                        "ACCEPTED " + visit,
                        "CONFIRMED " + visit,
                        "WITHIN_TOLERANCE " + tolerance,
                        "NO_HIGH_FLAG " + flags);
        assertThat(assurance.ground()).isEqualTo(ground);
        assertThat(named(assurance.statements())).isEqualTo(restsOn);
        Instant until = assurance.until();
        assertThat(until == null ? "-" : "" + Duration.between(DUE, until).toDays())
                .isEqualTo(untilDay);
    }

    /** What nobody met is judged by the same limits as what somebody did. */
    @Test
    void a_limit_is_told_though_there_is_no_value() {
        Assurance unseen = Assurance.of(story("nobody came").daysAfterDue(2));
        Assurance seen = Assurance.of(story("visited").daysAfterDue(2));

        assertThat(unseen.conditions())
                .extracting(Condition::limit)
                .isEqualTo(seen.conditions().stream().map(Condition::limit).toList())
                .contains("> 2 relations", "< " + DUE.plus(Duration.ofDays(45)), "100 bp");
    }

    private static String named(List<UUID> statements) {
        String names = statements.stream()
                .map(statement -> {
                    long number =
                            statement.getLeastSignificantBits() - Cases.id(0).getLeastSignificantBits();
                    return number < 2_000 ? "d" + (number - 1_000) : "a" + (number - 2_000);
                })
                .collect(joining(" "));
        return names.isEmpty() ? "-" : names;
    }

    private static Cases story(String story) {
        Cases waybill = Cases.bags();
        if (story.equals("planned")) {
            return waybill;
        }
        waybill.dispatched();
        return switch (story) {
            case "dispatched" -> waybill;
            case "refused by the consignee" -> waybill.said(RECEIVED, DUE, it -> it.outcome(ReceiptOutcome.REFUSED));
            case "returned" -> waybill.received().visited().said(RETURNED, DUE.plusSeconds(1), it -> it);
            case "lost on the way" -> waybill.said(LOST, LEFT.plusSeconds(1), it -> it);
            case "all missing" -> waybill.received(ReceiptOutcome.COMPLETE, 0, 100, 400, LossReason.ARMED_THEFT);
            case "short, but explained" -> shortBy(waybill, 15).flag(new Flag("F08", 1, Severity.HIGH, true));
            case "short, explained, then worse" -> shortBy(waybill, 50).flag(new Flag("F08", 1, Severity.HIGH, true));
            case "nobody came" -> waybill.received();
            case "flagged by another rule" ->
                waybill.received().visited().flag(new Flag("F99", 1, Severity.HIGH, false));
            case "flag of another rule settled" ->
                waybill.received().visited().flag(new Flag("F99", 1, Severity.HIGH, true));
            case "old flag that no longer holds" ->
                waybill.received().visited().flag(new Flag("F01", 1, Severity.CRITICAL, false));
            default -> waybill.received().visited(it -> visit(story, it));
        };
    }

    private static Cases shortBy(Cases waybill, long bags) {
        return waybill.received(ReceiptOutcome.COMPLETE, 500 - bags, 0, bags, LossReason.PILFERAGE)
                .visited(it -> it.counted(500 - bags));
    }

    private static Seeing visit(String story, Seeing it) {
        return switch (story) {
            case "visited" -> it;
            case "visited, waits for review" -> it.review(Review.PENDING, null);
            case "accepted by the monitor" -> it.review(Review.ACCEPTED, "M-07");
            case "rejected" -> it.review(Review.REJECTED, "reviewer");
            case "a friend of the carrier" -> it.dependent();
            case "announced" -> it.noticeHours(25);
            case "notice unknown" -> it.noticeHours(null);
            case "escorted" -> it.escorted();
            case "tally seen" -> it.method(Method.TALLY);
            case "by phone" -> it.method(Method.INTERVIEW).point(null);
            case "from a file" -> it.imported();
            case "nothing counted" -> it.counted(null);
            case "a little off" -> it.counted(490L);
            case "far off" -> it.counted(400L);
            case "far off, waits for review" -> it.counted(400L).review(Review.PENDING, null);
            case "discrepant" -> it.verdict(Verdict.DISCREPANT);
            case "goods not seen" -> it.verdict(Verdict.NOT_SEEN);
            case "turned away" -> it.verdict(Verdict.ACCESS_DENIED);
            case "too late" -> it.happenedAt(DUE.plus(Duration.ofDays(45)));
            default -> throw new IllegalArgumentException(story);
        };
    }

    @Test
    void a_dispute_about_amounts_ends_when_its_flag_is_settled() {
        Cases waybill = story("far off").flag(new Flag("F11", 1, Severity.CRITICAL, true));

        assertThat(Assurance.of(waybill.daysAfterDue(2)).state()).isEqualTo(AWAITING_VISIT);
    }

    @Tag("exhaustive")
    @Test
    void a_refused_visit_never_improves_a_state() {
        Exhaustive all = new Exhaustive();
        while (all.next()) {
            World world = new World(all);
            Verdict refusal = Verdict.ACCESS_DENIED;
            Review review = all.oneOf(List.of(Review.values()));
            AssuranceState before = world.assurance().state();
            world.waybill.visited(it -> it.verdict(refusal).review(review, "reviewer"));
            AssuranceState after = world.assurance().state();

            if (RANKS.contains(before)) {
                assertThat(RANKS.indexOf(after)).isGreaterThanOrEqualTo(RANKS.indexOf(before));
            } else {
                assertThat(after).isEqualTo(before);
            }
        }
    }

    @Tag("exhaustive")
    @Test
    void a_high_flag_never_leaves_a_delivery_verified() {
        Exhaustive all = new Exhaustive();
        int verified = 0;
        while (all.next()) {
            World world = new World(all);
            verified += world.assurance().state() == VERIFIED ? 1 : 0;
            world.waybill.flag(new Flag("F99", 1, all.oneOf(List.of(Severity.HIGH, Severity.CRITICAL)), false));

            assertThat(world.assurance().state()).isNotEqualTo(VERIFIED);
        }
        assertThat(verified).isPositive();
    }

    @Tag("exhaustive")
    @Test
    void verified_is_exactly_when_every_condition_of_a_received_delivery_holds() {
        Exhaustive all = new Exhaustive();
        while (all.next()) {
            World world = new World(all);
            Assurance assurance = world.assurance();
            boolean allHold = assurance.conditions().stream().allMatch(Condition::holds);
            Set<AssuranceState> possible = allHold
                    ? EnumSet.of(VERIFIED, AssuranceState.DISPUTED, ON_THE_WAY, AssuranceState.LOST)
                    : EnumSet.complementOf(EnumSet.of(VERIFIED));

            assertThat(possible).contains(assurance.state());
        }
    }

    @Tag("exhaustive")
    @Test
    void nothing_changes_before_the_next_change() {
        Exhaustive all = new Exhaustive();
        int changes = 0;
        while (all.next()) {
            World world = new World(all);
            DeliveryCase delivery = world.delivery();
            Instant next = Assurance.of(delivery).nextChangeAt();
            String now = picture(delivery);
            assertThat(next == null || next.isAfter(delivery.now())).isTrue();
            // All instants of the calendar at which anything could happen, and the moments around them.
            for (int hours = 0; hours <= 24 * 70; hours += 8) {
                for (int seconds = -1; seconds <= 0; seconds++) {
                    Instant at = LEFT.plus(Duration.ofHours(hours)).plusSeconds(seconds);
                    if (!at.isBefore(delivery.now()) && (next == null || at.isBefore(next))) {
                        assertThat(picture(delivery.at(at))).isEqualTo(now);
                    }
                }
            }
            if (next != null) {
                assertThat(picture(delivery.at(next.minusNanos(1)))).isEqualTo(now);
                changes += picture(delivery.at(next)).equals(now) ? 0 : 1;
            }
        }
        assertThat(changes).isPositive();
    }

    private static String picture(DeliveryCase delivery) {
        return Assurance.of(delivery).state() + " " + Verdicts.all(delivery);
    }

    /** One of the worlds a delivery can be in: what was said, by whom, and how long ago. */
    private static final class World {
        private final Cases waybill = Cases.bags();
        private final Instant now;

        private World(Exhaustive all) {
            boolean dispatched = all.upTo(1) == 1;
            if (dispatched) {
                waybill.dispatched();
            }
            int receipt = all.upTo(6);
            switch (receipt) {
                case 0 -> {}
                case 1 -> waybill.received();
                case 2 -> waybill.received(ReceiptOutcome.COMPLETE, 480, 0, 20, LossReason.UNKNOWN);
                case 3 -> waybill.received(ReceiptOutcome.PARTIAL, 480, 0, 0, null);
                case 4 -> waybill.said(RECEIVED, DUE, it -> it.outcome(ReceiptOutcome.REFUSED));
                case 5 ->
                    waybill.said(
                            RECEIVED, DUE, it -> it.precision(TimePrecision.DAY).good(500L, 12_500L));
                case 6 -> waybill.said(LOST, DUE, it -> it);
                default -> throw new IllegalStateException();
            }
            int visit = all.upTo(4);
            switch (visit) {
                case 0 -> {}
                case 1 -> waybill.visited();
                case 2 -> waybill.visited(it -> it.counted(480L));
                case 3 -> waybill.visited(it -> it.review(Review.PENDING, null));
                case 4 -> waybill.visited(it -> it.verdict(Verdict.DISCREPANT));
                default -> throw new IllegalStateException();
            }
            now = all.oneOf(List.of(
                    LEFT.minus(Duration.ofDays(1)),
                    LEFT.plus(Duration.ofDays(1)),
                    DUE.plus(Duration.ofHours(1)),
                    DUE.plus(Duration.ofHours(30)),
                    DUE.plus(Duration.ofDays(10)),
                    DUE.plus(Duration.ofDays(30)),
                    DUE.plus(Duration.ofDays(50))));
        }

        private DeliveryCase delivery() {
            return waybill.at(now);
        }

        private Assurance assurance() {
            return Assurance.of(delivery());
        }
    }
}
