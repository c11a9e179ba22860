package org.aidwitness.verification.rule;

import static org.aidwitness.testkit.Cases.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.aidwitness.kernel.Policy;
import org.aidwitness.verification.rule.ProgrammeCase.Cell;
import org.aidwitness.verification.rule.ProgrammeCase.Draw;
import org.aidwitness.verification.rule.ProgrammeCase.Gap;
import org.aidwitness.verification.rule.ProgrammeCase.Monitor;
import org.aidwitness.verification.rule.ProgrammeCase.Part;
import org.aidwitness.verification.rule.ProgrammeCase.Party;
import org.aidwitness.verification.rule.ProgrammeCase.Site;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What many deliveries add up to, rule by rule: below, at and above each limit. */
class ProgrammeRulesTest {

    private static final Instant NOW = Instant.parse("2026-11-26T09:00:00Z");
    private static final UUID PROGRAMME = id(1);
    private static final UUID PLACE = id(2);
    private static final UUID WATCHERS = id(3);

    @Test
    void a_quiet_programme_has_nothing_to_answer_for() {
        assertThat(RuleBook.judge(new Programme().made())).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            # story                           | known | announced | unknown || F05
            half of the visits                |     4 |         2 |       0 || -
            more than half                    |     4 |         3 |       0 || MEDIUM
            all, and one too few to say       |     3 |         3 |       0 || -
            one above half of many            |   101 |        51 |       0 || MEDIUM
            one below half of many            |   101 |        50 |       0 || -
            nobody knows of the others        |     4 |         2 |     100 || -
            known of too few                  |     3 |         3 |     100 || -
            """)
    void most_visits_to_a_place_are_announced(
            String story, long known, long announced, long unknown, String ignored, String f05) {
        ProgrammeCase programme = new Programme()
                .with(new Site(PLACE, known, announced, unknown, 0, 0, known + unknown))
                .made();
        assertThat(found(programme, "F05")).isEqualTo(f05.equals("-") ? "-" : f05 + " SITE");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            # story                           | known | alone | unknown || F06
            three of ten                      |    10 |     3 |       0 || -
            four of ten                       |    10 |     4 |       0 || MEDIUM
            two of four                       |     4 |     2 |       0 || MEDIUM
            one of four                       |     4 |     1 |       0 || -
            all of three: too few to say      |     3 |     3 |       0 || -
            known of too few                  |     3 |     3 |      50 || -
            """)
    void an_escort_stays_too_often(String story, long known, long alone, long unknown, String ignored, String f06) {
        ProgrammeCase programme = new Programme()
                .with(new Site(PLACE, 0, 0, known + unknown, known, alone, unknown))
                .made();
        assertThat(found(programme, "F06")).isEqualTo(f06.equals("-") ? "-" : f06 + " SITE");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            # story                                        | visits | findings | peer visits | peer findings || F27
            28 visits where others find a tenth: 5.2 %     |     28 |        0 |         100 |            10 || -
            29 visits where others find a tenth: 4.7 %     |     29 |        0 |         100 |            10 || MEDIUM
            one finding is enough                          |    200 |        1 |         100 |            10 || -
            others find less than a tenth                  |    200 |        0 |        1000 |            99 || -
            others find half, 19 visits: not compared      |     19 |        0 |         100 |            50 || -
            others find half, 20 visits                    |     20 |        0 |         100 |            50 || MEDIUM
            others have 19 visits: no measure              |    100 |        0 |          19 |            19 || -
            others have 20 visits, all with a finding      |    100 |        0 |          20 |            20 || MEDIUM
            nobody else                                    |    100 |        0 |           0 |             0 || -
            """)
    void a_monitor_who_never_finds_anything(
            String story, long visits, long findings, long peerVisits, long peerFindings, String ignored, String f27) {
        // The others are many: none of them has enough visits to be a trial.
        Programme programme = new Programme().with(monitor("heron", visits, findings));
        long each = 19;
        for (long left = peerVisits, found = peerFindings, n = 0; left > 0; left -= each, n++) {
            long part = Math.min(each, left);
            long foundHere = Math.min(part, found);
            programme.with(monitor("peer" + n, part, foundHere));
            found -= foundHere;
        }
        assertThat(found(programme.made(), "F27")).isEqualTo(f27.equals("-") ? "-" : f27 + " MONITOR heron");
    }

    @Test
    void many_monitors_asked_at_once_need_more_and_who_found_something_is_counted() {
        Programme programme = new Programme().with(monitor("heron", 39, 0));
        for (int n = 0; n < 9; n++) {
            programme.with(monitor("busy" + n, 40, 5));
        }
        // Seven eighths to the power of 39 is 0.55 %; the smallest of ten may be half a percent.
        assertThat(found(programme.made(), "F27")).isEqualTo("-");
        Programme again = new Programme().with(monitor("heron", 40, 0));
        for (int n = 0; n < 9; n++) {
            again.with(monitor("busy" + n, 40, 5));
        }
        assertThat(found(again.made(), "F27")).isEqualTo("MEDIUM MONITOR heron");
        Finding finding = RuleBook.judge(again.made()).stream()
                .map(SubjectFinding::finding)
                .filter(it -> it.rule().equals("F27"))
                .findFirst()
                .orElseThrow();
        assertThat(finding.facts())
                .containsEntry("pValue", "0.00479")
                .containsEntry("trials", "10")
                .containsEntry("falseDiscoveryBp", "500")
                .containsEntry("visits", "40")
                .containsEntry("peerVisits", "360")
                .containsEntry("peerFindings", "45")
                .containsEntry("week", "2026-W48");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            # story                      | weighed | first  | second || F28
            the same                     | true    | 100000 | 100000 || -
            one percent less             | true    | 100000 |  99000 || -
            a gram beyond                | true    | 100000 |  98999 || HIGH MONITOR heron
            one percent more             | true    | 100000 | 101000 || -
            a gram beyond, more          | true    | 100000 | 101001 || HIGH MONITOR heron
            packages                     | false   |    100 |     98 || HIGH MONITOR heron
            nothing, then something      | false   |      0 |      1 || HIGH MONITOR heron
            nothing twice                | false   |      0 |      0 || -
            """)
    void a_second_visit_finds_something_else(
            String story, boolean weighed, long first, long second, String ignored, String f28) {
        ProgrammeCase programme = new Programme()
                .with(new Gap(WATCHERS, "heron", id(50), id(51), weighed, first, second))
                .made();
        assertThat(found(programme, "F28")).isEqualTo(f28);
    }

