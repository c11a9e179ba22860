package org.aidwitness.access;

import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.aidwitness.access.Specimen.Ask;
import org.aidwitness.access.Specimen.Kind;
import org.aidwitness.kernel.Actor.Role;
import org.aidwitness.kernel.Sha256;

/** A request that each endpoint understands, for each of them: what is left to decide is only who may. */
final class Specimens {

    private final Map<String, Specimen> specimens = new LinkedHashMap<>();

    Map<String, Specimen> all() {
        references();
        programmes();
        lists();
        shipments();
        monitoring();
        imports();
        pages();
        new PeopleSpecimens(this).add();
        new GateSpecimens(this).add();
        new MonitorSpecimens(this).add();
        new DrawSpecimens(this).add();
        new FeedbackSpecimens(this).add();
        new GoodsSpecimens(this).add();
        return specimens;
    }

    void add(String endpoint, Kind kind, Ask ask) {
        specimens.put(endpoint, new Specimen(kind, ask, null, null));
    }

    void add(String endpoint, Kind kind, Ask ask, Function<Tenant, String> marker) {
        specimens.put(endpoint, new Specimen(kind, ask, marker, null));
    }

    /** What the endpoint does depends on what it is about, and needs this verb for it. */
    void addFor(Verb needs, String endpoint, Kind kind, Ask ask) {
        specimens.put(endpoint, new Specimen(kind, ask, null, needs));
    }

    void needs(String endpoint, Verb verb) {
        specimens.computeIfPresent(
                endpoint, (name, known) -> new Specimen(known.kind(), known.ask(), known.marker(), verb));
    }

    /** As {@link #add}, and what it answers must hold this sign of the tenant; without it, nothing was shown. */
    private void get(String path, Kind kind, Function<Tenant, String> at, Function<Tenant, String> marker) {
        add("GET " + path, kind, (role, as, tenant) -> as.get(at.apply(tenant)), marker);
    }

    private static Ask post(Function<Tenant, String> path, Function<Tenant, Object> body) {
        return (role, as, tenant) -> as.body(body.apply(tenant)).post(path.apply(tenant));
    }

    private void references() {
        add("GET /api/rules", Kind.OPEN, (role, as, tenant) -> as.get("/api/rules"));
        for (String list : List.of("organisations", "sites", "commodities")) {
            add("GET /api/" + list, Kind.OPEN, (role, as, tenant) -> as.get("/api/" + list));
        }
        add(
                "GET /api/organisations/{id}/relations",
                Kind.OPEN,
                (role, as, tenant) -> as.get("/api/organisations/" + tenant.stage.sender + "/relations"));
        add(
                "GET /api/commodities/{id}/lots",
                Kind.OPEN,
                (role, as, tenant) -> as.get("/api/commodities/" + tenant.stage.rice + "/lots"));
        add("GET /api/access", Kind.OPEN, (role, as, tenant) -> as.get("/api/access"));
        add("POST /api/organisations", Kind.OPEN, post(tenant -> "/api/organisations", tenant -> {
            UUID id = UUID.randomUUID();
            return Map.of("id", id, "code", "w-" + id, "name", "Another", "kind", "NGO");
        }));
        add("POST /api/relations", Kind.OPEN, post(tenant -> "/api/relations", tenant -> relation(tenant)));
        add("POST /api/relations/{id}/end", Kind.OPEN, (role, as, tenant) -> {
            Map<String, Object> relation = relation(tenant);
            tenant.as(Role.ADMINISTRATOR)
                    .body(relation)
                    .post("/api/relations")
                    .then()
                    .statusCode(200);
            return as.body(Map.of("lastDay", "2026-02-01")).post("/api/relations/" + relation.get("id") + "/end");
        });
        add("POST /api/sites", Kind.OPEN, post(tenant -> "/api/sites", tenant -> {
            UUID id = UUID.randomUUID();
            return Map.of("id", id, "code", "w-" + id, "name", "Place", "kind", "FDP", "radiusMetres", 100);
        }));
        add("POST /api/access-terms", Kind.OPEN, post(tenant -> "/api/access-terms", tenant -> terms(tenant)));
        add("POST /api/access-terms/{id}/end", Kind.OPEN, (role, as, tenant) -> {
            Map<String, Object> terms = terms(tenant);
            tenant.as(Role.ADMINISTRATOR)
                    .body(terms)
                    .post("/api/access-terms")
                    .then()
                    .statusCode(200);
            return as.body(Map.of("lastDay", "2026-02-01")).post("/api/access-terms/" + terms.get("id") + "/end");
        });
        add("POST /api/commodities", Kind.OPEN, post(tenant -> "/api/commodities", tenant -> {
            UUID id = UUID.randomUUID();
            return Map.of("id", id, "code", "w-" + id, "name", "Beans", "commodityClass", "FOOD");
        }));
        add("POST /api/lots", Kind.OPEN, post(tenant -> "/api/lots", tenant -> {
            UUID id = UUID.randomUUID();
            return Map.of("id", id, "code", "w-" + id, "commodity", tenant.stage.rice);
        }));
        add(
                "GET /api/lots/{id}/stocks",
                Kind.OPEN,
                (role, as, tenant) -> as.get("/api/lots/" + UUID.randomUUID() + "/stocks"));
    }

