package org.aidwitness.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.aidwitness.verification.World.Parcel;
import org.junit.jupiter.api.Test;

/** What statements amount to, step by step, and that judging again changes nothing. */
@QuarkusTest
class VerifierTest {

    private static final Instant LEFT = World.START;
    private static final Instant CAME = LEFT.plus(Duration.ofHours(20));
    private static final Instant NEXT_DAY = LEFT.plus(Duration.ofDays(2));

    @Inject
    World world;

    @Inject
    Verifier verifier;

    @Test
    void one_delivery_from_plan_to_verified() {
        Parcel parcel = world.parcel(world.stage(), 1_000);
        judge(parcel, LEFT);
        assertThat(states(parcel)).isEqualTo("PLANNED ON_THE_WAY D null 0.000 0.000");

        world.clearance(parcel, "HOLD", LEFT.minus(Duration.ofHours(5)));
        judge(parcel, LEFT);
        assertThat(states(parcel)).isEqualTo("HELD ON_THE_WAY D HOLD 0.000 0.000");

        world.dispatch(parcel, LEFT);
        judge(parcel, LEFT.plus(Duration.ofHours(1)));
        assertThat(states(parcel)).isEqualTo("DISPATCHED ON_THE_WAY D PASS 1000.000 0.000");

        world.receive(parcel, CAME, new BigDecimal("1000"));
        judge(parcel, NEXT_DAY);
        assertThat(states(parcel)).isEqualTo("RECEIVED AWAITING_VISIT D PASS 1000.000 1000.000");

        UUID seen = world.attest(parcel, "CONFIRMED", CAME.plus(Duration.ofHours(5)), new BigDecimal("1000"));
        judge(parcel, NEXT_DAY);
        assertThat(states(parcel)).startsWith("RECEIVED AWAITING_VISIT");

        world.review(seen, true, NEXT_DAY);
        judge(parcel, NEXT_DAY);
        assertThat(states(parcel)).isEqualTo("RECEIVED VERIFIED A PASS 1000.000 1000.000");
        assertThat(flags(parcel)).isEmpty();
    }

    private void judge(Parcel parcel, Instant now) {
        QuarkusTransaction.requiringNew().run(() -> verifier.judge(List.of(parcel.waybill()), now));
    }

    private String states(Parcel parcel) {
        return String.valueOf(world.ask("""
                select concat_ws(' ', logistics, assurance, grade, coalesce(clearance, 'null'), dispatched_kg,
                                 delivered_kg)
                  from verification_delivery
                 where waybill_id = ?""", parcel.waybill()));
    }

    private String flags(Parcel parcel) {
        return String.valueOf(world.ask("""
                select coalesce(string_agg(concat_ws(' ', rule, severity, state), ', ' order by rule, raised_at), '')
                  from verification_flag
                 where waybill_id = ?""", parcel.waybill()));
    }
}
