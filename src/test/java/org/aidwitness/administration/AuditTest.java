package org.aidwitness.administration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.aidwitness.kernel.Actor.Role;
import org.aidwitness.testkit.Office;
import org.aidwitness.testkit.Office.Member;
import org.aidwitness.testkit.PlainBrowser;
import org.junit.jupiter.api.Test;

/** Every act that matters is in the audit; everybody reads their own organisation's, and nobody changes it. */
@QuarkusTest
class AuditTest {

    @Inject
    Office office;

    @Inject
    DataSource database;

    @Test
    void what_was_done_is_found_again() {
        UUID relief = office.organisation("Relief");
        Member boss = office.member(relief, "boss", Role.MANAGER);
        Member monitor = office.member(relief, "M-07", Role.MONITOR);
        PlainBrowser browser = office.signedIn(monitor);
        browser.send("/sign-out", Map.of());
        String device = boss.post("/api/devices", Map.of("account", monitor.id(), "label", "phone"))
                .path("id");
        boss.post("/api/devices/" + device + "/revocation", Map.of("reason", "stolen"))
                .then()
                .statusCode(204);
        boss.post("/api/people/" + monitor.id() + "/disable", Map.of("reason", "left the country"));
        boss.post("/api/people/" + monitor.id() + "/enable", Map.of("reason", "came back"));
        String token =
                boss.post("/api/tokens", Map.of("label", "sync", "days", 3)).path("id");
        boss.post("/api/tokens/" + token + "/rotation", Map.of());
        boss.post("/api/tokens/" + token + "/revocation", Map.of());

        List<String> acts =
                boss.asks().get("/api/audit").then().statusCode(200).extract().path("items.act");
        assertThat(acts)
                .contains(
                        "INVITED",
                        "PASSWORD_SET",
                        "SIGNED_OUT",
                        "DEVICE_ENROLLED",
                        "DEVICE_REVOKED",
                        "ACCOUNT_DISABLED",
                        "ACCOUNT_ENABLED",
                        "TOKEN_ISSUED",
                        "TOKEN_ROTATED",
                        "TOKEN_REVOKED");
        boss.asks()
                .get("/api/audit?act=ACCOUNT_DISABLED&q=COUNTRY")
                .then()
                .statusCode(200)
                .body("items.size()", equalTo(1))
                .body("items[0].name", equalTo(boss.name()))
                .body("items[0].subject", equalTo(monitor.name()))
                .body("items[0].reason", equalTo("left the country"))
                .body("items[0].address", equalTo("127.0.0.1"));
        boss.asks().get("/api/audit?to=2020-01-01").then().statusCode(200).body("items.size()", equalTo(0));
        boss.asks()
                .get("/api/audit?from=2020-01-01&act=INVITED")
                .then()
                .body("items.act", everyItem(equalTo("INVITED")));
        boss.asks().get("/api/audit?act=NONSENSE").then().statusCode(422);
        boss.asks().get("/api/audit?from=yesterday").then().statusCode(400);
    }

    @Test
    void pages_join_without_gap_or_overlap() {
        Member boss = office.member(office.organisation("Relief"), "boss", Role.MANAGER);
        for (int i = 0; i < 5; i++) {
            boss.post("/api/tokens", Map.of("label", "t" + i, "days", 3)).then().statusCode(200);
        }
        List<String> all = boss.asks().get("/api/audit").then().extract().path("items.id");
        List<String> joined = new ArrayList<>();
        String after = "";
        while (after != null) {
            Response page = boss.asks()
                    .queryParam("after", after)
                    .queryParam("limit", 2)
                    .get("/api/audit");
            joined.addAll(page.<List<String>>path("items.id"));
            after = page.path("next");
        }
        assertThat(joined).isEqualTo(all).hasSize(5);
    }

    @Test
    void other_organisations_read_nothing_of_it() {
        Member boss = office.member(office.organisation("Relief"), "boss", Role.MANAGER);
        boss.post("/api/tokens", Map.of("label", "ours", "days", 3)).then().statusCode(200);
        Member stranger = office.member(office.organisation("Other"), "stranger", Role.AUDITOR);
        stranger.asks().get("/api/audit").then().statusCode(200).body("items.size()", equalTo(0));
        assertThat(stranger.asks().get("/api/audit.csv").asString()).doesNotContain(boss.name());
    }

    @Test
    void the_audit_leaves_as_a_table_without_formulas_and_notes_that_it_left() {
        UUID relief = office.organisation("Relief");
        Member boss = office.member(relief, "boss", Role.MANAGER);
        Member amina = office.member(relief, "amina", Role.LOGISTICS);
        boss.post("/api/people/" + amina.id() + "/disable", Map.of("reason", "=HYPERLINK(\"x\")"));
        Response csv = boss.asks().get("/api/audit.csv?act=ACCOUNT_DISABLED");
        assertThat(csv.statusCode()).isEqualTo(200);
        assertThat(csv.contentType()).startsWith("text/csv");
        assertThat(csv.header("Cache-Control")).isEqualTo("no-store");
        assertThat(csv.asString().lines()).hasSize(2);
        assertThat(csv.asString())
                .contains("at,act,by,organisation,about,reason,address,id")
                .contains("\"'=HYPERLINK(\"\"x\"\")\"");
        boss.asks()
                .get("/api/audit?act=AUDIT_EXPORTED")
                .then()
                .body("items.size()", equalTo(1))
                .body("items[0].subject", equalTo("?act=ACCOUNT_DISABLED"));
    }

    @Test
    void nobody_changes_it_not_even_by_sql() throws SQLException {
        Member boss = office.member(office.organisation("Relief"), "boss", Role.MANAGER);
        boss.post("/api/tokens", Map.of("label", "x", "days", 3)).then().statusCode(200);
        for (String table : List.of("access_audit", "access_request", "access_decision")) {
            for (String change : List.of("delete from " + table, "update " + table + " set reason = 'other'")) {
                try (Connection connection = database.getConnection();
                        Statement statement = connection.createStatement()) {
                    assertThatThrownBy(() -> statement.execute(change))
                            .as(change)
                            .isInstanceOf(SQLException.class)
                            .hasMessageContaining("permission denied");
                    // As the owner, too.
                    statement.execute("reset role");
                    assertThatThrownBy(() -> statement.execute(change))
                            .as(change)
                            .isInstanceOf(SQLException.class)
                            .hasMessageContaining("insert-only");
                    statement.execute("set role aidwitness_app");
                }
            }
        }
    }
}