    static Map<String, Object> relation(Tenant tenant) {
        return Map.of(
                "id",
                UUID.randomUUID(),
                "from",
                tenant.stage.carrier,
                "to",
                tenant.stage.receiver,
                "kind",
                "FUNDS",
                "validFrom",
                "2026-01-01",
                "source",
                "annual report");
    }

    private static Map<String, Object> terms(Tenant tenant) {
        return Map.of(
                "id",
                UUID.randomUUID(),
                // Where nobody's goods go: who has a stake in a place does not say that it is open.
                "pcode",
                "Z" + tenant.stage.code,
                "level",
                "OPEN",
                "validFrom",
                "2026-01-01",
                "source",
                "county");
    }

    private void programmes() {
        get("/api/programmes", Kind.METADATA, tenant -> "/api/programmes", tenant -> tenant.stage.code);
        get("/api/programmes/{code}", Kind.METADATA, Specimens::programme, tenant -> tenant.stage.code);
        add(
                "GET /api/programmes/{code}/policies",
                Kind.METADATA,
                (role, as, tenant) -> as.get(programme(tenant) + "/policies"));
        add(
                "GET /api/programmes/{code}/contributions",
                Kind.METADATA,
                (role, as, tenant) -> as.get(programme(tenant) + "/contributions"));
        get(
                "/api/programmes/{code}/participants",
                Kind.CLOSED,
                tenant -> programme(tenant) + "/participants",
                tenant -> tenant.stage.carrier.toString());
        add("POST /api/programmes", Kind.OPEN, post(tenant -> "/api/programmes", tenant -> {
            UUID id = UUID.randomUUID();
            return Map.of(
                    "id",
                    id,
                    "code",
                    "w-" + id,
                    "name",
                    "New",
                    "place",
                    "Nowhere",
                    "demonstration",
                    true,
                    "gateInForceFrom",
                    "2026-01-01T00:00:00Z");
        }));
        add("POST /api/programmes/{code}/policies", Kind.CLOSED, (role, as, tenant) -> {
            Map<String, Object> settings = tenant.as(Role.ADMINISTRATOR)
                    .get(programme(tenant) + "/policies")
                    .path("[0].policy");
            return as.body(Map.of("settings", settings, "reason", "agreed")).post(programme(tenant) + "/policies");
        });
        add(
                "POST /api/programmes/{code}/contributions",
                Kind.CLOSED,
                post(tenant -> programme(tenant) + "/contributions", tenant -> {
                    UUID id = UUID.randomUUID();
                    return Map.of(
                            "id",
                            id,
                            "programme",
                            tenant.stage.programme,
                            "donor",
                            tenant.stage.carrier,
                            "code",
                            "c-" + id,
                            "title",
                            "Flour");
                }));
        add(
                "POST /api/programmes/{code}/participants",
                Kind.CLOSED,
                post(
                        tenant -> programme(tenant) + "/participants",
                        tenant -> Map.of("organisation", tenant.stage.carrier)));
        add("POST /api/programmes/{code}/participants/{organisation}/end", Kind.CLOSED, (role, as, tenant) -> {
            tenant.as(Role.ADMINISTRATOR)
                    .body(Map.of("organisation", tenant.stage.carrier))
                    .post(programme(tenant) + "/participants")
                    .then()
                    .statusCode(200);
            Response answer = as.post(programme(tenant) + "/participants/" + tenant.stage.carrier + "/end");
            tenant.as(Role.ADMINISTRATOR)
                    .body(Map.of("organisation", tenant.stage.carrier))
                    .post(programme(tenant) + "/participants");
            return answer;
        });
    }

