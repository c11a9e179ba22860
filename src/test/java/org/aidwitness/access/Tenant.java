package org.aidwitness.access;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.aidwitness.kernel.Actor.Role;
import org.aidwitness.kernel.Sha256;
import org.aidwitness.testkit.World;

/**
 * One closed programme with all that can be in it, and a person for each role. Two of these are two tenants that must not
 * learn of each other. Clerks and managers work for the sender, the others for those who watch.
 */
final class Tenant {

    private static final Set<Role> OF_THE_SENDER = Set.of(Role.LOGISTICS, Role.MANAGER, Role.HISTORIAN, Role.DONOR);

    /** Something to sign in with, for each role. */
    final Map<Role, String> tokens = new EnumMap<>(Role.class);

    final Map<Role, UUID> accounts = new EnumMap<>(Role.class);
    final World.Stage stage;
    final UUID line = UUID.randomUUID();
    final UUID waybill;
    final UUID attestation = UUID.randomUUID();
    /** A waybill for which nobody will look: the gate holds it. */
    final UUID held;

    /** The gate's decision about it, and a request to let goods go all the same. */
    final UUID clearance;

    final UUID override;

    UUID flag = new UUID(0, 0);

    /** Waybills that were registered for draws. */
    int units;

    final byte[] picture = picture();
    final String pictureDigest = Sha256.of(picture).toString();
    final Map<UUID, UUID> runs = new HashMap<>();

    private final Sessions sessions;
    private final UUID senders;
    private final UUID watchers;

    Tenant(World world, Sessions sessions) {
        this.sessions = sessions;
        stage = world.closedStage();
        for (Role role : Role.values()) {
            UUID organisation = organisationOf(role);
            accounts.put(role, world.person(stage, "wall-" + role, organisation, role));
            tokens.put(role, stage.tokens.get("wall-" + role));
        }
        for (String custodian : List.of("wall-custodian", "wall-2-wall-custodian")) {
            world.person(stage, custodian, world.organisation("Outside " + stage.code), Role.DRAW_CUSTODIAN);
        }
        senders = world.person(stage, "wall-other", stage.sender, Role.MANAGER);
        watchers = world.person(stage, "wall-2-wall-other", stage.watchers, Role.REVIEWER);
        waybill = stage.registered(line);
        stage.assign(waybill);
        stage.declare("amina", stage.dispatch(waybill)).statusCode(200);
        stage.declare("bruno", stage.receipt(waybill, line, 90, 0, 10)).statusCode(200);
        given().header("Authorization", "Bearer " + stage.tokens.get("M-07"))
                .contentType("application/octet-stream")
                .body(picture)
                .put("/api/evidence/" + pictureDigest)
                .then()
                .statusCode(204);
        stage.post("M-07", "/api/attestations", attest(attestation, List.of(pictureDigest)))
                .statusCode(200);
        held = stage.registered();
        clearance = UUID.fromString(stage.as("amina")
                .post("/api/waybills/" + held + "/clearances")
                .then()
                .statusCode(200)
                .extract()
                .path("clearance"));
        world.person(stage, "wall-partner", stage.receiver, Role.MANAGER);
        Map<String, Object> asked = GateSpecimens.asked(this, stage.receiver);
        stage.post("wall-partner", "/api/overrides", asked).statusCode(200);
        override = UUID.fromString(String.valueOf(asked.get("id")));
        for (Role role : List.of(Role.LOGISTICS, Role.MONITOR)) {
            keepMapping(role, "own-" + organisationOf(role)).then().statusCode(200);
            runs.put(
                    organisationOf(role),
                    UUID.fromString(
                            imports(role).then().statusCode(200).extract().path("id")));
        }
        for (Role role : List.of(Role.MANAGER, Role.REVIEWER)) {
            device(organisationOf(role), "device " + stage.code);
            grant(role);
        }
    }

    UUID organisationOf(Role role) {
        return OF_THE_SENDER.contains(role) ? stage.sender : stage.watchers;
    }

    RequestSpecification as(Role role) {
        return given().header("Authorization", "Bearer " + tokens.get(role)).contentType("application/json");
    }

    Response keepMapping(Role role, String code) {
        Map<String, Object> settings =
                as(role).get("/api/mappings/aidwitness-waybills").path("settings");
        return as(role).body(settings).put("/api/mappings/" + code);
    }

    Response imports(Role role) {
        return imports(role, given().header("Authorization", "Bearer " + tokens.get(role)));
    }

    /** A table that this role's organisation would send: of attestations, if it watches, otherwise of waybills. */
    Response imports(Role role, RequestSpecification as) {
        boolean watches = organisationOf(role).equals(stage.watchers);
        String table = watches
                ? "waybill,line,attestation,organisation,monitor,site,method,verdict,happened at,packages,kg\nWB-"
                        + waybill + ",1,A1,o-" + stage.watchers + ",M-07,s-" + stage.village
                        + ",COUNT,DISCREPANT,2026-01-05T10:00:00Z,90,4500\n"
                : "waybill,consignment,from,to,consignor,consignee,line,commodity,packages,net kg\nW9,list,s-"
                        + stage.warehouse + ",s-" + stage.village + ",o-" + stage.sender + ",o-" + stage.receiver
                        + ",1,rice-" + stage.rice + ",10,500\n";
        return as.contentType("text/csv")
                .queryParam("programme", stage.code)
                .queryParam("mapping", watches ? "aidwitness-attestations" : "aidwitness-waybills")
                .queryParam("mode", "PREVIEW")
                .body(table.getBytes(StandardCharsets.UTF_8))
                .post("/api/imports");
    }

