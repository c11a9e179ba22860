package org.aidwitness.monitoring.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.aidwitness.kernel.DrawPolicy;
import org.aidwitness.kernel.Sha256;
import org.aidwitness.monitoring.Recomputed;
import org.aidwitness.monitoring.draw.DrawRule.Monitor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Some of what is drawn is visited twice, and a draw goes on where it stopped: both follow from its seed. */
class SecondVisitsTest {

    private static final UUID DRAW = UUID.fromString("0193b0a0-0000-7000-8000-0000000000fe");
    private static final int MANY = 1_000;
    private static final int DRAWS = 20_000;

    /** The chi-square value of 19 degrees of freedom that chance exceeds once in a thousand. */
    private static final double CHI_SQUARE_19 = 43.82;

    @ParameterizedTest(name = "{0} drawn, {1} bp: {2} visited twice")
    @CsvSource(delimiter = '|', textBlock = """
             1 |  1000 |  0
             9 |  1000 |  0
            10 |  1000 |  1
            19 |  1000 |  1
            20 |  1000 |  2
             9 |     1 |  0
            10 |     1 |  1
            30 |     1 |  1
            30 |     0 |  0
             9 | 10000 |  9
            """)
    void the_share_is_rounded_down_and_of_ten_there_is_one(int drawn, int shareBp, int seconds) {
        DrawResult result =
                DrawResult.of(DRAW, Draft.population(30), rule(drawn, MANY, shareBp), Draft.secrets(drawn), List.of());
        assertThat(result.first().drawn()).hasSize(drawn);
        assertThat(result.first().seconds()).hasSize(seconds);
    }

    @Test
    void a_policy_of_before_has_the_default_share() {
        assertThat(policy(null).seconds()).isEqualTo(1_000);
        assertThat(policy(0).seconds()).isZero();
        assertThat(policy(10_000).seconds()).isEqualTo(10_000);
        assertThatThrownBy(() -> policy(-1)).hasMessageContaining("secondShareBp");
        assertThatThrownBy(() -> policy(10_001)).hasMessageContaining("secondShareBp");
    }

    private static DrawPolicy policy(@Nullable Integer secondShareBp) {
        return new DrawPolicy(2, 120, 1_000, 500, 500, 4, secondShareBp);
    }

    private static DrawRule rule(int drawn, int cap, int shareBp) {
        return Draft.rule(DRAW, Map.of(Stratum.LOW, drawn), List.of(), cap, shareBp);
    }

    @Test
    void each_drawn_unit_is_visited_twice_equally_often() {
        Population population = Draft.population(20);
        DrawRule rule = rule(20, MANY, 500);
        Map<String, Integer> counts = new HashMap<>();
        for (int number = 0; number < DRAWS; number++) {
            List<Second> seconds = DrawResult.of(DRAW, population, rule, Draft.secrets(number), List.of())
                    .first()
                    .seconds();
            assertThat(seconds).hasSize(1);
            counts.merge(seconds.get(0).unit(), 1, Integer::sum);
        }
        double expected = (double) DRAWS / 20;
        assertThat(counts).hasSize(20);
        assertThat(counts.values().stream()
                        .mapToDouble(count -> (count - expected) * (count - expected) / expected)
                        .sum())
                .isLessThan(CHI_SQUARE_19);
    }

    @Test
    void the_second_monitor_is_of_another_organisation_untied_and_below_the_cap() {
        Population population = Draft.population(12);
        for (int number = 0; number < 100; number++) {
            for (int cap : List.of(6, MANY)) {
                Round round = DrawResult.of(DRAW, population, rule(12, cap, 10_000), Draft.secrets(number), List.of())
                        .first();
                Map<String, Monitor> first = round.drawn().stream()
                        .filter(unit -> unit.monitor() != null)
                        .collect(Collectors.toMap(Drawn::unit, Drawn::monitor));
                Map<Monitor, Integer> load = new HashMap<>();
                first.values().forEach(monitor -> load.merge(monitor, 1, Integer::sum));
                for (Second second : round.seconds()) {
                    if (second.monitor() != null) {
                        load.merge(second.monitor(), 1, Integer::sum);
                        assertThat(second.monitor().organisation())
                                .isNotEqualTo(Objects.requireNonNull(first.get(second.unit()))
                                        .organisation());
                        assertThat(second.unit().equals("u-001")
                                        && second.monitor().organisation().equals(Draft.FIELD))
                                .isFalse();
                    }
                }
                assertThat(load.values()).allMatch(visits -> visits <= cap);
                assertThat(round.seconds()).extracting(Second::ticket).isSortedAccordingTo(Tagged.BY_BYTES);
            }
        }
    }

    @Test
    void where_nobody_else_is_left_the_line_stays_and_nobody_goes() {
        // Three monitors take one visit each, and nobody is left for a second one.
        DrawRule rule = rule(3, 1, 10_000);
        Round round = Stream.iterate(0, number -> number + 1)
                .map(number -> DrawResult.of(DRAW, Draft.population(3), rule, Draft.secrets(number), List.of())
                        .first())
                .filter(drawn -> drawn.drawn().stream().allMatch(unit -> unit.monitor() != null))
                .findFirst()
                .orElseThrow();
        assertThat(round.seconds()).hasSize(3).allMatch(second -> second.monitor() == null);
        assertThat(round.lines())
                .contains("second\t" + round.seconds().get(0).unit() + "\t")
                .endsWith("\t\n");
    }

