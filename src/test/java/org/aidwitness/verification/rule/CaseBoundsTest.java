package org.aidwitness.verification.rule;

import static org.aidwitness.testkit.Cases.BAGS;
import static org.aidwitness.testkit.Cases.DUE;
import static org.aidwitness.testkit.Cases.LEFT;
import static org.aidwitness.testkit.Cases.VILLAGE;
import static org.aidwitness.testkit.Cases.id;
import static org.aidwitness.verification.rule.DeclarationKind.DISTRIBUTED;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import org.aidwitness.kernel.GeoPoint;
import org.aidwitness.kernel.Kilograms;
import org.aidwitness.testkit.Cases;
import org.aidwitness.verification.rule.DeliveryCase.DeclaredLine;
import org.aidwitness.verification.rule.DeliveryCase.Flag;
import org.aidwitness.verification.rule.DeliveryCase.Line;
import org.aidwitness.verification.rule.DeliveryCase.LotBalance;
import org.aidwitness.verification.rule.DeliveryCase.Site;
import org.aidwitness.verification.rule.Goods.Handout;
import org.aidwitness.verification.rule.Goods.Weighing;
import org.aidwitness.verification.rule.ProgrammeCase.Cell;
import org.aidwitness.verification.rule.ProgrammeCase.Draw;
import org.aidwitness.verification.rule.ProgrammeCase.Gap;
import org.aidwitness.verification.rule.ProgrammeCase.Monitor;
import org.aidwitness.verification.rule.ProgrammeCase.Part;
import org.aidwitness.verification.rule.ProgrammeCase.Party;
import org.aidwitness.verification.rule.Trace.Caller;
import org.aidwitness.verification.rule.Trace.Picture;
import org.aidwitness.verification.rule.Trace.Stop;
import org.aidwitness.verification.rule.Trace.Twin;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How much a case can hold, and what each of its values can be: the last that is allowed, and the first that is not. */
class CaseBoundsTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            # list       | most
            lines        | 5000
            declarations | 1000
            attestations | 1000
            refusals     | 10000
            promises     | 200
            overrides    | 1000
            balances     | 10000
            flags        | 1000
            packs        | 5000
            weighings    | 50000
            handouts     | 1000
            earlier      | 50
            plans        | 100
            """)
    void lists(String list, int most) {
        Cases waybill = Cases.empty();
        for (int number = 0; number < most; number++) {
            add(list, number, waybill);
        }
        assertThatCode(() -> waybill.at(LEFT)).doesNotThrowAnyException();

        add(list, most, waybill);
        assertThatIllegalArgumentException().isThrownBy(() -> waybill.at(LEFT)).withMessage(list);
    }

    private static void add(String list, int number, Cases waybill) {
        switch (list) {
            case "lines" -> waybill.line(new Line(id(10_000 + number), null, null, false, null));
            case "declarations" -> waybill.said(DISTRIBUTED, DUE, it -> it);
            case "attestations" -> waybill.visited();
            case "refusals" -> waybill.refusalElsewhere(LEFT);
            case "promises" ->
                waybill.promise(new Promise(
                        id(number),
                        Promise.Kind.COMMITMENT,
                        id(1),
                        true,
                        Promise.State.ARMED,
                        LEFT,
                        DUE,
                        LEFT,
                        null,
                        false));
            case "overrides" -> waybill.override(new OverrideUse(id(number), LEFT, 1, 1));
            case "balances" -> waybill.balance(new LotBalance(id(number), "LOT", 0, 0, null));
            case "flags" -> waybill.flag(new Flag("F99", number, Severity.LOW, false));
            case "packs" -> waybill.pack(null, null);
            case "weighings" -> waybill.weighed(1, 1);
            case "handouts" -> waybill.handout(1, 1, 1);
            case "earlier" -> waybill.distributedBefore(LEFT, 1);
            case "plans" -> waybill.plan(LocalDate.parse("2026-03-05"), 1);
            default -> throw new IllegalArgumentException(list);
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            # value              | last                 | beyond
            radiusMetres         | 0                    | -1
            catchment            | 0                    | -1
            packages             | 0                    | -1
            packages             | 1000000000000        | 1000000000001
            good packages        | 0                    | -1
            damaged packages     | 1000000000000        | 1000000000001
            missing packages     | 1000000000000        | 1000000000001
            surplus packages     | 1000000000000        | 1000000000001
            observed packages    | 1000000000000        | 1000000000001
            weight               | 100000000000         | 100000000001
            good weight          | 100000000000         | 100000000001
            damaged weight       | 100000000000         | 100000000001
            missing weight       | 100000000000         | 100000000001
            surplus weight       | 100000000000         | 100000000001
            observed weight      | 100000000000         | 100000000001
            valueUsd             | 0                    | -1
            noticeHours          | 0                    | -1
            accuracyMetres       | 0                    | -1
            accuracyMetres       | 25000000             | 25000001
            monitor's accuracyMetres | 25000000         | 25000001
            balanceGrams         | 1000000000000000000  | 1000000000000000001
            balanceGrams         | -1000000000000000000 | -1000000000000000001
            bookGrams            | 1000000000000000000  | 1000000000000000001
            bookGrams            | -1000000000000000000 | -1000000000000000001
            countedGrams         | 0                    | -1
            countedGrams         | 1000000000000000000  | 1000000000000000001
            weighed packages     | 1                    | 0
            weighed packages     | 1000000000000        | 1000000000001
            weighed grams        | 1                    | 0
            weighed grams        | 1000000000000000000  | 1000000000000000001
            people               | 0                    | -1
            rationGramsPerDay    | 1                    | 0
            rationDays           | 1                    | 0
            people before        | 0                    | -1
            people planned       | 0                    | -1
            grams of a party     | 900000000000000      | 900000000000001
            grams of a party     | 0                    | -1
            waybills             | 0                    | -1
            unknown waybills     | 0                    | -1
            first amounts        | 0                    | -1
            second amounts       | 0                    | -1
            repeated             | 5                    | 6
            repeated             | 0                    | -1
            weekFindings         | 5                    | 6
            weekFindings         | 0                    | -1
            announced            | 5                    | 6
            announced            | 0                    | -1
            escortedAlone        | 5                    | 6
            escortedAlone        | 0                    | -1
            unknown notice       | 0                    | -1
            unknown escort       | 0                    | -1
            assigned             | 5                    | 6
            assigned             | 2                    | 1
            substituted of visits | 5                   | 6
            substituted of visits | 0                   | -1
            added                | 0                    | -1
            verified             | 5                    | 6
            verified             | 0                    | -1
            target               | 5                    | 6
            target               | 0                    | -1
            bits                 | 0                    | -1
            bits                 | 64                   | 65
            twins                | 1000                 | 1001
            pictures in a trace  | 1000                 | 1001
            callers in a trace   | 1000                 | 1001
            stops in a trace     | 1000                 | 1001
            in a row of a trace  | 0                    | -1
            """)
    void values(String value, long last, long beyond) {
        assertThatCode(() -> make(value, last)).doesNotThrowAnyException();
        assertThatIllegalArgumentException().isThrownBy(() -> make(value, beyond));
    }

    private static Object make(String value, long n) {
        return switch (value) {
            case "radiusMetres" -> new Site(id(1), VILLAGE.point(), (int) n, null);
            case "catchment" -> new Site(id(1), null, 0, (int) n);
            case "packages" -> new Line(BAGS, n, null, false, null);
            case "good packages" -> packages(n, null, null, null);
            case "damaged packages" -> packages(null, n, null, null);
            case "missing packages" -> packages(null, null, n, null);
            case "surplus packages" -> packages(null, null, null, n);
            case "observed packages" -> Cases.bags().visited(it -> it.counted(n));
            case "weight" -> new Line(BAGS, null, new Kilograms(n), false, null);
            case "good weight" -> weights(n, null, null, null);
            case "damaged weight" -> weights(null, n, null, null);
            case "missing weight" -> weights(null, null, n, null);
            case "surplus weight" -> weights(null, null, null, n);
            case "observed weight" -> Cases.bags().visited(it -> it.weighed(new Kilograms(n)));
            case "valueUsd" -> new Line(BAGS, null, null, false, BigDecimal.valueOf(n));
            case "noticeHours" -> Cases.bags().visited(it -> it.noticeHours((int) n));
            case "accuracyMetres" ->
                Cases.bags().said(DISTRIBUTED, DUE, it -> it.point(new GeoPoint(0, 0), (double) n));
            case "monitor's accuracyMetres" -> Cases.bags().visited(it -> it.accuracy((double) n));
            case "balanceGrams" -> new LotBalance(id(1), "LOT", n, 0, null);
            case "bookGrams" -> new LotBalance(id(1), "LOT", 0, n, null);
            case "countedGrams" -> new LotBalance(id(1), "LOT", 0, 0, n);
            case "weighed packages" -> new Weighing(id(1), BAGS, n, 1);
            case "weighed grams" -> new Weighing(id(1), BAGS, 1, n);
            case "people" -> new Handout(id(1), (int) n, null, null);
            case "rationGramsPerDay" -> new Handout(id(1), null, (int) n, null);
            case "rationDays" -> new Handout(id(1), null, null, (int) n);
            case "people before" -> new Goods.Earlier(id(1), LEFT, (int) n);
            case "people planned" -> new Goods.Plan(id(1), LocalDate.EPOCH, (int) n);
            case "bits" -> twin((int) n);
            case "twins" -> new Picture("ab", null, Collections.nCopies((int) n, twin(null)));
            case "pictures in a trace" -> trace(0, List.of(), Collections.nCopies((int) n, picture()), 0);
            case "callers in a trace" -> trace((int) n, List.of(), List.of(), 0);
            case "stops in a trace" -> trace(0, Collections.nCopies((int) n, stop()), List.of(), 0);
            case "in a row of a trace" -> trace(0, List.of(), List.of(), (int) n);
            default -> ofProgramme(value, n);
        };
    }

    private static Object ofProgramme(String value, long n) {
        return switch (value) {
            case "grams of a party" -> new Party(id(1), Part.CARRIER, 1, n, 0);
            case "waybills" -> new Party(id(1), Part.CARRIER, n, 0, 0);
            case "unknown waybills" -> new Party(id(1), Part.CARRIER, 0, 0, n);
            case "first amounts" -> new Gap(id(1), "heron", id(2), id(3), true, n, 1);
            case "second amounts" -> new Gap(id(1), "heron", id(2), id(3), true, 1, n);
            case "repeated" -> new Monitor(id(1), "heron", 5, n, 0, 0);
            case "weekFindings" -> new Monitor(id(1), "heron", 0, 0, 5, n);
            case "announced" -> new ProgrammeCase.Site(id(1), 5, n, 0, 0, 0, 0);
            case "escortedAlone" -> new ProgrammeCase.Site(id(1), 0, 0, 0, 5, n, 0);
            case "unknown notice" -> new ProgrammeCase.Site(id(1), 0, 0, n, 0, 0, 0);
            case "unknown escort" -> new ProgrammeCase.Site(id(1), 0, 0, 0, 0, 0, n);
            case "assigned" -> new Draw(id(1), 5, n, List.of(id(2), id(3)), 0, 0, true);
            case "substituted of visits" -> new Draw(id(1), 5, 5, List.of(), 0, n, true);
            case "added" -> new Draw(id(1), 5, 5, List.of(), n, 0, true);
            case "verified" -> new Cell("North", "LOW", 5, n, 0);
            case "target" -> new Cell("North", "LOW", 5, 0, n);
            default -> throw new IllegalStateException(value);
        };
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "now",
        "refusals",
        "happenedAt",
        "notedAt",
        "deviceAt",
        "acceptedAt",
        "toldAt",
        "seenAt",
        "clockAt",
        "sentAt"
    })
    void times(String name) {
        Instant first = Instant.parse("0001-01-01T00:00:00Z");
        Instant last = Instant.parse("9999-12-31T23:59:59Z");
        assertThatCode(() -> at(name, first)).doesNotThrowAnyException();
        assertThatCode(() -> at(name, last)).doesNotThrowAnyException();
        assertThatIllegalArgumentException().isThrownBy(() -> at(name, first.minusNanos(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> at(name, last.plusNanos(1)));
    }

    private static Object at(String name, Instant at) {
        Cases waybill = Cases.bags();
        return switch (name) {
            case "now" -> waybill.at(at);
            case "refusals" -> waybill.refusalElsewhere(at).at(LEFT);
            case "happenedAt" -> waybill.said(DISTRIBUTED, at, it -> it.acceptedAt(DUE));
            case "notedAt" -> waybill.said(DISTRIBUTED, DUE, it -> it.notedAt(at));
            case "deviceAt" -> waybill.said(DISTRIBUTED, DUE, it -> it.deviceAt(at));
            case "acceptedAt" ->
                waybill.said(DISTRIBUTED, DUE, it -> it.acceptedAt(at).toldAt(DUE));
            case "toldAt" -> waybill.said(DISTRIBUTED, DUE, it -> it.toldAt(at));
            case "seenAt" -> waybill.visited(it -> it.happenedAt(at).acceptedAt(DUE));
            case "clockAt" -> waybill.visited(it -> it.deviceAt(at));
            case "sentAt" -> waybill.visited(it -> it.acceptedAt(at));
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static DeclaredLine packages(
            @Nullable Long good, @Nullable Long damaged, @Nullable Long missing, @Nullable Long surplus) {
        return new DeclaredLine(BAGS, good, damaged, missing, surplus, null, null, null, null, null);
    }

    private static DeclaredLine weights(
            @Nullable Long good, @Nullable Long damaged, @Nullable Long missing, @Nullable Long surplus) {
        return new DeclaredLine(
                BAGS, null, null, null, null, grams(good), grams(damaged), grams(missing), grams(surplus), null);
    }

    private static @Nullable Kilograms grams(@Nullable Long grams) {
        return grams == null ? null : new Kilograms(grams);
    }

    private static Twin twin(@Nullable Integer bits) {
        return new Twin(id(900), id(12), null, id(300), "M-07", LEFT, null, bits);
    }

    private static Picture picture() {
        return new Picture("ab", null, List.of());
    }

    private static Stop stop() {
        return new Stop(id(901), id(12), LEFT, new GeoPoint(0, 0), null);
    }

    private static Trace trace(int callers, List<Stop> stops, List<Picture> pictures, int inARow) {
        List<Caller> atSite = Collections.nCopies(callers, new Caller(id(902), LEFT, null));
        return new Trace(null, null, null, null, null, List.of(), null, null, null, stops, inARow, atSite, pictures);
    }
}
