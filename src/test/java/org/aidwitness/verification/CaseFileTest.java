package org.aidwitness.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.aidwitness.kernel.GeoPoint;
import org.aidwitness.kernel.Kilograms;
import org.aidwitness.kernel.Policy;
import org.aidwitness.verification.World.Parcel;
import org.aidwitness.verification.World.Stage;
import org.aidwitness.verification.rule.ClearanceOutcome;
import org.aidwitness.verification.rule.DeclarationKind;
import org.aidwitness.verification.rule.DeliveryCase;
import org.aidwitness.verification.rule.DeliveryCase.Attestation;
import org.aidwitness.verification.rule.DeliveryCase.Declaration;
import org.aidwitness.verification.rule.DeliveryCase.DeclaredLine;
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
import org.aidwitness.verification.rule.Method;
import org.aidwitness.verification.rule.Promise;
import org.aidwitness.verification.rule.ReceiptOutcome;
import org.aidwitness.verification.rule.Review;
import org.aidwitness.verification.rule.TimePrecision;
import org.aidwitness.verification.rule.Trace;
import org.aidwitness.verification.rule.Trace.Stop;
import org.aidwitness.verification.rule.Verdict;
import org.hibernate.SessionFactory;
import org.hibernate.stat.Statistics;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rows become cases, whole and at a price that does not grow with the batch. */
@QuarkusTest
class CaseFileTest {

    private static final Instant LEFT = World.START;
    private static final Instant CAME = LEFT.plus(Duration.ofHours(20));
    private static final Instant SEEN = CAME.plus(Duration.ofHours(4));
    private static final Instant NOW = LEFT.plus(Duration.ofDays(3));

    @Inject
    World world;

    @Inject
    CaseFile cases;

    @Inject
    SessionFactory sessions;

