package org.aidwitness.verification;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.sql.Date;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.aidwitness.access.Accounts;
import org.aidwitness.access.Tokens;
import org.aidwitness.journal.Journal;
import org.aidwitness.journal.Sequencer;
import org.aidwitness.kernel.Actor;
import org.aidwitness.kernel.Actor.Role;
import org.aidwitness.kernel.Sha256;
import org.jspecify.annotations.Nullable;

/** Statements as plain rows, as the application's own role: each story in a programme of its own. */
@ApplicationScoped
public class World {

    static final Instant START = Instant.parse("2026-03-01T06:00:00Z");

    private static final byte[] DIGEST = new byte[32];

    private final Sql sql;
    private final Accounts accounts;
    private final Tokens tokens;
    private final Journal journal;
    private final Sequencer sequencer;

    World(DataSource database, Accounts accounts, Tokens tokens, Journal journal, Sequencer sequencer) {
        this.sql = new Sql(database);
        this.accounts = accounts;
        this.tokens = tokens;
        this.journal = journal;
        this.sequencer = sequencer;
    }

    /** A programme with its parties and two places. */
    record Stage(
            UUID programme,
            String code,
            UUID consignor,
            UUID consignee,
            UUID witness,
            UUID warehouse,
            UUID village,
            UUID commodity,
            UUID consignment,
            UUID leg) {}

    /** A waybill of one line. */
    record Parcel(Stage stage, UUID waybill, UUID line, BigDecimal kg) {}

    Stage stage() {
        Stage stage = new Stage(id(), "w" + id(), id(), id(), id(), id(), id(), id(), id(), id());
        for (UUID organisation : List.of(stage.consignor, stage.consignee, stage.witness)) {
            sql.insert(
                    "registry_organisation (id, code, name, kind, created_at)",
                    organisation,
                    organisation.toString(),
                    "Organisation " + organisation.toString().substring(0, 4),
                    "NGO",
                    START);
        }
        sql.insert(
                "registry_programme (id, code, name, place, demonstration, gate_in_force_from, created_at)",
                stage.programme,
                stage.code,
                "Story",
                "Nowhere",
                false,
                START.minus(Duration.ofDays(30)),
                START);
        for (UUID organisation : List.of(stage.consignor, stage.consignee, stage.witness)) {
            sql.insert(
                    "registry_participation (programme_id, organisation_id, since, entered_by)",
                    stage.programme,
                    organisation,
                    START,
                    "keeper");
        }
        site(stage.warehouse, "WAREHOUSE", 10.0, 20.0);
        site(stage.village, "FDP", 10.5, 20.0);
        sql.insert(
                "registry_commodity (id, code, name, class, created_at)",
                stage.commodity,
                stage.commodity.toString(),
                "Wheat flour",
                "FOOD",
                START);
        sql.insert(
                "shipment_consignment (id, programme_id, code, content_sha256, accepted_at, accepted_by)",
                stage.consignment,
                stage.programme,
                "C",
                DIGEST,
                START,
                "amina");
        sql.insert(
                "shipment_leg (id, consignment_id, ordinal, from_site_id, to_site_id, final, checkpoint_ids)",
                stage.leg,
                stage.consignment,
                1,
                stage.warehouse,
                stage.village,
                true,
                new UUID[0]);
        plan(stage, LocalDate.ofInstant(START, ZoneOffset.UTC).plusDays(10), null, null);
        return stage;
    }

    /** The same store sends to another village, of which nobody knows how many people live there. */
    Stage unknownVillage(Stage stage) {
        Stage unknown = new Stage(
                stage.programme,
                stage.code,
                stage.consignor,
                stage.consignee,
                stage.witness,
                stage.warehouse,
                id(),
                stage.commodity,
                stage.consignment,
                id());
        site(unknown.village, "FDP", 10.6, 20.0, null);
        sql.insert(
                "shipment_leg (id, consignment_id, ordinal, from_site_id, to_site_id, final, checkpoint_ids)",
                unknown.leg,
                stage.consignment,
                2,
                stage.warehouse,
                unknown.village,
                true,
                new UUID[0]);
        return unknown;
    }

