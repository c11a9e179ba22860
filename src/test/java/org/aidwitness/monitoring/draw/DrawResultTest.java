package org.aidwitness.monitoring.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.aidwitness.kernel.Sha256;
import org.aidwitness.monitoring.Recomputed;
import org.junit.jupiter.api.Test;

/** Nobody chooses who is visited, and everybody can compute who is. */
class DrawResultTest {

    private static final UUID DRAW = UUID.fromString("0193b0a0-0000-7000-8000-0000000000ff");
    private static final int DRAWS = 100_000;

    /** The chi-square value of 19 degrees of freedom that chance exceeds once in a thousand. */
    private static final double CHI_SQUARE_19 = 43.82;

    @Test
    void each_unit_is_drawn_first_equally_often() {
        Population population = Draft.population(20);
        DrawRule rule = Draft.rule(DRAW, Map.of(Stratum.LOW, 1), List.of());
        Map<String, Integer> counts = new HashMap<>();
        for (int number = 0; number < DRAWS; number++) {
            DrawResult result = DrawResult.of(DRAW, population, rule, Draft.secrets(number), List.of());
            counts.merge(result.first().drawn().get(0).unit(), 1, Integer::sum);
        }
        assertThat(chiSquare(counts, 20)).isLessThan(CHI_SQUARE_19);
    }

    @Test
    void each_sample_of_three_among_six_is_drawn_equally_often() {
        Population population = Draft.population(6);
        DrawRule rule = Draft.rule(DRAW, Map.of(Stratum.LOW, 3), List.of());
        Map<String, Integer> counts = new HashMap<>();
        for (int number = 0; number < DRAWS; number++) {
            DrawResult result = DrawResult.of(DRAW, population, rule, Draft.secrets(number), List.of());
            counts.merge(
                    result.first().drawn().stream().map(Drawn::unit).sorted().collect(Collectors.joining(" ")),
                    1,
                    Integer::sum);
        }
        assertThat(chiSquare(counts, 20)).isLessThan(CHI_SQUARE_19);
    }

    private static double chiSquare(Map<String, Integer> counts, int cells) {
        assertThat(counts).hasSize(cells);
        double expected = (double) DRAWS / cells;
        return counts.values().stream()
                .mapToDouble(count -> (count - expected) * (count - expected) / expected)
                .sum();
    }

    @Test
    void somebody_who_has_only_read_the_format_gets_the_same_result() {
        for (int number = 0; number < 200; number++) {
            UUID draw = new UUID(number, ~number);
            Population population = mixed(number);
            DrawRule rule = Draft.rule(
                    draw,
                    Map.of(Stratum.HIGH, 3, Stratum.MEDIUM, 2, Stratum.LOW, 4),
                    List.of(new DrawRule.Exclusion("u-004", "The bridge is gone.")));
            List<Sha256> secrets = Draft.secrets(number);
            boolean silent = number % 3 == 0;
            DrawResult result = DrawResult.of(
                    draw, population, rule, silent ? Arrays.asList(null, secrets.get(1)) : secrets, List.of());
            String reveals = "east\t7\t" + (silent ? "" : secrets.get(0)) + "\nnorth\t2\t" + secrets.get(1) + "\n";

            assertThat(Recomputed.result(draw, population.bytes(), rule.bytes(), reveals))
                    .isEqualTo(new String(result.bytes(), StandardCharsets.UTF_8));
            assertThat(result.doubled()).isEqualTo(silent);
        }
    }

    private static Population mixed(int number) {
        return new Population(Stream.iterate(0, i -> i < 40, i -> i + 1)
                .map(i -> new Population.Unit("u-%03d".formatted(i), Stratum.values()[(i * 7 + number) % 3], 100L * i))
                .toList());
    }

    @Test
    void an_edited_population_or_rule_is_another_draw() {
        Population population = Draft.population(50);
        DrawRule rule = Draft.rule(DRAW, Map.of(Stratum.LOW, 5), List.of());
        DrawResult result = DrawResult.of(DRAW, population, rule, Draft.secrets(1), List.of());
        Population heavier = Population.parse(new String(population.bytes(), StandardCharsets.US_ASCII)
                .replace("u-007\tLOW\t1007", "u-007\tLOW\t9007")
                .getBytes(StandardCharsets.US_ASCII));

        assertThat(heavier.sha256()).isNotEqualTo(population.sha256());
        assertThat(DrawResult.of(DRAW, heavier, rule, Draft.secrets(1), List.of())
                        .seed())
                .isNotEqualTo(result.seed());
        DrawRule other = Draft.rule(DRAW, Map.of(Stratum.LOW, 5), List.of(new DrawRule.Exclusion("u-007", "Too far.")));
        assertThat(DrawResult.of(DRAW, population, other, Draft.secrets(1), List.of())
                        .seed())
                .isNotEqualTo(result.seed());
    }

