package org.aidwitness.access;

import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.aidwitness.access.Specimen.Kind;
import org.aidwitness.kernel.Actor.Role;

/** The specimens of who monitors, what is promised, and what came of it. */
final class MonitorSpecimens {

    private final Specimens specimens;

    MonitorSpecimens(Specimens specimens) {
        this.specimens = specimens;
    }

    void add() {
        monitors();
        commitments();
        incidents();
        visits();
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        specimens.add(
                "GET /api/coverage",
                Kind.CLOSED,
                (role, as, tenant) -> as.get("/api/coverage?programme=" + tenant.stage.code + "&from="
                        + today.minusDays(2) + "&to=" + today),
                tenant -> "Asheru");
    }

    private void post(String path, Function<Tenant, Object> id, Function<Tenant, Map<String, Object>> body) {
        specimens.add("POST " + path, Kind.CLOSED, (role, as, tenant) -> {
            String at = path.replace("{id}", id.apply(tenant).toString());
            return as.body(body.apply(tenant)).post(at);
        });
    }

    private static UUID said(RequestSpecification as, String path, Map<String, Object> body) {
        return UUID.fromString(
                as.body(body).post(path).then().statusCode(200).extract().path("id"));
    }

    private void monitors() {
        post("/api/monitors", tenant -> "", MonitorSpecimens::accreditation);
        specimens.add(
                "GET /api/monitors",
                Kind.CLOSED,
                (role, as, tenant) -> {
                    accredited(tenant);
                    return as.get("/api/monitors?limit=500");
                },
                tenant -> "M-09 " + tenant.stage.code);
        post(
                "/api/monitors/{id}/end",
                MonitorSpecimens::accredited,
                tenant -> Map.of(
                        "lastDay", LocalDate.now(ZoneOffset.UTC).plusDays(10).toString()));
    }

    private static Map<String, Object> accreditation(Tenant tenant) {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        return Map.of(
                "id",
                UUID.randomUUID(),
                "organisation",
                tenant.stage.watchers,
                "monitor",
                "M-09 " + tenant.stage.code,
                "languages",
                List.of("ar", "en"),
                "conflictOfInterest",
                "None.",
                "declaredAt",
                today.minusDays(30) + "T00:00:00Z",
                "validFrom",
                today.minusDays(30).toString(),
                "validTo",
                today.plusDays(300).toString());
    }

    private static UUID accredited(Tenant tenant) {
        return said(tenant.as(Role.REVIEWER), "/api/monitors", accreditation(tenant));
    }

    private void commitments() {
        String path = "/api/commitments";
        post(path, tenant -> "", MonitorSpecimens::proposal);
        specimens.add(
                "GET " + path,
                Kind.CLOSED,
                (role, as, tenant) -> {
                    proposed(tenant);
                    return as.get(path + "?limit=500");
                },
                tenant -> tenant.stage.village.toString());
        specimens.add(
                "GET " + path + "/{id}",
                Kind.CLOSED,
                (role, as, tenant) -> as.get(path + "/" + proposed(tenant)),
                tenant -> tenant.stage.village.toString());
        post(
                path + "/{id}/acceptance",
                MonitorSpecimens::proposed,
                tenant -> Map.of("id", UUID.randomUUID(), "monitors", List.of(accredited(tenant))));
        post(path + "/{id}/acknowledgement", MonitorSpecimens::accepted, tenant -> step());
        post(path + "/{id}/arming", MonitorSpecimens::acknowledged, tenant -> step());
        post(path + "/{id}/withdrawal", MonitorSpecimens::accepted, tenant -> step());
    }

    private static Map<String, Object> step() {
        return Map.of("id", UUID.randomUUID(), "reason", "The table says so.");
    }

    private static Map<String, Object> proposal(Tenant tenant) {
        return Map.of(
                "id",
                UUID.randomUUID(),
                "programme",
                tenant.stage.programme,
                "organisation",
                tenant.stage.watchers,
                "partner",
                tenant.stage.sender,
                "sites",
                List.of(tenant.stage.village),
                "windowFrom",
                Instant.now().minus(Duration.ofDays(1)).toString(),
                "windowTo",
                Instant.now().plus(Duration.ofDays(30)).toString(),
                "level",
                "OPEN");
    }

    static UUID proposed(Tenant tenant) {
        return said(tenant.as(Role.LOGISTICS), "/api/commitments", proposal(tenant));
    }

    private static UUID accepted(Tenant tenant) {
        UUID id = proposed(tenant);
        said(
                tenant.as(Role.REVIEWER),
                "/api/commitments/" + id + "/acceptance",
                Map.of("id", UUID.randomUUID(), "monitors", List.of(accredited(tenant))));
        return id;
    }

    private static UUID acknowledged(Tenant tenant) {
        UUID id = accepted(tenant);
        said(tenant.as(Role.LOGISTICS), "/api/commitments/" + id + "/acknowledgement", step());
        return id;
    }

    private void incidents() {
        post("/api/incidents", tenant -> "", MonitorSpecimens::incident);
        specimens.add(
                "GET /api/incidents",
                Kind.CLOSED,
                (role, as, tenant) -> {
                    said(tenant.as(Role.MONITOR), "/api/incidents", incident(tenant));
                    return as.get("/api/incidents?limit=500");
                },
                tenant -> tenant.stage.warehouse.toString());
    }

    /** At the warehouse, so that no gate and no coverage of the village hears of it. */
    private static Map<String, Object> incident(Tenant tenant) {
        Map<String, Object> said = new HashMap<>();
        said.put("id", UUID.randomUUID());
        said.put("programme", tenant.stage.programme);
        said.put("site", tenant.stage.warehouse);
        said.put("organisation", tenant.stage.watchers);
        said.put("monitor", "M-09");
        said.put("kind", "DELAYED");
        said.put("happenedAt", Instant.now().minus(Duration.ofMinutes(5)).toString());
        return said;
    }

    private void visits() {
        specimens.add(
                "GET /api/visits",
                Kind.FRAME,
                (role, as, tenant) -> as.get("/api/visits?limit=500"),
                tenant -> tenant.waybill.toString());
        post(
                "/api/visits/{id}/assignments",
                MonitorSpecimens::visit,
                tenant -> Map.of("id", UUID.randomUUID(), "monitor", "M-10", "reason", "M-09 is ill."));
        post(
                "/api/visits/{id}/outcomes",
                MonitorSpecimens::visit,
                tenant -> Map.of(
                        "id",
                        UUID.randomUUID(),
                        "outcome",
                        "NOT_REACHED",
                        "reason",
                        "ROAD_CUT",
                        "happenedAt",
                        Instant.now().minus(Duration.ofMinutes(5)).toString()));
    }

    private static UUID visit(Tenant tenant) {
        return said(
                tenant.as(Role.REVIEWER),
                "/api/visits",
                Map.of(
                        "id",
                        UUID.randomUUID(),
                        "waybill",
                        tenant.waybill,
                        "organisation",
                        tenant.stage.watchers,
                        "monitor",
                        "M-09",
                        "windowFrom",
                        Instant.now().minus(Duration.ofDays(1)).toString(),
                        "windowTo",
                        Instant.now().plus(Duration.ofDays(3)).toString()));
    }
}
