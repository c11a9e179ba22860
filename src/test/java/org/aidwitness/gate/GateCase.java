package org.aidwitness.gate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.restassured.path.json.JsonPath;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.aidwitness.access.Speaking;
import org.aidwitness.gate.DispatchCondition.Answer;
import org.aidwitness.kernel.Actor.Role;
import org.aidwitness.kernel.GatePolicy;
import org.aidwitness.kernel.Policy;
import org.aidwitness.kernel.Refusal;
import org.aidwitness.registry.AccessTermsEntry;
import org.aidwitness.registry.AccessTermsEntry.Level;
import org.aidwitness.registry.Commodities;
import org.aidwitness.registry.CommodityEntry;
import org.aidwitness.registry.Organisations;
import org.aidwitness.registry.Policies;
import org.aidwitness.registry.RelationEntry;
import org.aidwitness.registry.RelationEntry.Kind;
import org.aidwitness.registry.Sites;
import org.aidwitness.testkit.World;
import org.aidwitness.testkit.World.Stage;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** Arranges one case of the gate in a world of its own, word by word, and asks. */
@ApplicationScoped
class GateCase {

    private static final UUID NOBODY = new UUID(0, 0);

    @Inject
    World world;

    @Inject
    Organisations organisations;

    @Inject
    Sites sites;

    @Inject
    Commodities commodities;

    @Inject
    Policies policies;

    @Inject
    ObjectMapper mapper;

    @Inject
    StatelessSession session;

    @Inject
    Speaking speaking;

    private Stage stage = new Stage();
    private UUID waybill = NOBODY;
    private UUID boss = NOBODY;
    private UUID otherBoss = NOBODY;
    private int events;

