package org.aidwitness.access;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.aidwitness.access.Specimen.Kind;
import org.aidwitness.kernel.Actor.Role;

/** The specimens of what is planned for goods, and of what is counted of them. */
final class GoodsSpecimens {

    private final Specimens specimens;

    GoodsSpecimens(Specimens specimens) {
        this.specimens = specimens;
    }

    void add() {
        said("/api/distribution-plans", GoodsSpecimens::plan);
        said("/api/stock-counts", GoodsSpecimens::count);
    }

    /** Somebody says it, and then it is in the list. */
    private void said(String path, Function<Tenant, Map<String, Object>> body) {
        specimens.add(
                "POST " + path,
                Kind.CLOSED,
                (role, as, tenant) -> as.body(body.apply(tenant)).post(path));
        specimens.add(
                "GET " + path,
                Kind.CLOSED,
                (role, as, tenant) -> {
                    tenant.as(Role.LOGISTICS)
                            .body(body.apply(tenant))
                            .post(path)
                            .then()
                            .statusCode(200);
                    return as.get(path + "?limit=500");
                },
                tenant -> tenant.stage.warehouse.toString());
    }

    /** At the warehouse, so that no delivery to the village hears of it. */
    private static Map<String, Object> plan(Tenant tenant) {
        return Map.of(
                "id",
                UUID.randomUUID(),
                "programme",
                tenant.stage.programme,
                "site",
                tenant.stage.warehouse,
                "organisation",
                tenant.stage.sender,
                "plannedOn",
                LocalDate.now(ZoneOffset.UTC).toString(),
                "people",
                500);
    }

    private static Map<String, Object> count(Tenant tenant) {
        UUID lot = UUID.randomUUID();
        tenant.as(Role.LOGISTICS)
                .body(Map.of("id", lot, "code", "L-" + lot, "commodity", tenant.stage.rice))
                .post("/api/lots")
                .then()
                .statusCode(200);
        return Map.of(
                "id",
                UUID.randomUUID(),
                "programme",
                tenant.stage.programme,
                "organisation",
                tenant.stage.sender,
                "site",
                tenant.stage.warehouse,
                "lot",
                lot,
                "kg",
                500,
                "countedAt",
                Instant.now().minus(Duration.ofMinutes(5)).toString());
    }
}
