package org.aidwitness.verification;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.aidwitness.verification.World.Parcel;
import org.aidwitness.verification.World.Stage;
import org.junit.jupiter.api.Test;

/** What statements amount to, step by step, and that judging again changes nothing. */
@QuarkusTest
class VerifierTest {

    private static final Instant LEFT = World.START;
    private static final Instant CAME = LEFT.plus(Duration.ofHours(20));
    private static final Instant NEXT_DAY = LEFT.plus(Duration.ofDays(2));
    private static final Instant DAY_30 = CAME.plus(Duration.ofDays(30));
    private static final Instant DAY_50 = CAME.plus(Duration.ofDays(50));

    @Inject
    World world;

    @Inject
    Verifier verifier;

    @Test
    void one_delivery_from_plan_to_verified() {
        Parcel parcel = world.parcel(world.stage(), 1_000);
        judge(parcel, LEFT);
        assertThat(world.verdict(parcel)).isEqualTo("PLANNED ON_THE_WAY D null 0.000 0.000");

        world.clearance(parcel, "HOLD", LEFT.minus(Duration.ofHours(5)));
        judge(parcel, LEFT);
        assertThat(world.verdict(parcel)).isEqualTo("HELD ON_THE_WAY D HOLD 0.000 0.000");

        world.dispatch(parcel, LEFT);
        judge(parcel, LEFT.plus(Duration.ofHours(1)));
        assertThat(world.verdict(parcel)).isEqualTo("DISPATCHED ON_THE_WAY D PASS 1000.000 0.000");

        world.receive(parcel, CAME, new BigDecimal("1000"));
        judge(parcel, NEXT_DAY);
        assertThat(world.verdict(parcel)).isEqualTo("RECEIVED AWAITING_VISIT D PASS 1000.000 1000.000");

        UUID seen = world.attest(parcel, "CONFIRMED", CAME.plus(Duration.ofHours(5)), new BigDecimal("1000"));
        judge(parcel, NEXT_DAY);
        assertThat(world.verdict(parcel)).startsWith("RECEIVED AWAITING_VISIT");

        world.review(seen, true, NEXT_DAY);
        judge(parcel, NEXT_DAY);
        assertThat(world.verdict(parcel)).isEqualTo("RECEIVED VERIFIED A PASS 1000.000 1000.000");
        assertThat(world.flags(parcel)).isEmpty();
    }

    @Test
    void a_flag_is_raised_grows_and_clears_and_judging_again_changes_nothing() {
        Parcel parcel = world.parcel(world.stage(), 1_000);
        world.dispatch(parcel, LEFT);
        world.receive(parcel, CAME, new BigDecimal("1000"));

        twice(parcel, DAY_30);
        assertThat(world.verdict(parcel)).startsWith("RECEIVED OVERDUE D");
        assertThat(world.flags(parcel)).isEqualTo("F01 HIGH OPEN 1");
        assertThat(world.told(parcel)).isEqualTo("flag_raised");

        twice(parcel, DAY_50);
        assertThat(world.verdict(parcel)).startsWith("RECEIVED UNVERIFIED D");
        assertThat(world.flags(parcel)).as("nobody acted on it").isEqualTo("F01 CRITICAL OPEN 2, F38 HIGH OPEN 1");
        assertThat(world.told(parcel)).isEqualTo("flag_raised flag_changed flag_raised");

        world.review(
                world.attest(parcel, "CONFIRMED", CAME.plus(Duration.ofDays(9)), new BigDecimal("1000")), true, DAY_50);
        twice(parcel, DAY_50);
        assertThat(world.verdict(parcel)).startsWith("RECEIVED VERIFIED");
        assertThat(world.flags(parcel)).isEqualTo("F01 CRITICAL CLEARED 3, F38 HIGH CLEARED 2");
        assertThat(world.told(parcel)).isEqualTo("flag_raised flag_changed flag_raised flag_cleared flag_cleared");
        assertThat(world.ask("""
                select reason || ' / ' || made_by
                  from verification_flag_step
                 where flag_id = ?
                   and ordinal = 3""", world.flag(parcel, "F01"))).isEqualTo("the rule no longer finds it / aidwitness");
    }

    @Test
    void the_list_of_a_flag_follows_the_verdict() {
        Parcel parcel = world.parcel(world.stage(), 1_000);
        world.dispatch(parcel, LEFT);
        world.receive(parcel, CAME, new BigDecimal("970"));
        judge(parcel, NEXT_DAY);
        assertThat(listed(parcel, "flag=F08")).isEqualTo(1);
        assertThat(listed(parcel, "flag=F01")).isZero();

        judge(parcel, DAY_30);
        assertThat(listed(parcel, "flag=F08&state=OVERDUE&area=Upper valley")).isEqualTo(1);
        assertThat(listed(parcel, "flag=F01&grade=D")).isEqualTo(1);
        assertThat(listed(parcel, "flag=F08&state=AWAITING_VISIT")).isZero();

        world.review(
                world.attest(parcel, "CONFIRMED", CAME.plus(Duration.ofDays(9)), new BigDecimal("970")), true, DAY_30);
        judge(parcel, DAY_30);
        assertThat(listed(parcel, "flag=F01")).isZero();
        assertThat(listed(parcel, "flag=F08&grade=A")).isEqualTo(1);
        assertThat(listed(parcel, "flag=F08&grade=D")).isZero();
    }

