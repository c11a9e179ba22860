package org.aidwitness.verification.rule;

import static java.util.stream.Collectors.joining;
import static org.aidwitness.testkit.Cases.DUE;
import static org.aidwitness.testkit.Cases.LEFT;
import static org.aidwitness.testkit.Cases.id;
import static org.aidwitness.verification.rule.DeclarationKind.DISPATCHED;
import static org.aidwitness.verification.rule.DeclarationKind.DISTRIBUTED;
import static org.aidwitness.verification.rule.DeclarationKind.PASSED_CHECKPOINT;
import static org.aidwitness.verification.rule.DeclarationKind.RECEIVED;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.aidwitness.kernel.GeoPoint;
import org.aidwitness.testkit.Cases;
import org.aidwitness.verification.rule.DeliveryCase.Flag;
import org.aidwitness.verification.rule.DeliveryCase.LotBalance;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the flag of a delivery freezes: every fact with its value, and the statements it rests on. And when it turns. */
class FrozenInputsTest {

    private static final Instant SEEN = DUE.plus(Duration.ofDays(1));

    @ParameterizedTest(name = "{0} {1}, day {2}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            # rule | story | day || statements | facts
            F01 | nobody came           | 30 || 1001 | countedFrom=RECEIPT, dueAt=2026-03-24T08:00:00Z, limitDays=21, startedAt=2026-03-03T08:00:00Z
            F01 | nobody came           | 60 || 1001 | countedFrom=RECEIPT, dueAt=2026-04-17T08:00:00Z, limitDays=45, startedAt=2026-03-03T08:00:00Z
            F01 | dispatched            | 60 || 1000 | countedFrom=PLANNED_ARRIVAL, dueAt=2026-04-18T08:00:00Z, limitDays=45, startedAt=2026-03-04T08:00:00Z
            F01 | left without a plan   | 60 || 1000 | countedFrom=DISPATCH, dueAt=2026-04-16T08:00:00Z, limitDays=45, startedAt=2026-03-02T08:00:00Z
            F02 | held back             |  0 || 1000 | clearance=HOLD
            F04 | turned away again     |  2 || 2000 | lastRefusedAt=2026-03-04T08:00:00Z, limitRefusals=2, refusals=2, windowDays=90
            F05 | announced             |  2 || 2000 | limitHours=24, noticeHours=25
            F06 | never alone           |  2 || 2000 | escortedVisits=1
            F07 | without a word        |  2 || 2000 | limitVisits=2, siteLanguages=sw, visitsWithout=1, windowDays=90
            F08 | 20 bags missing       |  2 || 1000 1001 | criticalLimitBp=500, deliveredKg=12000, dispatchedKg=12500, highLimitBp=200, lossReport=false, lossReportUsd=500, lostAtLeastUsd=300.00, mediumLimitBp=50, shortKg=500
            F08 | 100 bags lost         |  2 || 1000 1001 | criticalLimitBp=500, deliveredKg=10000, dispatchedKg=12500, highLimitBp=200, lossReport=true, lossReportUsd=500, lostAtLeastUsd=1500.00, mediumLimitBp=50, shortKg=2500
            F09 | ten bags too many     |  2 || 1000 1001 | dispatchedKg=12500, limitBp=20, surplusKg=250
            F10 | 20 bags missing       |  2 || 1001 | limitDays=7, linesNotExplained=1, unknownTooLong=0, withoutReason=1
            F10 | 100 bags lost         |  8 || 1001 | limitDays=7, linesNotExplained=0, unknownTooLong=1, withoutReason=0
            F11 | far off               |  2 || 1001 2000 | criticalLimitBp=1000, highLimitBp=300, mediumLimitBp=100, observedPackages=400, receivedPackages=500, review=ACCEPTED
            F12 | a kilogram too many   |  0 || -    | balanceKg=-1, bookKg=10, countedKg=9, custodian=00000000-0000-7000-8000-0000000000c9, limitBp=100, lot=LOT-2, lotsBelowZero=1, lotsMiscounted=2
            F13 | handed out too little |  2 || 1002 | askedForKg=6000, distributionsOff=1, handedOutKg=5000, highLimitBp=11000, lowLimitBp=9000, people=400, rationDays=30, rationGramsPerDay=500
            F15 | for people            | 30 || 1000 1001 | catchment=2000, distributionPlanned=NONE, limitDays=30, receivedAt=2026-03-03T08:00:00Z
            F15 | on the way to nobody  |  0 || 1000 | catchment=UNKNOWN, limitDays=30
            F16 | received far off      |  1 || 1001 | corridorLimitMetres=10000, eventsOff=1, farthestEvent=RECEIVED, farthestLimitMetres=2600, farthestMetres=11120, receivedAtOtherSite=0, siteLimitMetres=2000
            F16 | received elsewhere    |  1 || 1001 | corridorLimitMetres=10000, eventsOff=0, receivedAtOtherSite=1, siteLimitMetres=2000
            F16 | off the road          |  1 || 1001 | corridorLimitMetres=10000, eventsOff=1, farthestEvent=PASSED_CHECKPOINT, farthestLimitMetres=10100, farthestMetres=22239, receivedAtOtherSite=0, siteLimitMetres=2000
            F17 | a flying truck        |  1 || 1000 1001 | journeys=1, limitKmPerHour=90, metres=111195, seconds=60, who=VEHICLE
            F17 | a flying monitor      |  2 || 700 2000 | journeys=1, limitKmPerHour=150, metres=111195, seconds=60, who=MONITOR
            F18 | all times wrong       |  1 || 1000 1001 | afterItWasNotedMinutes=120, backdatedLimitDays=3, deviceClockLimitMinutes=10, deviceClockOffMinutes=120, futureLimitMinutes=15, inTheFutureMinutes=60, receivedBeforeDispatchedMinutes=120
            F18 | told late             | 60 || 1002 2000 | backdatedLimitDays=3, backdatedMinutes=57840, deviceClockLimitMinutes=10, futureLimitMinutes=15
            F19 | invented position     |  2 || 2000 | accuracyLimitMetres=100, sameSpotLimitVisits=3, signs=MOCK_LOCATION
            F21 | told late             | 60 || 1002 2000 | distributionLimitDays=10, distributionToldAfterMonthDays=13, visitLimitHours=72, visitToldAfterHours=80
            F22 | dispatched            |  1 || 1000 | dueAt=2026-03-04T08:00:00Z, graceHours=24, gracePercent=50, plannedArrivalAt=2026-03-03T08:00:00Z
            F22 | dispatched            |  2 || 1000 | dueAt=2026-03-05T08:00:00Z, graceHours=24, gracePercent=50, plannedArrivalAt=2026-03-03T08:00:00Z
            F23 | other seals           |  1 || 1000 1001 1002 | checkpointsWithSeals=1, sealsAtArrival=C3, sealsAtDeparture=A1
            F24 | one and the same      |  1 || 1000 1001 | relation=owns, same=DEVICE ORGANISATION PERSON
            F25 | a friend after all    |  2 || 2000 | path=contracts
            F26 | again and again       |  2 || 2000 | limitVisits=3, visitsInARow=4
            F36 | goes off soon         |  1 || -    | bestBefore=2026-04-01, daysLeft=29, expectedFrom=RECEIVED, expectedOn=2026-03-03, limitDays=30, linesAtRisk=1
            F36 | goes off on the way   |  1 || -    | bestBefore=2026-04-01, daysLeft=29, expectedFrom=PLANNED_ARRIVAL, expectedOn=2026-03-03, limitDays=30, linesAtRisk=1
            F36 | planned too late      |  1 || -    | bestBefore=2026-04-01, daysLeft=22, expectedFrom=PLANNED_DISTRIBUTION, expectedOn=2026-03-10, limitDays=30, linesAtRisk=1
            F36 | handed out too late   |  9 || -    | bestBefore=2026-04-01, daysLeft=21, expectedFrom=DISTRIBUTED, expectedOn=2026-03-11, limitDays=30, linesAtRisk=1
            F37 | bags of 24 kg         |  2 || 2000 | limitBp=100, linesUnderweight=1, meanKgPerPackage=24.000, statedKgPerPackage=25, weighedKg=240, weighedPackages=10
            F38 | left open             | 30 || -    | flagsLeftOpen=1, limitHours=168, withoutActionSince=2026-03-01T08:00:00Z, worstFlag=F99, worstSeverity=HIGH
            F39 | an old override       |  0 || 1000 | dispatchedAt=2026-03-01T08:00:00Z, limitOverrides=2, overrideExpiredAt=2026-03-01T08:00:00Z, overrideOfTheQuarter=5
            """)
    void flag(String rule, String story, long day, String ignored, @Nullable String statements, String facts) {
        Finding finding = Verdicts.finding(rule, story(story).daysAfterDue(day));

        assertThat(finding.facts().entrySet().stream()
                        .map(fact -> fact.getKey() + "=" + fact.getValue())
                        .collect(joining(", ")))
                .isEqualTo(facts);
        assertThat(finding.statements()).isEqualTo(ids(statements));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            # rule | story               || turns
            F01 | nobody came            || 2026-03-24T08:00:00Z 2026-04-17T08:00:00Z
            F01 | announced              || -
            F01 | planned                || -
            F01 | not the last leg       || -
            F08 | a part has come        || 2026-03-04T08:00:00Z
            F08 | a part came late       || 2026-03-06T08:00:00Z
            F08 | a part, without a plan || 2026-03-04T08:00:00Z
            F08 | nobody came            || -
            F08 | dispatched             || -
            F10 | 100 bags lost          || 2026-03-10T08:00:00Z
            F10 | 20 bags missing        || -
            F15 | for people             || 2026-04-02T08:00:00Z
            F15 | on the way to nobody   || -
            F15 | nobody came            || -
            F17 | a flying monitor       || 2026-03-04T07:59:00Z
            F22 | dispatched             || 2026-03-04T08:00:00Z 2026-03-05T08:00:00Z
            F22 | off the road           || 2026-03-04T08:00:00Z 2026-03-05T08:00:00Z
            F22 | left without a plan    || -
            F22 | nobody came            || -
            F38 | left open              || 2026-03-08T08:00:00Z
            """)
    void turns(String rule, String story, String ignored, @Nullable String turns) {
        assertThat(RuleBook.rule(rule).orElseThrow().turns(story(story).daysAfterDue(4)).stream()
                        .map(Instant::toString)
                        .collect(joining(" ")))
                .isEqualTo(turns == null ? "" : turns);
    }

