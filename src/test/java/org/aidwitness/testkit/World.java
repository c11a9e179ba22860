package org.aidwitness.testkit;

import static io.restassured.RestAssured.given;

import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.aidwitness.access.Accounts;
import org.aidwitness.access.Tokens;
import org.aidwitness.kernel.Actor;
import org.aidwitness.kernel.Actor.Role;
import org.aidwitness.registry.AccessTermsEntry;
import org.aidwitness.registry.Commodities;
import org.aidwitness.registry.CommodityEntry;
import org.aidwitness.registry.OrganisationEntry;
import org.aidwitness.registry.Organisations;
import org.aidwitness.registry.Participants;
import org.aidwitness.registry.ProgrammeEntry;
import org.aidwitness.registry.Programmes;
import org.aidwitness.registry.RelationEntry;
import org.aidwitness.registry.SiteEntry;
import org.aidwitness.registry.Sites;
import org.aidwitness.shipment.Consignments;
import org.aidwitness.shipment.RegisterConsignment;
import org.jspecify.annotations.Nullable;

/** A small world to tell stories in: a programme of its own, its parties, and who may speak for them. */
@ApplicationScoped
public class World {

    public static final Actor KEEPER = new Actor(
            new UUID(0, 1), "keeper", new UUID(0, 2), Set.of(Role.ADMINISTRATOR, Role.REVIEWER, Role.LOGISTICS));

    @Inject
    Programmes programmes;

    @Inject
    Organisations organisations;

    @Inject
    Participants participants;

    @Inject
    Sites sites;

    @Inject
    Commodities commodities;

    @Inject
    Consignments consignments;

    @Inject
    Accounts accounts;

    @Inject
    Tokens tokens;

    /** The ids of one story. */
    public static final class Stage {
        private @Nullable World world;

        public final UUID programme = UUID.randomUUID();
        public final String code = "p-" + programme.toString().substring(0, 8);
        /** Of the village; its county is all but the last two digits. Other stages lie elsewhere. */
        public final String pcode = "T" + programme.toString().substring(0, 8) + "02";

        public final UUID sender = UUID.randomUUID();
        public final UUID receiver = UUID.randomUUID();
        public final UUID carrier = UUID.randomUUID();
        public final UUID watchers = UUID.randomUUID();
        public final UUID warehouse = UUID.randomUUID();
        public final UUID village = UUID.randomUUID();
        public final UUID rice = UUID.randomUUID();
        public final UUID leg = UUID.randomUUID();
        public final Map<String, String> tokens = new HashMap<>();

        /** Asks as this person. */
        public RequestSpecification as(String person) {
            return given().header("Authorization", "Bearer " + tokens.get(person))
                    .contentType("application/json");
        }

        public ValidatableResponse post(String person, String path, Object body) {
            return as(person).body(body).post(path).then();
        }

        /** A waybill of 100 bags of 50 kg, not registered yet. */
        public Map<String, Object> waybill(UUID id, UUID line, String number) {
            return Map.of(
                    "waybill",
                    Map.of(
                            "id", id,
                            "programme", programme,
                            "leg", leg,
                            "number", number,
                            "consignor", sender,
                            "consignee", receiver,
                            "carrier", carrier),
                    "lines",
                    List.of(Map.of(
                            "id",
                            line,
                            "key",
                            "1",
                            "commodity",
                            rice,
                            "packages",
                            100,
                            "kgPerPackage",
                            50,
                            "netKg",
                            5000)));
        }

        public UUID registered() {
            return registered(UUID.randomUUID());
        }

        /** A registered waybill; its line has the given id. */
        public UUID registered(UUID line) {
            UUID id = UUID.randomUUID();
            post("amina", "/api/waybills", waybill(id, line, "WB-" + id)).statusCode(200);
            return id;
        }

        public void assign(UUID waybill) {
            assign(waybill, watchers).statusCode(200);
        }

        public ValidatableResponse assign(UUID waybill, UUID organisation) {
            return post(
                    planner(organisation),
                    "/api/visits",
                    Map.of(
                            "id",
                            UUID.randomUUID(),
                            "waybill",
                            waybill,
                            "organisation",
                            organisation,
                            "monitor",
                            "M-07",
                            "windowFrom",
                            Instant.now().minus(Duration.ofDays(1)).toString(),
                            "windowTo",
                            Instant.now().plus(Duration.ofDays(60)).toString()));
        }

        /** Each organisation assigns its own monitors. */
        private String planner(UUID organisation) {
            if (organisation.equals(watchers)) {
                return "rosa";
            }
            String name = "planner of " + organisation;
            if (!tokens.containsKey(name)) {
                Objects.requireNonNull(world).person(this, name, organisation, Role.REVIEWER);
            }
            return name;
        }

        public Map<String, Object> dispatch(UUID waybill) {
            return declaration(waybill, "DISPATCHED", sender, "amina");
        }

        public Map<String, Object> declaration(UUID waybill, String kind, UUID organisation, String signedBy) {
            Map<String, Object> said = new HashMap<>();
            said.put("id", UUID.randomUUID());
            said.put("waybill", waybill);
            said.put("kind", kind);
            said.put("organisation", organisation);
            said.put("signedBy", signedBy);
            said.put("happenedAt", Instant.now().minus(Duration.ofHours(3)).toString());
            return said;
        }