    /** The consignee of a stage sends on from another store of theirs, to which nothing has come by waybill. */
    Stage onward(Stage stage) {
        Stage onward = new Stage(
                stage.programme,
                stage.code,
                stage.consignee,
                stage.witness,
                stage.consignor,
                id(),
                stage.village,
                stage.commodity,
                stage.consignment,
                id());
        site(onward.warehouse, "WAREHOUSE", 10.2, 20.0);
        sql.insert(
                "shipment_leg (id, consignment_id, ordinal, from_site_id, to_site_id, final, checkpoint_ids)",
                onward.leg,
                stage.consignment,
                2,
                onward.warehouse,
                stage.village,
                true,
                new UUID[0]);
        return onward;
    }

    /** A distribution at the village is planned by the consignee. */
    UUID plan(Stage stage, LocalDate on, @Nullable Integer people, @Nullable UUID supersedes) {
        UUID plan = id();
        sql.insert(
                "shipment_distribution_plan (id, programme_id, site_id, organisation_id, planned_on, people, supersedes, "
                        + "supersedes_reason, content_sha256, accepted_at, accepted_by)",
                plan,
                stage.programme,
                stage.village,
                stage.consignee,
                Date.valueOf(on),
                people,
                supersedes,
                supersedes == null ? null : "the road is cut",
                DIGEST,
                START,
                "bashir");
        return plan;
    }

    UUID count(UUID programme, UUID custodian, UUID site, UUID lot, String kg, Instant at, @Nullable UUID supersedes) {
        UUID count = id();
        sql.insert(
                "shipment_stock_count (id, programme_id, organisation_id, site_id, lot_id, kg, counted_at, supersedes, "
                        + "supersedes_reason, content_sha256, accepted_at, accepted_by)",
                count,
                programme,
                custodian,
                site,
                lot,
                new BigDecimal(kg),
                at,
                supersedes,
                supersedes == null ? null : "one row of the store was left out",
                DIGEST,
                at,
                "bashir");
        return count;
    }

    /** Handed out at the village, to so many people, 500 g a day for 25 days. */
    UUID handOut(Parcel parcel, Instant at, BigDecimal kg, @Nullable Integer people) {
        UUID distribution = id();
        sql.insert(
                "shipment_declaration (id, waybill_id, kind, organisation_id, signed_by, site_id, happened_at, "
                        + "happened_precision, seals, people, ration_g_per_day, ration_days, content_sha256, accepted_at,"
                        + " accepted_by)",
                distribution,
                parcel.waybill,
                "DISTRIBUTED",
                parcel.stage.consignee,
                "bashir",
                parcel.stage.village,
                at,
                "INSTANT",
                new String[0],
                people,
                500,
                25,
                DIGEST,
                at.plus(Duration.ofMinutes(5)),
                "bashir");
        sql.insert("shipment_declaration_line (declaration_id, line_id, good_kg)", distribution, parcel.line, kg);
        return distribution;
    }

    private void site(UUID id, String kind, double latitude, double longitude) {
        site(id, kind, latitude, longitude, 1_000);
    }

    private void site(UUID id, String kind, double latitude, double longitude, @Nullable Integer catchment) {
        sql.insert(
                "registry_site (id, code, name, kind, area, latitude, longitude, radius_m, catchment, created_at)",
                id,
                id.toString(),
                "Place",
                kind,
                "Upper valley",
                latitude,
                longitude,
                500,
                catchment,
                START);
    }

    /** One more line of the waybill. */
    Parcel secondLine(Parcel parcel, UUID lot, BigDecimal kg) {
        Parcel second = new Parcel(parcel.stage, parcel.waybill, id(), kg);
        addLine(second, "2", lot);
        return second;
    }

    private void addLine(Parcel parcel, String key, @Nullable UUID lot) {
        sql.insert(
                "shipment_line (id, waybill_id, key, commodity_id, lot_id, packages, package_unit, net_kg, value_usd, "
                        + "content_sha256)",
                parcel.line,
                parcel.waybill,
                key,
                parcel.stage.commodity,
                lot,
                100L,
                "bag",
                parcel.kg,
                new BigDecimal("50.00"),
                DIGEST);
    }

