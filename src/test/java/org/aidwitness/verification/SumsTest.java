package org.aidwitness.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.aidwitness.access.Speaking;
import org.aidwitness.monitoring.SiteDays;
import org.aidwitness.shipment.Stocks;
import org.aidwitness.verification.World.Parcel;
import org.aidwitness.verification.World.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is said and judged, in whatever order: what is kept is what the rows add up to, and the audit says so. */
@QuarkusTest
class SumsTest {

    private static final Instant NOW = Instant.parse("2026-05-07T09:00:00Z");

    /** What PARTIES was before it was kept: from the deliveries. */
    private static final String PARTIES = """
            select string_agg(concat_ws(' ', organisation_id, part, known, kg, unknown), ', ' order by organisation_id, part)
              from (select p.organisation_id, p.part, count(v.hauled_kg) as known, coalesce(sum(v.hauled_kg), 0) as kg,
                           count(*) - count(v.hauled_kg) as unknown
                      from verification_delivery v
                      join shipment_waybill w on w.id = v.waybill_id
                      join shipment_leg l on l.id = w.leg_id
                      join lateral (values (w.carrier_id, 'CARRIER'), (case when l.final then w.consignee_id end, 'PARTNER'))
                        p (organisation_id, part) on p.organisation_id is not null
                     where v.programme_id = ?
                       and v.dispatched_at >= '2026-02-06'
                       and v.dispatched_at < '2026-05-08'
                     group by 1, 2) told""";

    /** What the books were before they were kept: from the declarations that nobody corrected. */
    private static final String BOOKS = """
            select string_agg(concat_ws(' ', custodian_id, kg_in, kg_out, kg_lost, unknown), ', ' order by custodian_id)
              from (select custodian_id, sum(kg_in)::numeric(20, 3) as kg_in, sum(kg_out)::numeric(20, 3) as kg_out,
                           sum(kg_lost)::numeric(20, 3) as kg_lost,
                           bool_or(unknown) as unknown
                      from (select d.organisation_id as custodian_id, 0.000 as kg_in, coalesce(s.net_kg, 0) as kg_out,
                                   0.000 as kg_lost, s.net_kg is null as unknown
                              from shipment_declaration d
                              join shipment_line s on s.waybill_id = d.waybill_id
                             where d.kind = 'DISPATCHED'
                               and s.lot_id = ?
                               and not exists (select from shipment_declaration c where c.supersedes = d.id)
                            union all
                            select d.organisation_id,
                                   case when d.kind = 'RECEIVED' then coalesce(q.good_kg, 0) else 0 end,
                                   case when d.kind in ('DISTRIBUTED', 'RETURNED') then coalesce(q.good_kg, 0) else 0 end,
                                   case when d.kind = 'LOST'
                                     then coalesce(q.missing_kg, 0) + coalesce(q.damaged_kg, 0) else 0 end,
                                   q.good_kg is null and d.kind <> 'LOST'
                              from shipment_declaration d
                              join shipment_declaration_line q on q.declaration_id = d.id
                              join shipment_line s on s.id = q.line_id
                             where d.kind in ('RECEIVED', 'DISTRIBUTED', 'RETURNED', 'LOST')
                               and s.lot_id = ?
                               and not exists (select from shipment_declaration c where c.supersedes = d.id)) moved
                     group by custodian_id) told""";

    /** Where something arrived and was seen, as the statements say that nobody corrected. */
    private static final String SITE_DAYS = """
            select string_agg(concat_ws(' ', site_id, day, arrivals, sightings, verifying), ', ' order by site_id, day)
              from (select site_id, (happened_at at time zone 'UTC')::date as day, sum(arrived) as arrivals,
                           sum(seen) as sightings, sum(verifies) as verifying
                      from (select w.programme_id, l.to_site_id as site_id, d.happened_at, 1 as arrived, 0 as seen,
                                   0 as verifies
                              from shipment_declaration d
                              join shipment_waybill w on w.id = d.waybill_id
                              join shipment_leg l on l.id = w.leg_id
                             where d.kind = 'RECEIVED'
                               and d.receipt <> 'REFUSED'
                               and l.final
                               and not exists (select from shipment_declaration n where n.supersedes = d.id)
                            union all
                            select w.programme_id, a.site_id, a.happened_at, 0, 1,
                                   (a.independent and coalesce((select r.accepted
                                                                  from monitoring_review r
                                                                 where r.attestation_id = a.id
                                                                 order by r.reviewed_at desc, r.id desc
                                                                 limit 1), false))::integer
                              from monitoring_attestation a
                              join shipment_waybill w on w.id = a.waybill_id
                             where a.verdict <> 'ACCESS_DENIED'
                               and not exists (select from monitoring_attestation n where n.supersedes = a.id)) told
                     where programme_id = ?
                     group by 1, 2) day""";

