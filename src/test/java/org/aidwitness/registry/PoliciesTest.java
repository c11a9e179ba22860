package org.aidwitness.registry;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.aidwitness.kernel.GoodsPolicy;
import org.aidwitness.kernel.Policy;
import org.aidwitness.kernel.VisitPolicy;
import org.aidwitness.testkit.World;
import org.aidwitness.testkit.World.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whose numbers hold: the contribution's, else the programme's, else the defaults. */
@QuarkusTest
class PoliciesTest {

    @Inject
    World world;

    @Inject
    Policies policies;

    @Test
    void a_contributions_policy_comes_before_the_programmes_and_versions_count_up_in_the_programme() {
        Stage stage = world.stage();
        UUID contribution = UUID.randomUUID();
        stage.post(
                        "rosa",
                        "/api/programmes/" + stage.code + "/contributions",
                        Map.of(
                                "id",
                                contribution,
                                "programme",
                                stage.programme,
                                "donor",
                                stage.sender,
                                "code",
                                "G-1",
                                "title",
                                "Rice"))
                .statusCode(200);
        assertThat(policies.current(stage.programme, contribution)).isEqualTo(Policy.DEFAULTS);

        change(stage, 10, null);
        change(stage, 5, contribution);
        change(stage, 12, null);

        assertThat(policies.current(stage.programme, contribution).awaitingDays())
                .isEqualTo(5);
        assertThat(policies.current(stage.programme, contribution).version()).isEqualTo(2);
        assertThat(policies.current(stage.programme, null).awaitingDays()).isEqualTo(12);
        assertThat(policies.current(stage.programme, UUID.randomUUID()).version())
                .isEqualTo(3);
        get("/api/programmes/" + stage.code + "/policies")
                .then()
                .statusCode(200)
                .body("policy.version", contains(3, 2, 1, 0));
    }

    @Test
    void nonsense_is_no_policy_and_the_contribution_must_be_the_programmes() {
        Stage stage = world.stage();
        Map<String, Object> body = body(10, null);
        body.put("reason", "");
        stage.post("rosa", "/api/programmes/" + stage.code + "/policies", body).statusCode(422);
        stage.post("rosa", "/api/programmes/" + stage.code + "/policies", body(90, null))
                .statusCode(400);
        stage.post("rosa", "/api/programmes/" + stage.code + "/policies", body(10, UUID.randomUUID()))
                .statusCode(422)
                .body("reasons.code", contains("UNKNOWN_REFERENCE"));
    }

    @Test
    void what_goods_go_by_is_agreed_too_and_the_defaults_hold_where_nobody_said() {
        Stage stage = world.stage();
        Map<String, Object> body = body(10, null);
        Map<String, Object> settings = settings(body);
        settings.remove("goods");
        stage.post("rosa", "/api/programmes/" + stage.code + "/policies", body).statusCode(200);
        assertThat(policies.current(stage.programme, null).goods()).isEqualTo(GoodsPolicy.DEFAULTS);

        Map<String, Object> goods = new HashMap<>();
        Map<?, ?> defaults = new ObjectMapper().convertValue(GoodsPolicy.DEFAULTS, Map.class);
        defaults.forEach((name, value) -> goods.put(String.valueOf(name), value));
        settings.put("goods", goods);
        goods.put("recipientDays", GoodsPolicy.MOST_RECIPIENT_DAYS + 1);
        stage.post("rosa", "/api/programmes/" + stage.code + "/policies", body).statusCode(400);
        goods.put("recipientDays", GoodsPolicy.MOST_RECIPIENT_DAYS);
        goods.put("rationLowBp", 10_001);
        stage.post("rosa", "/api/programmes/" + stage.code + "/policies", body).statusCode(400);
        goods.put("rationLowBp", 8_000);
        stage.post("rosa", "/api/programmes/" + stage.code + "/policies", body).statusCode(200);
        assertThat(policies.current(stage.programme, null).goods().recipientDays())
                .isEqualTo(90);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> settings(Map<String, Object> body) {
        return (Map<String, Object>) Objects.requireNonNull(body.get("settings"));
    }

    @Test
    void a_policy_that_says_nothing_of_visits_has_the_defaults_and_a_row_of_none_is_nonsense() {
        Stage stage = world.stage();
        Map<String, Object> body = body(10, null);
        settings(body).remove("visit");
        stage.post("rosa", "/api/programmes/" + stage.code + "/policies", body).statusCode(200);
        assertThat(policies.current(stage.programme, null).visit()).isEqualTo(VisitPolicy.DEFAULTS);

        Map<String, Object> visit = new HashMap<>();
        Map<?, ?> defaults = new ObjectMapper().convertValue(VisitPolicy.DEFAULTS, Map.class);
        defaults.forEach((name, value) -> visit.put(String.valueOf(name), value));
        visit.put("routineVisits", 0);
        settings(body).put("visit", visit);
        stage.post("rosa", "/api/programmes/" + stage.code + "/policies", body).statusCode(400);
    }

    private static void change(Stage stage, int awaitingDays, @Nullable UUID contribution) {
        stage.post("rosa", "/api/programmes/" + stage.code + "/policies", body(awaitingDays, contribution))
                .statusCode(200);
    }

    private static Map<String, Object> body(int awaitingDays, @Nullable UUID contribution) {
        Map<String, Object> settings = new HashMap<>();
        Map<?, ?> defaults = new ObjectMapper().convertValue(Policy.DEFAULTS, Map.class);
        defaults.forEach((name, value) -> settings.put(String.valueOf(name), value));
        settings.put("awaitingDays", awaitingDays);
        Map<String, Object> body = new HashMap<>(Map.of("settings", settings, "reason", "agreed with the donors"));
        body.put("contribution", contribution);
        return body;
    }
}
