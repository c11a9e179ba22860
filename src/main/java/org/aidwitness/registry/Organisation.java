package org.aidwitness.registry;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One organisation. */
@Entity
@Table(name = "registry_organisation")
class Organisation extends PanacheEntityBase {

    @Id
    UUID id;

    String code;
    String name;

    @Enumerated(EnumType.STRING)
    OrganisationEntry.Kind kind;

    Instant createdAt;

    /** The import that entered it, where one did. */
    @Nullable UUID importRunId;

    @SuppressWarnings("NullAway.Init") // JPA fills the fields.
    protected Organisation() {}

    Organisation(OrganisationEntry entry, @Nullable UUID importRun, Instant createdAt) {
        this.importRunId = importRun;
        this.id = entry.id();
        this.code = entry.code();
        this.name = entry.name();
        this.kind = entry.kind();
        this.createdAt = createdAt;
    }

    OrganisationEntry entry() {
        return new OrganisationEntry(id, code, name, kind);
    }
}
