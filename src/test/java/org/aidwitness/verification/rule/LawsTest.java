package org.aidwitness.verification.rule;

import static org.aidwitness.verification.rule.AssuranceState.AWAITING_VISIT;
import static org.aidwitness.verification.rule.AssuranceState.DISPUTED;
import static org.aidwitness.verification.rule.AssuranceState.OVERDUE;
import static org.aidwitness.verification.rule.AssuranceState.UNVERIFIED;
import static org.aidwitness.verification.rule.AssuranceState.VERIFIED;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.aidwitness.testkit.Chance;
import org.aidwitness.testkit.Seeing;
import org.aidwitness.verification.rule.DeliveryCase.Attestation;
import org.aidwitness.verification.rule.DeliveryCase.Declaration;
import org.aidwitness.verification.rule.DeliveryCase.Flag;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What holds of every delivery, whatever has happened to it: thousands of cases, each a function of its seed. */
@Tag("exhaustive")
class LawsTest {

    /**
     * The states that visits and time decide, best first, in the order of the table in docs/domain.md, section 4. The
     * others are reached by what parties say (ON_THE_WAY, LOST) or by a contradiction (DISPUTED): a law that speaks of
     * better and worse asks that these stay as they are.
     */
    private static final List<AssuranceState> RANKS = List.of(VERIFIED, AWAITING_VISIT, OVERDUE, UNVERIFIED);

    private static final Duration YEAR = Duration.ofDays(365);

    @Test
    void the_cases_reach_every_state_and_every_rule() {
        Map<AssuranceState, Integer> states = new EnumMap<>(AssuranceState.class);
        Set<LogisticsState> logistics = EnumSet.noneOf(LogisticsState.class);
        Set<String> rules = new TreeSet<>();
        AnyDelivery.all().map(AnyDelivery::delivery).forEach(delivery -> {
            states.merge(Assurance.of(delivery).state(), 1, Integer::sum);
            logistics.add(LogisticsState.of(delivery, false, false));
            RuleBook.judge(delivery).forEach(finding -> rules.add(finding.rule()));
        });

        assertThat(states).containsOnlyKeys(AssuranceState.values());
        assertThat(states.values()).as(states.toString()).allMatch(many -> many >= 10);
        assertThat(logistics)
                .containsAll(EnumSet.complementOf(EnumSet.of(LogisticsState.CLEARED, LogisticsState.HELD)));
        assertThat(rules)
                .containsExactlyElementsOf(
                        RuleBook.rules().stream().map(Rule::id).toList());
    }

    @Test
    void the_order_of_arrival_changes_nothing() {
        AnyDelivery.all().forEach(any -> {
            DeliveryCase delivery = any.delivery();
            DeliveryCase shuffled = shuffled(delivery, any.chance());

            assertThat(whole(shuffled)).as(any.toString()).isEqualTo(whole(delivery));
        });
    }

    @Test
    void nothing_changes_before_the_next_change() {
        int[] changes = new int[2];
        AnyDelivery.all().forEach(any -> {
            DeliveryCase delivery = any.delivery();
            String now = picture(delivery);
            Instant next = Assurance.of(delivery).nextChangeAt();
            Instant until = next == null ? delivery.now().plus(YEAR) : next.minusNanos(1);
            int span = Math.toIntExact(Duration.between(delivery.now(), until).toSeconds());
            Stream.concat(
                            Stream.of(until),
                            IntStream.range(0, 6)
                                    .mapToObj(i -> earlier(
                                            delivery.now()
                                                    .plusSeconds(any.chance().upTo(span)),
                                            until)))
                    .forEach(at -> assertThat(picture(delivery.at(at)))
                            .as(any + " at " + at)
                            .isEqualTo(now));
            if (next != null) {
                assertThat(next).as(any.toString()).isAfter(delivery.now());
                changes[0]++;
                changes[1] += picture(delivery.at(next)).equals(now) ? 0 : 1;
            }
        });
        assertThat(changes[1]).as("of " + changes[0]).isPositive();
    }

    @Test
    void what_was_sent_is_delivered_lost_or_on_its_way() {
        AnyDelivery.all().forEach(any -> {
            Balance balance = Balance.of(any.delivery());

            assertThat(List.of(
                            balance.dispatched(),
                            balance.delivered(),
                            balance.lost(),
                            balance.surplus(),
                            balance.open()))
                    .as(any.toString())
                    .allMatch(grams -> grams >= 0);
            assertThat(balance.delivered() + balance.lost() + balance.open()).isEqualTo(balance.dispatched());
        });
    }

    @Test
    void a_refused_visit_never_improves_a_state() {
        AnyDelivery.all().forEach(any -> {
            AssuranceState before = state(any);
            any.waybill().visited(visit -> anyVisit(visit, any).verdict(Verdict.ACCESS_DENIED));

            assertNoBetter(any, before, state(any));
        });
    }

    @Test
    void an_open_flag_of_severity_high_leaves_nothing_verified_and_improves_nothing() {
        AnyDelivery.all().forEach(any -> {
            AssuranceState before = state(any);
            Severity severity = any.chance().oneIn(2) ? Severity.HIGH : Severity.CRITICAL;
            any.waybill().flag(new Flag("F97", 1, severity, false));

            assertThat(state(any)).as(any.toString()).isNotEqualTo(VERIFIED);
            assertNoBetter(any, before, state(any));
        });
    }

    @Test
    void no_finding_of_severity_high_stands_beside_verified() {
        AnyDelivery.all()
                .filter(any -> state(any) == VERIFIED)
                .forEach(any -> assertThat(RuleBook.judge(any.delivery()).stream()
                                .filter(finding -> finding.severity().atLeast(Severity.HIGH)
                                        && !finding.rule().equals(FlagLeftOpen.ID))
                                .filter(finding -> any.delivery().flags().stream()
                                        .noneMatch(flag ->
                                                flag.settled() && flag.rule().equals(finding.rule())))
                                .toList())
                        .as(any.toString())
                        .isEmpty());
    }

