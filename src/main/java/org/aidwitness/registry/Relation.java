package org.aidwitness.registry;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/** One tie between two organisations. It is never edited but for the day it ended. */
@Entity
@DynamicUpdate // The application may update the last day and nothing else.
@Table(name = "registry_relation")
class Relation extends PanacheEntityBase {

    @Id
    UUID id;

    UUID fromOrganisationId;
    UUID toOrganisationId;

    @Enumerated(EnumType.STRING)
    RelationEntry.Kind kind;

    LocalDate validFrom;

    @Nullable LocalDate validTo;

    String source;
    Instant enteredAt;

    @SuppressWarnings("NullAway.Init") // JPA fills the fields.
    protected Relation() {}

    Relation(RelationEntry entry, Instant enteredAt) {
        this.id = entry.id();
        this.fromOrganisationId = entry.from();
        this.toOrganisationId = entry.to();
        this.kind = entry.kind();
        this.validFrom = entry.validFrom();
        this.validTo = entry.validTo();
        this.source = entry.source();
        this.enteredAt = enteredAt;
    }

    RelationEntry entry() {
        return new RelationEntry(id, fromOrganisationId, toOrganisationId, kind, validFrom, validTo, source);
    }
}