    Map<String, Object> attest(UUID id, List<String> evidence) {
        Map<String, Object> said = new HashMap<>();
        said.put("id", id);
        said.put("waybill", waybill);
        said.put("site", stage.village);
        said.put("organisation", stage.watchers);
        said.put("monitor", "M-07 " + stage.code);
        said.put("method", "COUNT");
        said.put("verdict", "DISCREPANT");
        said.put("happenedAt", Instant.now().minus(Duration.ofMinutes(30)).toString());
        said.put("observations", List.of(Map.of("line", line, "packages", 90, "kg", BigDecimal.valueOf(4500))));
        said.put("evidence", evidence);
        return said;
    }

    /** The run of the organisation that this role works for. */
    UUID runOf(Role role) {
        return runs.getOrDefault(organisationOf(role), new UUID(0, 0));
    }

    /** Somebody with a login, of this organisation, without roles. */
    UUID member(UUID organisation) {
        String name = "member-" + UUID.randomUUID();
        return account(Map.of("name", name, "organisation", organisation, "login", name));
    }

    UUID machine(UUID organisation) {
        return account(Map.of("name", "machine-" + UUID.randomUUID(), "organisation", organisation));
    }

    private UUID account(Map<String, Object> account) {
        return UUID.fromString(ask(as(Role.ADMINISTRATOR), "/api/people", account));
    }

    /** Somebody else of the same organisation. */
    UUID colleague(Role role) {
        return organisationOf(role).equals(stage.sender) ? senders : watchers;
    }

    /** Who asks for what takes two in this role's organisation. */
    private Role asking(Role role) {
        return organisationOf(role).equals(stage.sender) ? Role.MANAGER : Role.REVIEWER;
    }

    private static String ask(RequestSpecification as, String path, Map<String, Object> body) {
        return as.body(body).post(path).then().statusCode(200).extract().path("id");
    }

    private static void agree(RequestSpecification as, String request) {
        as.body(Map.of("accepted", true, "reason", "Seen."))
                .post("/api/requests/" + request + "/decision")
                .then()
                .statusCode(200);
    }

    /** A request for roles that waits for its second person. */
    String openRequest(Role role) {
        return ask(
                as(asking(role)),
                "/api/people/" + member(organisationOf(role)) + "/roles",
                Map.of("roles", List.of("DONOR"), "reason", "A donor."));
    }

    /** A recovery that this tenant's own people asked for and agreed to. */
    String agreedRecovery(Role role) {
        String request = ask(
                as(asking(role)),
                "/api/people/" + member(organisationOf(role)) + "/recovery",
                Map.of("reason", "Lost the telephone."));
        agree(as(Role.ADMINISTRATOR), request);
        return request;
    }

    /** An export of people that this tenant's own people asked for and agreed to. */
    String agreedExport(Role role) {
        boolean sender = organisationOf(role).equals(stage.sender);
        String request = ask(
                as(sender ? Role.MANAGER : Role.PROTECTION_OFFICER),
                "/api/requests/people-export",
                Map.of("organisation", organisationOf(role), "reason", "For the donor."));
        agree(as(Role.ADMINISTRATOR), request);
        return request;
    }

    /** Access that this role's organisation gave to the carrier. */
    String grant(Role role) {
        boolean sender = organisationOf(role).equals(stage.sender);
        String until = Instant.now().plus(Duration.ofDays(30)).toString();
        String request = ask(
                as(asking(role)),
                "/api/requests/access",
                Map.of(
                        "programme",
                        stage.programme,
                        "to",
                        stage.carrier,
                        "until",
                        until,
                        "reason",
                        "access " + stage.code));
        agree(stage.as(sender ? "wall-other" : "wall-2-wall-other"), request);
        return request;
    }

    String ownToken(Role role) {
        return ask(as(role), "/api/tokens", Map.of("label", "own", "scope", List.of("KEEP_OWN_ACCOUNT"), "days", 1));
    }

    String ownSession(Role role) {
        UUID account = Objects.requireNonNull(accounts.get(role));
        String cookie = sessions.begin(account, Sessions.Method.PASSWORD, true);
        return sessions.find(cookie).orElseThrow().session().toString();
    }

    String device(UUID organisation, String label) {
        boolean sender = organisation.equals(stage.sender);
        return ask(
                as(sender ? Role.MANAGER : Role.REVIEWER),
                "/api/devices",
                Map.of("account", sender ? senders : watchers, "label", label));
    }

    String policy() {
        return as(Role.ADMINISTRATOR)
                .get("/api/programmes/" + stage.code + "/policies")
                .jsonPath()
                .getObject("[0].policy", JsonNode.class)
                .toString();
    }

    static byte[] picture() {
        byte[] bytes = new byte[64];
        new SecureRandom().nextBytes(bytes);
        byte[] head = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xE0};
        System.arraycopy(head, 0, bytes, 0, head.length);
        return bytes;
    }
}
