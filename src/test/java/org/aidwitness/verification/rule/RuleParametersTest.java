package org.aidwitness.verification.rule;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.aidwitness.kernel.Policy;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Whoever reads the rule book finds every number that decides. */
class RuleParametersTest {

    /** What no rule reads: the gate, the draws and the windows of promises go by these. */
    private static final Set<String> OF_NO_RULE = Set.of(
            "clearanceHours",
            "draw.badShareBp",
            "draw.custodians",
            "draw.loadCap",
            "draw.revealMinutes",
            "draw.riskBp",
            "draw.secondShareBp",
            "draw.stopShareBp",
            "gate.cycleDays",
            "gate.dutyDays",
            "gate.refusalsToHold",
            "gate.unverifiedConditionBp",
            "gate.unverifiedHoldBp",
            "gate.visitsToReopen");

    private static Map<Class<?>, Rule.About> rules() {
        Map<Class<?>, Rule.About> rules = new LinkedHashMap<>();
        RuleBook.rules().forEach(rule -> rules.put(rule.getClass(), rule.about()));
        RuleBook.subjectRules().forEach(rule -> rules.put(rule.getClass(), rule.about()));
        return rules;
    }

    @TestFactory
    Stream<DynamicTest> a_rule_lists_exactly_the_numbers_of_the_policy_that_it_reads() {
        return rules().entrySet().stream()
                .map(rule -> DynamicTest.dynamicTest(
                        rule.getKey().getSimpleName(),
                        () -> assertThat(listed(rule.getValue())).isEqualTo(PolicyReading.of(rule.getKey()))));
    }

    @Test
    void every_number_of_the_policy_is_read_by_a_rule_or_known_to_be_for_others() {
        SortedSet<String> read = rules().values().stream()
                .flatMap(about -> listed(about).stream())
                .collect(toCollection(TreeSet::new));
        SortedSet<String> others = new TreeSet<>(PolicyReading.all());
        others.removeAll(read);

        assertThat(others).isEqualTo(new TreeSet<>(OF_NO_RULE));
    }

    /** Three by hand, so that the reading of the code is not taken at its own word. */
    @Test
    void the_code_is_read_through_lambdas_references_and_the_classes_behind() {
        assertThat(PolicyReading.of(DistributionRatio.class))
                .containsExactly("goods.rationHighBp", "goods.rationLowBp");
        assertThat(PolicyReading.of(UnverifiedOverdue.class))
                .containsExactly("arrivalGraceHours", "awaitingDays", "independenceDepth", "overdueDays");
        assertThat(PolicyReading.of(MonitorZeroException.class))
                .containsExactly(
                        "attestedMediumBp",
                        "peers.falseDiscoveryBp",
                        "peers.monitorVisits",
                        "peers.peerFindingBp",
                        "peers.windowDays");
        assertThat(PolicyReading.of(SealChanged.class)).isEmpty();
    }

    @Test
    void a_number_is_listed_once_with_its_unit_and_the_value_of_the_default_policy() {
        assertThat(rules().values()).allSatisfy(about -> {
            assertThat(about.parameters())
                    .extracting(Parameter::name)
                    .isSorted()
                    .doesNotHaveDuplicates();
            assertThat(about.parameters())
                    .allSatisfy(it -> assertThat(it.unit()).isEqualTo(Parameter.Unit.of(it.name())));
        });
        Parameter low = RuleBook.entries().stream()
                .flatMap(entry -> entry.questions().stream())
                .flatMap(question -> question.parameters().stream())
                .filter(it -> it.name().equals("goods.rationLowBp"))
                .findFirst()
                .orElseThrow();
        assertThat(low)
                .isEqualTo(new Parameter(
                        "goods.rationLowBp",
                        Parameter.Unit.BASIS_POINTS,
                        Policy.DEFAULTS.goods().rationLowBp(),
                        true));
    }

    @Test
    void numbers_that_no_policy_changes_are_listed_too() {
        List<String> fixed = new ArrayList<>();
        rules().values()
                .forEach(about -> about.parameters().stream()
                        .filter(it -> !it.adjustable())
                        .forEach(it -> fixed.add(about.id() + " " + it.name() + " " + it.value())));

        assertThat(fixed)
                .containsExactlyInAnyOrder(
                        "F19 spotDecimals 6",
                        "F20 comparedDays 180",
                        "F20 comparedPictures 100",
                        "F22 highGraces 2",
                        "F33 mostHistoryDays 366",
                        "F34 servedBp 8000");
    }

    private static SortedSet<String> listed(Rule.About about) {
        return about.parameters().stream()
                .filter(Parameter::adjustable)
                .map(Parameter::name)
                .collect(toCollection(TreeSet::new));
    }
}
