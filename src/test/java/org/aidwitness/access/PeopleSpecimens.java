package org.aidwitness.access;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.aidwitness.access.Specimen.Kind;
import org.aidwitness.kernel.Actor.Role;
import org.aidwitness.testkit.OpenForm;

/** The specimens of room administration: people, and what they may. Each call comes as JSON and as a form. */
final class PeopleSpecimens {

    private static final String WHY = "The table says so.";

    private final Specimens specimens;
    private final OpenForm form = OpenForm.at("/sign-in");

    PeopleSpecimens(Specimens specimens) {
        this.specimens = specimens;
    }

    void add() {
        people();
        requests();
        own();
        devices();
        audit();
        organisations();
        programmes();
    }

    /** The same act as JSON at one address and as a form at another. */
    private void both(
            String json,
            String page,
            Kind kind,
            Function<Asked, String> id,
            Function<Asked, Map<String, Object>> body) {
        specimens.add("POST " + json, kind, (role, as, tenant) -> {
            Asked asked = new Asked(role, tenant);
            return as.body(body.apply(asked)).post(json.replaceFirst("\\{\\w+}", id.apply(asked)));
        });
        form(page, kind, id, body);
    }

    private void form(String page, Kind kind, Function<Asked, String> id, Function<Asked, Map<String, Object>> body) {
        specimens.add("POST " + page, kind, (role, as, tenant) -> {
            Asked asked = new Asked(role, tenant);
            RequestSpecification sent = form.onto(as).header("Sec-Fetch-Site", "same-origin");
            body.apply(asked).forEach((name, value) -> {
                if (value instanceof List<?> many) {
                    sent.formParam(name, many);
                } else {
                    sent.formParam(name, value.toString());
                }
            });
            return sent.post(page.replaceFirst("\\{\\w+}", id.apply(asked)));
        });
    }

    private void page(String path, Kind kind, Function<Asked, String> at, Function<Tenant, String> marker) {
        specimens.add(
                "GET " + path,
                kind,
                (role, as, tenant) -> as.contentType("application/x-www-form-urlencoded")
                        .accept("text/html")
                        .get(at.apply(new Asked(role, tenant))),
                marker);
    }

    /** Who asks, and whose it is. */
    private record Asked(Role role, Tenant tenant) {

        UUID organisation() {
            return tenant.organisationOf(role);
        }

        String organisationCode() {
            return "o-" + organisation();
        }

        /** Somebody of the organisation about whom nothing was decided yet. */
        String member() {
            return tenant.member(organisation()).toString();
        }

        String machine() {
            return tenant.machine(organisation()).toString();
        }
    }

    private void people() {
        // Not the one who asks: everybody sees themselves.
        Function<Tenant, String> everybody = tenant -> "wall-other " + tenant.stage.code;
        specimens.add("GET /api/me", Kind.OPEN, (role, as, tenant) -> as.get("/api/me"));
        specimens.add(
                "GET /api/people",
                Kind.CLOSED,
                (role, as, tenant) -> as.get("/api/people?limit=500&after=wall-"),
                everybody);
        specimens.add(
                "GET /api/people/{id}",
                Kind.CLOSED,
                (role, as, tenant) -> as.get("/api/people/" + tenant.colleague(role)));
        page("/administration", Kind.OPEN_FRAME, asked -> "/administration", tenant -> "Administration");
        page("/administration/people", Kind.CLOSED, asked -> "/administration/people?after=wall-", everybody);
        page(
                "/administration/people/{id}",
                Kind.CLOSED,
                asked -> "/administration/people/" + asked.tenant.colleague(asked.role),
                everybody);
        specimens.add(
                "POST /api/people",
                Kind.CLOSED,
                (role, as, tenant) -> as.body(
                                Map.of("name", "new-" + UUID.randomUUID(), "organisation", tenant.organisationOf(role)))
                        .post("/api/people"));
        form(
                "/administration/people",
                Kind.CLOSED,
                asked -> "",
                asked -> Map.of(
                        "name", "new-" + UUID.randomUUID(), "organisation", asked.organisationCode(), "login", ""));
        both(
                "/api/people/{id}/disable",
                "/administration/people/{id}/disable",
                Kind.CLOSED,
                Asked::member,
                asked -> Map.of("reason", WHY));
        both(
                "/api/people/{id}/enable",
                "/administration/people/{id}/enable",
                Kind.CLOSED,
                Asked::member,
                asked -> Map.of("reason", WHY));
        both(
                "/api/people/{id}/invitation",
                "/administration/people/{id}/invitation",
                Kind.CLOSED,
                Asked::member,
                asked -> Map.of());
        both(
                "/api/people/{id}/roles",
                "/administration/people/{id}/roles",
                Kind.CLOSED,
                Asked::member,
                asked -> Map.of("roles", List.of("DONOR"), "reason", WHY));
        both(
                "/api/people/{id}/recovery",
                "/administration/people/{id}/recovery",
                Kind.CLOSED,
                Asked::member,
                asked -> Map.of("reason", WHY));
        both(
                "/api/people/{id}/erasure",
                "/administration/people/{id}/erasure",
                Kind.CLOSED,
                Asked::member,
                asked -> Map.of("reason", WHY));
        both(
                "/api/people/{id}/tokens",
                "/administration/people/{id}/tokens",
                Kind.CLOSED,
                Asked::machine,
                asked -> Map.of("label", "batch", "scope", List.of("SEE_IMPORTS"), "days", 1));
    }