    static String programme(Tenant tenant) {
        return "/api/programmes/" + tenant.stage.code;
    }

    private void lists() {
        String number = "\"number\":\"WB-";
        get(
                "/api/deliveries",
                Kind.CLOSED,
                tenant -> "/api/deliveries?programme=" + tenant.stage.code,
                tenant -> number + tenant.waybill);
        get(
                "/api/deliveries/{id}",
                Kind.CLOSED,
                tenant -> "/api/deliveries/" + tenant.waybill,
                tenant -> tenant.waybill.toString());
        get(
                "/api/flags",
                Kind.CLOSED,
                tenant -> "/api/flags?delivery=" + tenant.waybill,
                tenant -> tenant.flag.toString());
        get("/api/flags/{id}", Kind.CLOSED, tenant -> "/api/flags/" + tenant.flag, tenant -> tenant.flag.toString());
        add(
                "POST /api/flags/{id}/steps",
                Kind.CLOSED,
                post(
                        tenant -> "/api/flags/" + tenant.flag + "/steps",
                        tenant -> Map.of("state", "ACKNOWLEDGED", "reason", "We look into it.")));
        get(
                "/api/held",
                Kind.CLOSED,
                tenant -> "/api/held?programme=" + tenant.stage.code,
                tenant -> tenant.held.toString());
        get(
                "/api/clearances",
                Kind.CLOSED,
                tenant -> "/api/clearances?programme=" + tenant.stage.code,
                tenant -> tenant.waybill.toString());
        get("/api/programmes/{code}/balance", Kind.CLOSED, tenant -> programme(tenant) + "/balance", tenant -> "5000");
        get(
                "/api/compare",
                Kind.CLOSED,
                tenant -> "/api/compare?left=" + tenant.stage.code + "&right=" + tenant.stage.code,
                tenant -> "Asheru Town 2");
        get(
                "/api/export/{list}.csv",
                Kind.CLOSED,
                tenant -> "/api/export/deliveries.csv?programme=" + tenant.stage.code,
                tenant -> "WB-" + tenant.waybill);
        add(
                "GET /api/export/{list}.xlsx",
                Kind.METADATA,
                (role, as, tenant) -> as.get("/api/export/deliveries.xlsx?programme=" + tenant.stage.code));
    }

    private void shipments() {
        get(
                "/api/waybills/{id}",
                Kind.CLOSED,
                tenant -> "/api/waybills/" + tenant.waybill,
                tenant -> tenant.stage.receiver.toString());
        add("POST /api/consignments", Kind.CLOSED, post(tenant -> "/api/consignments", tenant -> {
            UUID id = UUID.randomUUID();
            return Map.of(
                    "id",
                    id,
                    "programme",
                    tenant.stage.programme,
                    "code",
                    "C-" + id,
                    "legs",
                    List.of(Map.of(
                            "id",
                            UUID.randomUUID(),
                            "ordinal",
                            1,
                            "from",
                            tenant.stage.warehouse,
                            "to",
                            tenant.stage.village,
                            "last",
                            true,
                            "checkpoints",
                            List.of())));
        }));
        add("POST /api/waybills", Kind.CLOSED, post(tenant -> "/api/waybills", tenant -> {
            UUID id = UUID.randomUUID();
            return tenant.stage.waybill(id, UUID.randomUUID(), "WB-" + id);
        }));
        add(
                "POST /api/waybills/{id}/clearances",
                Kind.CLOSED,
                (role, as, tenant) -> as.post("/api/waybills/" + tenant.held + "/clearances"));
        add("POST /api/waybills/{id}/declarations", Kind.CLOSED, (role, as, tenant) -> {
            UUID waybill = tenant.stage.registered();
            Map<String, Object> said = tenant.stage.declaration(waybill, "LOST", tenant.stage.sender, "amina");
            return as.body(said).post("/api/waybills/" + waybill + "/declarations");
        });
    }

