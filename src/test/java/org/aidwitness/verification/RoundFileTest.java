package org.aidwitness.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.aidwitness.verification.World.Parcel;
import org.aidwitness.verification.World.Stage;
import org.aidwitness.verification.rule.ProgrammeCase;
import org.aidwitness.verification.rule.ProgrammeCase.Gap;
import org.aidwitness.verification.rule.ProgrammeCase.Monitor;
import org.aidwitness.verification.rule.ProgrammeCase.Part;
import org.aidwitness.verification.rule.ProgrammeCase.Party;
import org.aidwitness.verification.rule.ProgrammeCase.Site;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What a programme's rows add up to: what counts, what does not, and what is unknown. */
@QuarkusTest
class RoundFileTest {

    /** A Thursday. */
    private static final Instant NOW = Instant.parse("2026-05-07T09:00:00Z");

    private static final Instant MONDAY = Instant.parse("2026-05-04T00:00:00Z");
    private static final Instant FIRST = NOW.minus(Duration.ofDays(90));
    private static final byte[] DIGEST = new byte[32];

    @Inject
    World world;

    @Inject
    RoundFile files;

    @Inject
    Verifier verifier;

    @Test
    void a_programme_without_anything_is_empty() {
        ProgrammeCase round = files.of(world.stage().programme(), NOW);
        assertThat(round.monitors()).isEmpty();
        assertThat(round.gaps()).isEmpty();
        assertThat(round.sites()).isEmpty();
        assertThat(round.parties()).isEmpty();
        assertThat(round.draws()).isEmpty();
        assertThat(round.cells()).isEmpty();
    }

    @Test
    void visits_are_counted_by_monitor_and_those_that_are_none_are_not() {
        Stage stage = world.stage();
        Parcel parcel = received(stage, "1000");
        visit(parcel, new Seen("heron", FIRST).weighed("1000"));
        visit(parcel, new Seen("heron", FIRST.minusMillis(1)).weighed("1000"));
        visit(parcel, new Seen("heron", NOW).weighed("1000"));
        visit(parcel, new Seen("phone", NOW.minusSeconds(1)).method("INTERVIEW"));
        visit(parcel, new Seen("tied", NOW.minusSeconds(1)).tied());
        visit(parcel, new Seen("refused", NOW.minusSeconds(1)).verdict("ACCESS_DENIED"));
        visit(parcel, new Seen("blind", NOW.minusSeconds(1)).verdict("NOT_SEEN"));
        UUID rejected = visit(parcel, new Seen("rejected", NOW.minusSeconds(1)));
        world.review(rejected, false, NOW);
        UUID accepted = visit(parcel, new Seen("accepted", MONDAY));
        world.review(accepted, false, NOW.minusSeconds(9));
        world.review(accepted, true, NOW.minusSeconds(8));

        // Who went later counts what was seen first as made again; the last one nobody made again. The window of the
        // week
        // reaches back further.
        assertThat(files.of(stage.programme(), NOW).monitors())
                .containsExactlyInAnyOrder(
                        new Monitor(stage.witness(), "heron", 1, 1, 2, 0),
                        new Monitor(stage.witness(), "accepted", 1, 0, 0, 0));
    }

    @Test
    void a_finding_is_what_the_monitor_calls_one_or_a_count_beyond_the_tolerance() {
        Stage stage = world.stage();
        Instant before = MONDAY.minusSeconds(600);
        visit(received(stage, "1000"), new Seen("said", before).verdict("DISCREPANT"));
        visit(received(stage, "1000"), new Seen("within", before).weighed("990"));
        visit(received(stage, "1000"), new Seen("beyond", before).weighed("989.999"));
        visit(received(stage, "1000"), new Seen("unweighed", before));
        visit(world.parcel(stage, 1_000), new Seen("nobody-received", before).weighed("1"));
        visit(received(stage, "1000"), new Seen("bags", before).counted(98));
        visit(received(stage, "1000"), new Seen("late", MONDAY.minusSeconds(60)).weighed("1"));

        assertThat(files.of(stage.programme(), NOW).monitors())
                .extracting(it -> it.pseudonym() + " " + it.weekVisits() + " " + it.weekFindings())
                .containsExactlyInAnyOrder(
                        "said 1 1",
                        "within 1 0",
                        "beyond 1 1",
                        "unweighed 1 0",
                        "nobody-received 1 0",
                        "bags 1 1",
                        // Told five minutes later, when the week had begun.
                        "late 0 0");
    }