    private void requests() {
        specimens.add("GET /api/requests", Kind.SELF, (role, as, tenant) -> as.get("/api/requests"));
        specimens.add(
                "POST /api/requests/people-export",
                Kind.CLOSED,
                (role, as, tenant) -> as.body(Map.of("organisation", tenant.organisationOf(role), "reason", WHY))
                        .post("/api/requests/people-export"));
        form("/administration/people/export", Kind.SELF, asked -> "", asked -> Map.of("reason", WHY));
        specimens.add(
                "POST /api/requests/access",
                Kind.CLOSED,
                (role, as, tenant) -> as.body(Map.of(
                                "programme",
                                tenant.stage.programme,
                                "to",
                                tenant.stage.carrier,
                                "until",
                                LocalDate.now(ZoneOffset.UTC).plusDays(30) + "T00:00:00Z",
                                "reason",
                                WHY))
                        .post("/api/requests/access"));
        form(
                "/administration/access",
                Kind.CLOSED,
                asked -> "",
                asked -> Map.of(
                        "programme",
                        asked.tenant.stage.programme,
                        "to",
                        "o-" + asked.tenant.stage.carrier,
                        "until",
                        LocalDate.now(ZoneOffset.UTC).plusDays(30).toString(),
                        "reason",
                        WHY));
        Function<Asked, String> open = asked -> asked.tenant.openRequest(asked.role);
        specimens.addFor(
                Verb.GRANT_ROLES,
                "POST /api/requests/{id}/decision",
                Kind.CLOSED,
                (role, as, tenant) -> as.body(Map.of("accepted", true, "reason", WHY))
                        .post("/api/requests/" + open.apply(new Asked(role, tenant)) + "/decision"));
        form("/account/requests/{id}/decision", Kind.CLOSED, open, asked -> Map.of("answer", "yes", "reason", WHY));
        specimens.needs("POST /account/requests/{id}/decision", Verb.GRANT_ROLES);
        specimens.add(
                "POST /api/requests/{id}/link",
                Kind.INVOLVED,
                (role, as, tenant) -> as.post("/api/requests/" + tenant.agreedRecovery(role) + "/link"));
        form(
                "/account/requests/{id}/link",
                Kind.INVOLVED,
                asked -> asked.tenant.agreedRecovery(asked.role),
                asked -> Map.of());
        specimens.add(
                "GET /api/requests/{id}/people.csv",
                Kind.INVOLVED,
                (role, as, tenant) -> as.get("/api/requests/" + tenant.agreedExport(role) + "/people.csv"));
        Function<Tenant, String> carrier = tenant -> tenant.stage.carrier.toString();
        specimens.add("GET /api/grants", Kind.CLOSED, (role, as, tenant) -> as.get("/api/grants"), carrier);
        page(
                "/administration/access",
                Kind.CLOSED,
                asked -> "/administration/access",
                tenant -> "access " + tenant.stage.code);
        both(
                "/api/grants/{id}/end",
                "/administration/access/{id}/end",
                Kind.CLOSED,
                asked -> asked.tenant.grant(asked.role),
                asked -> Map.of("reason", WHY));
    }

    private void own() {
        for (String list : List.of("tokens", "sessions")) {
            specimens.add("GET /api/" + list, Kind.SELF, (role, as, tenant) -> as.get("/api/" + list));
        }
        page("/account", Kind.SELF, asked -> "/account", tenant -> "Account");
        Map<String, Object> token = Map.of("label", "mine", "scope", List.of("KEEP_OWN_ACCOUNT"), "days", 1);
        specimens.add(
                "POST /api/tokens",
                Kind.SELF,
                (role, as, tenant) -> as.body(token).post("/api/tokens"));
        form("/account/tokens", Kind.SELF, asked -> "", asked -> token);
        for (String act : List.of("rotation", "revocation")) {
            both(
                    "/api/tokens/{id}/" + act,
                    "/account/tokens/{id}/" + act,
                    Kind.SELF,
                    asked -> asked.tenant.ownToken(asked.role),
                    asked -> Map.of());
        }
        both(
                "/api/sessions/{id}/end",
                "/account/sessions/{id}/end",
                Kind.SELF,
                asked -> asked.tenant.ownSession(asked.role),
                asked -> Map.of());
    }

