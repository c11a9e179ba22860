package org.aidwitness.verification;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.aidwitness.journal.Sequencer;
import org.aidwitness.kernel.Actor;
import org.aidwitness.kernel.Actor.Role;
import org.aidwitness.testkit.Sql;
import org.aidwitness.testkit.World;
import org.aidwitness.testkit.World.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The kept sums are written by what is said and judged, by nobody's hand, and seen by those who see the programme. */
@QuarkusTest
class SumWallTest {

    @Inject
    World world;

    @Inject
    Sql sql;

    @Inject
    Sequencer sequencer;

    @Inject
    Following following;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "verification_balance_sum",
                "verification_haul_sum",
                "shipment_stock_sum",
                "monitoring_site_day",
                "verification_audit"
            })
    void nobody_writes_them(String table) {
        Stage stage = world.stage();
        Actor manager = new Actor(UUID.randomUUID(), "amina", stage.sender, Set.of(Role.MANAGER, Role.ADMINISTRATOR));
        for (String statement : List.of(
                "insert into " + table + " (programme_id) values (gen_random_uuid()) returning 1",
                "update " + table + " set programme_id = null returning 1",
                "delete from " + table + " returning 1")) {
            assertThatThrownBy(() -> sql.as(manager, statement)).hasMessageContaining("permission denied");
        }
        assertThatThrownBy(() -> sql.as(manager, "select verification_mend_sums(gen_random_uuid())"))
                .hasMessageContaining("permission denied");
    }

    @Test
    void what_is_kept_of_a_closed_programme_is_seen_by_its_own() {
        Stage closed = world.closedStage();
        UUID lot = UUID.randomUUID();
        closed.post("amina", "/api/lots", Map.of("id", lot, "code", "L-" + lot, "commodity", closed.rice))
                .statusCode(200);
        UUID line = UUID.randomUUID();
        UUID waybill = UUID.randomUUID();
        Map<String, Object> paper = new HashMap<>(closed.waybill(waybill, line, "WB-" + waybill));
        paper.put(
                "lines",
                List.of(Map.of(
                        "id",
                        line,
                        "key",
                        "1",
                        "commodity",
                        closed.rice,
                        "lot",
                        lot,
                        "packages",
                        100,
                        "kgPerPackage",
                        50,
                        "netKg",
                        5_000)));
        closed.post("amina", "/api/waybills", paper).statusCode(200);
        closed.assign(waybill);
        closed.declare("amina", closed.dispatch(waybill)).statusCode(200);
        closed.declare("bruno", closed.receipt(waybill, line, 90, 0, 10)).statusCode(200);
        while (sequencer.run() + following.followOnce() > 0) {}

        String books = "/api/lots/" + lot + "/stocks";
        given().get(books).then().statusCode(200).body("custodian", empty());
        closed.as("bruno")
                .get(books)
                .then()
                .statusCode(200)
                .body("custodian", containsInAnyOrder(closed.sender.toString(), closed.receiver.toString()));

        String given = "select coalesce(sum(given_kg), 0) from dashboard_balance_sum where programme_id = '"
                + closed.programme + "'";
        assertThat(sql.as(Actor.VISITOR, given)).isEqualTo("0");
        assertThat(sql.as(new Actor(UUID.randomUUID(), "bruno", closed.receiver, Set.of(Role.LOGISTICS)), given))
                .isEqualTo("5000.000");
        assertThatThrownBy(() -> sql.as(Actor.VISITOR, "select count(*) from verification_haul_sum"))
                .hasMessageContaining("permission denied");
        assertThat(sql.asProgram("select count(*) from verification_audit_difference where programme_id = '"
                        + closed.programme + "'"))
                .isEqualTo("0");
    }
}
