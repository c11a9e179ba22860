package org.aidwitness.scenario.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.aidwitness.feedback.PassOnComplaint;
import org.aidwitness.feedback.TellPdmRound;
import org.aidwitness.kernel.GeoPoint;
import org.aidwitness.monitoring.Attest;
import org.aidwitness.scenario.Act;
import org.aidwitness.shipment.Declare;
import org.junit.jupiter.api.Test;

/** A programme is a function of its setting; what is taken from it is accounted for to the gram. */
class SimulationTest {

    private static final Instant START = Instant.parse("2025-01-06T00:00:00Z");
    private static final int PERSON_KMH = 150;

    private static Setting usual(long seed, int deliveries) {
        return Setting.usual(seed, START, 180, deliveries);
    }

    @Test
    void the_same_seed_tells_the_same_programme() {
        List<Act> told = all(usual(1, 80));

        assertThat(all(usual(1, 80))).isEqualTo(told);
        assertThat(all(usual(2, 80))).isNotEqualTo(told);
        assertThat(truth(usual(1, 80))).isEqualTo(truth(usual(1, 80))).hasSizeGreaterThan(1);
    }

    @Test
    void acts_come_in_the_order_of_their_times_and_each_once() {
        Simulation simulation = Simulation.of(usual(3, 300));
        List<Act> acts = all(usual(3, 300));

        assertThat(acts).isSortedAccordingTo((one, other) -> one.at().compareTo(other.at()));
        assertThat(acts.get(acts.size() - 1).at()).isBeforeOrEqualTo(simulation.end());
        assertThat(acts).doesNotHaveDuplicates();
        assertThat(acts.stream().filter(act -> act.command() instanceof Act.Register))
                .hasSize(Math.toIntExact(simulation.waybills()));
    }

    @Test
    void nothing_is_said_before_it_happened() {
        assertThat(all(usual(4, 200))).allSatisfy(act -> {
            if (act.command() instanceof Declare said) {
                assertThat(said.happenedAt()).isBefore(act.at());
                assertThat(Duration.between(said.happenedAt(), act.at())).isLessThan(Duration.ofHours(72));
            } else if (act.command() instanceof Attest seen) {
                assertThat(seen.happenedAt()).isBefore(act.at());
                assertThat(Duration.between(seen.happenedAt(), act.at())).isLessThan(Duration.ofHours(72));
            }
        });
    }

    @Test
    void what_was_given_was_eaten_taken_lost_or_is_in_the_stores() {
        for (long seed = 1; seed <= 5; seed++) {
            Ledger ledger = Simulation.of(usual(seed, 400)).ledger();

            assertThat(ledger.eaten() + ledger.diverted() + ledger.lost() + ledger.stored())
                    .isEqualTo(ledger.given());
            assertThat(ledger.stored()).as("no store gives what it has not").isNotNegative();
            assertThat(ledger.lost()).isPositive();
            assertThat(Simulation.of(usual(seed, 400))
                            .truths()
                            .mapToLong(truth -> truth.taken().grams())
                            .sum())
                    .isEqualTo(ledger.diverted());
        }
    }

    @Test
    void a_world_of_honest_people_takes_nothing() {
        Setting honest = usual(6, 400).honest();

        assertThat(Simulation.of(honest).truths()).isEmpty();
        assertThat(Simulation.of(honest).ledger().diverted()).isZero();
        assertThat(Simulation.of(honest.with(Noise.NONE)).ledger().lost()).isZero();
    }

    @Test
    void each_diversion_takes_something_and_happens_as_often_as_it_is_set() {
        Map<Diversion, Long> counts = new EnumMap<>(Diversion.class);
        Simulation.of(usual(7, 10_000)).truths().forEach(truth -> {
            assertThat(truth.taken().grams()).as(truth.line()).isPositive();
            counts.merge(truth.diversion(), 1L, Long::sum);
        });

        assertThat(counts.keySet()).containsExactlyInAnyOrder(Diversion.values());
        counts.forEach((diversion, count) -> {
            if (diversion != Diversion.SKIM_ON_HAUL) {
                assertThat(count).as(diversion.name()).isBetween(80L, 165L);
            }
        });
    }

    /** The liars of one delivery change nothing about another. */
    @Test
    void honest_deliveries_are_the_same_in_an_honest_world() {
        Set<UUID> diverted = Simulation.of(usual(8, 300))
                .truths()
                .map(Truth::waybill)
                .collect(Collectors.toCollection(HashSet::new));
        List<Declare> beside = declarations(usual(8, 300), diverted);
        List<Declare> alone = declarations(usual(8, 300).honest(), diverted);

        assertThat(diverted).isNotEmpty();
        assertThat(beside).isEqualTo(alone);
    }

    /** Last legs only: the trains are loaded for what the liars ask for, too. */
    private static List<Declare> declarations(Setting setting, Set<UUID> without) {
        Set<UUID> last = new HashSet<>();
        return all(setting).stream()
                .map(Act::command)
                .peek(command -> {
                    if (command instanceof Act.Register paper
                            && paper.waybill().number().startsWith("D-")) {
                        last.add(paper.waybill().id());
                    }
                })
                .filter(Declare.class::isInstance)
                .map(Declare.class::cast)
                .filter(said -> last.contains(said.waybill()) && !without.contains(said.waybill()))
                .toList();
    }