    @Test
    void second_visits_by_others_are_set_against_the_first() {
        Stage stage = world.stage();
        Parcel parcel = received(stage, "1000");
        UUID first = visit(
                parcel, new Seen("heron", FIRST.plusSeconds(1)).weighed("1000").counted(100));
        visit(parcel, new Seen("heron", FIRST.plusSeconds(2)).weighed("10").counted(1));
        UUID second = visit(parcel, new Seen("stork", FIRST.plusSeconds(3)).counted(90));
        Parcel alike = received(stage, "1000");
        visit(alike, new Seen("heron", FIRST.plusSeconds(1)).weighed("1000"));
        visit(alike, new Seen("stork", FIRST.plusSeconds(2)).weighed("990"));
        visit(alike, new Seen("crane", FIRST.plusSeconds(3)));

        assertThat(files.of(stage.programme(), NOW).gaps())
                .contains(new Gap(stage.witness(), "heron", first, second, false, 100, 90))
                .hasSize(2)
                .allSatisfy(gap -> assertThat(gap.pseudonym()).isEqualTo("heron"));
    }

    @Test
    void what_is_unknown_about_a_visit_is_counted_apart() {
        Stage stage = world.stage();
        Parcel parcel = received(stage, "1000");
        Instant at = NOW.minusSeconds(60);
        visit(parcel, new Seen("a", at).notice(24));
        visit(parcel, new Seen("b", at).notice(25));
        visit(parcel, new Seen("c", at).notice(null).escort(null, null));
        visit(parcel, new Seen("d", at).notice(0).escort(true, null));
        visit(parcel, new Seen("e", at).notice(0).escort(true, 0));
        visit(parcel, new Seen("f", at).notice(0).escort(true, 1));
        visit(parcel, new Seen("g", at).notice(0).escort(false, null));

        assertThat(files.of(stage.programme(), NOW).sites())
                .containsExactly(new Site(stage.village(), 6, 1, 1, 5, 1, 2));
    }

    @Test
    void a_place_with_few_visits_is_left_out() {
        Stage stage = world.stage();
        Parcel parcel = received(stage, "1000");
        for (String monitor : List.of("a", "b", "c")) {
            visit(parcel, new Seen(monitor, NOW.minusSeconds(60)));
        }
        assertThat(files.of(stage.programme(), NOW).sites()).isEmpty();
    }

    @Test
    void weight_is_with_who_carries_it_and_with_whom_it_is_meant_for() {
        Stage stage = world.stage();
        UUID carrier = world.stage().consignor();
        List<UUID> left = List.of(
                dispatched(stage, carrier, "1000", FIRST),
                dispatched(stage, carrier, "500.5", NOW.minusSeconds(1)),
                dispatched(stage, carrier, null, NOW.minusSeconds(1)),
                dispatched(stage, null, "250", NOW.minusSeconds(1)),
                dispatched(stage, carrier, "9000", FIRST.minus(Duration.ofDays(1))),
                dispatched(stage, carrier, "9000", NOW.plusMillis(1)),
                world.parcel(stage, 9_000).waybill());
        assertThat(files.of(stage.programme(), NOW).parties())
                .as("not judged yet")
                .isEmpty();
        QuarkusTransaction.requiringNew().run(() -> verifier.judge(left, NOW));

        assertThat(files.of(stage.programme(), NOW).parties())
                .containsExactlyInAnyOrder(
                        new Party(carrier, Part.CARRIER, 2, 1_500_500, 1),
                        new Party(stage.consignee(), Part.PARTNER, 3, 1_750_500, 1));
    }

    @Test
    void the_database_knows_what_a_flag_can_be_about() {
        Stage stage = world.stage();
        flag(stage, "SITE", stage.village(), null);
        flag(stage, "AREA", null, "HIGH North");
        flag(stage, "AREA", null, "LOW North");
        flag(stage, "MONITOR", stage.witness(), "heron");
        assertThatThrownBy(() -> flag(stage, "AREA", null, "HIGH North"))
                .hasMessageContaining("verification_flag_subject_open_uq");
        assertThatThrownBy(() -> flag(stage, "SITE", stage.village(), null))
                .hasMessageContaining("verification_flag_subject_open_uq");
        for (Executable nonsense : List.<Executable>of(
                () -> flag(stage, "SITE", null, null),
                () -> flag(stage, "MONITOR", stage.witness(), null),
                () -> flag(stage, "AREA", null, null),
                () -> flag(stage, "DRAW", stage.village(), "text"),
                () -> flag(stage, "DELIVERY", null, null),
                () -> flag(stage, "MOON", stage.village(), null))) {
            assertThatThrownBy(nonsense::execute).hasMessageContaining("verification_flag_subject_ck");
        }
    }

