package org.aidwitness.access;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.WeakHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.aidwitness.access.Specimen.Kind;
import org.aidwitness.feedback.Heard;
import org.aidwitness.kernel.Actor.Role;

/** The specimens of what is heard after a distribution: each role tells it for its own organisation. */
final class FeedbackSpecimens {

    /** What a tenant's own people told, by the list it stands in; and a lot that was seen on sale. */
    private static final Map<Tenant, Map<String, UUID>> TOLD = new WeakHashMap<>();

    private final Specimens specimens;

    FeedbackSpecimens(Specimens specimens) {
        this.specimens = specimens;
    }

    void add() {
        add("/api/complaints", Role.MONITOR, tenant -> Heard.complaint(tenant.stage));
        add("/api/pdm-rounds", Role.MONITOR, tenant -> Heard.round(tenant.stage));
        add("/api/market-sightings", Role.MONITOR, tenant -> Heard.sighting(tenant.stage, lot(tenant)));
        add("/api/log-alarms", Role.AUDITOR, tenant -> Heard.alarm(tenant.stage));
    }

    private void add(String path, Role teller, Function<Tenant, Map<String, Object>> told) {
        specimens.add("POST " + path, Kind.CLOSED, (role, as, tenant) -> {
            Map<String, Object> said = told.apply(tenant);
            said.put("organisation", tenant.organisationOf(role));
            return as.body(said).post(path);
        });
        specimens.add(
                "GET " + path,
                Kind.CLOSED,
                (role, as, tenant) -> {
                    id(path, teller, told, tenant);
                    return as.get(path + "?limit=500");
                },
                tenant -> id(path, teller, told, tenant).toString());
        specimens.add(
                "GET " + path + "/{id}",
                Kind.CLOSED,
                (role, as, tenant) -> as.get(path + "/" + id(path, teller, told, tenant)),
                tenant -> id(path, teller, told, tenant).toString());
    }

    private static UUID id(String path, Role teller, Function<Tenant, Map<String, Object>> told, Tenant tenant) {
        return remembered(tenant, path, () -> {
            Map<String, Object> said = told.apply(tenant);
            tenant.as(teller).body(said).post(path).then().statusCode(200);
            return (UUID) Objects.requireNonNull(said.get("id"));
        });
    }

    private static UUID lot(Tenant tenant) {
        return remembered(tenant, "lot", () -> Heard.lot(tenant.stage));
    }

    private static UUID remembered(Tenant tenant, String name, Supplier<UUID> made) {
        Map<String, UUID> told = Objects.requireNonNull(TOLD.computeIfAbsent(tenant, it -> new HashMap<>()));
        UUID known = told.get(name);
        if (known == null) {
            known = made.get();
            told.put(name, known);
        }
        return known;
    }
}