    private void monitoring() {
        add(
                "POST /api/visits",
                Kind.CLOSED,
                post(
                        tenant -> "/api/visits",
                        tenant -> Map.of(
                                "id",
                                UUID.randomUUID(),
                                "waybill",
                                tenant.waybill,
                                "organisation",
                                tenant.stage.watchers,
                                "monitor",
                                "M-08",
                                "windowFrom",
                                Instant.now().minus(Duration.ofDays(1)).toString(),
                                "windowTo",
                                Instant.now().plus(Duration.ofDays(3)).toString())));
        add(
                "POST /api/attestations",
                Kind.CLOSED,
                post(tenant -> "/api/attestations", tenant -> tenant.attest(UUID.randomUUID(), List.of())));
        add(
                "POST /api/attestations/{id}/reviews",
                Kind.CLOSED,
                post(
                        tenant -> "/api/attestations/" + tenant.attestation + "/reviews",
                        tenant -> Map.of("id", UUID.randomUUID(), "accepted", true, "reason", "The photos match.")));
        add("PUT /api/evidence/{sha256}", Kind.SELF, (role, as, tenant) -> {
            byte[] picture = Tenant.picture();
            return as.contentType("application/octet-stream").body(picture).put("/api/evidence/" + Sha256.of(picture));
        });
        add(
                "GET /api/evidence/{sha256}",
                Kind.CLOSED,
                (role, as, tenant) -> as.get("/api/evidence/" + tenant.pictureDigest));
    }

    private void imports() {
        add("POST /api/imports", Kind.CLOSED, (role, as, tenant) -> tenant.imports(role, as));
        for (String path : List.of("", "/problems", "/problems.csv", "/problems.xlsx")) {
            add(
                    "GET /api/imports/{id}" + path,
                    Kind.CLOSED,
                    (role, as, tenant) -> as.get("/api/imports/" + tenant.runOf(role) + path));
        }
        add(
                "GET /api/imports",
                Kind.SELF,
                (role, as, tenant) -> as.get("/api/imports?limit=500"),
                tenant -> "rowsRead");
        add(
                "GET /api/mappings",
                Kind.SELF,
                (role, as, tenant) -> as.get("/api/mappings"),
                tenant -> "aidwitness-waybills");
        add(
                "GET /api/mappings/{code}",
                Kind.CLOSED,
                (role, as, tenant) -> as.get("/api/mappings/own-" + tenant.organisationOf(role)));
        add("PUT /api/mappings/{code}", Kind.SELF, (role, as, tenant) -> {
            Map<String, Object> settings = new HashMap<>(tenant.as(Role.LOGISTICS)
                    .get("/api/mappings/aidwitness-waybills")
                    .<Map<String, Object>>path("settings"));
            settings.put("description", "Ours, " + UUID.randomUUID());
            return as.body(settings).put("/api/mappings/kept-" + UUID.randomUUID());
        });
    }

    private void pages() {
        add("GET /", Kind.OPEN, (role, as, tenant) -> as.get("/"));
        add("GET /methods", Kind.OPEN, (role, as, tenant) -> as.get("/methods"));
        add("GET /data", Kind.OPEN, (role, as, tenant) -> as.get("/data"));
        String overview = "/p/{programme}";
        get(overview, Kind.METADATA, tenant -> "/p/" + tenant.stage.code, tenant -> tenant.stage.code);
        get(
                overview + "/deliveries",
                Kind.CLOSED,
                tenant -> "/p/" + tenant.stage.code + "/deliveries",
                tenant -> "/d/" + tenant.waybill);
        get(
                overview + "/unverified",
                Kind.METADATA,
                tenant -> "/p/" + tenant.stage.code + "/unverified",
                tenant -> tenant.stage.code);
        get(
                overview + "/access",
                Kind.METADATA,
                tenant -> "/p/" + tenant.stage.code + "/access",
                tenant -> tenant.stage.code);
        get("/d/{id}", Kind.CLOSED, tenant -> "/d/" + tenant.waybill, tenant -> "WB-" + tenant.waybill);
    }
}