    private static List<UUID> ids(@Nullable String numbers) {
        return numbers == null
                ? List.of()
                : List.of(numbers.split(" ")).stream()
                        .map(number -> id(Integer.parseInt(number)))
                        .toList();
    }

    private static Cases story(String story) {
        Cases waybill = Cases.bags();
        return switch (story) {
            case "planned" -> waybill;
            case "left without a plan" -> waybill.withoutPlan().dispatched();
            case "held back" -> waybill.said(DISPATCHED, LEFT, it -> it.clearance(ClearanceOutcome.HOLD));
            case "all times wrong" ->
                waybill.dispatched()
                        .said(
                                RECEIVED,
                                LEFT.minus(Duration.ofHours(2)),
                                it -> it.notedAt(LEFT.minus(Duration.ofHours(4)))
                                        .acceptedAt(LEFT.minus(Duration.ofHours(3)))
                                        .deviceAt(LEFT.minus(Duration.ofHours(1))));
            case "a flying truck" ->
                waybill.said(DISPATCHED, LEFT, it -> it.point(new GeoPoint(0, 0), null))
                        .said(RECEIVED, LEFT.plusSeconds(60), it -> it.point(new GeoPoint(0, 1), null));
            case "other seals" ->
                waybill.said(DISPATCHED, LEFT, it -> it.seals("A1"))
                        .said(PASSED_CHECKPOINT, LEFT.plusSeconds(60), it -> it.seals("B2"))
                        .said(RECEIVED, DUE, it -> it.seals("C3"));
            case "one and the same" ->
                waybill.related("owns")
                        .said(DISPATCHED, LEFT, it -> it.device("key-1"))
                        .said(
                                RECEIVED,
                                DUE,
                                it -> it.signedBy(" Amina").device("key-1").organisation(id(200)));
            case "a kilogram too many" ->
                waybill.balance(new LotBalance(id(200), "LOT-1", 0, 10_000, 1L))
                        .balance(new LotBalance(id(201), "LOT-2", -1_000, 10_000, 9_000L));
            case "left open" ->
                waybill.flag(new Flag("F99", 1, Severity.HIGH, false, false, LEFT, null))
                        .dispatched();
            case "on the way to nobody" -> waybill.toPeople(null).dispatched();
            case "goes off on the way" ->
                waybill.pack(null, LocalDate.parse("2026-04-01")).dispatched();
            case "an old override" ->
                waybill.override(new OverrideUse(id(1_000), LEFT, 5, 2)).dispatched();
            default -> underWay(story, waybill.dispatched());
        };
    }