    Parcel parcel(Stage stage, long kg) {
        return parcel(stage, BigDecimal.valueOf(kg), null);
    }

    Parcel parcel(Stage stage, BigDecimal kg, @Nullable UUID lot) {
        Parcel parcel = new Parcel(stage, id(), id(), kg);
        sql.insert(
                "shipment_waybill (id, programme_id, leg_id, number, consignor_id, consignee_id, seals, "
                        + "planned_departure, planned_arrival, content_sha256, accepted_at, accepted_by)",
                parcel.waybill,
                stage.programme,
                stage.leg,
                parcel.waybill.toString(),
                stage.consignor,
                stage.consignee,
                new String[] {"S1"},
                START,
                START.plus(Duration.ofDays(1)),
                DIGEST,
                START,
                "amina");
        addLine(parcel, "1", lot);
        return parcel;
    }

    UUID lot(Stage stage) {
        return lot(stage, null);
    }

    UUID lot(Stage stage, @Nullable LocalDate bestBefore) {
        UUID lot = id();
        sql.insert(
                "registry_lot (id, code, commodity_id, best_before, created_at)",
                lot,
                lot.toString(),
                stage.commodity,
                bestBefore == null ? null : Date.valueOf(bestBefore),
                START);
        return lot;
    }

    UUID clearance(Parcel parcel, String outcome, Instant at) {
        UUID clearance = id();
        boolean hold = outcome.equals("HOLD");
        sql.insert(
                "gate_clearance (id, waybill_id, programme_id, outcome, policy_version, facts, reasons, decided_at, "
                        + "expires_at)",
                clearance,
                parcel.waybill,
                parcel.stage.programme,
                outcome,
                0,
                new Sql.Json("{}"),
                new Sql.Json(hold ? "[{\"code\":\"NO_MONITOR_ASSIGNED\"}]" : "[]"),
                at,
                hold ? null : at.plus(Duration.ofDays(3)));
        return clearance;
    }

    UUID dispatch(Parcel parcel, Instant at) {
        UUID clearance = clearance(parcel, "PASS", at.minus(Duration.ofHours(1)));
        return declare(parcel, "DISPATCHED", parcel.stage.consignor, "amina", at, null, clearance, null);
    }

    UUID receive(Parcel parcel, Instant at, @Nullable BigDecimal goodKg) {
        return receive(parcel, at, goodKg, null);
    }

    UUID correctReceipt(Parcel parcel, UUID wrong, Instant at, BigDecimal goodKg) {
        return receive(parcel, at, goodKg, wrong);
    }

    private UUID receive(Parcel parcel, Instant at, @Nullable BigDecimal goodKg, @Nullable UUID supersedes) {
        UUID receipt = declare(parcel, "RECEIVED", parcel.stage.consignee, "bashir", at, "COMPLETE", null, supersedes);
        if (goodKg != null) {
            sql.insert(
                    "shipment_declaration_line (declaration_id, line_id, good_packages, good_kg, missing_packages, "
                            + "missing_kg, reason)",
                    receipt,
                    parcel.line,
                    100L,
                    goodKg,
                    0L,
                    parcel.kg.subtract(goodKg).max(BigDecimal.ZERO),
                    goodKg.compareTo(parcel.kg) < 0 ? "PILFERAGE" : null);
        }
        return receipt;
    }

    void distribute(Parcel parcel, Instant at, BigDecimal kg) {
        UUID distribution = declare(parcel, "DISTRIBUTED", parcel.stage.consignee, "bashir", at, null, null, null);
        sql.insert("shipment_declaration_line (declaration_id, line_id, good_kg)", distribution, parcel.line, kg);
    }

