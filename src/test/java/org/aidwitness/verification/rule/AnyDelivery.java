package org.aidwitness.verification.rule;

import static org.aidwitness.testkit.Cases.BAGS;
import static org.aidwitness.testkit.Cases.LEFT;
import static org.aidwitness.testkit.Cases.id;
import static org.aidwitness.testkit.Cases.kg;
import static org.aidwitness.testkit.Chance.unless;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.aidwitness.kernel.GeoPoint;
import org.aidwitness.testkit.Cases;
import org.aidwitness.testkit.Cases.Saying;
import org.aidwitness.testkit.Chance;
import org.aidwitness.testkit.Seeing;
import org.aidwitness.testkit.Tracing;
import org.aidwitness.verification.rule.DeliveryCase.DeclaredLine;
import org.aidwitness.verification.rule.DeliveryCase.Flag;
import org.aidwitness.verification.rule.DeliveryCase.Line;
import org.aidwitness.verification.rule.DeliveryCase.LotBalance;
import org.aidwitness.verification.rule.Trace.Picture;
import org.aidwitness.verification.rule.Trace.Twin;

/**
 * A delivery to which anything may have happened: what was said and seen, by whom, when, how late it was told, and what
 * people decided about its flags. A function of its seed, so that a law that breaks names the case it breaks on.
 */
final class AnyDelivery {

    /** How many a test walks through; more of them with {@code -Daidwitness.laws.cases=100000}. */
    private static final long CASES = Long.getLong("aidwitness.laws.cases", 1_500);

    private static final GeoPoint HERE = new GeoPoint(0, 1);
    private static final GeoPoint FAR = new GeoPoint(3, 3);

    private final long seed;
    private final Chance chance;
    private final Cases waybill;
    private final Instant now;

    private AnyDelivery(long seed) {
        this.seed = seed;
        this.chance = new Chance(seed);
        this.waybill = goods();
        plan();
        // Every third one goes as it should, and then a little more is said.
        boolean orderly = chance.oneIn(3);
        if (orderly) {
            waybill.dispatched().received().visited();
        }
        int statements = chance.upTo(orderly ? 1 : 7);
        for (int said = 0; said < statements; said++) {
            declare((orderly ? 2 : 0) + said);
        }
        for (int seen = chance.upTo(orderly ? 1 : 3); seen > 0; seen--) {
            waybill.visited(this::look);
            if (chance.oneIn(4)) {
                waybill.weighed(10, 250_000 - chance.upTo(8_000));
            }
        }
        for (int promised = chance.upTo(2); promised > 0; promised--) {
            promise(promised);
        }
        this.now = LEFT.plus(Duration.ofHours(chance.upTo(110 * 24) - 48));
        answers();
    }

    static Stream<AnyDelivery> all() {
        return LongStream.range(0, CASES).mapToObj(AnyDelivery::new);
    }

    /** What a test may add to. */
    Cases waybill() {
        return waybill;
    }

    Instant now() {
        return now;
    }

    DeliveryCase delivery() {
        return waybill.at(now);
    }

    Chance chance() {
        return chance;
    }

    /** For the name of an assertion. */
    @Override
    public String toString() {
        return "seed " + seed;
    }

    private Cases goods() {
        Cases goods = chance.oneIn(6) ? Cases.empty().line(new Line(BAGS, 500L, null, false, null)) : Cases.bags();
        if (chance.oneIn(5)) {
            goods.line(
                    chance.oneIn(2)
                            ? new Line(id(2), 20L, null, true, null)
                            : new Line(id(2), null, kg(800), false, null));
        }
        return goods;
    }

