package org.aidwitness.access;

import io.quarkus.arc.Arc;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.WeakHashMap;
import java.util.function.Function;
import org.aidwitness.access.Specimen.Kind;
import org.aidwitness.kernel.Actor.Role;
import org.aidwitness.monitoring.DrawMaking;
import org.aidwitness.testkit.DrawStage;
import org.aidwitness.testkit.DrawStage.Chain;

/** The specimens of draws: each tenant's manager closes a population, its custodians speak. */
final class DrawSpecimens {

    /** A tenant's draw, not made yet: what is sealed answers 409 to those who may see that it is there. */
    private static final Map<Tenant, UUID> DRAWS = new WeakHashMap<>();

    /** A tenant's draws that were made and can go on, by the role of who closed the population. */
    private static final Map<Tenant, Map<Role, UUID>> MADE = new WeakHashMap<>();

    /** A tenant's draw that went on. */
    private static final Map<Tenant, UUID> EXTENDED = new WeakHashMap<>();

    /** So many of one stratum that a few are left when the sample is drawn. */
    private static final int UNITS = 14;

    private final Specimens specimens;

    DrawSpecimens(Specimens specimens) {
        this.specimens = specimens;
    }

    void add() {
        specimens.add(
                "POST /api/custodians",
                Kind.SELF,
                (role, as, tenant) ->
                        as.body(DrawStage.enrolment(DrawStage.chain())).post("/api/custodians"));
        specimens.add("GET /api/custodians", Kind.OPEN, (role, as, tenant) -> as.get("/api/custodians"));
        specimens.add(
                "POST /api/draws",
                Kind.CLOSED,
                (role, as, tenant) ->
                        as.body(commitment(tenant, outside(tenant))).post("/api/draws"));
        specimens.add("POST /api/draws/{id}/reveals", Kind.CLOSED, (role, as, tenant) -> {
            List<Chain> chains = chains(tenant);
            UUID draw = committed(tenant, chains);
            return as.body(DrawStage.secret(chains.get(0), 1)).post("/api/draws/" + draw + "/reveals");
        });
        get(
                "/api/draws/{id}",
                tenant -> "/api/draws/" + draw(tenant),
                tenant -> draw(tenant).toString());
        get(
                "/api/draws/{id}/population.tsv",
                tenant -> "/api/draws/" + draw(tenant) + "/population.tsv",
                tenant -> tenant.waybill.toString());
        get(
                "/api/draws/{id}/rule.txt",
                tenant -> "/api/draws/" + draw(tenant) + "/rule.txt",
                tenant -> draw(tenant).toString());
        specimens.add("POST /api/draws/{id}/extensions", Kind.CLOSED, (role, as, tenant) -> {
            Role committer = role == Role.REVIEWER ? Role.REVIEWER : Role.MANAGER;
            UUID draw = Objects.requireNonNull(MADE.computeIfAbsent(tenant, it -> new EnumMap<>(Role.class))
                    .computeIfAbsent(committer, it -> made(tenant, it)));
            return as.body(DrawStage.extension(Instant.now(), 0, 0, 1)).post("/api/draws/" + draw + "/extensions");
        });
        get(
                "/api/draws/{id}/extensions.tsv",
                tenant -> "/api/draws/" + extended(tenant) + "/extensions.tsv",
                tenant -> "1\t0\t0\t1\t");
        for (String sealed : List.of("reveals.tsv", "result.tsv", "stop-rule")) {
            get(
                    "/api/draws/{id}/" + sealed,
                    tenant -> "/api/draws/" + draw(tenant) + "/" + sealed,
                    tenant -> draw(tenant).toString());
        }
        specimens.add(
                "GET /api/draws",
                Kind.CLOSED,
                (role, as, tenant) -> {
                    draw(tenant);
                    return as.get("/api/draws?limit=500&programme=" + tenant.stage.code);
                },
                tenant -> draw(tenant).toString());
        specimens.add(
                "GET /api/sample-size", Kind.OPEN, (role, as, tenant) -> as.get("/api/sample-size?population=200"));
    }

    private void get(String path, Function<Tenant, String> at, Function<Tenant, String> marker) {
        specimens.add("GET " + path, Kind.CLOSED, (role, as, tenant) -> as.get(at.apply(tenant)), marker);
    }

    /** Two custodians for whom neither the sender nor the watchers work: either may draw with them. */
    private static List<Chain> outside(Tenant tenant) {
        return List.of(
                DrawStage.enrolled(() -> tenant.stage.as("wall-custodian")),
                DrawStage.enrolled(() -> tenant.stage.as("wall-2-wall-custodian")));
    }

    /** Two custodians of two organisations that have no stake in what the sender draws. */
    private static List<Chain> chains(Tenant tenant) {
        return List.of(
                DrawStage.enrolled(() -> tenant.as(Role.DRAW_CUSTODIAN)),
                DrawStage.enrolled(() -> tenant.stage.as("wall-custodian")));
    }

    private static Map<String, Object> commitment(Tenant tenant, List<Chain> chains) {
        return DrawStage.commitment(
                tenant.stage.programme,
                Instant.now(),
                chains.stream().map(Chain::cid).toList(),
                tenant.stage.watchers);
    }

    private static UUID committed(Tenant tenant, List<Chain> chains) {
        Map<String, Object> draw = commitment(tenant, chains);
        tenant.as(Role.MANAGER).body(draw).post("/api/draws").then().statusCode(200);
        return DrawStage.id(draw);
    }

    private static UUID draw(Tenant tenant) {
        return Objects.requireNonNull(DRAWS.computeIfAbsent(tenant, it -> committed(it, chains(it))));
    }

    private static UUID made(Tenant tenant, Role committer) {
        while (tenant.units < UNITS) {
            tenant.stage.registered();
            tenant.units++;
        }
        List<Chain> chains = outside(tenant);
        Map<String, Object> draw = commitment(tenant, chains);
        tenant.as(committer).body(draw).post("/api/draws").then().statusCode(200);
        List<String> custodians = List.of("wall-custodian", "wall-2-wall-custodian");
        for (int at = 0; at < chains.size(); at++) {
            DrawStage.reveal(tenant.stage.as(custodians.get(at)), DrawStage.id(draw), chains.get(at), 1)
                    .statusCode(200);
        }
        DrawMaking making = Arc.container().instance(DrawMaking.class).get();
        while (making.makeOnce() > 0) {}
        return DrawStage.id(draw);
    }

    private static UUID extended(Tenant tenant) {
        return Objects.requireNonNull(EXTENDED.computeIfAbsent(tenant, it -> {
            UUID draw = made(it, Role.MANAGER);
            it.as(Role.MANAGER)
                    .body(DrawStage.extension(Instant.now(), 0, 0, 1))
                    .post("/api/draws/" + draw + "/extensions")
                    .then()
                    .statusCode(200);
            return draw;
        }));
    }
}