        public Map<String, Object> receipt(UUID waybill, UUID line, int good, int damaged, int missing) {
            Map<String, Object> said = declaration(waybill, "RECEIVED", receiver, "bruno");
            said.put("receipt", "COMPLETE");
            Map<String, Object> amounts = new HashMap<>(Map.of(
                    "line",
                    line,
                    "goodPackages",
                    good,
                    "goodKg",
                    good * 50,
                    "damagedPackages",
                    damaged,
                    "damagedKg",
                    damaged * 50,
                    "missingPackages",
                    missing,
                    "missingKg",
                    missing * 50,
                    "surplusPackages",
                    0,
                    "surplusKg",
                    0));
            if (damaged + missing > 0) {
                amounts.put("reason", "DAMAGED_WET");
            }
            said.put("lines", List.of(amounts));
            return said;
        }

        public ValidatableResponse declare(String person, Map<String, Object> said) {
            return post(person, "/api/waybills/" + said.get("waybill") + "/declarations", said);
        }
    }

    /**
     * People: amina (logistics of the sender), bruno (logistics of the receiver), M-07 (monitor of the watchers), rosa
     * (reviewer of the watchers), hana (historian of the sender).
     */
    public Stage stage() {
        return stage(false);
    }

    /** The same, in a programme that only its own parties see. */
    public Stage closedStage() {
        return stage(true);
    }

    private Stage stage(boolean closed) {
        Stage stage = new Stage();
        stage.world = this;
        programmes.enter(
                KEEPER,
                new ProgrammeEntry(
                        stage.programme,
                        stage.code,
                        "Story",
                        "Tavara",
                        true,
                        closed,
                        Instant.parse("2026-01-01T00:00:00Z")));
        organisation(stage.sender, "Tavara Relief Network", OrganisationEntry.Kind.NGO);
        organisation(stage.receiver, "Asheru Committee", OrganisationEntry.Kind.NGO);
        organisation(stage.carrier, "Marrow Haulage", OrganisationEntry.Kind.CARRIER);
        organisation(stage.watchers, "Open Field Watch", OrganisationEntry.Kind.MONITOR);
        for (UUID organisation : List.of(stage.sender, stage.receiver, stage.carrier, stage.watchers)) {
            participants.join(KEEPER, stage.programme, organisation);
        }
        site(stage.warehouse, "Marrow Junction", SiteEntry.Kind.WAREHOUSE, "QM02", 10.0, 20.0);
        site(stage.village, "Asheru Town 2", SiteEntry.Kind.FDP, stage.pcode, 10.5, 20.0);
        commodities.enter(
                KEEPER,
                new CommodityEntry(
                        stage.rice,
                        "rice-" + stage.rice,
                        "Rice",
                        CommodityEntry.Class.FOOD,
                        BigDecimal.valueOf(50),
                        360));
        consignments.register(
                KEEPER,
                new RegisterConsignment(
                        UUID.randomUUID(),
                        stage.programme,
                        null,
                        "C-1",
                        List.of(new RegisterConsignment.Leg(
                                stage.leg, 1, stage.warehouse, stage.village, true, List.of()))));
        person(stage, "amina", stage.sender, Role.LOGISTICS);
        person(stage, "bruno", stage.receiver, Role.LOGISTICS);
        person(stage, "M-07", stage.watchers, Role.MONITOR);
        person(stage, "rosa", stage.watchers, Role.REVIEWER, Role.ADMINISTRATOR);
        person(stage, "hana", stage.sender, Role.LOGISTICS, Role.HISTORIAN);
        return stage;
    }

    /** Lets one more organisation take part. */
    public void join(Stage stage, UUID organisation) {
        participants.join(KEEPER, stage.programme, organisation);
    }

    public void tie(UUID from, UUID to, RelationEntry.Kind kind) {
        organisations.relate(
                KEEPER,
                new RelationEntry(
                        UUID.randomUUID(), from, to, kind, LocalDate.parse("2020-01-01"), null, "annual report"));
    }

    public UUID organisation(String name) {
        UUID id = UUID.randomUUID();
        organisation(id, name, OrganisationEntry.Kind.OTHER);
        return id;
    }

    public void access(UUID site, AccessTermsEntry.Level level) {
        sites.setAccess(
                KEEPER,
                new AccessTermsEntry(
                        UUID.randomUUID(), site, null, level, null, LocalDate.parse("2026-01-01"), null, "county"));
    }

    public UUID person(Stage stage, String name, UUID organisation, Role... roles) {
        UUID account = accounts.create(name + " " + stage.code, organisation, Set.of(roles));
        stage.tokens.put(name, tokens.issue(account, Duration.ofDays(1)));
        return account;
    }

    private void organisation(UUID id, String name, OrganisationEntry.Kind kind) {
        organisations.enter(KEEPER, new OrganisationEntry(id, "o-" + id, name, kind));
    }

    private void site(UUID id, String name, SiteEntry.Kind kind, String pcode, double latitude, double longitude) {
        sites.enter(
                KEEPER,
                new SiteEntry(
                        id, "s-" + id, name, kind, "Tavara", pcode, "Asheru", latitude, longitude, 250, 4_000, null,
                        List.of()));
    }
}
