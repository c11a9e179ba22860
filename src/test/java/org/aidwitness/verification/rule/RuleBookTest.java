package org.aidwitness.verification.rule;

import static org.aidwitness.testkit.Cases.BAGS;
import static org.aidwitness.testkit.Cases.DUE;
import static org.aidwitness.testkit.Cases.LEFT;
import static org.aidwitness.testkit.Cases.id;
import static org.aidwitness.testkit.Cases.kg;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.aidwitness.kernel.GeoPoint;
import org.aidwitness.testkit.Cases;
import org.aidwitness.testkit.Exhaustive;
import org.aidwitness.verification.rule.DeliveryCase.Flag;
import org.aidwitness.verification.rule.DeliveryCase.Line;
import org.aidwitness.verification.rule.DeliveryCase.LotBalance;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class RuleBookTest {

    @Test
    void every_rule_has_its_own_id_and_says_what_it_asks() {
        assertThat(RuleBook.rules())
                .extracting(Rule::id)
                .containsExactly(
                        "F01", "F02", "F03", "F04", "F05", "F06", "F07", "F08", "F09", "F10", "F11", "F12", "F13",
                        "F14", "F15", "F16", "F17", "F18", "F19", "F20", "F21", "F22", "F23", "F24", "F25", "F26",
                        "F36", "F37", "F38", "F39");
        assertThat(RuleBook.rules()).allSatisfy(rule -> {
            assertThat(rule.about().question()).endsWith("?");
            assertThat(rule.about().name()).matches("[A-Z0-9_]+");
            assertThat(rule.about().source()).isNotBlank();
            assertThat(rule.about().severities()).isNotBlank();
            assertThat(rule.version()).isPositive();
        });
    }

    @Test
    void one_list_shows_every_rule_and_one_id_has_one_name() {
        assertThat(RuleBook.entries())
                .extracting(RuleBook.Entry::id)
                .isSorted()
                .doesNotHaveDuplicates()
                .contains("F01", "F05", "F06", "F25", "F27", "F28", "F29", "F30", "F31");
        List<Rule.About> halves = new ArrayList<>();
        RuleBook.rules().forEach(rule -> halves.add(rule.about()));
        RuleBook.subjectRules().forEach(rule -> halves.add(rule.about()));
        assertThat(halves)
                .hasSize(RuleBook.entries().stream()
                        .mapToInt(entry -> entry.questions().size())
                        .sum());
        assertThat(halves).allSatisfy(about -> {
            assertThat(about.question()).endsWith("?");
            assertThat(RuleBook.entries().stream()
                            .filter(entry -> entry.id().equals(about.id()))
                            .map(RuleBook.Entry::name))
                    .as(about.id())
                    .containsExactly(about.name());
        });
        assertThat(RuleBook.subjectRules())
                .allSatisfy(rule -> assertThat(rule.subjects()).isNotEmpty().doesNotContain(Subject.Kind.DELIVERY));
        assertThat(RuleBook.asksOfProgrammes("F27")).isTrue();
        assertThat(RuleBook.asksOfProgrammes("F01")).isFalse();
    }

    @Test
    void an_honest_delivery_that_was_seen_has_nothing_to_answer_for() {
        DeliveryCase delivery = Cases.bags().dispatched().received().visited().daysAfterDue(400);

        assertThat(Verdicts.all(delivery)).isEqualTo("-");
        assertThat(Assurance.of(delivery).nextChangeAt()).isNull();
    }

    @Test
    void a_skimmed_delivery_that_hides_behind_a_clean_receipt_is_found_by_a_monitor() {
        DeliveryCase delivery = Cases.bags()
                .dispatched()
                .received()
                .visited(it -> it.counted(430L).verdict(Verdict.DISCREPANT))
                .daysAfterDue(2);

        assertThat(Verdicts.all(delivery)).isEqualTo("F11 CRITICAL");
        assertThat(Assurance.of(delivery).state()).isEqualTo(AssuranceState.DISPUTED);
    }

    /** All that can go wrong at once, told in every order: the same flags with the same frozen inputs. */
    @Tag("exhaustive")
    @Test
    void no_finding_depends_on_the_order_of_the_statements() {
        Exhaustive all = new Exhaustive();
        DeliveryCase crooked = crooked();
        List<Finding> expected = RuleBook.judge(crooked);
        assertThat(Verdicts.all(crooked))
                .isEqualTo("F02 CRITICAL, F04 HIGH, F08 CRITICAL, F10 MEDIUM, F11 CRITICAL, F12 CRITICAL, F13 HIGH,"
                        + " F14 HIGH, F16 HIGH, F18 MEDIUM, F23 HIGH, F24 HIGH, F36 MEDIUM, F37 MEDIUM, F38 HIGH");
        while (all.next()) {
            DeliveryCase shuffled = new DeliveryCase(
                    crooked.programme(),
                    crooked.waybill(),
                    crooked.number(),
                    crooked.finalLeg(),
                    crooked.plannedDeparture(),
                    crooked.plannedArrival(),
                    crooked.origin(),
                    crooked.destination(),
                    crooked.lines(),
                    shuffled(all, crooked.declarations()),
                    shuffled(all, crooked.attestations()),
                    crooked.flown(),
                    crooked.refusals(),
                    crooked.relation(),
                    shuffled(all, crooked.promises()),
                    crooked.overrides(),
                    shuffled(all, crooked.balances()),
                    shuffled(all, crooked.goods()),
                    shuffled(all, crooked.flags()),
                    crooked.policy(),
                    crooked.now());

            assertThat(RuleBook.judge(shuffled)).isEqualTo(expected);
            assertThat(Assurance.of(shuffled)).isEqualTo(Assurance.of(crooked));
        }
    }

    @Test
    void waiting_does_not_change_the_frozen_inputs_of_a_flag() {
        DeliveryCase delivery = crooked();

        assertThat(RuleBook.judge(delivery.at(delivery.now().plusSeconds(3_600))))
                .isEqualTo(RuleBook.judge(delivery));
    }

    @Test
    void a_case_that_cannot_be_is_refused() {
        Instant beforeTime = Instant.parse("0001-01-01T00:00:00Z").minusSeconds(1);
        assertThatIllegalArgumentException().isThrownBy(() -> Cases.bags().at(beforeTime));
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        Cases.bags().line(new Line(BAGS, 1L, null, false, null)).daysAfterDue(0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Cases.empty()
                        .said(DeclarationKind.RECEIVED, DUE, it -> it.good(1L, 1L))
                        .daysAfterDue(0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Line(BAGS, -1L, null, false, null));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Line(BAGS, DeliveryCase.MOST_PACKAGES + 1, null, false, null));
        assertThatIllegalArgumentException().isThrownBy(() -> new Line(BAGS, 1L, kg(1), true, null));
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> Cases.bags().said(DeclarationKind.LOST, DUE, it -> it.outcome(ReceiptOutcome.COMPLETE)));
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        Cases.bags().said(DeclarationKind.RECEIVED, DUE, it -> it.clearance(ClearanceOutcome.PASS)));
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        Cases.bags().said(DeclarationKind.RECEIVED, DUE, it -> it.point(new GeoPoint(0, 0), -1.0)));
        assertThatIllegalArgumentException().isThrownBy(() -> Cases.bags().visited(it -> it.noticeHours(-1)));
        assertThatIllegalArgumentException().isThrownBy(() -> new LotBalance(id(1), "LOT", 0, 0, -1L));
    }

    @Test
    void goods_that_cannot_be_are_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Cases.bags().pack("0", null));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Cases.bags().visited().weighed(0, 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Cases.bags().visited().weighed(1, 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Cases.bags().dispatched().handout(-1, null, null));
        assertThatIllegalArgumentException().isThrownBy(() -> Cases.bags().plan(LocalDate.parse("2026-03-05"), -1));
        assertThatIllegalArgumentException().isThrownBy(() -> Cases.bags().distributedBefore(LEFT, -1));
        Cases tooMany = Cases.bags();
        for (int i = 0; i <= Goods.MOST_EARLIER; i++) {
            tooMany.distributedBefore(LEFT, 1);
        }
        assertThatIllegalArgumentException().isThrownBy(() -> tooMany.daysAfterDue(0));
    }

    @Test
    void shares_are_exact_at_any_size() {
        assertThat(Share.above(Long.MAX_VALUE, Long.MAX_VALUE, 10_000)).isFalse();
        assertThat(Share.reaches(Long.MAX_VALUE, Long.MAX_VALUE, 10_000)).isTrue();
        assertThat(Share.above(Long.MAX_VALUE, Long.MAX_VALUE - 1, 10_000)).isTrue();
        assertThat(Share.above(0, 0, 0)).isFalse();
        assertThat(Share.above(1, 0, Integer.MAX_VALUE)).isTrue();
    }

    private static DeliveryCase crooked() {
        return Cases.bags()
                .toPeople(2_000)
                .said(
                        DeclarationKind.DISPATCHED,
                        LEFT,
                        it -> it.clearance(ClearanceOutcome.OVERRIDE).seals("A-1"))
                .said(
                        DeclarationKind.RECEIVED,
                        DUE,
                        it -> it.signedBy("amina")
                                .seals("B-1")
                                .outcome(ReceiptOutcome.PARTIAL)
                                .good(200L, 5_000L))
                .said(
                        DeclarationKind.RECEIVED,
                        DUE,
                        it -> it.outcome(ReceiptOutcome.COMPLETE)
                                .acceptedAt(DUE.plus(Duration.ofDays(4)))
                                .point(new GeoPoint(5, 5), null)
                                .good(200L, 5_000L))
                .said(DeclarationKind.DISTRIBUTED, DUE.plus(Duration.ofDays(1)), it -> it.good(null, 5_000L))
                .handout(100, 400, 30)
                .distributedBefore(LEFT.minus(Duration.ofDays(20)), 50)
                .distributedBefore(LEFT.minus(Duration.ofDays(21)), 60)
                .plan(LocalDate.parse("2026-03-05"), 100)
                .plan(LocalDate.parse("2026-03-09"), 100)
                .pack("25", LocalDate.parse("2026-03-20"))
                .visited(it -> it.verdict(Verdict.ACCESS_DENIED))
                .visited(it -> it.counted(300L))
                .weighed(5, 120_000)
                .visited(it -> it.counted(301L))
                .weighed(5, 120_000)
                .flag(new Flag("F98", 1, Severity.HIGH, false, false, LEFT.minus(Duration.ofDays(3)), null))
                .flag(new Flag("F99", 1, Severity.HIGH, false, false, LEFT, null))
                .balance(new LotBalance(id(201), "LOT-1", -1, 0, null))
                .balance(new LotBalance(id(202), "LOT-1", -2, 0, null))
                .daysAfterDue(5);
    }

    private static Goods shuffled(Exhaustive all, Goods goods) {
        return new Goods(
                goods.toPeople(),
                shuffled(all, goods.seals()),
                goods.packs(),
                goods.weighings(),
                shuffled(all, goods.handouts()),
                shuffled(all, goods.earlier()),
                shuffled(all, goods.plans()));
    }

    private static <T> List<T> shuffled(Exhaustive all, List<T> statements) {
        List<T> pool = new ArrayList<>(statements);
        Object[] shuffled = new Object[pool.size()];
        for (int n = 0; n < shuffled.length; n++) {
            shuffled[n] = pool.remove(all.upTo(pool.size() - 1));
        }
        @SuppressWarnings("unchecked")
        List<T> list = (List<T>) Arrays.asList(shuffled);
        return list;
    }
}