    private void plan() {
        if (chance.oneIn(4)) {
            waybill.withoutPlan();
        }
        if (chance.oneIn(5)) {
            waybill.notFinalLeg();
        }
        if (chance.oneIn(8)) {
            waybill.flown();
        }
        if (chance.oneIn(3)) {
            waybill.toPeople(unless(chance.oneIn(4), chance.upTo(3_000)));
        }
        if (chance.oneIn(8)) {
            waybill.related("owns");
        }
        if (chance.oneIn(4)) {
            waybill.pack("25", day());
        }
        if (chance.oneIn(4)) {
            waybill.plan(day(), unless(chance.oneIn(3), chance.upTo(2_000)));
        }
        if (chance.oneIn(4)) {
            waybill.distributedBefore(moment(), chance.upTo(1_000));
        }
        if (chance.oneIn(4)) {
            waybill.sealsOnWaybill("A-1");
        }
        if (chance.oneIn(6)) {
            waybill.refusalElsewhere(moment());
        }
        if (chance.oneIn(5)) {
            waybill.balance(new LotBalance(
                    id(201), "LOT-1", chance.upTo(100) - 30, 1_000, unless(chance.oneIn(2), 900L + chance.upTo(200))));
        }
    }

    private void declare(int number) {
        // The usual course more often than what is rare.
        DeclarationKind kind = chance.oneIn(2)
                ? chance.among(DeclarationKind.DISPATCHED, DeclarationKind.RECEIVED, DeclarationKind.RECEIVED)
                : chance.among(DeclarationKind.values());
        waybill.said(kind, moment(), saying -> said(kind, saying));
        if (kind == DeclarationKind.DISPATCHED && chance.oneIn(8)) {
            waybill.override(new OverrideUse(id(1_000 + number), moment(), 1 + chance.upTo(4), 3));
        }
        if (kind == DeclarationKind.DISTRIBUTED && chance.oneIn(2)) {
            waybill.handout(chance.upTo(1_500), 400 + chance.upTo(200), 30);
        }
    }

    private Saying said(DeclarationKind kind, Saying saying) {
        saying.precision(chance.oneIn(3) ? chance.among(TimePrecision.values()) : TimePrecision.INSTANT);
        if (chance.oneIn(6)) {
            saying.signedBy(chance.among("amina", "bashir"));
        }
        if (chance.oneIn(8)) {
            saying.history();
        }
        if (chance.oneIn(6)) {
            saying.point(chance.among(HERE, FAR), unless(chance.oneIn(2), 40.0));
        }
        if (chance.oneIn(4)) {
            saying.seals(chance.among("A-1", "B-1"));
        }
        if (chance.oneIn(6)) {
            saying.notedAt(moment()).deviceAt(moment());
        }
        if (kind == DeclarationKind.RECEIVED) {
            saying.outcome(unless(chance.oneIn(4), chance.among(ReceiptOutcome.values())));
        }
        if (kind == DeclarationKind.DISPATCHED && chance.oneIn(4)) {
            saying.clearance(unless(chance.oneIn(4), chance.among(ClearanceOutcome.values())));
        }
        if (!chance.oneIn(4)) {
            saying.line(amounts(kind));
        }
        return saying;
    }

    private DeclaredLine amounts(DeclarationKind kind) {
        long good = chance.among(500L, 500L, 495L, 480L, 250L, 0L, 510L);
        boolean receipt = kind == DeclarationKind.RECEIVED;
        long missing = receipt ? chance.among(0L, Math.max(0, 500 - good), 7L) : 0;
        long damaged = receipt ? chance.among(0L, 0L, 5L) : 0;
        boolean counted = !chance.oneIn(6);
        boolean weighed = !chance.oneIn(6);
        return new DeclaredLine(
                BAGS,
                counted ? good : null,
                counted ? damaged : null,
                counted ? missing : null,
                receipt && chance.oneIn(6) ? chance.among(0L, 10L) : null,
                weighed ? kg(good * 25) : null,
                weighed ? kg(damaged * 25) : null,
                weighed ? kg(missing * 25) : null,
                null,
                missing + damaged > 0 && !chance.oneIn(3) ? chance.among(LossReason.values()) : null);
    }