    private static final String KEPT_SITE_DAYS = """
            select string_agg(concat_ws(' ', site_id, day, arrivals, sightings, verifying), ', ' order by site_id, day)
              from (select site_id, day, sum(arrivals) as arrivals, sum(sightings) as sightings,
                           sum(verifying) as verifying
                      from monitoring_site_day
                     where programme_id = ?
                     group by site_id, day
                    having sum(arrivals) + sum(sightings) > 0) day""";

    private static final String KEPT_BOOKS = """
            select string_agg(concat_ws(' ', custodian_id, in_kg, out_kg, lost_kg, unknown), ', ' order by custodian_id)
              from shipment_stock
             where lot_id = ?""";

    @Inject
    World world;

    @Inject
    Verifier verifier;

    @Inject
    Sums sums;

    @Inject
    Stocks stocks;

    @Inject
    SiteDays siteDays;

    @Inject
    SumAudit audit;

    @Inject
    RoundFile rounds;

    @Inject
    Speaking speaking;

    @Inject
    MeterRegistry meters;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void after_each_word_and_each_verdict_the_audit_finds_nothing(long seed) {
        History history = new History(world, seed);
        for (int step = 0; step < 80; step++) {
            String told = history.step();
            if (told.equals("judge")) {
                QuarkusTransaction.requiringNew().run(() -> verifier.judge(history.some(), history.now()));
            } else if (told.equals("settle")) {
                settle();
            }
            for (Stage stage : history.stages()) {
                assertThat(differences(stage)).as(step + ": " + told).isEmpty();
            }
        }
        QuarkusTransaction.requiringNew().run(() -> verifier.judge(history.all(), NOW));
        for (int turn = 0; turn < 2; turn++) {
            for (Stage stage : history.stages()) {
                assertThat(differences(stage)).isEmpty();
                assertThat(parties(stage)).isEqualTo(world.ask(PARTIES, stage.programme()));
                assertThat(world.ask(KEPT_SITE_DAYS, stage.programme()))
                        .isEqualTo(world.ask(SITE_DAYS, stage.programme()));
            }
            assertThat(world.ask(KEPT_BOOKS, history.lot())).isEqualTo(world.ask(BOOKS, history.lot(), history.lot()));
            while (settle() > 0) {}
        }
        assertThat(world.ask("select count(*) from verification_balance_sum where not settled"))
                .isEqualTo("0");
    }

    @Test
    void a_delivery_that_stays_what_it_was_leaves_no_entry() {
        Stage stage = world.stage();
        Parcel parcel = received(stage);
        judge(List.of(parcel), NOW);
        while (sums.settleOnce() > 0) {}
        judge(List.of(parcel), NOW.plusSeconds(1));
        world.run("update verification_delivery set due_at = now() where programme_id = ?", List.of(stage.programme()));
        assertThat(sums.settleOnce()).isZero();
        assertThat(world.ask(
                        "select concat_ws(' ', month, deliveries, given_kg) from verification_balance_sum"
                                + " where programme_id = ? and deliveries > 0",
                        stage.programme()))
                .isEqualTo("2026-03-01 1 1000.000");
        world.run("delete from verification_delivery where waybill_id = ?", List.of(parcel.waybill()));
        assertThat(world.ask(
                        "select sum(deliveries) || ' ' || sum(given_kg) from verification_balance_sum where programme_id = ?",
                        stage.programme()))
                .isEqualTo("0 0.000");
        assertThat(differences(stage)).isEmpty();
    }

