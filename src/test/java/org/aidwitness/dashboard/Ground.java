package org.aidwitness.dashboard;

import java.math.BigDecimal;
import java.sql.Date;
import java.time.Instant;
import java.util.UUID;
import javax.sql.DataSource;
import org.aidwitness.dashboard.Rows.Json;
import org.jspecify.annotations.Nullable;

/** What deliveries stand on: one programme under a code of its own, its parties, its places and on what terms to go there. */
abstract class Ground {

    /** When the pictures are taken. */
    static final Instant NOW = Instant.parse("2026-11-01T06:00:00Z");

    final String code;
    final UUID id;
    final Rows rows;
    final UUID relief;
    final UUID partner;
    final UUID carrier;
    final UUID watch;
    final UUID donor;
    final UUID port;
    final UUID rice;
    final UUID run;
    final UUID contribution;

    Ground(DataSource database, String code, String name, String place, boolean demonstration) {
        this.code = code;
        this.rows = new Rows(database);
        id = uuid("programme");
        rows.insert(
                "registry_programme",
                "id",
                id,
                "code",
                code,
                "name",
                name,
                "place",
                place,
                "demonstration",
                demonstration,
                "gate_in_force_from",
                Instant.parse("2026-03-01T00:00:00Z"),
                "created_at",
                NOW);
        relief = organisation("Tavara Relief Network", "NGO");
        partner = organisation("Highland Food Committee", "NGO");
        carrier = organisation("Marrow Haulage", "CARRIER");
        watch = organisation("Open Field Watch", "MONITOR");
        donor = organisation("Norrland", "DONOR");
        port = site("Marrow Junction warehouse", "WAREHOUSE", null, null);
        rice = uuid("rice");
        rows.insert(
                "registry_commodity",
                "id",
                rice,
                "code",
                code + "-rice",
                "name",
                "Rice",
                "class",
                "FOOD",
                "kg_per_package",
                new BigDecimal("50"),
                "kcal_per_100g",
                360,
                "created_at",
                NOW);
        contribution = uuid("contribution");
        rows.insert(
                "registry_contribution",
                "id",
                contribution,
                "programme_id",
                id,
                "donor_id",
                donor,
                "code",
                "NL-1",
                "title",
                "Norrland winter grain",
                "created_at",
                NOW);
        UUID mapping = uuid("mapping");
        rows.insert(
                "exchange_mapping",
                "id",
                mapping,
                "organisation_id",
                relief,
                "code",
                code + "-history",
                "version",
                1,
                "settings",
                new Json("{}"),
                "made_by",
                "test",
                "made_at",
                NOW);
        run = uuid("run");
        rows.insert(
                "exchange_run",
                "id",
                run,
                "mapping_id",
                mapping,
                "programme_id",
                id,
                "organisation_id",
                relief,
                "file_name",
                "history.csv",
                "file_sha256",
                Rows.hash("x"),
                "file_bytes",
                1L,
                "mode",
                "ALL",
                "history",
                true,
                "actor",
                "test",
                "started_at",
                NOW);
    }

    UUID uuid(String name) {
        return Rows.id(code + "/" + name);
    }

    Rows rows() {
        return rows;
    }

    UUID organisation(String name, String kind) {
        UUID organisation = uuid("organisation/" + name);
        rows.insert(
                "registry_organisation",
                "id",
                organisation,
                "code",
                code + "/" + name,
                "name",
                name,
                "kind",
                kind,
                "created_at",
                NOW);
        return organisation;
    }

    UUID site(String name, String kind, @Nullable String pcode, @Nullable String area) {
        UUID site = uuid("site/" + name);
        rows.insert(
                "registry_site",
                "id",
                site,
                "code",
                code + "/" + name,
                "name",
                name,
                "kind",
                kind,
                "country",
                "QM",
                "pcode",
                pcode,
                "area",
                area,
                "latitude",
                10.0,
                "longitude",
                20.0,
                "radius_m",
                250,
                "catchment",
                4000,
                "created_at",
                NOW);
        return site;
    }

    void terms(@Nullable String site, @Nullable String pcode, String level, @Nullable Integer notice) {
        rows.insert(
                "registry_access_terms",
                "id",
                uuid("terms/" + site + pcode),
                "site_id",
                site == null ? null : uuid("site/" + site),
                "pcode",
                pcode,
                "level",
                level,
                "notice_hours",
                notice,
                "valid_from",
                Date.valueOf("2026-08-14"),
                "source",
                "county office",
                "entered_at",
                NOW);
    }

    UUID port() {
        return port;
    }

    UUID partner() {
        return partner;
    }

    UUID relief() {
        return relief;
    }
}