    private Seeing look(Seeing visit) {
        Instant at = moment();
        visit.happenedAt(at)
                .acceptedAt(at.plus(Duration.ofHours(chance.upTo(120))))
                .verdict(chance.oneIn(3) ? chance.among(Verdict.values()) : Verdict.CONFIRMED)
                .method(chance.among(Method.values()))
                .counted(chance.among(500L, 500L, 495L, 480L, 250L))
                .noticeHours(chance.among(2, 24, 48));
        if (chance.oneIn(3)) {
            visit.review(chance.among(Review.values()), chance.among("reviewer", "reviewer", "M-07"));
        }
        if (chance.oneIn(5)) {
            visit.dependent();
        } else if (chance.oneIn(8)) {
            visit.tiedAfterAll();
        }
        if (chance.oneIn(5)) {
            visit.escorted();
        }
        if (chance.oneIn(6)) {
            visit.imported();
        }
        if (chance.oneIn(5)) {
            visit.counted(null);
        }
        if (chance.oneIn(5)) {
            visit.point(unless(chance.oneIn(2), FAR)).accuracy(unless(chance.oneIn(3), chance.among(0.0, 300.0)));
        }
        return visit.trace(this::follow);
    }

    private Tracing follow(Tracing trace) {
        if (chance.oneIn(6)) {
            trace.before(5_000, moment(), FAR, null);
        }
        if (chance.oneIn(6)) {
            trace.after(5_001, moment(), FAR, null);
        }
        if (chance.oneIn(8)) {
            trace.sameSpot(5_002, 12, moment()).sameSpot(5_003, 13, moment());
        }
        if (chance.oneIn(6)) {
            Twin twin = new Twin(
                    id(5_004),
                    id(14),
                    null,
                    id(300),
                    "M-08",
                    moment(),
                    unless(chance.oneIn(3), moment()),
                    unless(chance.oneIn(2), 3));
            trace.picture(
                    new Picture("aa", unless(chance.oneIn(2), moment()), chance.oneIn(2) ? List.of() : List.of(twin)));
        }
        if (chance.oneIn(6)) {
            trace.language(List.of("ar"), chance.oneIn(2)).caller(5_005, moment(), chance.oneIn(2));
        }
        return trace.inARow(chance.upTo(5))
                .company(chance.oneIn(2), chance.upTo(2))
                .mockLocation(unless(!chance.oneIn(10), true));
    }

    private void promise(int number) {
        Instant from = moment();
        Promise.State state = chance.among(Promise.State.values());
        waybill.promise(new Promise(
                id(6_000 + number),
                chance.among(Promise.Kind.values()),
                id(300),
                !chance.oneIn(5),
                state,
                from,
                from.plus(Duration.ofDays(1 + chance.upTo(40))),
                from.minus(Duration.ofHours(chance.upTo(100))),
                unless(state == Promise.State.ARMED, moment()),
                chance.oneIn(2)));
    }

    /** Some flags of the rules stand and some were settled; so do some that other rules raised. */
    private void answers() {
        List<Flag> flags = new ArrayList<>();
        for (Finding finding : RuleBook.judge(waybill.at(now))) {
            if (chance.oneIn(4)) {
                flags.add(new Flag(finding.rule(), finding.ruleVersion(), finding.severity(), true));
            } else if (chance.oneIn(2)) {
                flags.add(flag(finding.rule(), finding.ruleVersion(), finding.severity()));
            }
        }
        if (chance.oneIn(6)) {
            flags.add(
                    chance.oneIn(2)
                            ? new Flag("F99", 1, Severity.HIGH, true)
                            : flag("F99", 1, chance.among(Severity.values())));
        }
        flags.forEach(waybill::flag);
    }

    private Flag flag(String rule, int version, Severity severity) {
        Instant raised = now.minus(Duration.ofHours(chance.upTo(400)));
        return new Flag(
                rule,
                version,
                severity,
                false,
                chance.oneIn(3),
                unless(!severity.atLeast(Severity.HIGH), raised),
                unless(severity != Severity.CRITICAL, raised));
    }

    private LocalDate day() {
        return LocalDate.ofInstant(moment(), ZoneOffset.UTC);
    }

    /** To the second, so that hardly two things happen at once. */
    private Instant moment() {
        return LEFT.plusSeconds(chance.upTo(62 * 86_400) - 2 * 86_400);
    }
}