    private void flag(Stage stage, String kind, @Nullable UUID id, @Nullable String text) {
        world.run(
                "insert into verification_flag (id, programme_id, rule, rule_version, severity, policy_version, facts,"
                        + " state, raised_at, subject_kind, subject_id, subject_text) values (gen_random_uuid(), ?, 'F99',"
                        + " 1, 'LOW', 0, '{}', 'OPEN', now(), ?, cast(? as uuid), ?)",
                values(stage.programme(), kind, id, text));
    }

    private UUID dispatched(Stage stage, @Nullable UUID carrier, @Nullable String kg, Instant at) {
        UUID waybill = UUID.randomUUID();
        world.run(
                "insert into shipment_waybill (id, programme_id, leg_id, number, consignor_id, consignee_id, carrier_id,"
                        + " seals, content_sha256, accepted_at, accepted_by) values (?, ?, ?, ?, ?, ?, cast(? as uuid),"
                        + " '{}', ?, ?, 'amina')",
                values(
                        waybill,
                        stage.programme(),
                        stage.leg(),
                        waybill.toString(),
                        stage.consignor(),
                        stage.consignee(),
                        carrier,
                        DIGEST,
                        World.START));
        world.run(
                "insert into shipment_line (id, waybill_id, key, commodity_id, packages, package_unit, net_kg,"
                        + " content_sha256) values (gen_random_uuid(), ?, '1', ?, 10, 'bag', cast(? as numeric), ?)",
                values(waybill, stage.commodity(), kg, DIGEST));
        world.dispatch(new Parcel(stage, waybill, waybill, BigDecimal.ONE), at);
        return waybill;
    }

    private Parcel received(Stage stage, String kg) {
        Parcel parcel = world.parcel(stage, 1_000);
        world.receive(parcel, FIRST.minus(Duration.ofDays(20)), new BigDecimal(kg));
        return parcel;
    }

    private UUID visit(Parcel parcel, Seen seen) {
        UUID id = UUID.randomUUID();
        world.run(
                "insert into monitoring_attestation (id, waybill_id, site_id, organisation_id, monitor, method, verdict,"
                        + " notice_hours, escorted, private_interviews, happened_at, independent, content_sha256,"
                        + " accepted_at, accepted_by) values (?, ?, ?, ?, ?, ?, ?, cast(? as integer), cast(? as boolean),"
                        + " cast(? as integer), ?, ?, ?, ?, 'x')",
                values(
                        id,
                        parcel.waybill(),
                        parcel.stage().village(),
                        parcel.stage().witness(),
                        seen.monitor,
                        seen.method,
                        seen.verdict,
                        seen.notice,
                        seen.escorted,
                        seen.talks,
                        seen.at,
                        seen.independent,
                        DIGEST,
                        seen.at.plus(Duration.ofMinutes(5))));
        if (seen.kg != null || seen.packages != null) {
            world.run(
                    "insert into monitoring_observation (attestation_id, line_id, packages, kg) values (?, ?,"
                            + " cast(? as bigint), cast(? as numeric))",
                    values(id, parcel.line(), seen.packages, seen.kg));
        }
        return id;
    }

    private static List<@Nullable Object> values(@Nullable Object... values) {
        return new ArrayList<>(Arrays.asList(values));
    }

    /** One visit in the making. */
    private static final class Seen {
        private final String monitor;
        private final Instant at;
        private String method = "WEIGH";
        private String verdict = "CONFIRMED";
        private boolean independent = true;
        private @Nullable Integer notice = 0;
        private @Nullable Boolean escorted = false;
        private @Nullable Integer talks = 1;
        private @Nullable String kg;
        private @Nullable Integer packages;

        private Seen(String monitor, Instant at) {
            this.monitor = monitor;
            this.at = at;
        }

        Seen weighed(String kilograms) {
            kg = kilograms;
            return this;
        }

        Seen counted(int bags) {
            packages = bags;
            return this;
        }

        Seen method(String other) {
            method = other;
            return this;
        }

        Seen verdict(String other) {
            verdict = other;
            return this;
        }

        Seen tied() {
            independent = false;
            return this;
        }

        Seen notice(@Nullable Integer hours) {
            notice = hours;
            return this;
        }

        Seen escort(@Nullable Boolean stayed, @Nullable Integer privateTalks) {
            escorted = stayed;
            talks = privateTalks;
            return this;
        }
    }
}
