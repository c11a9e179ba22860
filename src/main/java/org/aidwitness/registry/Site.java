package org.aidwitness.registry;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One site. */
@Entity
@Table(name = "registry_site")
class Site extends PanacheEntityBase {

    @Id
    UUID id;

    String code;
    String name;

    @Enumerated(EnumType.STRING)
    SiteEntry.Kind kind;

    @Nullable String country;

    @Nullable String pcode;

    @Nullable String area;

    @Nullable Double latitude;

    @Nullable Double longitude;

    @Column(name = "radius_m")
    int radiusMetres;

    @Nullable Integer catchment;

    @Nullable UUID authorityId;

    String @Nullable [] languages;

    Instant createdAt;

    /** The import that entered it, where one did. */
    @Nullable UUID importRunId;

    @SuppressWarnings("NullAway.Init") // JPA fills the fields.
    protected Site() {}

    Site(SiteEntry entry, @Nullable UUID importRun, Instant createdAt) {
        this.importRunId = importRun;
        this.id = entry.id();
        this.code = entry.code();
        this.name = entry.name();
        this.kind = entry.kind();
        this.country = entry.country();
        this.pcode = entry.pcode();
        this.area = entry.area();
        this.latitude = entry.latitude();
        this.longitude = entry.longitude();
        this.radiusMetres = entry.radiusMetres();
        this.catchment = entry.catchment();
        this.authorityId = entry.authority();
        this.languages = entry.languages().isEmpty() ? null : entry.languages().toArray(String[]::new);
        this.createdAt = createdAt;
    }

    SiteEntry entry() {
        return new SiteEntry(
                id,
                code,
                name,
                kind,
                country,
                pcode,
                area,
                latitude,
                longitude,
                radiusMetres,
                catchment,
                authorityId,
                languages == null ? List.of() : List.of(languages));
    }
}