    @Test
    void a_rule_of_before_has_no_line_and_no_second_visits() {
        DrawRule old = rule(20, 4, 0);
        String text = new String(old.bytes(), StandardCharsets.UTF_8);
        assertThat(text).doesNotContain("second");
        assertThat(DrawRule.parse(old.bytes())).isEqualTo(old);
        assertThat(DrawResult.of(DRAW, Draft.population(20), old, Draft.secrets(1), List.of())
                        .first()
                        .seconds())
                .isEmpty();

        DrawRule rule = rule(20, 4, 1_000);
        String later = new String(rule.bytes(), StandardCharsets.UTF_8);
        assertThat(later).contains("cap\t4\nsecond\t1000\nreveal\t");
        assertThat(DrawRule.parse(rule.bytes())).isEqualTo(rule);
        for (String broken : List.of(
                later.replace("second\t1000", "second\t0"),
                later.replace("second\t1000", "second\t01000"),
                later.replace("second\t1000", "second\t-1"),
                later.replace("second\t1000", "second\t10001"),
                later.replace("second\t1000", "second\t1000\t1"),
                later.replace("second\t1000\n", "second\t1000\nsecond\t1000\n"),
                later.replace("second\t1000\n", "") + "second\t1000\n")) {
            assertThatThrownBy(() -> DrawRule.parse(broken.getBytes(StandardCharsets.UTF_8)))
                    .as(broken)
                    .isInstanceOf(Unreadable.class);
        }
    }

    @Test
    void an_extension_takes_the_next_tickets_and_changes_nothing_before_it() {
        Population population = Draft.population(30);
        DrawRule rule = rule(9, MANY, 1_000);
        DrawResult before = DrawResult.of(DRAW, population, rule, Draft.secrets(4), List.of());
        DrawResult after = DrawResult.of(
                DRAW, population, rule, Draft.secrets(4), List.of(new Extension(0, 0, 1), new Extension(0, 5, 25)));

        assertThat(new String(after.bytes(), StandardCharsets.UTF_8))
                .startsWith(new String(before.bytes(), StandardCharsets.UTF_8))
                .contains("extension\t1\t0\t0\t1\ndrawn\tLOW\t10\t")
                .contains("extension\t2\t0\t5\t25\ndrawn\tLOW\t11\t");
        assertThat(after.first()).isEqualTo(before.first());
        assertThat(after.more().get(0).drawn()).hasSize(1);
        assertThat(after.more().get(0).seconds()).as("the tenth").hasSize(1);
        assertThat(after.last().drawn()).as("all that is left").hasSize(20);
        assertThat(after.last().seconds()).as("three of thirty in all").hasSize(2);
        assertThat(before.last()).isEqualTo(before.first());
        assertThat(new String(after.bytes(), StandardCharsets.UTF_8)
                        .lines()
                        .filter(line -> line.startsWith("drawn"))
                        .map(line -> line.split("\t")[3]))
                .as("all, in the order of their tickets")
                .containsExactlyElementsOf(byTicket(population, after.seed()));
    }

    private static List<String> byTicket(Population population, Sha256 seed) {
        return population.units().stream()
                .map(Population.Unit::id)
                .sorted((one, other) -> Tagged.BY_BYTES.compare(ticket(seed, one), ticket(seed, other)))
                .toList();
    }

    private static Sha256 ticket(Sha256 seed, String unit) {
        return Tagged.sha256("aidwitness/ticket/v1", seed.toBytes(), Tagged.utf8(unit));
    }

    @Test
    void somebody_who_has_only_read_the_format_gets_the_same_result() {
        for (int number = 0; number < 200; number++) {
            UUID draw = new UUID(number, ~number);
            int shift = number;
            Population population = new Population(Stream.iterate(0, i -> i < 60, i -> i + 1)
                    .map(i ->
                            new Population.Unit("u-%03d".formatted(i), Stratum.values()[(i * 7 + shift) % 3], 100L * i))
                    .toList());
            DrawRule rule = Draft.rule(
                    draw,
                    Map.of(Stratum.HIGH, 3, Stratum.MEDIUM, 2, Stratum.LOW, 4),
                    List.of(new DrawRule.Exclusion("u-004", "The bridge is gone.")),
                    4 + number % 5,
                    number % 4 * 1_500);
            List<Sha256> secrets = Draft.secrets(number);
            boolean silent = number % 3 == 0;
            DrawResult result = DrawResult.of(
                    draw,
                    population,
                    rule,
                    silent ? Arrays.asList(null, secrets.get(1)) : secrets,
                    List.of(new Extension(2, 0, 3), new Extension(0, 4, number % 7)));
            String reveals = "east\t7\t" + (silent ? "" : secrets.get(0)) + "\nnorth\t2\t" + secrets.get(1) + "\n";
            String extensions = "1\t2\t0\t3\n2\t0\t4\t" + number % 7 + "\n";

            assertThat(Recomputed.result(draw, population.bytes(), rule.bytes(), reveals, extensions))
                    .isEqualTo(new String(result.bytes(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void an_extension_asks_for_one_more_at_least() {
        assertThatThrownBy(() -> new Extension(0, 0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Extension(2, -1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThat(new Extension(0, 0, 1).sizeOf(Stratum.LOW)).isEqualTo(1);
    }
}
