package org.aidwitness.verification.rule;

import static org.aidwitness.testkit.Cases.BAGS;
import static org.aidwitness.testkit.Cases.LEFT;
import static org.aidwitness.testkit.Cases.id;
import static org.aidwitness.testkit.Cases.kg;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.aidwitness.kernel.GeoPoint;
import org.aidwitness.testkit.Cases;
import org.aidwitness.testkit.Cases.Saying;
import org.aidwitness.testkit.Seeing;
import org.aidwitness.testkit.Tracing;
import org.aidwitness.verification.rule.DeliveryCase.DeclaredLine;
import org.aidwitness.verification.rule.DeliveryCase.Flag;
import org.aidwitness.verification.rule.DeliveryCase.Line;
import org.aidwitness.verification.rule.DeliveryCase.LotBalance;
import org.aidwitness.verification.rule.Trace.Picture;
import org.aidwitness.verification.rule.Trace.Twin;
import org.jspecify.annotations.Nullable;

/**
 * A delivery to which anything may have happened: what was said and seen, by whom, when, how late it was told, and what
 * people decided about its flags. A function of its seed, so that a law that breaks names the case it breaks on.
 */
final class AnyDelivery {

    /** How many a test walks through; more of them with {@code -Daidwitness.laws.cases=100000}. */
    private static final long CASES = Long.getLong("aidwitness.laws.cases", 4_000);

    private static final GeoPoint HERE = new GeoPoint(0, 1);
    private static final GeoPoint FAR = new GeoPoint(3, 3);

    private final long seed;
    private final Random chance;
    private final Cases waybill;
    private final Instant now;

