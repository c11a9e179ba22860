package org.aidwitness.testkit;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.aidwitness.kernel.GatePolicy;
import org.aidwitness.kernel.GeoPoint;
import org.aidwitness.kernel.Kilograms;
import org.aidwitness.kernel.Policy;
import org.aidwitness.verification.rule.ClearanceOutcome;
import org.aidwitness.verification.rule.DeclarationKind;
import org.aidwitness.verification.rule.DeliveryCase;
import org.aidwitness.verification.rule.DeliveryCase.Attestation;
import org.aidwitness.verification.rule.DeliveryCase.Declaration;
import org.aidwitness.verification.rule.DeliveryCase.DeclaredLine;
import org.aidwitness.verification.rule.DeliveryCase.Flag;
import org.aidwitness.verification.rule.DeliveryCase.Line;
import org.aidwitness.verification.rule.DeliveryCase.LotBalance;
import org.aidwitness.verification.rule.DeliveryCase.Site;
import org.aidwitness.verification.rule.Goods;
import org.aidwitness.verification.rule.Goods.Earlier;
import org.aidwitness.verification.rule.Goods.Handout;
import org.aidwitness.verification.rule.Goods.Pack;
import org.aidwitness.verification.rule.Goods.Plan;
import org.aidwitness.verification.rule.Goods.Weighing;
import org.aidwitness.verification.rule.LossReason;
import org.aidwitness.verification.rule.OverrideUse;
import org.aidwitness.verification.rule.Promise;
import org.aidwitness.verification.rule.ReceiptOutcome;
import org.aidwitness.verification.rule.TimePrecision;
import org.jspecify.annotations.Nullable;

/**
 * Writes delivery cases for tests. The plan: one line of 500 bags, 12,500 kg, USD 7,500, leaves at {@link #LEFT} and is
 * due two days later. Statements are sane until a test changes one.
 */
public final class Cases {

    public static final Instant LEFT = Instant.parse("2026-03-01T08:00:00Z");
    public static final Instant DUE = LEFT.plus(Duration.ofDays(2));
    public static final UUID BAGS = id(1);
    public static final Site PORT = new Site(id(100), new GeoPoint(0, 0), 500, null);
    public static final Site VILLAGE = new Site(id(101), new GeoPoint(0, 1), 500, 2_000);

    private final List<Line> lines = new ArrayList<>();
    private final List<Declaration> declarations = new ArrayList<>();
    private final List<Attestation> attestations = new ArrayList<>();
    private final List<Instant> refusals = new ArrayList<>();
    private final List<Promise> promises = new ArrayList<>();
    private final List<OverrideUse> overrides = new ArrayList<>();
    private final List<LotBalance> balances = new ArrayList<>();
    private final List<Flag> flags = new ArrayList<>();
    private final List<String> seals = new ArrayList<>();
    private final List<Pack> packs = new ArrayList<>();
    private final List<Weighing> weighings = new ArrayList<>();
    private final List<Handout> handouts = new ArrayList<>();
    private final List<Earlier> earlier = new ArrayList<>();
    private final List<Plan> plans = new ArrayList<>();
    private Site destination = VILLAGE;
    private boolean toPeople;
    private boolean finalLeg = true;
    private boolean planned = true;
    private boolean flown;
    private @Nullable String relation;
    private Policy policy = Policy.DEFAULTS;

    /** The plan with its one line of bags. */
    public static Cases bags() {
        return new Cases().line(new Line(BAGS, 500L, kg(12_500), false, BigDecimal.valueOf(7_500)));
    }

    /** A waybill without lines. */
    public static Cases empty() {
        return new Cases();
    }

    /** The same small number, the same id. */
    public static UUID id(int number) {
        return new UUID(0x7000L, 0x8000_0000_0000_0000L + number);
    }

    public static Kilograms kg(long kilograms) {
        return Kilograms.ofKilograms(kilograms);
    }

    public Cases line(Line line) {
        lines.add(line);
        return this;
    }

    public Cases notFinalLeg() {
        finalLeg = false;
        return this;
    }

    public Cases withoutPlan() {
        planned = false;
        return this;
    }

    public Cases flown() {
        flown = true;
        return this;
    }

    public Cases related(String path) {
        relation = path;
        return this;
    }

    public Cases policy(Policy other) {
        policy = other;
        return this;
    }