    UUID declare(
            Parcel parcel,
            String kind,
            UUID organisation,
            String signedBy,
            Instant at,
            @Nullable String receipt,
            @Nullable UUID clearance,
            @Nullable UUID supersedes) {
        UUID declaration = id();
        sql.insert(
                "shipment_declaration (id, waybill_id, kind, organisation_id, signed_by, happened_at, "
                        + "happened_precision, seals, receipt, clearance_id, supersedes, supersedes_reason, "
                        + "content_sha256, accepted_at, accepted_by)",
                declaration,
                parcel.waybill,
                kind,
                organisation,
                signedBy,
                at,
                "INSTANT",
                new String[] {"S1"},
                receipt,
                clearance,
                supersedes,
                supersedes == null ? null : "a slip of the pen",
                DIGEST,
                at.plus(Duration.ofMinutes(5)),
                signedBy);
        return declaration;
    }

    UUID attest(Parcel parcel, String verdict, Instant at, @Nullable BigDecimal kg) {
        return attest(parcel, verdict, at, kg, null, null);
    }

    UUID attest(
            Parcel parcel,
            String verdict,
            Instant at,
            @Nullable BigDecimal kg,
            @Nullable Long weighedPackages,
            @Nullable BigDecimal weighedKg) {
        UUID attestation = id();
        sql.insert(
                "monitoring_attestation (id, waybill_id, site_id, organisation_id, monitor, method, verdict, "
                        + "notice_hours, escorted, private_interviews, latitude, longitude, accuracy_m, happened_at, "
                        + "independent, content_sha256, accepted_at, accepted_by)",
                attestation,
                parcel.waybill,
                parcel.stage.village,
                parcel.stage.witness,
                "heron",
                "COUNT",
                verdict,
                2,
                false,
                3,
                10.5,
                20.0,
                10,
                at,
                true,
                DIGEST,
                at.plus(Duration.ofMinutes(5)),
                "heron");
        if (kg != null) {
            sql.insert(
                    "monitoring_observation (attestation_id, line_id, packages, kg, weighed_packages, weighed_kg)",
                    attestation,
                    parcel.line,
                    100L,
                    kg,
                    weighedPackages,
                    weighedKg);
        }
        return attestation;
    }

    /** Armed by the witness, asked by the consignor. */
    UUID commitment(Stage stage, UUID site, Instant from, Instant to, Instant armed) {
        UUID commitment = id();
        UUID accreditation = id();
        sql.insert(
                "monitoring_accreditation (id, organisation_id, monitor, languages, interest_declaration, "
                        + "interest_declared_at, valid_from, valid_to, entered_by, entered_at, content_sha256)",
                accreditation,
                stage.witness,
                "heron",
                new String[] {"sw"},
                "None.",
                START,
                Date.valueOf("2020-01-01"),
                Date.valueOf("2030-01-01"),
                "stork",
                START,
                DIGEST);
        sql.insert(
                "monitoring_commitment (id, programme_id, organisation_id, partner_id, proposer_id, window_from, "
                        + "window_to, share_bp, level, proposed_by, proposed_at, content_sha256)",
                commitment,
                stage.programme,
                stage.witness,
                stage.consignee,
                stage.consignor,
                from,
                to,
                5_000,
                "OPEN",
                "amina",
                armed,
                DIGEST);
        sql.insert("monitoring_commitment_site (commitment_id, site_id)", commitment, site);
        step(commitment, 1, "PROPOSED", stage.consignor, armed);
        sql.insert(
                "monitoring_commitment_monitor (commitment_id, organisation_id, accreditation_id)",
                commitment,
                stage.witness,
                accreditation);
        step(commitment, 2, "ACCEPTED", stage.witness, armed);
        step(commitment, 3, "ACKNOWLEDGED", stage.consignee, armed);
        step(commitment, 4, "ARMED", stage.witness, armed);
        return commitment;
    }

    void withdraw(Stage stage, UUID commitment, Instant at) {
        step(commitment, 5, "WITHDRAWN", stage.witness, at);
    }