    @Test
    void gaps_of_one_monitor_are_one_finding_and_the_latest_is_shown() {
        ProgrammeCase programme = new Programme()
                .with(new Gap(WATCHERS, "heron", id(50), id(51), true, 100_000, 50_000))
                .with(new Gap(WATCHERS, "stork", id(52), id(53), false, 10, 20))
                .with(new Gap(WATCHERS, "heron", id(54), id(55), true, 100_000, 10_000))
                .made();
        assertThat(found(programme, "F28")).isEqualTo("HIGH MONITOR heron, HIGH MONITOR stork");
        Finding heron = RuleBook.judge(programme).get(0).finding();
        assertThat(heron.facts()).containsEntry("gaps", "2").containsEntry("secondKg", "50");
        assertThat(heron.statements()).containsExactly(id(50), id(51), id(54), id(55));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            # story                         | visits | repeated || F28
            one of twenty made again        |     20 |        1 || -
            none of twenty                  |     20 |        0 || LOW ORGANISATION
            none of nineteen: too few       |     19 |        0 || -
            four of a hundred               |    100 |        4 || LOW ORGANISATION
            five of a hundred               |    100 |        5 || -
            """)
    void too_few_visits_are_made_again(String story, long visits, long repeated, String ignored, String f28) {
        // Two monitors of one organisation count together.
        ProgrammeCase programme = new Programme()
                .with(new Monitor(WATCHERS, "heron", visits - 1, repeated, 0, 0))
                .with(new Monitor(WATCHERS, "stork", 1, 0, 0, 0))
                .made();
        assertThat(found(programme, "F28")).isEqualTo(f28);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            # story                   | area  | risk   | active | verified | target || F29
            as many as asked          | North | HIGH   |     10 |       10 |     10 || none
            one short                 | North | HIGH   |     10 |        9 |     10 || HIGH AREA HIGH North
            more than asked           | North | LOW    |     10 |        9 |      3 || none
            no area                   | -     | MEDIUM |      2 |        0 |      1 || HIGH PROGRAMME
            nothing asked             | North | LOW    |     10 |        0 |      0 || none
            """)
    void too_few_places_were_seen(
            String story,
            @Nullable String area,
            String risk,
            long active,
            long verified,
            long target,
            String ignored,
            String f29) {
        ProgrammeCase programme = new Programme()
                .with(new Cell(area, risk, active, verified, target))
                .made();
        assertThat(found(programme, "F29")).isEqualTo(f29.equals("none") ? "-" : f29);
    }