    @Test
    void a_missing_secret_doubles_the_sample_and_an_excluded_unit_is_never_drawn() {
        Population population = Draft.population(30);
        DrawRule rule = Draft.rule(
                DRAW, Map.of(Stratum.LOW, 14), List.of(new DrawRule.Exclusion("u-011", "Under water since Monday.")));
        List<Sha256> secrets = Draft.secrets(5);

        assertThat(DrawResult.of(DRAW, population, rule, secrets, List.of())
                        .first()
                        .drawn())
                .hasSize(14);
        DrawResult doubled = DrawResult.of(DRAW, population, rule, Arrays.asList(secrets.get(0), null), List.of());
        assertThat(doubled.doubled()).isTrue();
        assertThat(doubled.first().drawn()).hasSize(28).extracting(Drawn::unit).doesNotContain("u-011");
    }

    @Test
    void no_monitor_goes_where_their_organisation_is_tied_or_more_often_than_the_cap() {
        Population population = Draft.population(20);
        DrawRule rule = Draft.rule(DRAW, Map.of(Stratum.LOW, 20), List.of());
        for (int number = 0; number < 100; number++) {
            List<Drawn> drawn = DrawResult.of(DRAW, population, rule, Draft.secrets(number), List.of())
                    .first()
                    .drawn();
            Map<String, Integer> load = new TreeMap<>();
            for (Drawn unit : drawn) {
                if (unit.monitor() != null) {
                    load.merge(unit.monitor().pseudonym(), 1, Integer::sum);
                    assertThat(unit.unit().equals("u-001")
                                    && unit.monitor().organisation().equals(Draft.FIELD))
                            .isFalse();
                }
            }
            assertThat(load.values()).allMatch(visits -> visits == 4);
            assertThat(drawn.stream().filter(unit -> unit.monitor() == null)).hasSize(8);
        }
    }

    @Test
    void the_files_are_read_back_byte_for_byte_or_not_at_all() {
        Population population = Draft.population(12);
        DrawRule rule =
                Draft.rule(DRAW, Map.of(Stratum.LOW, 3), List.of(new DrawRule.Exclusion("u-003", "Дорога закрыта.")));

        assertThat(Population.parse(population.bytes())).isEqualTo(population);
        assertThat(DrawRule.parse(rule.bytes())).isEqualTo(rule);
        for (String broken : List.of(
                "",
                "u\tLOW\t1",
                "u\tLOW\t01\n",
                "u\tLOW\t-1\n",
                "u\tlow\t1\n",
                "u\tLOW\t1\r\n",
                "u\tLOW\t1\n\n",
                "v\tLOW\t1\nu\tLOW\t1\n",
                "u\tLOW\t1\nu\tLOW\t2\n",
                "u\tLOW\t1\t2\n",
                "ü\tLOW\t1\n")) {
            assertThatThrownBy(() -> Population.parse(broken.getBytes(StandardCharsets.UTF_8)))
                    .as(broken)
                    .isInstanceOf(Unreadable.class);
        }
        String text = new String(rule.bytes(), StandardCharsets.UTF_8);
        for (String broken : List.of(
                text + "more\tthings\n",
                text.replace("cap\t4", "cap\t04"),
                text.replace("cap\t4\n", ""),
                text.replace("custodian\tnorth\t2\n", "") + "custodian\tnorth\t2\n",
                text.replace("rule/v1", "rule/v2"),
                text.replace("policy\t3", "policy\tthree"),
                text.replace("sample\tLOW", "sample\tDEEP"),
                text.replace("\n", "\r\n"))) {
            assertThatThrownBy(() -> DrawRule.parse(broken.getBytes(StandardCharsets.UTF_8)))
                    .as(broken)
                    .isInstanceOf(Unreadable.class);
        }
    }

    @Test
    void a_chain_leads_from_its_last_secret_to_its_anchor() {
        byte[] last = Sha256.of(new byte[] {1}).toBytes();
        List<String> chain = Recomputed.chain("east", last, 50);

        assertThat(CustodianChain.before("east", Sha256.fromBytes(last), 50)).hasToString(chain.get(0));
        assertThat(CustodianChain.before("east", Sha256.fromHex(chain.get(7)))).hasToString(chain.get(6));
        assertThat(CustodianChain.before("west", Sha256.fromHex(chain.get(7))))
                .isNotEqualTo(Sha256.fromHex(chain.get(6)));
    }

    @Test
    void risk_grows_with_refusals_weight_and_time_and_the_unknown_counts_as_bad() {
        Risk risk = Risk.DEFAULTS;
        assertThat(risk.of(0, 4_999L, 29L)).isEqualTo(Stratum.LOW);
        assertThat(risk.of(1, 4_999L, 29L)).isEqualTo(Stratum.LOW);
        assertThat(risk.of(1, 5_000L, 29L)).isEqualTo(Stratum.MEDIUM);
        assertThat(risk.of(0, 19_999L, 30L)).isEqualTo(Stratum.MEDIUM);
        assertThat(risk.of(0, 20_000L, 89L)).isEqualTo(Stratum.MEDIUM);
        assertThat(risk.of(0, 20_000L, 90L)).isEqualTo(Stratum.HIGH);
        assertThat(risk.of(2, 1L, 90L)).isEqualTo(Stratum.HIGH);
        assertThat(risk.of(0, null, null)).isEqualTo(Stratum.HIGH);
    }
}