    JsonPath decide(List<String> words) {
        stage = world.stage();
        boss = world.person(stage, "boss", stage.sender, Role.MANAGER);
        otherBoss = world.person(stage, "other-boss", stage.receiver, Role.MANAGER);
        waybill = registered(words);
        events = 0;
        words.forEach(this::arrange);
        return stage.as("amina")
                .post("/api/waybills/" + waybill + "/clearances")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    /** Decides again on what was frozen with a clearance: the outcome, and the codes of reasons or duties. */
    String again(String clearance) {
        String facts = speaking.asProgram(() -> QuarkusTransaction.requiringNew()
                .call(() -> session.createNativeQuery(
                                "select cast(facts as text) from gate_clearance where id = :id", String.class)
                        .setParameter("id", UUID.fromString(clearance))
                        .getSingleResult()));
        try {
            JsonNode frozen = mapper.readTree(facts);
            List<Answer> answers = new ArrayList<>();
            for (JsonNode condition : frozen.path("conditions")) {
                answers.add(answer(condition));
            }
            DispatchFacts asked = mapper.treeToValue(frozen.path("facts"), DispatchFacts.class);
            @Nullable UUID override = frozen.path("override").isTextual()
                    ? UUID.fromString(frozen.path("override").asText())
                    : null;
            Verdict verdict = Verdict.of(asked.isExempt(), answers, override);
            TreeSet<String> codes = new TreeSet<>();
            verdict.reasons().forEach(reason -> codes.add(reason.code().name()));
            verdict.duties().forEach(duty -> codes.add(duty.code().name()));
            return verdict.outcome() + " " + codes;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Answer answer(JsonNode condition) {
        List<Reason> reasons = new ArrayList<>();
        condition
                .path("reasons")
                .forEach(reason -> reasons.add(new Reason(
                        Refusal.Code.valueOf(reason.path("code").asText()),
                        reason.path("detail").asText(),
                        reason.path("lift").asText())));
        List<Duty> duties = new ArrayList<>();
        condition
                .path("duties")
                .forEach(duty -> duties.add(new Duty(
                        Duty.Code.valueOf(duty.path("code").asText()),
                        duty.path("detail").asText(),
                        Instant.parse(duty.path("dueAt").asText()))));
        return new Answer(condition.path("condition").asText(), new TreeMap<>(), reasons, duties);
    }

    private UUID registered(List<String> words) {
        UUID id = UUID.randomUUID();
        List<Map<String, Object>> lines = new ArrayList<>();
        for (CommodityEntry.Class kind : kinds(words)) {
            lines.add(Map.of(
                    "id",
                    UUID.randomUUID(),
                    "key",
                    kind.name(),
                    "commodity",
                    commodity(kind),
                    "packages",
                    10,
                    "netKg",
                    500));
        }
        Map<String, Object> said = new HashMap<>(Map.of(
                "id", id,
                "programme", stage.programme,
                "leg", stage.leg,
                "number", "WB-" + id,
                "consignor", stage.sender,
                "consignee", stage.receiver,
                "carrier", stage.carrier));
        said.put("plannedDeparture", Instant.now().toString());
        said.put("plannedArrival", Instant.now().plus(Duration.ofSeconds(20)).toString());
        stage.post("amina", "/api/waybills", Map.of("waybill", said, "lines", lines))
                .statusCode(200);
        return id;
    }

    private static List<CommodityEntry.Class> kinds(List<String> words) {
        for (String word : words) {
            switch (word) {
                case "goods-THERAPEUTIC":
                    return List.of(CommodityEntry.Class.THERAPEUTIC);
                case "goods-MEDICAL":
                    return List.of(CommodityEntry.Class.MEDICAL, CommodityEntry.Class.THERAPEUTIC);
                case "goods-MIXED":
                    return List.of(CommodityEntry.Class.THERAPEUTIC, CommodityEntry.Class.FOOD);
                default:
            }
        }
        return List.of(CommodityEntry.Class.FOOD);
    }

    private UUID commodity(CommodityEntry.Class kind) {
        UUID id = UUID.randomUUID();
        commodities.enter(
                World.KEEPER, new CommodityEntry(id, "c-" + id, kind.name(), kind, BigDecimal.valueOf(50), 100));
        return id;
    }

    private void arrange(String word) {
        String[] parts = word.split("-");
        switch (parts[0]) {
            case "visit" -> visit(word);
            case "tie" -> tie(word);
            case "kin" -> relate(stage.sender, stage.watchers, Kind.DECLARED_KIN, null, null);
            case "funds" -> relate(stage.sender, stage.watchers, Kind.FUNDS, null, null);
            case "depth" -> policy(Integer.parseInt(parts[1]), 24, GatePolicy.DEFAULTS);
            case "notice" -> policy(2, Integer.parseInt(parts[1]), GatePolicy.DEFAULTS);
            case "hold" ->
                policy(2, 24, new GatePolicy(Integer.parseInt(parts[1]), 2, 21, 90, 2_000, 5_000, 14, 3, 24));
            case "site" -> terms(stage.village, null, parts, null, null);
            case "area" -> terms(null, stage.pcode.substring(0, stage.pcode.length() - 2), parts, null, null);
            case "country" -> terms(null, stage.pcode.substring(0, stage.pcode.length() - 4), parts, null, null);
            case "denied" -> denied(word);
            case "refused" -> attestation("ACCESS_DENIED", 0);
            case "seen" -> seen(word);
            case "goods" -> {}
            case "override" -> override(word);
            case "flag" -> flag(word);
            case "itself" -> flagItself(parts[1], parts.length > 2 ? parts[2] : "CRITICAL");
            case "cycle" -> cycle(Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
            default -> throw new IllegalArgumentException(word);
        }
    }

    private void visit(String word) {
        Instant now = Instant.now();
        switch (word) {
            case "visit-by-sender" -> visitByDaughterOf(stage.sender);
            case "visit-by-receiver" -> visitByDaughterOf(stage.receiver);
            case "visit-by-carrier" -> visitByDaughterOf(stage.carrier);
            default -> visitByWatchers(word, now);
        }
    }

    /** No party assigns a visit to its own waybill; a firm of its own may, and is found out. */
    private void visitByDaughterOf(UUID party) {
        UUID daughter = world.organisation("Daughter");
        world.join(stage, daughter);
        relate(party, daughter, Kind.OWNS, null, null);
        stage.assign(waybill, daughter).statusCode(200);
    }

    private void visitByWatchers(String word, Instant now) {
        Instant until = switch (word) {
            case "visit-over" -> now.minusSeconds(1);
            case "visit-ending" -> now.plusSeconds(60);
            case "visit-too-early" -> now.plusSeconds(10);
            default -> now.plus(Duration.ofDays(60));
        };
        stage.post(
                        "rosa",
                        "/api/visits",
                        Map.of(
                                "id",
                                UUID.randomUUID(),
                                "waybill",
                                waybill,
                                "organisation",
                                stage.watchers,
                                "monitor",
                                "M-07",
                                "windowFrom",
                                now.minus(Duration.ofDays(1)).toString(),
                                "windowTo",
                                until.toString()))
                .statusCode(200);
    }

    private void tie(String word) {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        switch (word) {
            case "tie-1" -> relate(stage.sender, stage.watchers, Kind.OWNS, null, null);
            case "tie-2" -> chain(1);
            case "tie-3" -> chain(2);
            case "tie-ended-yesterday" ->
                relate(stage.sender, stage.watchers, Kind.CONTRACTS, null, today.minusDays(1));
            case "tie-ends-today" -> relate(stage.sender, stage.watchers, Kind.CONTRACTS, null, today);
            case "tie-begins-today" -> relate(stage.sender, stage.watchers, Kind.SAME_GROUP, today, null);
            case "tie-begins-tomorrow" ->
                relate(stage.sender, stage.watchers, Kind.SAME_GROUP, today.plusDays(1), null);
            default -> throw new IllegalArgumentException(word);
        }
    }

    private void chain(int between) {
        UUID at = stage.carrier;
        for (int i = 0; i < between; i++) {
            UUID next = world.organisation("Between " + i);
            relate(at, next, Kind.OWNS, null, null);
            at = next;
        }
        relate(stage.watchers, at, Kind.SAME_GROUP, null, null);
    }

    private void relate(UUID from, UUID to, Kind kind, @Nullable LocalDate begins, @Nullable LocalDate ends) {
        LocalDate first = begins == null ? LocalDate.parse("2020-01-01") : begins;
        organisations.relate(
                World.KEEPER, new RelationEntry(UUID.randomUUID(), from, to, kind, first, ends, "annual report"));
    }

    private void policy(int depth, int unannouncedHours, GatePolicy gate) {
        ObjectNode settings = mapper.valueToTree(Policy.DEFAULTS);
        settings.put("independenceDepth", depth);
        settings.put("unannouncedHours", unannouncedHours);
        settings.set("gate", mapper.valueToTree(gate));
        try {
            policies.change(World.KEEPER, stage.programme, null, mapper.treeToValue(settings, Policy.class), "a case");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void denied(String word) {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        String[] parts = {"site", "DENIED"};
        switch (word) {
            case "denied-until-yesterday" -> terms(stage.village, null, parts, null, today.minusDays(1));
            case "denied-until-today" -> terms(stage.village, null, parts, null, today);
            case "denied-from-tomorrow" -> terms(stage.village, null, parts, today.plusDays(1), null);
            default -> throw new IllegalArgumentException(word);
        }
    }

    private void terms(
            @Nullable UUID site,
            @Nullable String pcode,
            String[] parts,
            @Nullable LocalDate begins,
            @Nullable LocalDate ends) {
        Level level = Level.valueOf(parts[1]);
        sites.setAccess(
                World.KEEPER,
                new AccessTermsEntry(
                        UUID.randomUUID(),
                        site,
                        pcode,
                        level,
                        level == Level.NOTICE ? Integer.valueOf(parts[2]) : null,
                        begins == null ? LocalDate.parse("2026-01-01") : begins,
                        ends,
                        "county"));
    }

    private void seen(String word) {
        UUID seen = attestation("CONFIRMED", word.equals("seen-announced") ? 72 : 24);
        if (!word.equals("seen-unreviewed")) {
            review(seen, true);
        }
        if (word.equals("seen-rejected")) {
            review(seen, false);
        }
    }

    private void review(UUID seen, boolean accepted) {
        stage.post(
                        "rosa",
                        "/api/attestations/" + seen + "/reviews",
                        Map.of("id", UUID.randomUUID(), "accepted", accepted, "reason", "I looked at it."))
                .statusCode(200);
    }

    /** What a monitor met with at the place, on another delivery; one after the other. */
    private UUID attestation(String verdict, int noticeHours) {
        UUID other = stage.registered();
        UUID id = UUID.randomUUID();
        Map<String, Object> said = new HashMap<>();
        said.put("id", id);
        said.put("waybill", other);
        said.put("site", stage.village);
        said.put("organisation", stage.watchers);
        said.put("monitor", "M-07");
        said.put("method", "COUNT");
        said.put("verdict", verdict);
        said.put("noticeHours", noticeHours);
        said.put("escorted", false);
        said.put(
                "happenedAt",
                Instant.now().minus(Duration.ofDays(20 - events++)).toString());
        said.put("observations", List.of());
        said.put("evidence", List.of());
        stage.post("M-07", "/api/attestations", said).statusCode(200);
        return id;
    }

    private void override(String word) {
        UUID id = UUID.randomUUID();
        if (word.equals("override-expired")) {
            expired(id);
            return;
        }
        Map<String, Object> asked = new HashMap<>();
        asked.put("id", id);
        asked.put("programme", stage.programme);
        asked.put("organisation", stage.sender);
        switch (word) {
            case "override-site" -> asked.put("site", stage.village);
            case "override-other" -> asked.put("waybill", stage.registered());
            default -> asked.put("waybill", waybill);
        }
        asked.put("reason", "ACUTE_HUNGER");
        asked.put("text", "Children starve here and the road closes tomorrow.");
        asked.put("days", 1);
        stage.post("boss", "/api/overrides", asked).statusCode(200);
        if (!word.equals("override-waiting")) {
            boolean yes = !word.equals("override-declined");
            stage.post(
                            "other-boss",
                            "/api/overrides/" + id + "/decision",
                            Map.of("approved", yes, "reason", "We saw it too."))
                    .statusCode(200);
        }
    }

    /** No door takes a decision of the day before yesterday, so the tables are told. */
    private void expired(UUID id) {
        program("insert into gate_override (id, programme_id, waybill_id, reason_code, text, days, organisation_id,"
                + " requested_by, requested_by_name, requested_at, content_sha256) values ('" + id + "', '"
                + stage.programme + "', '" + waybill + "', 'DISASTER', 'The bridge is gone and the road too.', 1, '"
                + stage.sender + "', '" + boss + "', 'boss', now() - interval '3 days', '\\x00')");
        program("insert into gate_override_decision (override_id, approved, organisation_id, decided_by,"
                + " decided_by_name, reason, decided_at, expires_at) values ('" + id + "', true, '" + stage.receiver
                + "', '" + otherBoss + "', 'other-boss', 'Yes.', now() - interval '25 hours',"
                + " now() - interval '1 hour')");
    }

    private void flag(String word) {
        UUID other = stage.registered();
        String rule =
                word.equals("flag-settled") || word.equals("flag-high") ? "F01" : word.substring("flag-".length());
        String severity = word.equals("flag-high") ? "HIGH" : "CRITICAL";
        judged(other, "UNVERIFIED", severity.equals("CRITICAL") ? 5 : 4);
        program("insert into verification_flag (id, waybill_id, programme_id, rule, rule_version, severity,"
                + " policy_version, facts, state, raised_at) values (gen_random_uuid(), '" + other + "', '"
                + stage.programme + "', '" + rule + "', 1, '" + severity + "', 0, '{}', '"
                + (word.equals("flag-settled") ? "RESOLVED" : "OPEN") + "', now())");
    }

    /** A flag that is about no single delivery. */
    private void flagItself(String whom, String severity) {
        boolean site = whom.equals("place");
        UUID subject = switch (whom) {
            case "place" -> stage.village;
            case "carrier" -> stage.carrier;
            case "partner" -> stage.receiver;
            case "sender" -> stage.sender;
            default -> throw new IllegalArgumentException(whom);
        };
        program("insert into verification_flag (id, programme_id, rule, rule_version, severity, policy_version, facts,"
                + " state, raised_at, subject_kind, subject_id) values (gen_random_uuid(), '" + stage.programme
                + "', 'F39', 1, '" + severity + "', 0, '{}', 'OPEN', now(), '" + (site ? "SITE" : "ORGANISATION")
                + "', '" + subject + "')");
    }

    /** So many deliveries reached the place in the last cycle, and so many of them were never verified. */
    private void cycle(int unverified, int all) {
        for (int i = 0; i < all; i++) {
            judged(stage.registered(), i < unverified ? "UNVERIFIED" : "VERIFIED", 0);
        }
    }

    private void judged(UUID delivery, String assurance, int worst) {
        program("insert into verification_delivery (waybill_id, programme_id, number, final, first_leg, site_id,"
                + " logistics, assurance, grade, received_at, last_at, dispatched_kg, delivered_kg, lost_kg, surplus_kg,"
                + " kg_unknown, open_flags, worst_flag, conditions, policy_version, judged_at) values ('" + delivery
                + "', '" + stage.programme + "', 'X', true, true, '" + stage.village + "', 'RECEIVED', '" + assurance
                + "', 'D', now() - interval '60 days', now() - interval '60 days', 0, 0, 0, 0, false, '{}', " + worst
                + ", '[]', 0, now())");
    }

    private void program(String sql) {
        speaking.runAsProgram(() -> QuarkusTransaction.requiringNew()
                .run(() -> session.createNativeMutationQuery(sql).executeUpdate()));
    }
}