    /** The usual policy, but for the gate's part. */
    public Cases gate(GatePolicy gate) {
        Policy usual = Policy.DEFAULTS;
        return policy(new Policy(
                usual.version(),
                usual.awaitingDays(),
                usual.overdueDays(),
                usual.arrivalGraceHours(),
                usual.accessRefusals(),
                usual.accessWindowDays(),
                usual.shortMediumBp(),
                usual.shortHighBp(),
                usual.shortCriticalBp(),
                usual.lossReportUsd(),
                usual.surplusBp(),
                usual.reasonDays(),
                usual.attestedMediumBp(),
                usual.attestedHighBp(),
                usual.attestedCriticalBp(),
                usual.bookHighBp(),
                usual.siteMetres(),
                usual.corridorMetres(),
                usual.futureMinutes(),
                usual.deviceClockMinutes(),
                usual.backdatedDays(),
                usual.transitGraceHours(),
                usual.transitGracePercent(),
                usual.unannouncedHours(),
                usual.independenceDepth(),
                usual.clearanceHours(),
                gate,
                usual.draw(),
                usual.coverage(),
                usual.heard(),
                usual.goods(),
                usual.visit(),
                usual.peers()));
    }

    public Cases refusalElsewhere(Instant at) {
        refusals.add(at);
        return this;
    }

    public Cases promise(Promise promise) {
        promises.add(promise);
        return this;
    }

    public Cases override(OverrideUse use) {
        overrides.add(use);
        return this;
    }

    public Cases balance(LotBalance balance) {
        balances.add(balance);
        return this;
    }

    public Cases flag(Flag flag) {
        flags.add(flag);
        return this;
    }

    /** To where goods are handed to people, so many of them; null where nobody knows. */
    public Cases toPeople(@Nullable Integer catchment) {
        toPeople = true;
        destination = new Site(VILLAGE.id(), VILLAGE.point(), VILLAGE.radiusMetres(), catchment);
        return this;
    }

    public Cases sealsOnWaybill(String... listed) {
        seals.addAll(List.of(listed));
        return this;
    }

    /** What is written on the bags. */
    public Cases pack(@Nullable String kgPerPackage, @Nullable LocalDate bestBefore) {
        packs.add(new Pack(BAGS, kgPerPackage == null ? null : new BigDecimal(kgPerPackage), bestBefore));
        return this;
    }

    /** Bags that the last visit put on a scale. */
    public Cases weighed(long packages, long grams) {
        weighings.add(new Weighing(id(2_000 + attestations.size() - 1), BAGS, packages, grams));
        return this;
    }

    /** What the last declaration says of people. */
    public Cases handout(@Nullable Integer people, @Nullable Integer gramsPerDay, @Nullable Integer days) {
        handouts.add(new Handout(id(1_000 + declarations.size() - 1), people, gramsPerDay, days));
        return this;
    }

    /** A distribution of another delivery at the destination. */
    public Cases distributedBefore(Instant at, int people) {
        earlier.add(new Earlier(id(3_000 + earlier.size()), at, people));
        return this;
    }

    public Cases plan(LocalDate on, @Nullable Integer people) {
        plans.add(new Plan(id(4_000 + plans.size()), on, people));
        return this;
    }

    /** Left on time, cleared, all of the waybill. */
    public Cases dispatched() {
        return said(DeclarationKind.DISPATCHED, LEFT, it -> it);
    }

    /** Arrived on time, all of it, in good condition. */
    public Cases received() {
        return received(ReceiptOutcome.COMPLETE, 500, 0, 0, null);
    }

    /** Arrived on time; bags of 25 kg. */
    public Cases received(ReceiptOutcome outcome, long good, long damaged, long missing, @Nullable LossReason reason) {
        return said(
                DeclarationKind.RECEIVED,
                DUE,
                it -> it.outcome(outcome)
                        .line(new DeclaredLine(
                                BAGS,
                                good,
                                damaged,
                                missing,
                                null,
                                kg(good * 25),
                                kg(damaged * 25),
                                kg(missing * 25),
                                null,
                                reason)));
    }

    public Cases said(DeclarationKind kind, Instant at, UnaryOperator<Saying> change) {
        Saying saying = new Saying(id(1_000 + declarations.size()), kind, at);
        declarations.add(change.apply(saying).declaration());
        return this;
    }

