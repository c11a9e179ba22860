package org.aidwitness.access;

import static io.restassured.RestAssured.given;

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

    UUID flag = new UUID(0, 0);
    final byte[] picture = picture();
    final String pictureDigest = Sha256.of(picture).toString();
    final Map<UUID, UUID> runs = new HashMap<>();

    Tenant(World world, Tokens issue) {
        stage = world.closedStage();
        for (Role role : Role.values()) {
            UUID organisation = organisationOf(role);
            accounts.put(role, world.person(stage, "wall-" + role, organisation, role));
            tokens.put(role, stage.tokens.get("wall-" + role));
        }
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
        stage.as("amina").post("/api/waybills/" + held + "/clearances").then().statusCode(200);
        for (Role role : List.of(Role.LOGISTICS, Role.MONITOR)) {
            keepMapping(role, "own-" + organisationOf(role)).then().statusCode(200);
            runs.put(
                    organisationOf(role),
                    UUID.fromString(
                            imports(role).then().statusCode(200).extract().path("id")));
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

    static byte[] picture() {
        byte[] bytes = new byte[64];
        new SecureRandom().nextBytes(bytes);
        byte[] head = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xE0};
        System.arraycopy(head, 0, bytes, 0, head.length);
        return bytes;
    }
}