    @Test
    void what_is_wrong_is_found_told_counted_and_put_right() {
        Stage stage = world.stage();
        Stage other = world.stage();
        UUID lot = world.lot(stage);
        Parcel parcel = world.parcel(stage, new BigDecimal("1000"), lot);
        world.dispatch(parcel, World.START);
        world.attest(parcel, "CONFIRMED", World.START.plus(Duration.ofDays(1)), null);
        judge(List.of(parcel, received(other)), NOW);
        auditAll(NOW);
        assertThat(differences(stage)).isEmpty();

        world.run("""
                update verification_balance_sum
                   set given_kg = given_kg + 7
                 where programme_id = ?""", List.of(stage.programme()));
        world.run("delete from verification_haul_sum where programme_id = ?", List.of(stage.programme()));
        world.run("""
                insert into shipment_stock_sum (settled, lot_id, custodian_id, programme_id, in_kg, out_kg, lost_kg, unknown)
                values (false, ?, ?, ?, 1, 2, 3, 0)""", List.of(lot, stage.consignor(), stage.programme()));

        world.run("delete from monitoring_site_day where programme_id = ?", List.of(stage.programme()));

        assertThat(differences(stage))
                .extracting(difference -> difference.sums() + " "
                        + difference
                                .amounts()
                                .replaceAll("\"([a-z_]+)\": ", "$1=")
                                .replace("\"", ""))
                .containsExactly(
                        "BALANCE {final=true, month=null, lost_kg=0.000, open_kg=0.000, given_kg=7.000, assurance="
                                + world.ask(
                                        "select assurance from verification_delivery where waybill_id = ?",
                                        parcel.waybill())
                                + ", arrived_kg=0.000, deliveries=0, predates_gate=0, lost_deliveries=0,"
                                + " open_deliveries=0, unknown_deliveries=0}",
                        "HAUL {kg=-1000.000, day=2026-03-01, part=PARTNER, waybills=-1, organisation_id="
                                + stage.consignee() + ", unknown_waybills=0}",
                        "SITE_DAY {day=2026-03-02, site_id=" + stage.village()
                                + ", arrivals=0, sightings=-1, verifying=0}",
                        "STOCK {in_kg=1.000, lot_id=" + lot + ", out_kg=2.000, lost_kg=3.000, unknown=0, custodian_id="
                                + stage.consignor() + "}");
        assertThat(differences(other)).isEmpty();

        assertThat(told(stage)).as("not due yet").isEqualTo("0");
        auditAll(NOW.plus(SumAudit.EVERY));
        assertThat(told(stage)).isEqualTo("4");
        assertThat(meters.get("aidwitness.verification.audit.differences")
                        .gauge()
                        .value())
                .isEqualTo(4);

        assertThat(world.ask("select verification_mend_sums(?)", stage.programme()))
                .isEqualTo("4");
        assertThat(world.ask("select verification_mend_sums(?)", stage.programme()))
                .isEqualTo("0");
        assertThat(differences(stage)).isEmpty();
        auditAll(NOW.plus(SumAudit.EVERY.multipliedBy(2)));
        assertThat(told(stage)).isEqualTo("0");
        assertThat(meters.get("aidwitness.verification.audit.differences")
                        .gauge()
                        .value())
                .isZero();
    }