    @Test
    void a_rejected_attestation_changes_nothing() {
        AnyDelivery.all().forEach(any -> {
            String before = picture(any.delivery());
            any.waybill().visited(visit -> anyVisit(visit, any).review(Review.REJECTED, "reviewer"));

            assertThat(picture(any.delivery())).as(any.toString()).isEqualTo(before);
        });
    }

    @Test
    void who_is_not_independent_never_verifies_never_settles_a_dispute_and_improves_nothing() {
        AnyDelivery.all().forEach(any -> {
            AssuranceState before = state(any);
            any.waybill().visited(visit -> anyVisit(visit, any).dependent());

            assertNoBetter(any, before, state(any));
        });
    }

    /** But it may reopen a dispute that was settled: F11 then asks about a larger gap than the one that was explained. */
    @Test
    void whom_nobody_else_accepted_improves_nothing() {
        AnyDelivery.all().forEach(any -> {
            AssuranceState before = state(any);
            any.waybill()
                    .visited(visit -> any.chance().oneIn(2)
                            ? anyVisit(visit, any).review(Review.PENDING, null)
                            : anyVisit(visit, any).review(Review.ACCEPTED, "M-07"));
            boolean settled = any.delivery().flags().stream()
                    .anyMatch(flag -> flag.settled() && flag.rule().equals(ReceiptVersusAttestation.ID));

            if (!settled || state(any) != DISPUTED) {
                assertNoBetter(any, before, state(any));
            }
        });
    }

    @Test
    void an_accepted_contradiction_is_always_a_dispute() {
        AnyDelivery.all().forEach(any -> {
            any.waybill().visited(visit -> visit.happenedAt(any.now()).verdict(Verdict.DISCREPANT));

            assertThat(state(any)).as(any.toString()).isEqualTo(DISPUTED);
        });
    }

    @Test
    void waiting_never_improves_a_state() {
        AnyDelivery.all().filter(any -> isAllOver(any.delivery())).forEach(any -> {
            AssuranceState before = state(any);
            Instant later = any.now().plusSeconds(any.chance().upTo(100 * 86_400));

            assertNoBetter(any, before, Assurance.of(any.delivery().at(later)).state());
        });
    }

    /** Whatever a monitor may say, but independent, accepted, and when it may still matter. */
    private static Seeing anyVisit(Seeing visit, AnyDelivery any) {
        Chance chance = any.chance();
        return visit.happenedAt(any.now().minusSeconds(chance.upTo(40 * 86_400)))
                .method(chance.among(Method.values()))
                .verdict(chance.among(Verdict.values()))
                .counted(chance.among(500L, 495L, 480L, 250L))
                .noticeHours(chance.upTo(48));
    }

    private static void assertNoBetter(AnyDelivery any, AssuranceState before, AssuranceState after) {
        if (RANKS.contains(before) && RANKS.contains(after)) {
            assertThat(RANKS.indexOf(after))
                    .as(any + ": " + before + ", then " + after)
                    .isGreaterThanOrEqualTo(RANKS.indexOf(before));
        } else {
            assertThat(after).as(any.toString()).isEqualTo(before);
        }
    }

    private static AssuranceState state(AnyDelivery any) {
        return Assurance.of(any.delivery()).state();
    }

    /** Nothing is dated later than now, but the end of what somebody promised. */
    private static boolean isAllOver(DeliveryCase delivery) {
        return Stream.of(
                        delivery.declarations().stream().map(Declaration::happenedAt),
                        delivery.attestations().stream().map(Attestation::happenedAt),
                        delivery.promises().stream().map(Promise::endedAt).filter(Objects::nonNull))
                .flatMap(times -> times)
                .noneMatch(at -> at.isAfter(delivery.now()));
    }

    /** What must not change: all but when it is looked at next. */
    private static String picture(DeliveryCase delivery) {
        Assurance assurance = Assurance.of(delivery);
        return String.join(
                "\n",
                assurance.state().name(),
                assurance.grade().name(),
                assurance.conditions().toString(),
                RuleBook.judge(delivery).toString(),
                LogisticsState.of(delivery, true, false).name(),
                Balance.of(delivery).toString());
    }

    private static String whole(DeliveryCase delivery) {
        return picture(delivery) + "\n" + Assurance.of(delivery).nextChangeAt();
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static DeliveryCase shuffled(DeliveryCase delivery, Chance chance) {
        Goods goods = delivery.goods();
        return new DeliveryCase(
                delivery.programme(),
                delivery.waybill(),
                delivery.number(),
                delivery.finalLeg(),
                delivery.plannedDeparture(),
                delivery.plannedArrival(),
                delivery.origin(),
                delivery.destination(),
                chance.shuffled(delivery.lines()),
                chance.shuffled(delivery.declarations()),
                chance.shuffled(delivery.attestations()),
                delivery.flown(),
                chance.shuffled(delivery.refusals()),
                delivery.relation(),
                chance.shuffled(delivery.promises()),
                chance.shuffled(delivery.overrides()),
                chance.shuffled(delivery.balances()),
                new Goods(
                        goods.toPeople(),
                        chance.shuffled(goods.seals()),
                        chance.shuffled(goods.packs()),
                        chance.shuffled(goods.weighings()),
                        chance.shuffled(goods.handouts()),
                        chance.shuffled(goods.earlier()),
                        chance.shuffled(goods.plans())),
                chance.shuffled(delivery.flags()),
                delivery.policy(),
                delivery.now());
    }
}
