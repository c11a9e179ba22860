package org.aidwitness.access;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.aidwitness.access.Specimen.Kind;

/** Requests about the gate: decisions, overrides, places that are held, and who is independent. */
final class GateSpecimens {

    private final Specimens specimens;

    GateSpecimens(Specimens specimens) {
        this.specimens = specimens;
    }

    void add() {
        specimens.add(
                "GET /api/clearances/{id}",
                Kind.CLOSED,
                (role, as, tenant) -> as.get("/api/clearances/" + tenant.clearance),
                tenant -> tenant.clearance.toString());
        specimens.add(
                "GET /c/{id}",
                Kind.CLOSED,
                (role, as, tenant) -> as.get("/c/" + tenant.clearance),
                tenant -> "WB-" + tenant.held);
        specimens.add(
                "GET /api/overrides",
                Kind.CLOSED,
                (role, as, tenant) -> as.get("/api/overrides?programme=" + tenant.stage.code),
                tenant -> tenant.override.toString());
        specimens.add(
                "POST /api/overrides",
                Kind.CLOSED,
                (role, as, tenant) ->
                        as.body(asked(tenant, tenant.organisationOf(role))).post("/api/overrides"));
        specimens.add("POST /api/overrides/{id}/decision", Kind.CLOSED, (role, as, tenant) -> {
            Map<String, Object> asked = asked(tenant, tenant.stage.receiver);
            tenant.stage
                    .as("wall-partner")
                    .body(asked)
                    .post("/api/overrides")
                    .then()
                    .statusCode(200);
            return as.body(Map.of("approved", false, "reason", "No."))
                    .post("/api/overrides/" + asked.get("id") + "/decision");
        });
        specimens.add(
                "GET /api/held-places",
                Kind.METADATA,
                (role, as, tenant) -> as.get("/api/held-places?programme=" + tenant.stage.code));
        specimens.add(
                "GET /p/{programme}/places",
                Kind.METADATA,
                (role, as, tenant) -> as.get("/p/" + tenant.stage.code + "/places"),
                tenant -> tenant.stage.code);
        specimens.add(
                "GET /api/waybills/{id}/independence",
                Kind.CLOSED,
                (role, as, tenant) -> as.get(
                        "/api/waybills/" + tenant.waybill + "/independence?organisation=" + tenant.stage.watchers),
                tenant -> tenant.waybill.toString());
    }

    static Map<String, Object> asked(Tenant tenant, UUID organisation) {
        Map<String, Object> asked = new HashMap<>();
        asked.put("id", UUID.randomUUID());
        asked.put("programme", tenant.stage.programme);
        asked.put("organisation", organisation);
        asked.put("waybill", tenant.waybill);
        asked.put("reason", "EPIDEMIC");
        asked.put("text", "Cholera, and no monitor can come before the rain.");
        asked.put("days", 1);
        return asked;
    }
}