    @Test
    void a_case_holds_what_was_said_last() {
        Stage stage = world.stage();
        UUID lot = world.lot(stage);
        Parcel parcel = world.parcel(stage, new BigDecimal("1000"), lot);
        UUID dispatch = world.dispatch(parcel, LEFT);
        UUID wrong = world.receive(parcel, CAME, new BigDecimal("100"));
        UUID receipt = world.correctReceipt(parcel, wrong, CAME, new BigDecimal("990"));
        UUID seen = world.attest(parcel, "CONFIRMED", SEEN, new BigDecimal("989.5"));
        world.review(seen, false, SEEN.plusSeconds(60));
        world.review(seen, true, SEEN.plusSeconds(120));
        UUID stands = world.commitment(stage, stage.village(), LEFT, CAME, LEFT.minusSeconds(60));
        UUID withdrawn = world.commitment(stage, stage.village(), LEFT, NOW, LEFT.minusSeconds(50));
        world.withdraw(stage, withdrawn, CAME);
        world.commitment(stage, stage.warehouse(), LEFT, NOW, LEFT.minusSeconds(40));
        world.commitment(stage, stage.village(), LEFT.minusSeconds(9), LEFT, LEFT.minusSeconds(30));
        world.commitment(stage, stage.village(), CAME.plusSeconds(1), NOW, CAME.plusSeconds(1));
        UUID early = world.commitment(stage, stage.village(), CAME.plusSeconds(1), NOW, LEFT.minusSeconds(20));
        UUID visit = world.visit(parcel, LEFT.minusSeconds(10));
        Parcel elsewhere = world.parcel(stage, 1);
        UUID elsewhereSeen = world.attest(elsewhere, "ACCESS_DENIED", SEEN.plusSeconds(1), null);

        DeliveryCase expected = new DeliveryCase(
                stage.programme(),
                parcel.waybill(),
                parcel.waybill().toString(),
                true,
                LEFT,
                LEFT.plus(Duration.ofDays(1)),
                new Site(stage.warehouse(), new GeoPoint(10.0, 20.0), 500, null),
                new Site(stage.village(), new GeoPoint(10.5, 20.0), 500, 1_000),
                List.of(new Line(parcel.line(), 100L, Kilograms.ofKilograms(1_000), false, new BigDecimal("50.00"))),
                List.of(
                        declaration(
                                dispatch,
                                DeclarationKind.DISPATCHED,
                                stage.consignor(),
                                "amina",
                                LEFT,
                                null,
                                ClearanceOutcome.PASS,
                                List.of()),
                        declaration(
                                receipt,
                                DeclarationKind.RECEIVED,
                                stage.consignee(),
                                "bashir",
                                CAME,
                                ReceiptOutcome.COMPLETE,
                                null,
                                List.of(new DeclaredLine(
                                        parcel.line(),
                                        100L,
                                        null,
                                        0L,
                                        null,
                                        Kilograms.ofKilograms(990),
                                        null,
                                        Kilograms.ofKilograms(10),
                                        null,
                                        LossReason.PILFERAGE)))),
                List.of(new Attestation(
                        seen,
                        stage.witness(),
                        true,
                        null,
                        false,
                        "heron",
                        Method.COUNT,
                        Verdict.CONFIRMED,
                        2,
                        false,
                        3,
                        new GeoPoint(10.5, 20.0),
                        10.0,
                        SEEN,
                        null,
                        SEEN.plus(Duration.ofMinutes(5)),
                        false,
                        Review.ACCEPTED,
                        "stork",
                        100L,
                        Kilograms.of(new BigDecimal("989.5")),
                        new Trace(
                                null,
                                false,
                                3,
                                null,
                                SEEN.plus(Duration.ofMinutes(5)),
                                List.of(),
                                null,
                                null,
                                new Stop(
                                        elsewhereSeen,
                                        elsewhere.waybill(),
                                        SEEN.plusSeconds(1),
                                        new GeoPoint(10.5, 20.0),
                                        10.0),
                                List.of(new Stop(
                                        elsewhereSeen,
                                        elsewhere.waybill(),
                                        SEEN.plusSeconds(1),
                                        new GeoPoint(10.5, 20.0),
                                        10.0)),
                                1,
                                List.of(),
                                List.of()))),
                false,
                List.of(SEEN.plusSeconds(1)),
                null,
                List.of(
                        promise(stands, Promise.Kind.COMMITMENT, stage, LEFT, CAME, LEFT.minusSeconds(60), null),
                        promise(withdrawn, Promise.Kind.COMMITMENT, stage, LEFT, NOW, LEFT.minusSeconds(50), CAME),
                        promise(
                                early,
                                Promise.Kind.COMMITMENT,
                                stage,
                                CAME.plusSeconds(1),
                                NOW,
                                LEFT.minusSeconds(20),
                                null),
                        promise(
                                visit,
                                Promise.Kind.VISIT,
                                stage,
                                LEFT.minusSeconds(10),
                                LEFT.plus(Duration.ofDays(60)).minusSeconds(10),
                                LEFT.minusSeconds(10),
                                null)),
                List.of(),
                List.of(new LotBalance(stage.consignee(), lot.toString(), 990_000, 990_000, null)),
                new Goods(
                        true,
                        List.of("S1"),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        read(parcel).plans()),
                List.of(),
                Policy.DEFAULTS,
                NOW);
        List<DeliveryCase> read = cases.of(List.of(parcel.waybill(), elsewhere.waybill(), World.id()), NOW);

        assertThat(read).hasSize(2).contains(expected);
        assertThat(read.stream()
                        .filter(it -> it.waybill().equals(elsewhere.waybill()))
                        .findFirst()
                        .orElseThrow()
                        .attestations())
                .extracting(Attestation::id)
                .containsExactly(elsewhereSeen);
    }

    @Test
    void a_batch_costs_a_few_questions_whatever_its_size_and_fewer_where_nobody_came() {
        Stage stage = world.stage();
        UUID lot = world.lot(stage);
        List<UUID> ids = new ArrayList<>();
        List<Parcel> parcels = new ArrayList<>();
        for (int number = 0; number < 30; number++) {
            Parcel parcel = world.parcel(stage, BigDecimal.TEN, lot);
            world.dispatch(parcel, LEFT);
            world.receive(parcel, CAME, BigDecimal.TEN);
            ids.add(parcel.waybill());
            parcels.add(parcel);
        }
        assertThat(statements(ids.subList(0, 1))).isEqualTo(12);
        assertThat(statements(ids)).isEqualTo(12);

        parcels.forEach(parcel -> world.attest(parcel, "ACCESS_DENIED", SEEN, null));
        assertThat(statements(ids.subList(0, 1))).isEqualTo(16);
        assertThat(statements(ids)).isEqualTo(16);
    }