    @Test
    void places_of_no_known_area_are_one_finding_and_a_surplus_makes_up_for_nothing() {
        ProgrammeCase programme = new Programme()
                .with(new Cell(null, "HIGH", 4, 1, 4))
                .with(new Cell(null, "LOW", 8, 8, 2))
                .made();
        assertThat(found(programme, "F29")).isEqualTo("HIGH PROGRAMME");
        assertThat(RuleBook.judge(programme).get(0).finding().facts())
                .containsEntry("activeSites", "12")
                .containsEntry("missingSites", "3");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            # story                            | drawn | assigned | untold | added | substituted | stands || F30
            as drawn                           |    20 |       20 |      0 |     0 |           0 | true   || -
            a visit passed over in silence     |    20 |       20 |      1 |     0 |           0 | true   || CRITICAL DRAW
            a visit that was not drawn         |    20 |       20 |      0 |     1 |           0 | true   || CRITICAL DRAW
            the files give another draw        |    20 |       20 |      0 |     0 |           0 | false  || CRITICAL DRAW
            two of twenty substituted          |    20 |       20 |      0 |     0 |           2 | true   || -
            three of twenty substituted        |    20 |       20 |      0 |     0 |           3 | true   || MEDIUM DRAW
            substituted and passed over        |    20 |       20 |      1 |     0 |           3 | true   || CRITICAL DRAW
            nobody independent could go        |    20 |        0 |      0 |     0 |           0 | true   || -
            """)
    void what_was_drawn_and_what_was_done(
            String story,
            long drawn,
            long assigned,
            int untold,
            long added,
            long substituted,
            boolean stands,
            String ignored,
            String f30) {
        List<UUID> visits = Collections.nCopies(untold, id(77));
        ProgrammeCase programme = new Programme()
                .with(new Draw(id(9), drawn, assigned, visits, added, substituted, stands))
                .made();
        assertThat(found(programme, "F30")).isEqualTo(f30);
    }

    /** Carriers by their tonnes; each has so many waybills as stand behind the slash, three where nothing does. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            # story                                 | tonnes              || F31
            one carrier has no other to compare     | 100                 || -
            of two one always has half              | 50 50               || -
            seven of ten, of two                    | 70 30               || -
            more than seven of ten, of two          | 71 29               || HIGH
            two of five, of three                   | 40 30 30            || -
            more than two of five, of three         | 41 30 29            || MEDIUM
            seven of ten, of three                  | 70 15 15            || MEDIUM
            more than seven of ten, of three        | 71 15 14            || HIGH
            two waybills are no habit               | 71/2 15 14          || -
            the other has one waybill               | 71 29/1             || HIGH
            the other is of unknown weight          | 71 0/0              || -
            no weight at all                        | 0 0 0               || -
            """)
    void the_weight_is_with_one(String story, String tonnes, String ignored, String f31) {
        for (Part part : Part.values()) {
            Programme programme = new Programme();
            int number = 20;
            for (String party : tonnes.split(" ")) {
                String[] parts = party.split("/");
                long waybills = parts.length == 1 ? 3 : Long.parseLong(parts[1]);
                programme.with(new Party(
                        id(number++), part, waybills, Long.parseLong(parts[0]) * 1_000_000, waybills == 0 ? 9 : 0));
            }
            assertThat(found(programme.made(), "F31")).isEqualTo(f31.equals("-") ? "-" : f31 + " ORGANISATION");
        }
    }