    private static Cases underWay(String story, Cases waybill) {
        return switch (story) {
            case "dispatched" -> waybill;
            case "nobody came" -> waybill.received();
            case "not the last leg" -> waybill.notFinalLeg().received();
            case "20 bags missing" -> waybill.received(ReceiptOutcome.COMPLETE, 480, 0, 20, null);
            case "100 bags lost" -> waybill.received(ReceiptOutcome.COMPLETE, 400, 40, 60, LossReason.UNKNOWN);
            case "ten bags too many" -> waybill.received(ReceiptOutcome.COMPLETE, 510, 0, 0, null);
            case "a part has come" -> waybill.received(ReceiptOutcome.PARTIAL, 200, 0, 0, null);
            case "a part, without a plan" -> waybill.withoutPlan().received(ReceiptOutcome.PARTIAL, 200, 0, 0, null);
            case "a part came late" ->
                waybill.said(
                        RECEIVED,
                        DUE.plus(Duration.ofDays(2)),
                        it -> it.outcome(ReceiptOutcome.PARTIAL).good(200L, 5_000L));
            case "received far off" -> waybill.said(RECEIVED, DUE, it -> it.point(new GeoPoint(0, 1.1), 100.0));
            case "received elsewhere" -> waybill.said(RECEIVED, DUE, it -> it.site(id(999)));
            case "off the road" ->
                waybill.said(PASSED_CHECKPOINT, LEFT.plusSeconds(60), it -> it.point(new GeoPoint(0.2, 0.5), 100.0));
            default -> received(story, waybill.received());
        };
    }