    /** A perfect visit, one day after arrival, changed by the test. */
    public Cases visited(UnaryOperator<Seeing> change) {
        Seeing seeing = new Seeing(id(2_000 + attestations.size()));
        attestations.add(change.apply(seeing).attestation());
        return this;
    }

    public Cases visited() {
        return visited(it -> it);
    }

    public DeliveryCase at(Instant now) {
        return new DeliveryCase(
                id(10),
                id(11),
                "W-1",
                finalLeg,
                planned ? LEFT : null,
                planned ? DUE : null,
                PORT,
                destination,
                lines,
                declarations,
                attestations,
                flown,
                refusals,
                relation,
                promises,
                overrides,
                balances,
                new Goods(toPeople, seals, packs, weighings, handouts, earlier, plans),
                flags,
                policy,
                now);
    }

    /** So many days and a moment after the planned arrival. */
    public DeliveryCase daysAfterDue(long days) {
        return at(DUE.plus(Duration.ofDays(days)).plusSeconds(1));
    }

    /** One declaration in the making. */
    public static final class Saying {
        private final UUID id;
        private final DeclarationKind kind;
        private final List<DeclaredLine> lines = new ArrayList<>();
        private UUID organisation;
        private String signedBy;
        private @Nullable String device;
        private @Nullable UUID site;
        private Instant happenedAt;
        private TimePrecision precision = TimePrecision.INSTANT;
        private @Nullable Instant notedAt;
        private @Nullable Instant deviceAt;
        private Instant acceptedAt;
        private @Nullable Instant toldAt;
        private boolean history;
        private @Nullable GeoPoint point;
        private @Nullable Double accuracyMetres;
        private @Nullable ReceiptOutcome outcome;
        private @Nullable ClearanceOutcome clearance;
        private List<String> seals = List.of();

        private Saying(UUID id, DeclarationKind kind, Instant at) {
            this.id = id;
            this.kind = kind;
            happenedAt = at;
            acceptedAt = at;
            boolean dispatch = kind == DeclarationKind.DISPATCHED;
            organisation = dispatch ? Cases.id(200) : Cases.id(201);
            signedBy = dispatch ? "amina" : "bashir";
            clearance = dispatch ? ClearanceOutcome.PASS : null;
        }

        public Saying organisation(UUID other) {
            organisation = other;
            return this;
        }

        public Saying signedBy(String name) {
            signedBy = name;
            return this;
        }

        public Saying device(@Nullable String name) {
            device = name;
            return this;
        }

        public Saying site(@Nullable UUID other) {
            site = other;
            return this;
        }

        public Saying precision(TimePrecision other) {
            precision = other;
            return this;
        }

        public Saying notedAt(@Nullable Instant at) {
            notedAt = at;
            return this;
        }

        public Saying deviceAt(@Nullable Instant at) {
            deviceAt = at;
            return this;
        }

        public Saying acceptedAt(Instant at) {
            acceptedAt = at;
            return this;
        }

        /** It corrects what was told then. */
        public Saying toldAt(Instant at) {
            toldAt = at;
            return this;
        }

        public Saying history() {
            history = true;
            return this;
        }

        public Saying point(GeoPoint at, @Nullable Double accuracy) {
            point = at;
            accuracyMetres = accuracy;
            return this;
        }

        public Saying outcome(@Nullable ReceiptOutcome other) {
            outcome = other;
            return this;
        }

        public Saying clearance(@Nullable ClearanceOutcome other) {
            clearance = other;
            return this;
        }

        public Saying seals(String... read) {
            seals = List.of(read);
            return this;
        }

        public Saying line(DeclaredLine line) {
            lines.add(line);
            return this;
        }

        /** Bags of the one line: packages only, or kg only, or both; null is unknown. */
        public Saying good(@Nullable Long packages, @Nullable Long kilograms) {
            return line(new DeclaredLine(
                    BAGS,
                    packages,
                    null,
                    null,
                    null,
                    kilograms == null ? null : kg(kilograms),
                    null,
                    null,
                    null,
                    null));
        }

        private Declaration declaration() {
            return new Declaration(
                    id,
                    kind,
                    organisation,
                    signedBy,
                    device,
                    site,
                    happenedAt,
                    precision,
                    notedAt,
                    deviceAt,
                    acceptedAt,
                    toldAt == null ? acceptedAt : toldAt,
                    history,
                    point,
                    accuracyMetres,
                    seals,
                    outcome,
                    clearance,
                    lines);
        }
    }
}