    @Test
    void who_carries_too_much_and_receives_too_much_has_one_finding_the_worse() {
        ProgrammeCase programme = new Programme()
                .with(new Party(id(20), Part.CARRIER, 9, 50, 0))
                .with(new Party(id(21), Part.CARRIER, 9, 25, 0))
                .with(new Party(id(22), Part.CARRIER, 9, 25, 0))
                .with(new Party(id(20), Part.PARTNER, 9, 80, 0))
                .with(new Party(id(21), Part.PARTNER, 9, 20, 2))
                .made();
        assertThat(found(programme, "F31")).isEqualTo("HIGH ORGANISATION");
        assertThat(RuleBook.judge(programme).get(0).finding().facts())
                .containsEntry("part", "PARTNER")
                .containsEntry("unknownWaybills", "2")
                .containsEntry("ownKg", "0.08");
    }

    @Test
    void a_week_begins_on_monday_at_midnight_utc() {
        assertThat(ProgrammeCase.weekOf(Instant.parse("2026-11-29T23:59:59Z")))
                .isEqualTo(Instant.parse("2026-11-23T00:00:00Z"));
        assertThat(ProgrammeCase.weekOf(Instant.parse("2026-11-30T00:00:00Z")))
                .isEqualTo(Instant.parse("2026-11-30T00:00:00Z"));
        assertThat(new Programme().at(Instant.parse("2027-01-03T12:00:00Z")).week())
                .isEqualTo("2026-W53");
        assertThat(new Programme().at(Instant.parse("2027-01-04T12:00:00Z")).week())
                .isEqualTo("2027-W01");
    }

    @Test
    void nonsense_is_no_case() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Site(PLACE, 1, 2, 0, 0, 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Monitor(WATCHERS, "heron", 1, 2, 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Cell("North", "LOW", 1, 2, 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Party(PLACE, Part.CARRIER, 1, ProgrammeCase.MOST_GRAMS + 1, 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Programme()
                        .with(Collections.nCopies(ProgrammeCase.MOST + 1, new Site(PLACE, 0, 0, 0, 0, 0, 0)))
                        .made());
        assertThatIllegalArgumentException().isThrownBy(() -> new Subject(Subject.Kind.SITE, null, null));
        assertThatIllegalArgumentException().isThrownBy(() -> new Subject(Subject.Kind.AREA, PLACE, "HIGH North"));
        assertThatIllegalArgumentException().isThrownBy(() -> new Subject(Subject.Kind.MONITOR, PLACE, null));
    }

    private static Monitor monitor(String pseudonym, long visits, long findings) {
        // All made again, so that F28 has nothing to say.
        return new Monitor(WATCHERS, pseudonym, visits, visits, visits, findings);
    }

    /** Each finding of the rule: severity, kind of subject, its text. */
    private static String found(ProgrammeCase programme, String rule) {
        String all = RuleBook.judge(programme).stream()
                .filter(found -> found.finding().rule().equals(rule))
                .map(found -> found.finding().severity() + " " + found.subject().kind()
                        + (found.subject().text() == null
                                ? ""
                                : " " + found.subject().text()))
                .collect(Collectors.joining(", "));
        return all.isEmpty() ? "-" : all;
    }

    /** A case put together piece by piece. */
    private static final class Programme {
        private final List<Object> pieces = new ArrayList<>();

        Programme with(Object... more) {
            pieces.addAll(Arrays.asList(more));
            return this;
        }

        Programme with(List<?> more) {
            pieces.addAll(more);
            return this;
        }

        ProgrammeCase made() {
            return at(NOW);
        }

        ProgrammeCase at(Instant now) {
            return new ProgrammeCase(
                    PROGRAMME,
                    all(Monitor.class),
                    all(Gap.class),
                    all(Site.class),
                    all(Party.class),
                    all(Draw.class),
                    all(Cell.class),
                    new HeardCase(
                            PROGRAMME,
                            LocalDate.ofInstant(now, ZoneOffset.UTC),
                            Policy.DEFAULTS.heard(),
                            List.of(),
                            List.of(),
                            List.of(),
                            List.of()),
                    Policy.DEFAULTS,
                    now);
        }

        private <T> List<T> all(Class<T> type) {
            return pieces.stream().filter(type::isInstance).map(type::cast).toList();
        }
    }
}