    private AnyDelivery(long seed) {
        this.seed = seed;
        this.chance = new Random(seed);
        this.waybill = goods();
        plan();
        for (int said = upTo(7); said > 0; said--) {
            declare();
        }
        for (int seen = upTo(3); seen > 0; seen--) {
            waybill.visited(this::look);
            if (oneIn(4)) {
                waybill.weighed(10, 250_000 - upTo(8_000));
            }
        }
        for (int promised = upTo(2); promised > 0; promised--) {
            promise(promised);
        }
        this.now = LEFT.plus(Duration.ofHours(upTo(110 * 24) - 48));
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

    Random chance() {
        return chance;
    }

    /** For the name of an assertion. */
    @Override
    public String toString() {
        return "seed " + seed;
    }

    private Cases goods() {
        Cases goods = oneIn(6) ? Cases.empty().line(new Line(BAGS, 500L, null, false, null)) : Cases.bags();
        if (oneIn(5)) {
            goods.line(oneIn(2) ? new Line(id(2), 20L, null, true, null) : new Line(id(2), null, kg(800), false, null));
        }
        return goods;
    }

    private void plan() {
        if (oneIn(4)) {
            waybill.withoutPlan();
        }
        if (oneIn(5)) {
            waybill.notFinalLeg();
        }
        if (oneIn(8)) {
            waybill.flown();
        }
        if (oneIn(3)) {
            waybill.toPeople(unless(oneIn(4), upTo(3_000)));
        }
        if (oneIn(8)) {
            waybill.related("owns");
        }
        if (oneIn(4)) {
            waybill.pack("25", day());
        }
        if (oneIn(4)) {
            waybill.plan(day(), unless(oneIn(3), upTo(2_000)));
        }
        if (oneIn(4)) {
            waybill.distributedBefore(moment(), upTo(1_000));
        }
        if (oneIn(4)) {
            waybill.sealsOnWaybill("A-1");
        }
        if (oneIn(6)) {
            waybill.refusalElsewhere(moment());
        }
        if (oneIn(5)) {
            waybill.balance(
                    new LotBalance(id(201), "LOT-1", upTo(100) - 30, 1_000, unless(oneIn(2), 900L + upTo(200))));
        }
    }

    private void declare() {
        // The usual course more often than what is rare.
        DeclarationKind kind = oneIn(2)
                ? among(DeclarationKind.DISPATCHED, DeclarationKind.RECEIVED, DeclarationKind.RECEIVED)
                : among(DeclarationKind.values());
        waybill.said(kind, moment(), saying -> said(kind, saying));
        if (kind == DeclarationKind.DISTRIBUTED && oneIn(2)) {
            waybill.handout(upTo(1_500), 400 + upTo(200), 30);
        }
    }

    private Saying said(DeclarationKind kind, Saying saying) {
        saying.precision(oneIn(3) ? among(TimePrecision.values()) : TimePrecision.INSTANT);
        if (oneIn(6)) {
            saying.signedBy(among("amina", "bashir"));
        }
        if (oneIn(8)) {
            saying.history();
        }
        if (oneIn(6)) {
            saying.point(among(HERE, FAR), unless(oneIn(2), 40.0));
        }
        if (oneIn(4)) {
            saying.seals(among("A-1", "B-1"));
        }
        if (oneIn(6)) {
            saying.notedAt(moment()).deviceAt(moment());
        }
        if (kind == DeclarationKind.RECEIVED) {
            saying.outcome(unless(oneIn(4), among(ReceiptOutcome.values())));
        }
        if (kind == DeclarationKind.DISPATCHED && oneIn(4)) {
            saying.clearance(unless(oneIn(4), among(ClearanceOutcome.values())));
        }
        if (!oneIn(4)) {
            saying.line(amounts(kind));
        }
        return saying;
    }

    private DeclaredLine amounts(DeclarationKind kind) {
        long good = among(500L, 500L, 495L, 480L, 250L, 0L, 510L);
        boolean receipt = kind == DeclarationKind.RECEIVED;
        long missing = receipt ? among(0L, Math.max(0, 500 - good), 7L) : 0;
        long damaged = receipt ? among(0L, 0L, 5L) : 0;
        boolean counted = !oneIn(6);
        boolean weighed = !oneIn(6);
        return new DeclaredLine(
                BAGS,
                counted ? good : null,
                counted ? damaged : null,
                counted ? missing : null,
                receipt && oneIn(6) ? among(0L, 10L) : null,
                weighed ? kg(good * 25) : null,
                weighed ? kg(damaged * 25) : null,
                weighed ? kg(missing * 25) : null,
                null,
                missing + damaged > 0 && !oneIn(3) ? among(LossReason.values()) : null);
    }

    private Seeing look(Seeing visit) {
        Instant at = moment();
        visit.happenedAt(at)
                .acceptedAt(at.plus(Duration.ofHours(upTo(120))))
                .verdict(oneIn(3) ? among(Verdict.values()) : Verdict.CONFIRMED)
                .method(among(Method.values()))
                .counted(among(500L, 500L, 495L, 480L, 250L))
                .noticeHours(among(2, 24, 48));
        if (oneIn(3)) {
            visit.review(among(Review.values()), among("reviewer", "reviewer", "M-07"));
        }
        if (oneIn(5)) {
            visit.dependent();
        } else if (oneIn(8)) {
            visit.tiedAfterAll();
        }
        if (oneIn(5)) {
            visit.escorted();
        }
        if (oneIn(6)) {
            visit.imported();
        }
        if (oneIn(5)) {
            visit.counted(null);
        }
        if (oneIn(5)) {
            visit.point(unless(oneIn(2), FAR)).accuracy(unless(oneIn(3), among(0.0, 300.0)));
        }
        return visit.trace(this::follow);
    }

    private Tracing follow(Tracing trace) {
        if (oneIn(6)) {
            trace.before(5_000, moment(), FAR, null);
        }
        if (oneIn(6)) {
            trace.after(5_001, moment(), FAR, null);
        }
        if (oneIn(8)) {
            trace.sameSpot(5_002, 12, moment()).sameSpot(5_003, 13, moment());
        }
        if (oneIn(6)) {
            Twin twin = new Twin(
                    id(5_004),
                    id(14),
                    null,
                    id(300),
                    "M-08",
                    moment(),
                    unless(oneIn(3), moment()),
                    unless(oneIn(2), 3));
            trace.picture(new Picture("aa", unless(oneIn(2), moment()), oneIn(2) ? List.of() : List.of(twin)));
        }
        if (oneIn(6)) {
            trace.language(List.of("ar"), oneIn(2)).caller(5_005, moment(), oneIn(2));
        }
        return trace.inARow(upTo(5)).company(oneIn(2), upTo(2)).mockLocation(unless(!oneIn(10), true));
    }

    private void promise(int number) {
        Instant from = moment();
        Promise.State state = among(Promise.State.values());
        waybill.promise(new Promise(
                id(6_000 + number),
                among(Promise.Kind.values()),
                id(300),
                !oneIn(5),
                state,
                from,
                from.plus(Duration.ofDays(1 + upTo(40))),
                from.minus(Duration.ofHours(upTo(100))),
                unless(state == Promise.State.ARMED, moment()),
                oneIn(2)));
    }

    /** Some flags of the rules stand and some were settled; so do some that other rules raised. */
    private void answers() {
        List<Flag> flags = new ArrayList<>();
        for (Finding finding : RuleBook.judge(waybill.at(now))) {
            if (oneIn(4)) {
                flags.add(new Flag(finding.rule(), finding.ruleVersion(), finding.severity(), true));
            } else if (oneIn(2)) {
                flags.add(flag(finding.rule(), finding.ruleVersion(), finding.severity()));
            }
        }
        if (oneIn(6)) {
            flags.add(oneIn(2) ? new Flag("F99", 1, Severity.HIGH, true) : flag("F99", 1, among(Severity.values())));
        }
        flags.forEach(waybill::flag);
    }

    private Flag flag(String rule, int version, Severity severity) {
        Instant raised = now.minus(Duration.ofHours(upTo(400)));
        return new Flag(
                rule,
                version,
                severity,
                false,
                oneIn(3),
                unless(!severity.atLeast(Severity.HIGH), raised),
                unless(severity != Severity.CRITICAL, raised));
    }

    private LocalDate day() {
        return LocalDate.ofInstant(moment(), ZoneOffset.UTC);
    }

    /** To the second, so that hardly two things happen at once. */
    private Instant moment() {
        return LEFT.plusSeconds(upTo(62 * 86_400) - 2 * 86_400);
    }

    private boolean oneIn(int many) {
        return chance.nextInt(many) == 0;
    }

    /** Both ends included. */
    private int upTo(int most) {
        return chance.nextInt(most + 1);
    }

    private static <T> @Nullable T unless(boolean unknown, T value) {
        return unknown ? null : value;
    }

    @SafeVarargs
    private <T> T among(T... options) {
        return options[chance.nextInt(options.length)];
    }
}