    @Test
    void who_judges_and_who_settles_at_once_lose_nothing_and_wait_for_nobody() throws Exception {
        Stage stage = world.stage();
        UUID lot = world.lot(stage);
        List<List<Parcel>> halves = List.of(new ArrayList<>(), new ArrayList<>());
        for (int number = 0; number < 60; number++) {
            Parcel parcel = world.parcel(stage, new BigDecimal("10"), lot);
            world.dispatch(parcel, World.START);
            halves.get(number % 2).add(parcel);
        }
        Collections.reverse(halves.get(1));
        CyclicBarrier together = new CyclicBarrier(3);
        List<Callable<Integer>> replicas = new ArrayList<>();
        for (List<Parcel> order : halves) {
            replicas.add(() -> {
                together.await();
                // Two batches in one transaction, in opposite order: rows that both change would lock each other out.
                QuarkusTransaction.requiringNew().run(() -> {
                    verifier.judge(ids(order.subList(0, 15)), NOW);
                    verifier.judge(ids(order.subList(15, 30)), NOW);
                });
                for (Parcel parcel : order) {
                    world.receive(parcel, World.START.plus(Duration.ofHours(9)), new BigDecimal("9"));
                    QuarkusTransaction.requiringNew().run(() -> verifier.judge(ids(List.of(parcel)), NOW));
                }
                return 0;
            });
        }
        replicas.add(() -> {
            together.await();
            int settled = 0;
            for (int turn = 0; turn < 100; turn++) {
                settled += settle();
            }
            return settled;
        });
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            for (Future<Integer> done : threads.invokeAll(replicas.stream()
                    .map(replica -> (Callable<Integer>) () -> speaking.asProgram(() -> call(replica)))
                    .toList())) {
                done.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(differences(stage)).isEmpty();
        assertThat(world.ask(
                        "select sum(deliveries) || ' ' || sum(arrived_kg) || ' ' || sum(lost_kg)"
                                + " from verification_balance_sum where programme_id = ?",
                        stage.programme()))
                .isEqualTo("60 540.000 60.000");
        assertThat(world.ask(KEPT_BOOKS, lot)).contains(stage.consignee() + " 540.000 0.000 0.000 f");
    }

    @Test
    void a_line_that_is_told_after_its_dispatch_is_in_the_book_and_in_the_haul() {
        Stage stage = world.stage();
        UUID lot = world.lot(stage);
        Parcel parcel = world.parcel(stage, new BigDecimal("10"), lot);
        world.dispatch(parcel, World.START);
        judge(List.of(parcel), NOW);
        world.run("""
                insert into shipment_line (id, waybill_id, key, commodity_id, lot_id, packages, package_unit, net_kg,
                       content_sha256)
                values (gen_random_uuid(), ?, '2', ?, ?, 1, 'bag', 5, '\\x00')""", List.of(parcel.waybill(), stage.commodity(), lot));
        judge(List.of(parcel), NOW);
        assertThat(world.ask(KEPT_BOOKS, lot)).isEqualTo(stage.consignor() + " 0.000 15.000 0.000 f");
        assertThat(parties(stage)).isEqualTo(stage.consignee() + " PARTNER 1 15.000 0");
        assertThat(differences(stage)).isEmpty();
    }

    private void judge(List<Parcel> parcels, Instant now) {
        QuarkusTransaction.requiringNew().run(() -> verifier.judge(ids(parcels), now));
    }

    private Parcel received(Stage stage) {
        Parcel parcel = world.parcel(stage, 1_000);
        world.dispatch(parcel, World.START);
        world.receive(parcel, World.START.plus(Duration.ofHours(9)), new BigDecimal("990"));
        return parcel;
    }

    private int settle() {
        return sums.settleOnce() + stocks.settleOnce() + siteDays.settleOnce();
    }

    private void auditAll(Instant now) {
        int turns = 0;
        while (audit.run(now) > 0) {
            assertThat(turns++).isLessThan(1_000);
        }
    }

    private List<SumAudit.Difference> differences(Stage stage) {
        return QuarkusTransaction.requiringNew().call(() -> audit.differences(stage.programme()));
    }

    private String told(Stage stage) {
        return String.valueOf(
                world.ask("select differences from verification_audit where programme_id = ?", stage.programme()));
    }

    private String parties(Stage stage) {
        return String.join(
                ", ",
                rounds.of(stage.programme(), NOW).parties().stream()
                        .map(party -> String.join(
                                " ",
                                party.organisation().toString(),
                                party.part().name(),
                                String.valueOf(party.waybills()),
                                VerdictRow.kilograms(party.grams()).toPlainString(),
                                String.valueOf(party.unknownWaybills())))
                        .sorted()
                        .toList());
    }

    private static List<UUID> ids(List<Parcel> parcels) {
        return parcels.stream().map(Parcel::waybill).toList();
    }

    private static <T> T call(Callable<T> work) {
        try {
            return work.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
