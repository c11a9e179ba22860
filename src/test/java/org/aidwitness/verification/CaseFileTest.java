package org.aidwitness.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
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
import org.aidwitness.verification.rule.LossReason;
import org.aidwitness.verification.rule.Method;
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
                List.of(new LotBalance(stage.consignee(), lot.toString(), 990_000, 990_000, null)),
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
        assertThat(statements(ids.subList(0, 1))).isEqualTo(8);
        assertThat(statements(ids)).isEqualTo(8);

        parcels.forEach(parcel -> world.attest(parcel, "ACCESS_DENIED", SEEN, null));
        assertThat(statements(ids.subList(0, 1))).isEqualTo(12);
        assertThat(statements(ids)).isEqualTo(12);
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
