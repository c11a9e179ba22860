package org.aidwitness.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.aidwitness.kernel.Sha256;
import org.aidwitness.verification.VerdictRow.Verdict;
import org.aidwitness.verification.rule.Assurance.Condition;
import org.aidwitness.verification.rule.Assurance.Requirement;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A verdict that says something else must never be taken for the one that stands: it would not be stored. */
class VerdictDigestTest {

    private static final RecordComponent[] COMPONENTS = Verdict.class.getRecordComponents();

    @TestFactory
    Stream<DynamicTest> each_component_counts() {
        Sha256 one = VerdictDigest.of(verdict(-1));
        return IntStream.range(0, COMPONENTS.length)
                .mapToObj(at -> DynamicTest.dynamicTest(
                        COMPONENTS[at].getName(),
                        () -> assertThat(VerdictDigest.of(verdict(at))).isNotEqualTo(one)));
    }

    @Test
    void the_same_verdict_has_the_same_digest() {
        assertThat(VerdictDigest.of(verdict(-1))).isEqualTo(VerdictDigest.of(verdict(-1)));
    }

    @Test
    void each_part_of_a_condition_counts() {
        UUID statement = new UUID(1, 2);
        List<Condition> conditions = List.of(
                new Condition(Requirement.SEEN, true, "ab", "c", List.of()),
                new Condition(Requirement.ON_SITE, true, "ab", "c", List.of()),
                new Condition(Requirement.SEEN, false, "ab", "c", List.of()),
                new Condition(Requirement.SEEN, true, "a", "bc", List.of()),
                new Condition(Requirement.SEEN, true, "ab", "c", List.of(statement)));
        Set<Sha256> digests = new HashSet<>();
        conditions.forEach(condition -> digests.add(VerdictDigest.of(with(List.of(condition)))));
        digests.add(VerdictDigest.of(with(List.of())));

        assertThat(digests).hasSize(conditions.size() + 1);
    }

    @Test
    void long_texts_have_room() {
        Condition wordy = new Condition(Requirement.SEEN, true, "ä".repeat(5_000), "c", List.of());
        Condition wordier = new Condition(Requirement.SEEN, true, "ä".repeat(4_999) + "a", "c", List.of());

        assertThat(VerdictDigest.of(with(List.of(wordy)))).isNotEqualTo(VerdictDigest.of(with(List.of(wordier))));
    }

    private static Verdict with(List<Condition> conditions) {
        List<Object> values = values(-1);
        int at = IntStream.range(0, COMPONENTS.length)
                .filter(i -> COMPONENTS[i].getType() == List.class)
                .findFirst()
                .orElseThrow();
        values.set(at, conditions);
        return made(values);
    }

    /** @param other the component that says something else; none where below zero */
    private static Verdict verdict(int other) {
        return made(values(other));
    }

    private static List<Object> values(int other) {
        List<Object> values = new ArrayList<>();
        for (int at = 0; at < COMPONENTS.length; at++) {
            values.add(value(COMPONENTS[at].getType(), at == other));
        }
        return values;
    }

    private static Object value(Class<?> type, boolean other) {
        if (type == UUID.class) {
            return new UUID(7, other ? 8 : 7);
        } else if (type == String.class) {
            return other ? "other" : "text";
        } else if (type == boolean.class) {
            return other;
        } else if (type == int.class) {
            return other ? 2 : 1;
        } else if (type == Instant.class) {
            return Instant.parse("2026-03-01T00:00:00Z").plusNanos(other ? 1_000 : 0);
        } else if (type == BigDecimal.class) {
            return new BigDecimal(other ? "1.001" : "1.000");
        } else if (type == SortedSet.class) {
            return new TreeSet<>(other ? Set.of("F01", "F02") : Set.of("F01"));
        } else if (type == List.class) {
            return List.of(new Condition(Requirement.SEEN, other, "NONE", "-", List.of()));
        }
        throw new IllegalStateException("what is another " + type + "?");
    }

    private static Verdict made(List<Object> values) {
        try {
            return Verdict.class
                    .getDeclaredConstructor(Arrays.stream(COMPONENTS)
                            .map(RecordComponent::getType)
                            .toArray(Class<?>[]::new))
                    .newInstance(values.toArray());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