    private void devices() {
        Function<Tenant, String> label = tenant -> "device " + tenant.stage.code;
        specimens.add("GET /api/devices", Kind.CLOSED, (role, as, tenant) -> as.get("/api/devices"), label);
        page("/administration/devices", Kind.CLOSED, asked -> "/administration/devices", label);
        both(
                "/api/devices",
                "/administration/devices",
                Kind.CLOSED,
                asked -> "",
                asked -> Map.of(
                        "account", asked.tenant.colleague(asked.role).toString(), "label", "d-" + UUID.randomUUID()));
        both(
                "/api/devices/{id}/revocation",
                "/administration/devices/{id}/revocation",
                Kind.CLOSED,
                asked -> asked.tenant.device(asked.organisation(), "d-" + UUID.randomUUID()),
                asked -> Map.of("reason", WHY));
    }

    private void audit() {
        Function<Tenant, String> entry = tenant -> "device " + tenant.stage.code;
        Function<Asked, String> query = asked -> "?q=" + asked.tenant.stage.code;
        for (String path : List.of("/api/audit", "/api/audit.csv")) {
            specimens.add(
                    "GET " + path,
                    Kind.CLOSED,
                    (role, as, tenant) -> as.get(path + query.apply(new Asked(role, tenant))),
                    entry);
        }
        page(
                "/administration/audit",
                Kind.CLOSED,
                asked -> "/administration/audit" + query.apply(asked),
                tenant -> entry.apply(tenant) + " for");
    }

    private void organisations() {
        page(
                "/administration/organisations",
                Kind.OPEN_FRAME,
                asked -> "/administration/organisations",
                tenant -> "Organisations");
        page(
                "/administration/organisations/{id}",
                Kind.OPEN_FRAME,
                asked -> "/administration/organisations/" + asked.tenant.stage.carrier,
                tenant -> "Marrow Haulage");
        form(
                "/administration/organisations",
                Kind.OPEN,
                asked -> "",
                asked -> Map.of("code", "w-" + UUID.randomUUID(), "name", "Another", "kind", "NGO"));
        form(
                "/administration/organisations/{id}/relations",
                Kind.OPEN,
                asked -> asked.tenant.stage.carrier.toString(),
                asked -> Map.of(
                        "to",
                        "o-" + asked.tenant.stage.receiver,
                        "direction",
                        "this",
                        "kind",
                        "FUNDS",
                        "validFrom",
                        "2026-01-01",
                        "validTo",
                        "",
                        "source",
                        "annual report"));
        specimens.add(
                "POST /administration/organisations/{id}/relations/{relation}/end", Kind.OPEN, (role, as, tenant) -> {
                    Map<String, Object> relation = Specimens.relation(tenant);
                    tenant.as(Role.ADMINISTRATOR)
                            .body(relation)
                            .post("/api/relations")
                            .then()
                            .statusCode(200);
                    return form.onto(as)
                            .formParam("lastDay", "2026-02-01")
                            .post("/administration/organisations/" + tenant.stage.carrier + "/relations/"
                                    + relation.get("id") + "/end");
                });
    }

    private void programmes() {
        String pages = "/administration/programmes";
        page(pages, Kind.FRAME, asked -> pages, tenant -> tenant.stage.code);
        page(
                pages + "/{code}",
                Kind.FRAME,
                asked -> pages + "/" + asked.tenant.stage.code,
                tenant -> tenant.stage.code);
        form(
                pages,
                Kind.OPEN,
                asked -> "",
                asked -> Map.of(
                        "code",
                        "w-" + UUID.randomUUID(),
                        "name",
                        "New",
                        "place",
                        "Nowhere",
                        "demonstration",
                        "on",
                        "gateInForceFrom",
                        "2026-01-01"));
        form(
                pages + "/{code}/participants",
                Kind.CLOSED,
                asked -> asked.tenant.stage.code,
                asked -> Map.of("organisation", "o-" + asked.tenant.stage.carrier));
        specimens.add("POST " + pages + "/{code}/participants/{organisation}/end", Kind.CLOSED, (role, as, tenant) -> {
            String api = Specimens.programme(tenant) + "/participants";
            Map<String, Object> carrier = Map.of("organisation", tenant.stage.carrier);
            tenant.as(Role.ADMINISTRATOR).body(carrier).post(api).then().statusCode(200);
            Response answer = form.onto(as)
                    .post(pages + "/" + tenant.stage.code + "/participants/" + tenant.stage.carrier + "/end");
            tenant.as(Role.ADMINISTRATOR).body(carrier).post(api);
            return answer;
        });
        form(
                pages + "/{code}/policies",
                Kind.CLOSED,
                asked -> asked.tenant.stage.code,
                asked -> Map.of("settings", asked.tenant.policy(), "contribution", "", "reason", WHY));
    }
}