    private static Cases received(String story, Cases waybill) {
        LocalDate soon = LocalDate.parse("2026-04-01");
        return switch (story) {
            case "for people" -> waybill.toPeople(2_000);
            case "handed out too little" ->
                waybill.said(DISTRIBUTED, SEEN, it -> it.good(null, 5_000L)).handout(400, 500, 30);
            case "goes off soon" -> waybill.pack(null, soon).pack(null, soon.plusDays(1));
            case "planned too late" ->
                waybill.toPeople(2_000).pack(null, soon).plan(LocalDate.parse("2026-03-10"), null);
            case "handed out too late" ->
                waybill.pack(null, soon)
                        .said(DISTRIBUTED, SEEN, it -> it)
                        .said(DISTRIBUTED, SEEN.plus(Duration.ofDays(7)), it -> it);
            case "bags of 24 kg" -> waybill.pack("25", null).visited().weighed(10, 240_000);
            case "turned away again" -> waybill.refusalElsewhere(DUE).visited(it -> it.verdict(Verdict.ACCESS_DENIED));
            case "told late" ->
                waybill.said(
                                DISTRIBUTED,
                                Instant.parse("2026-03-05T08:00:00Z"),
                                it -> it.acceptedAt(Instant.parse("2026-04-14T12:00:00Z")))
                        .visited(it -> it.acceptedAt(SEEN.plus(Duration.ofHours(80))));
            default ->
                waybill.visited(it -> switch (story) {
                    case "announced" -> it.noticeHours(25);
                    case "never alone" -> it.trace(trace -> trace.company(true, 0));
                    case "without a word" -> it.trace(trace -> trace.language(List.of("sw"), false));
                    case "far off" -> it.counted(400L);
                    case "a flying monitor" ->
                        it.trace(trace -> trace.before(700, SEEN.minusSeconds(60), new GeoPoint(0, 2), null));
                    case "invented position" -> it.trace(trace -> trace.mockLocation(true));
                    case "a friend after all" -> it.tiedAfterAll();
                    case "again and again" -> it.trace(trace -> trace.inARow(4));
                    default -> throw new IllegalArgumentException(story);
                });
        };
    }
}