    @Test
    void a_case_knows_packages_and_people() {
        Stage stage = world.stage();
        UUID lot = world.lot(stage, LocalDate.parse("2026-04-01"));
        Parcel parcel = world.parcel(stage, new BigDecimal("1000"), lot);
        world.dispatch(parcel, LEFT);
        world.receive(parcel, CAME, new BigDecimal("1000"));
        UUID seen = world.attest(parcel, "CONFIRMED", SEEN, new BigDecimal("1000"), 10L, new BigDecimal("98.5"));
        UUID handedOut = world.handOut(parcel, SEEN, new BigDecimal("500"), 40);
        UUID silent = world.handOut(parcel, SEEN, new BigDecimal("500"), null);
        Parcel before = world.parcel(stage, 1_000);
        UUID last = world.handOut(before, SEEN.minusSeconds(1), new BigDecimal("500"), 30);
        world.handOut(before, SEEN, new BigDecimal("500"), 31);
        world.handOut(before, CAME, new BigDecimal("500"), null);
        world.handOut(world.parcel(world.stage(), 1_000), CAME, new BigDecimal("500"), 32);
        UUID changed = world.plan(stage, LocalDate.parse("2026-03-05"), 40, null);
        UUID plan = world.plan(stage, LocalDate.parse("2026-03-06"), 41, changed);
        world.plan(stage, LocalDate.parse("2026-03-02").plusDays(101), 42, null);

        Goods goods = read(parcel);

        assertThat(goods.packs()).containsExactly(new Pack(parcel.line(), null, LocalDate.parse("2026-04-01")));
        assertThat(goods.weighings()).containsExactly(new Weighing(seen, parcel.line(), 10, 98_500));
        assertThat(goods.handouts())
                .containsExactlyInAnyOrder(new Handout(handedOut, 40, 500, 25), new Handout(silent, null, 500, 25));
        assertThat(goods.earlier()).containsExactly(new Earlier(last, SEEN.minusSeconds(1), 30));
        assertThat(goods.plans())
                .as("neither the one that was changed nor one that is later")
                .containsExactly(new Plan(plan, LocalDate.parse("2026-03-06"), 41));
    }

    @Test
    void a_case_knows_the_next_plan_or_the_last_and_those_that_name_people_where_nobody_is_known() {
        Stage stage = world.stage();
        Stage unknown = world.unknownVillage(stage);
        Stage punctual = world.unknownVillage(stage);
        List.of(stage, unknown, punctual).forEach(at -> {
            world.plan(at, LocalDate.parse("2026-02-20"), 20, null);
            world.plan(at, LocalDate.parse("2026-02-28"), null, null);
            world.plan(at, LocalDate.parse("2026-03-02"), null, null);
        });
        world.plan(stage, LocalDate.parse("2026-03-07"), null, null);
        world.plan(punctual, LocalDate.parse("2026-04-01"), 5, null);
        world.plan(unknown, LocalDate.parse("2026-04-02"), 5, null);
        Parcel underWay = world.parcel(stage, 1_000);
        Parcel late = world.parcel(stage, 1_000);
        world.dispatch(late, LEFT);
        world.receive(late, LEFT.plus(Duration.ofDays(2)), new BigDecimal("1000"));

        assertThat(days(underWay)).containsExactly("2026-03-02");
        assertThat(days(late)).containsExactly("2026-03-07");
        assertThat(days(world.parcel(unknown, 1_000)))
                .as("of those that name people, the next is not in time")
                .containsExactly("2026-02-20", "2026-03-02", "2026-04-02");
        assertThat(days(world.parcel(punctual, 1_000)))
                .as("thirty days after the arrival is in time")
                .containsExactly("2026-03-02", "2026-04-01");
    }

    private List<String> days(Parcel parcel) {
        return read(parcel).plans().stream()
                .map(plan -> plan.plannedOn().toString())
                .toList();
    }

    private Goods read(Parcel parcel) {
        return cases.of(List.of(parcel.waybill()), NOW).get(0).goods();
    }

    @Test
    void a_count_is_set_against_the_book_of_its_time() {
        Stage stage = world.stage();
        UUID lot = world.lot(stage);
        Parcel first = received(stage, lot, CAME, "1000");
        world.count(stage.programme(), stage.consignee(), stage.village(), lot, "1", CAME.minusSeconds(1), null);
        assertThat(book(first)).as("nothing had come by then").isEqualTo("0 1000");

        UUID slip = count(stage, lot, "90", SEEN);
        assertThat(book(first)).as("the last count stands").isEqualTo("1000000 90000");
        world.count(stage.programme(), stage.consignee(), stage.village(), lot, "900", SEEN, slip);
        received(stage, lot, SEEN.plusSeconds(1), "500");
        assertThat(book(first)).as("what came later is not in the book").isEqualTo("1000000 900000");

        count(stage, lot, "1400", SEEN.plus(Duration.ofHours(1)));
        assertThat(book(first)).isEqualTo("1500000 1400000");
        world.handOut(first, SEEN.plus(Duration.ofMinutes(30)), new BigDecimal("100"), 10);
        assertThat(book(first)).as("handed out before").isEqualTo("1400000 1400000");
    }