    @Test
    void people_speak_of_what_was_given_to_them_whatever_happened_elsewhere() {
        Set<UUID> diverted = Simulation.of(usual(8, 300))
                .truths()
                .map(Truth::waybill)
                .collect(Collectors.toCollection(HashSet::new));
        List<Act.Hear> beside = heard(usual(8, 300));
        List<Act.Hear> alone = heard(usual(8, 300).honest());

        assertThat(alone).filteredOn(it -> it.said() instanceof PassOnComplaint).isNotEmpty();
        assertThat(alone)
                .filteredOn(it -> !diverted.contains(it.waybill()))
                .isEqualTo(beside.stream()
                        .filter(it -> !diverted.contains(it.waybill()))
                        .toList());
    }

    @Test
    void who_was_robbed_says_so_more_often_and_not_always() {
        assertThat(saysTaxed(Setting.WHOLE_BP)).isBetween(0.3, 0.95);
        assertThat(saysTaxed(0)).isLessThan(0.1);
    }

    /** The share of household rounds in which two or more say that food was taken back from them. */
    private static double saysTaxed(int share) {
        Setting setting = new Setting(
                5, START, 60, 200, Map.of(Diversion.TAXATION, share), Noise.USUAL, 8_500, 0, Setting.WHOLE_BP);
        List<TellPdmRound> rounds = heard(setting).stream()
                .map(Act.Hear::said)
                .filter(TellPdmRound.class::isInstance)
                .map(TellPdmRound.class::cast)
                .toList();
        assertThat(rounds).hasSizeGreaterThan(100);
        return rounds.stream()
                        .filter(round -> Objects.requireNonNull(round.householdsTaxed()) >= 2)
                        .count()
                / (double) rounds.size();
    }

    private static List<Act.Hear> heard(Setting setting) {
        return all(setting).stream()
                .map(Act::command)
                .filter(Act.Hear.class::isInstance)
                .map(Act.Hear.class::cast)
                .toList();
    }

    @Test
    void no_honest_monitor_flies() {
        Map<String, Attest> last = new HashMap<>();
        List<Attest> seen = all(usual(9, 3_000).honest()).stream()
                .map(Act::command)
                .filter(Attest.class::isInstance)
                .map(Attest.class::cast)
                .sorted((one, other) -> one.happenedAt().compareTo(other.happenedAt()))
                .toList();
        for (Attest now : seen) {
            Attest before = last.put(now.monitor(), now);
            if (before != null && before.point() != null && now.point() != null) {
                double metres = metres(before.point(), now.point());
                double hours =
                        Duration.between(before.happenedAt(), now.happenedAt()).toMinutes() / 60.0;
                assertThat(metres / 1_000 - 2).as(now.monitor()).isLessThan(PERSON_KMH * hours + 1);
            }
        }
        assertThat(last).hasSizeGreaterThan(10);
    }

    private static double metres(GeoPoint one, GeoPoint other) {
        return one.metresTo(other);
    }

    @Test
    void the_truth_is_written_beside() {
        List<String> lines = new ArrayList<>();
        Simulation.of(usual(10, 100)).writeTruth(lines::add);

        assertThat(lines.get(0)).isEqualTo(Truth.HEADER);
        assertThat(lines)
                .hasSizeGreaterThan(5)
                .allSatisfy(line -> assertThat(line.split(",")).hasSize(Truth.HEADER.split(",").length));
    }

    @Test
    void a_setting_has_bounds() {
        assertThatThrownBy(() -> usual(1, 9)).hasMessageContaining("deliveries");
        assertThatThrownBy(() -> Setting.usual(1, START, 29, 100)).hasMessageContaining("days");
        assertThatThrownBy(() -> Setting.usual(1, START.plusSeconds(1), 60, 100))
                .hasMessageContaining("start");
        assertThatThrownBy(() ->
                        new Setting(1, START, 60, 100, Map.of(Diversion.TAXATION, 10_001), Noise.USUAL, 8_500, 800, 0))
                .hasMessageContaining("shares");
    }

    @Test
    void a_hundred_thousand_deliveries_stream_by_in_little_memory() {
        Iterator<Act> acts =
                Simulation.of(Setting.usual(11, START, 365, 100_000)).acts();
        long before = used();
        long most = 0;
        long count = 0;
        for (; acts.hasNext(); count++) {
            acts.next();
            if (count % 200_000 == 0) {
                most = Math.max(most, used() - before);
            }
        }

        assertThat(count).isGreaterThan(800_000);
        assertThat(most).as("bytes more than before").isLessThan(64L << 20);
    }

    private static long used() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static List<Act> all(Setting setting) {
        List<Act> acts = new ArrayList<>();
        Simulation.of(setting).acts().forEachRemaining(acts::add);
        return acts;
    }

    private static List<Truth> truth(Setting setting) {
        return Simulation.of(setting).truths().toList();
    }
}