    private void step(UUID commitment, int ordinal, String state, UUID organisation, Instant at) {
        sql.insert(
                "monitoring_commitment_step (id, commitment_id, ordinal, state, organisation_id, made_by, reason, "
                        + "made_at, content_sha256)",
                id(),
                commitment,
                ordinal,
                state,
                organisation,
                "stork",
                "As agreed.",
                at,
                DIGEST);
    }

    /** Assigned to the witness, for sixty days from then on. */
    UUID visit(Parcel parcel, Instant at) {
        UUID visit = id();
        sql.insert(
                "monitoring_visit (id, waybill_id, organisation_id, monitor, window_from, window_to, assigned_at, "
                        + "assigned_by, content_sha256)",
                visit,
                parcel.waybill,
                parcel.stage.witness,
                "heron",
                at,
                at.plus(Duration.ofDays(60)),
                at,
                "stork",
                DIGEST);
        return visit;
    }

    void review(UUID attestation, boolean accepted, Instant at) {
        sql.insert(
                "monitoring_review (id, attestation_id, accepted, reason, reviewer, reviewed_at, content_sha256)",
                id(),
                attestation,
                accepted,
                "photos agree",
                "stork",
                at,
                DIGEST);
    }

    void relate(UUID one, UUID other, String kind) {
        sql.insert(
                "registry_relation (id, from_organisation_id, to_organisation_id, kind, valid_from, source, entered_at)",
                id(),
                one,
                other,
                kind,
                Date.valueOf("2020-01-01"),
                "register of companies",
                START);
    }

    /** Empties the queue into the journal. */
    void number() {
        int moved;
        do {
            moved = sequencer.run();
        } while (moved > 0);
    }

    /** What a room records with its statement; numbered at once. */
    void tell(String kind, UUID subject, UUID programme) {
        tell(kind, id(), subject, programme);
    }

    void tell(String kind, UUID statement, UUID subject, UUID programme) {
        QuarkusTransaction.requiringNew()
                .run(() -> journal.record(
                        Actor.SYSTEM,
                        new Journal.Statement(kind, statement, subject, programme, Sha256.fromBytes(DIGEST), START)));
        number();
    }

    String token(UUID organisation, Role role) {
        UUID account = accounts.create(role.name().toLowerCase(Locale.ROOT) + id(), organisation, Set.of(role));
        return tokens.issue(account, Duration.ofDays(1));
    }

    /** One value of one row, as text. */
    @Nullable String ask(String question, Object... values) {
        return sql.ask(question, values);
    }

    void run(String statement, List<?> values) {
        sql.run(statement, values);
    }

    /** What autovacuum does on a running system, a little later. */
    void maintain() {
        sql.maintain();
    }

    static UUID id() {
        return UUID.randomUUID();
    }

    /** Logistics, assurance, grade, clearance, dispatched and delivered kg. */
    String verdict(Parcel parcel) {
        return String.valueOf(ask("""
                select concat_ws(' ', logistics, assurance, grade, coalesce(clearance, 'null'), dispatched_kg,
                                 delivered_kg)
                  from verification_delivery
                 where waybill_id = ?""", parcel.waybill()));
    }

    /** Each flag ever raised: rule, severity, state, number of steps. */
    String flags(Parcel parcel) {
        return String.valueOf(ask("""
                select coalesce(string_agg(concat_ws(' ', rule, severity, state,
                         (select count(*) from verification_flag_step s where s.flag_id = g.id)),
                         ', ' order by rule, raised_at, id), '')
                  from verification_flag g
                 where waybill_id = ?""", parcel.waybill()));
    }

    /** What the journal will say about the delivery's verdicts. */
    String told(Parcel parcel) {
        number();
        return String.valueOf(ask("""
                select coalesce(string_agg(replace(kind, 'verification.', ''), ' ' order by seq), '')
                  from journal_entry
                 where subject = ?
                   and kind like 'verification.%'""", parcel.waybill()));
    }

    UUID flag(Parcel parcel, String rule) {
        return UUID.fromString(String.valueOf(ask(
                "select id from verification_flag where waybill_id = ? and rule = ? order by raised_at desc limit 1",
                parcel.waybill(),
                rule)));
    }
}