    @Test
    void a_book_that_cannot_be_told_is_not_held_against_anybody() {
        Stage stage = world.stage();
        UUID lot = world.lot(stage);
        Parcel parcel = received(stage, lot, CAME, "1000");
        count(stage, lot, "10", SEEN);
        assertThat(book(parcel)).isEqualTo("1000000 10000");

        Parcel vague = world.parcel(stage, BigDecimal.TEN, lot);
        world.dispatch(vague, LEFT);
        world.receive(vague, CAME, null);
        assertThat(book(parcel))
                .as("a receipt without lines says nothing of the lot")
                .isEqualTo("1000000 10000");
        world.run(
                "insert into shipment_declaration (id, waybill_id, kind, organisation_id, signed_by, happened_at,"
                        + " happened_precision, seals, content_sha256, accepted_at, accepted_by)"
                        + " select gen_random_uuid(), waybill_id, 'RETURNED', organisation_id, signed_by, ?, 'DAY', seals,"
                        + " content_sha256, accepted_at, accepted_by from shipment_declaration"
                        + " where waybill_id = ? and kind = 'RECEIVED'",
                List.of(SEEN.minus(Duration.ofHours(3)), parcel.waybill()));
        world.run(
                "insert into shipment_declaration_line (declaration_id, line_id, good_kg)"
                        + " select id, ?, 5 from shipment_declaration where waybill_id = ? and kind = 'RETURNED'",
                List.of(parcel.line(), parcel.waybill()));
        assertThat(book(parcel)).as("some time that day").isEqualTo("995000 null");
    }

    @Test
    void what_a_custodian_moved_between_their_own_stores_is_not_missing() {
        Stage stage = world.stage();
        UUID lot = world.lot(stage);
        Parcel parcel = received(stage, lot, CAME, "1000");
        count(stage, lot, "600", SEEN);
        assertThat(book(parcel)).isEqualTo("1000000 600000");

        Stage onward = world.onward(stage);
        world.dispatch(world.parcel(onward, new BigDecimal("400"), lot), CAME.plus(Duration.ofHours(2)));
        assertThat(book(parcel)).as("it left from another store").isEqualTo("600000 600000");
        world.count(stage.programme(), stage.consignee(), onward.warehouse(), lot, "50", SEEN, null);
        assertThat(book(parcel)).as("both stores are counted").isEqualTo("600000 650000");
    }

    private Parcel received(Stage stage, UUID lot, Instant at, String kg) {
        Parcel parcel = world.parcel(stage, new BigDecimal(kg), lot);
        world.dispatch(parcel, LEFT);
        world.receive(parcel, at, new BigDecimal(kg));
        return parcel;
    }

    private UUID count(Stage stage, UUID lot, String kg, Instant at) {
        return world.count(stage.programme(), stage.consignee(), stage.village(), lot, kg, at, null);
    }

    /** Book and count of the consignee, in grams. */
    private String book(Parcel parcel) {
        LotBalance balance = cases.of(List.of(parcel.waybill()), NOW).get(0).balances().stream()
                .filter(it -> it.custodian().equals(parcel.stage().consignee()))
                .findFirst()
                .orElseThrow();
        return balance.bookGrams() + " " + balance.countedGrams();
    }

    private long statements(List<UUID> ids) {
        Statistics statistics = sessions.getStatistics();
        statistics.setStatisticsEnabled(true);
        try {
            long before = statistics.getPrepareStatementCount();
            assertThat(cases.of(ids, NOW)).hasSize(ids.size());
            return statistics.getPrepareStatementCount() - before;
        } finally {
            statistics.setStatisticsEnabled(false);
        }
    }

    private static Promise promise(
            UUID id,
            Promise.Kind kind,
            Stage stage,
            Instant from,
            Instant to,
            Instant armed,
            @Nullable Instant withdrawn) {
        Promise.State state = withdrawn == null ? Promise.State.ARMED : Promise.State.WITHDRAWN;
        return new Promise(id, kind, stage.witness(), true, state, from, to, armed, withdrawn, false);
    }

    private static Declaration declaration(
            UUID id,
            DeclarationKind kind,
            UUID organisation,
            String signedBy,
            Instant at,
            @Nullable ReceiptOutcome outcome,
            @Nullable ClearanceOutcome clearance,
            List<DeclaredLine> lines) {
        return new Declaration(
                id,
                kind,
                organisation,
                signedBy,
                null,
                null,
                at,
                TimePrecision.INSTANT,
                null,
                null,
                at.plus(Duration.ofMinutes(5)),
                at.plus(Duration.ofMinutes(5)),
                false,
                null,
                null,
                List.of("S1"),
                outcome,
                clearance,
                lines);
    }
}