    private static int listed(Parcel parcel, String filter) {
        return given().get("/api/deliveries?programme=" + parcel.stage().code() + "&" + filter)
                .then()
                .statusCode(200)
                .extract()
                .<List<?>>path("items")
                .size();
    }

    @Test
    void the_inputs_of_a_flag_stay_as_they_were_when_it_was_raised() {
        Parcel parcel = world.parcel(world.stage(), 1_000);
        world.dispatch(parcel, LEFT);
        world.receive(parcel, CAME, new BigDecimal("1000"));
        judge(parcel, DAY_30);
        UUID flag = world.flag(parcel, "F01");
        String frozen = world.ask("select facts from verification_flag where id = ?", flag);
        judge(parcel, DAY_50);

        assertThat(world.ask("select facts from verification_flag where id = ?", flag))
                .isEqualTo(frozen)
                .contains("\"limitDays\": \"21\"");
        assertThat(world.ask("select facts from verification_flag_step where flag_id = ? and ordinal = 2", flag))
                .contains("\"limitDays\": \"45\"");
        assertThatThrownBy(() -> world.run("update verification_flag set facts = '{}' where id = ?", List.of(flag)))
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() -> world.run("delete from verification_flag_step where flag_id = ?", List.of(flag)))
                .hasMessageContaining("permission denied");
    }

    @Test
    void a_short_receipt_counts_as_lost_and_is_flagged() {
        Parcel parcel = world.parcel(world.stage(), 1_000);
        world.dispatch(parcel, LEFT);
        world.receive(parcel, CAME, new BigDecimal("970"));
        judge(parcel, NEXT_DAY);

        assertThat(world.verdict(parcel)).isEqualTo("RECEIVED AWAITING_VISIT D PASS 1000.000 970.000");
        assertThat(world.ask(
                        "select lost_kg || ' ' || open_flags::text || ' ' || worst_flag from verification_delivery"
                                + " where waybill_id = ?",
                        parcel.waybill()))
                .isEqualTo("30.000 {F08} 4");
    }

    @Test
    void kin_at_both_ends_is_flagged_and_a_contract_is_not() {
        Stage kin = world.stage();
        world.relate(kin.consignor(), kin.witness(), "OWNS");
        world.relate(kin.witness(), kin.consignee(), "DECLARED_KIN");
        Stage partners = world.stage();
        world.relate(partners.consignor(), partners.consignee(), "CONTRACTS");
        for (Stage stage : List.of(kin, partners)) {
            Parcel parcel = world.parcel(stage, 1_000);
            world.dispatch(parcel, LEFT);
            world.receive(parcel, CAME, new BigDecimal("1000"));
            judge(parcel, NEXT_DAY);
            assertThat(world.flags(parcel)).isEqualTo(stage == kin ? "F24 HIGH OPEN 1" : "");
        }
    }

    @Test
    void an_overdrawn_lot_wakes_the_other_deliveries_of_the_lot() {
        Stage stage = world.stage();
        UUID lot = world.lot(stage);
        Parcel in = world.parcel(stage, new BigDecimal("100"), lot);
        world.dispatch(in, LEFT);
        world.receive(in, CAME, new BigDecimal("100"));
        judge(in, NEXT_DAY);
        assertThat(world.flags(in)).isEmpty();

        // The consignee hands out more than ever came in.
        world.distribute(in, CAME.plus(Duration.ofHours(3)), new BigDecimal("150"));
        Parcel other = world.parcel(stage, new BigDecimal("10"), lot);
        judge(other, NEXT_DAY);
        assertThat(world.flags(other)).isEqualTo("F12 CRITICAL OPEN 1");
        assertThat(due(in)).isTrue();
    }

    @Test
    void books_that_are_even_again_wake_the_lot_though_a_person_has_settled_the_flag_here() {
        Stage stage = world.stage();
        UUID lot = world.lot(stage);
        Parcel in = world.parcel(stage, new BigDecimal("200"), lot);
        world.dispatch(in, LEFT);
        UUID slip = world.receive(in, CAME, new BigDecimal("100"));
        world.distribute(in, CAME.plus(Duration.ofHours(3)), new BigDecimal("150"));
        Parcel other = world.parcel(stage, new BigDecimal("10"), lot);
        judge(in, NEXT_DAY);
        judge(other, NEXT_DAY);
        world.run("update verification_flag set state = 'WAIVED' where id = ?", List.of(world.flag(in, "F12")));
        judge(in, NEXT_DAY);

        UUID right = world.correctReceipt(in, slip, CAME, new BigDecimal("200"));
        judge(in, NEXT_DAY);

        assertThat(due(other)).isTrue();
        judge(other, NEXT_DAY);
        assertThat(world.flags(other)).isEqualTo("F12 CRITICAL CLEARED 2");

        world.correctReceipt(in, right, CAME, new BigDecimal("100"));
        judge(in, NEXT_DAY);

        assertThat(due(other)).as("wrong again, as was settled here").isTrue();
        judge(other, NEXT_DAY);
        assertThat(world.flags(other)).contains("F12 CRITICAL OPEN");
    }

    @Test
    void one_lot_of_two_that_is_even_again_wakes_its_deliveries() {
        Stage stage = world.stage();
        UUID lot = world.lot(stage);
        Parcel in = world.parcel(stage, new BigDecimal("200"), lot);
        Parcel second = world.secondLine(in, world.lot(stage), new BigDecimal("200"));
        world.dispatch(in, LEFT);
        UUID slip = world.receive(in, CAME, new BigDecimal("100"));
        world.distribute(in, CAME.plus(Duration.ofHours(3)), new BigDecimal("150"));
        world.receive(second, CAME, new BigDecimal("100"));
        world.distribute(second, CAME.plus(Duration.ofHours(4)), second.kg());
        Parcel other = world.parcel(stage, new BigDecimal("10"), lot);
        judge(in, NEXT_DAY);
        judge(other, NEXT_DAY);
        assertThat(world.flags(other)).contains("F12 CRITICAL OPEN");

        world.correctReceipt(in, slip, CAME, new BigDecimal("200"));
        judge(in, NEXT_DAY);

        assertThat(world.flags(in)).contains("F12 CRITICAL OPEN");
        assertThat(due(other)).isTrue();
        judge(other, NEXT_DAY);
        assertThat(world.flags(other)).isEqualTo("F12 CRITICAL CLEARED 2");
    }

    private boolean due(Parcel parcel) {
        return "t"
                .equals(world.ask(
                        "select due_at <= ? from verification_delivery where waybill_id = ?",
                        NEXT_DAY,
                        parcel.waybill()));
    }

    @Test
    void a_flag_on_which_nobody_acts_is_looked_at_again_in_time_and_told_once_more() {
        Parcel parcel = world.parcel(world.stage(), 1_000);
        world.dispatch(parcel, LEFT);
        world.receive(parcel, CAME, new BigDecimal("970"));
        judge(parcel, NEXT_DAY);
        assertThat(world.flags(parcel)).isEqualTo("F08 HIGH OPEN 1");
        Instant day7 = NEXT_DAY.plus(Duration.ofDays(7));
        assertThat(world.ask(
                        "select due_at = ? from verification_delivery where waybill_id = ?", day7, parcel.waybill()))
                .isEqualTo("t");

        judge(parcel, day7.minusSeconds(1));
        assertThat(world.flags(parcel)).isEqualTo("F08 HIGH OPEN 1");
        twice(parcel, day7);
        assertThat(world.flags(parcel)).isEqualTo("F08 HIGH OPEN 1, F38 HIGH OPEN 1");

        world.run(
                "update verification_flag set state = 'ACKNOWLEDGED' where id = ?", List.of(world.flag(parcel, "F08")));
        twice(parcel, day7);
        assertThat(world.flags(parcel)).isEqualTo("F08 HIGH ACKNOWLEDGED 1, F38 HIGH CLEARED 2");
    }

    @Test
    void a_delivery_that_cannot_be_judged_leaves_the_others_alone() {
        Stage stage = world.stage();
        Parcel good = world.parcel(stage, 1_000);
        Parcel absurd = world.parcel(stage, 1_000_000_000);
        int judged = QuarkusTransaction.requiringNew()
                .call(() -> verifier.judge(List.of(good.waybill(), absurd.waybill(), World.id()), LEFT));

        assertThat(judged).isEqualTo(1);
        assertThat(world.verdict(good)).startsWith("PLANNED");
        assertThat(world.verdict(absurd)).isEqualTo("null");
    }

    @Test
    void what_is_rolled_back_has_not_happened() {
        Parcel parcel = world.parcel(world.stage(), 1_000);
        world.dispatch(parcel, LEFT);
        world.receive(parcel, CAME, new BigDecimal("1000"));
        assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> {
                    verifier.judge(List.of(parcel.waybill()), DAY_30);
                    throw new IllegalStateException("the power went");
                }))
                .hasMessage("the power went");

        assertThat(world.verdict(parcel)).isEqualTo("null");
        assertThat(world.flags(parcel)).isEmpty();
        assertThat(world.told(parcel)).isEmpty();
        judge(parcel, DAY_30);
        assertThat(world.flags(parcel)).isEqualTo("F01 HIGH OPEN 1");
    }

    private void twice(Parcel parcel, Instant now) {
        judge(parcel, now);
        judge(parcel, now);
    }

    private void judge(Parcel parcel, Instant now) {
        QuarkusTransaction.requiringNew().run(() -> verifier.judge(List.of(parcel.waybill()), now));
    }
}
