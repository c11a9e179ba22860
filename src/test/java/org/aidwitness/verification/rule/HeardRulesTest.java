package org.aidwitness.verification.rule;

import static org.aidwitness.testkit.Cases.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.aidwitness.kernel.HeardPolicy;
import org.aidwitness.kernel.Policy;
import org.aidwitness.verification.rule.HeardCase.Alarm;
import org.aidwitness.verification.rule.HeardCase.Complaint;
import org.aidwitness.verification.rule.HeardCase.Grievance;
import org.aidwitness.verification.rule.HeardCase.PdmRound;
import org.aidwitness.verification.rule.HeardCase.Sighting;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** F32, F33, F34, F35 and F40: what is heard after a distribution, and when it is a flag. */
class HeardRulesTest {

    private static final LocalDate DAY = LocalDate.parse("2026-11-27");
    private static final UUID PROGRAMME = id(1);
    private static final UUID VILLAGE = id(2);
    private static final UUID TOWN = id(3);
    private static final UUID LOT = id(4);

    private int last = 100;

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            # story                             | sightings: market, days ago, sealed, open | F32
            nothing was seen                    |                                | -
            one empty bag                       | A 0 0 1                        | INFO
            four sealed                         | A 0 4 0                        | INFO
            five sealed                         | A 0 5 0                        | HIGH
            four sealed and many open           | A 0 4 900                      | INFO
            five sealed on the oldest day       | A 89 5 0                       | HIGH
            five sealed a day before that       | A 90 5 0                       | -
            the same bags seen again            | A 0 3 0, A 1 4 0, A 2 3 0      | INFO
            two markets together                | A 0 3 0, B 1 2 0               | HIGH
            """)
    void bags_on_sale(String story, @Nullable String sightings, String f32) {
        HeardCase heard = heard(List.of(), List.of(), sightings(sightings), List.of());

        assertThat(severity(new MarketSighting().judge(heard))).isEqualTo(f32);
    }

    @Test
    void lots_and_contributions_are_told_apart_and_each_is_the_subject() {
        UUID given = id(5);
        List<SubjectFinding> found = new MarketSighting()
                .judge(heard(
                        List.of(),
                        List.of(),
                        List.of(
                                new Sighting(id(10), TOWN, LOT, null, DAY, 3, 0),
                                new Sighting(id(11), TOWN, null, given, DAY, 3, 0)),
                        List.of()));

        assertThat(found)
                .extracting(SubjectFinding::subject)
                .containsExactly(Subject.lot(LOT), Subject.contribution(given));
        assertThat(found.get(0).finding().facts())
                .containsEntry("sealedBags", "3")
                .containsEntry("limitSealedBags", "5")
                .containsEntry("markets", "1");
        assertThat(found.get(0).finding().statements()).containsExactly(id(10));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            # story                             | complaints: days ago, people, about | F33
            nobody complained                   |                                       | -
            four people                         | 0 4 NOT_RECEIVED                      | -
            five people in one statement        | 0 5 NOT_RECEIVED                      | HIGH
            five, one after the other           | 0 1 NOT_RECEIVED, 3 1 UNDERWEIGHT, 6 1 TAXATION, 9 1 NOT_RECEIVED, 13 1 TAXATION | HIGH
            the fifth a fortnight before        | 0 1 NOT_RECEIVED, 3 1 UNDERWEIGHT, 6 1 TAXATION, 9 1 NOT_RECEIVED, 14 1 TAXATION | -
            of other things                     | 0 900 EXCLUSION, 0 900 CONDUCT, 0 900 OTHER | -
            long over, and still in the window  | 0 1 TAXATION, 80 2 NOT_RECEIVED, 89 3 NOT_RECEIVED | HIGH
            one of them before the window       | 0 1 TAXATION, 80 2 NOT_RECEIVED, 90 3 NOT_RECEIVED | -
            of tomorrow                         | -1 9 NOT_RECEIVED                     | -
            """)
    void many_complain_of_one_place(String story, @Nullable String complaints, String f33) {
        HeardCase heard = heard(complaints(VILLAGE, complaints), List.of(), List.of(), List.of());

        assertThat(severity(new ComplaintCluster().judge(heard))).isEqualTo(f33);
    }

    @Test
    void complaints_of_two_places_are_not_added_and_the_worst_days_are_told() {
        List<Complaint> complaints =
                new ArrayList<>(complaints(VILLAGE, "40 4 NOT_RECEIVED, 41 4 UNDERWEIGHT, 2 6 TAXATION"));
        complaints.addAll(complaints(TOWN, "2 4 NOT_RECEIVED"));

        List<SubjectFinding> found = new ComplaintCluster().judge(heard(complaints, List.of(), List.of(), List.of()));

        assertThat(found).singleElement().satisfies(finding -> {
            assertThat(finding.subject()).isEqualTo(Subject.site(VILLAGE));
            assertThat(finding.finding().rule()).isEqualTo("F33");
            assertThat(finding.finding().facts())
                    .containsEntry("people", "8")
                    .containsEntry("complaints", "2")
                    .containsEntry("lastOn", DAY.minusDays(40).toString());
            assertThat(finding.finding().statements()).hasSize(2);
        });
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            # story                                | first, days ago | before | late | p-value
            history of 55 days                     | 68 |  4 | 4 | none
            history of 56 days, at the limit       | 69 |  4 | 3 | 1
            history of 56 days, above the limit    | 69 |  4 | 4 | 0.0563
            more usual: four are not many          | 69 |  8 | 4 | 1
            five are                               | 69 |  8 | 5 | 0.0991
            nothing before, one now                | 69 |  0 | 1 | 0.2
            nothing before, three now              | 69 |  0 | 3 | 0.00800
            nothing now                            | 69 |  4 | 0 | 1
            """)
    void more_complaints_than_usual(String story, int first, int before, int late, @Nullable String pValue) {
        List<Complaint> complaints = new ArrayList<>();
        complaints.add(new Complaint(id(99), TOWN, Grievance.OTHER, DAY.minusDays(first), 1));
        for (int i = 0; i < before; i++) {
            complaints.add(complaint(VILLAGE, 14 + i, 1, Grievance.NOT_RECEIVED));
        }
        for (int i = 0; i < late; i++) {
            // Forty people in one statement are one event.
            complaints.add(complaint(VILLAGE, 13 - i, 40, Grievance.UNDERWEIGHT));
        }

        List<Trial> trials = new ComplaintSurge().trials(heard(complaints, List.of(), List.of(), List.of()));

        if (pValue == null) {
            assertThat(trials).isEmpty();
            return;
        }
        assertThat(trials).singleElement().satisfies(trial -> {
            assertThat(trial.subject()).isEqualTo(Subject.site(VILLAGE));
            assertThat(trial.severity()).isEqualTo(Severity.MEDIUM);
            assertThat(trial.facts().map()).containsEntry("complaints", Integer.toString(late));
            assertThat(trial.pValue()).isBetween(Double.parseDouble(pValue) * 0.99, Double.parseDouble(pValue) * 1.01);
        });
    }

    @ParameterizedTest(name = "{0} complain")
    @CsvSource(delimiter = '|', textBlock = """
            # people || F33
              4      || MEDIUM
              5      || HIGH
            """)
    void where_the_count_and_the_statistics_speak_of_one_place_the_worse_is_told(
            int people, String ignored, Severity f33) {
        List<Complaint> complaints = new ArrayList<>();
        complaints.add(new Complaint(id(99), TOWN, Grievance.OTHER, DAY.minusDays(80), 1));
        for (int i = 0; i < people; i++) {
            complaints.add(complaint(VILLAGE, 5, 1, Grievance.NOT_RECEIVED));
        }
        ProgrammeCase programme = new ProgrammeCase(
                PROGRAMME,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                heard(complaints, List.of(), List.of(), List.of()),
                Policy.DEFAULTS,
                DAY.atStartOfDay(ZoneOffset.UTC).toInstant());

        assertThat(RuleBook.judge(programme)).singleElement().satisfies(found -> {
            assertThat(found.subject()).isEqualTo(Subject.site(VILLAGE));
            assertThat(found.finding().rule()).isEqualTo("F33");
            assertThat(found.finding().severity()).isEqualTo(f33);
        });
    }

    @Test
    void without_any_complaint_there_is_no_trial_and_a_trial_accuses_nobody() {
        assertThat(new ComplaintSurge().trials(heard(List.of(), List.of(), List.of(), List.of())))
                .isEmpty();
        assertThatThrownBy(() ->
                        new Trial(new ComplaintSurge().about(), Subject.site(VILLAGE), Severity.HIGH, new Facts(), 0.5))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            # story                          | rounds: days ago, asked, served, taxed | F34  | F35
            nobody asked                     |                         | -    | -
            13 of 19                         | 5 19 13 0               | -    | -
            12 of 19                         | 5 19 12 0               | HIGH | -
            none of 18: too few              | 5 18 0 0                | -    | -
            14 of 20                         | 5 20 14 0               | -    | -
            13 of 20                         | 5 20 13 0               | HIGH | -
            36 of 50                         | 5 50 36 0               | -    | -
            35 of 50                         | 5 50 35 0               | HIGH | -
            rations not asked about          | 5 19 ? 0                | -    | -
            the later cycle was good         | 5 19 13 0, 35 19 0 0    | -    | -
            the later cycle was not          | 5 19 12 0, 35 19 19 0   | HIGH | -
            the later cycle asked too few    | 5 18 18 0, 35 19 12 0   | HIGH | -
            two rounds of one cycle          | 5 19 19 0, 5 20 13 0    | HIGH | -
            on the oldest day                | 89 19 0 0               | HIGH | -
            a day before that                | 90 19 0 0               | -    | -
            one of eleven taxed              | 5 11 11 1               | -    | -
            one of ten taxed                 | 5 10 10 1               | -    | HIGH
            the only one                     | 5 1 1 1                 | -    | HIGH
            two of a hundred taxed           | 5 100 100 2             | -    | HIGH
            one of a hundred, twice          | 5 100 100 1, 40 90 90 1 | -    | HIGH
            taxation not asked about         | 5 100 100 ?             | -    | -
            taxed on the oldest day          | 89 10 10 5              | -    | HIGH
            taxed a day before that          | 90 10 10 5              | -    | -
            """)
    void what_households_answer(String story, @Nullable String rounds, String f34, String f35) {
        HeardCase heard = heard(List.of(), rounds(rounds), List.of(), List.of());

        assertThat(severity(new PdmRationGap().judge(heard))).isEqualTo(f34);
        assertThat(severity(new PostDistributionTax().judge(heard))).isEqualTo(f35);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            # story                             | rounds      | complaints        | F35
            one person complains                |             | 5 1 TAXATION      | -
            two people complain                 |             | 5 2 TAXATION      | HIGH
            two complain, one after the other   |             | 5 1 TAXATION, 50 1 TAXATION | HIGH
            one complains, one tells            | 5 100 100 1 | 5 1 TAXATION      | HIGH
            one tells, many complain of other   | 5 100 100 1 | 5 9 NOT_RECEIVED  | -
            one of the two long ago             |             | 5 1 TAXATION, 90 1 TAXATION | -
            """)
    void something_was_taken_back(String story, @Nullable String rounds, @Nullable String complaints, String f35) {
        HeardCase heard = heard(complaints(VILLAGE, complaints), rounds(rounds), List.of(), List.of());

        assertThat(severity(new PostDistributionTax().judge(heard))).isEqualTo(f35);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', nullValues = "?", textBlock = """
            # story                         | rounds                             | complaints   || reports | households | taxed | statements
            the largest share is shown      | 5 20 20 2, 6 10 10 1, 7 19 19 2    | ?            || 5       | 19         | 2     | 3
            first, of two with one share    | 5 20 20 2, 6 10 10 1               | ?            || 3       | 20         | 2     | 2
            by id, whichever was larger     | 5 10 10 1, 6 20 20 2               | ?            || 3       | 10         | 1     | 2
            nobody was taxed in this round  | 5 10 10 1, 6 20 20 0               | 5 3 TAXATION || 4       | 10         | 1     | 2
            people complain, nobody asked   | ?                                  | 5 3 TAXATION || 3       | ?          | ?     | 1
            """)
    void what_was_taken_back_is_told_by_the_worst_round(
            String story,
            @Nullable String rounds,
            @Nullable String complaints,
            String ignored,
            String reports,
            @Nullable String households,
            @Nullable String taxed,
            int statements) {
        Finding finding = new PostDistributionTax()
                .judge(heard(complaints(VILLAGE, complaints), rounds(rounds), List.of(), List.of()))
                .get(0)
                .finding();

        assertThat(finding.facts())
                .containsEntry("reports", reports)
                .containsEntry("limitReports", "2")
                .containsEntry("limitBp", "1000")
                .containsEntry("windowDays", "90");
        assertThat(finding.facts().get("households")).isEqualTo(households);
        assertThat(finding.facts().get("taxed")).isEqualTo(taxed);
        assertThat(finding.statements()).hasSize(statements);
    }

    @Test
    void the_facts_of_a_gap_say_what_it_was_judged_by() {
        SubjectFinding found = new PdmRationGap()
                .judge(heard(List.of(), rounds("5 50 35 0"), List.of(), List.of()))
                .get(0);

        assertThat(found.subject()).isEqualTo(Subject.site(VILLAGE));
        assertThat(found.finding().facts())
                .containsEntry("households", "50")
                .containsEntry("served", "35")
                .containsEntry("limitServed", "36")
                .containsEntry("cycleOn", DAY.minusDays(5).toString());
    }

    @Test
    void open_alarms_are_critical_for_the_programme_or_for_the_whole_log() {
        Instant at = Instant.parse("2026-11-20T00:00:00Z");
        LogIntegrity rule = new LogIntegrity();
        assertThat(rule.judge(heard(List.of(), List.of(), List.of(), List.of())))
                .isEmpty();
        assertThat(rule.judge(
                        heard(List.of(), List.of(), List.of(), List.of(new Alarm(id(7), id(8), "LEAF_MISSING", at)))))
                .as("another programme's")
                .isEmpty();

        List<SubjectFinding> found = rule.judge(heard(
                List.of(),
                List.of(),
                List.of(),
                List.of(
                        new Alarm(id(5), PROGRAMME, "LEAF_MISSING", at),
                        new Alarm(id(6), PROGRAMME, "COSIGN_REFUSED", at.plusSeconds(9)),
                        new Alarm(id(7), null, "CHECKPOINT_INCONSISTENT", at))));

        assertThat(found)
                .extracting(SubjectFinding::subject)
                .containsExactly(Subject.programme(PROGRAMME), Subject.log());
        assertThat(found)
                .allSatisfy(finding -> assertThat(finding.finding().severity()).isEqualTo(Severity.CRITICAL));
        assertThat(found.get(0).finding().facts())
                .containsEntry("alarms", "2")
                .containsEntry("kinds", "COSIGN_REFUSED, LEAF_MISSING")
                .containsEntry("since", at.toString());
    }

    @Test
    void an_old_policy_has_the_defaults_and_nonsense_is_refused() {
        assertThat(Policy.DEFAULTS.heard()).isEqualTo(HeardPolicy.DEFAULTS);
        assertThatThrownBy(() -> new HeardPolicy(90, 1, 5, 5, 91, 2, 8, 19, 8_000, 1_000, 1_000, 2))
                .hasMessageContaining("complaintDays");
        assertThatThrownBy(() -> new HeardPolicy(90, 1, 5, 5, 14, 2, 51, 19, 8_000, 1_000, 1_000, 2))
                .hasMessageContaining("historyWeeks");
        assertThatThrownBy(() -> new HeardPolicy(90, 1, 5, 5, 14, 2, 8, 19, 10_000, 1_000, 1_000, 2))
                .hasMessageContaining("lqasShareBp");
    }

    private static HeardCase heard(
            List<Complaint> complaints, List<PdmRound> rounds, List<Sighting> sightings, List<Alarm> alarms) {
        return new HeardCase(PROGRAMME, DAY, HeardPolicy.DEFAULTS, complaints, rounds, sightings, alarms);
    }

    /** The one finding's severity, or a dash. */
    private static String severity(List<SubjectFinding> findings) {
        assertThat(findings).hasSizeLessThan(2);
        return findings.isEmpty() ? "-" : findings.get(0).finding().severity().name();
    }

    private List<Sighting> sightings(@Nullable String told) {
        return parts(told)
                .map(words -> new Sighting(
                        id(last++),
                        words[0].equals("A") ? VILLAGE : TOWN,
                        LOT,
                        null,
                        DAY.minusDays(Integer.parseInt(words[1])),
                        Integer.parseInt(words[2]),
                        Integer.parseInt(words[3])))
                .toList();
    }

    private List<Complaint> complaints(UUID site, @Nullable String told) {
        return parts(told)
                .map(words -> complaint(
                        site, Integer.parseInt(words[0]), Integer.parseInt(words[1]), Grievance.valueOf(words[2])))
                .toList();
    }

    private Complaint complaint(UUID site, int daysAgo, int people, Grievance about) {
        return new Complaint(id(last++), site, about, DAY.minusDays(daysAgo), people);
    }

    private List<PdmRound> rounds(@Nullable String told) {
        return parts(told)
                .map(words -> new PdmRound(
                        id(last++),
                        VILLAGE,
                        DAY.minusDays(Integer.parseInt(words[0])),
                        Integer.parseInt(words[1]),
                        number(words[2]),
                        number(words[3])))
                .toList();
    }

    private static @Nullable Integer number(String word) {
        return word.equals("?") ? null : Integer.valueOf(word);
    }

    private static Stream<String[]> parts(@Nullable String told) {
        if (told == null || told.isBlank()) {
            return Stream.of();
        }
        return Stream.of(told.split(", ")).map(part -> part.split(" "));
    }
}
