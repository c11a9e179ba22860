package org.aidwitness.registry;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** One programme. */
@Entity
@Table(name = "registry_programme")
class Programme extends PanacheEntityBase {

    @Id
    UUID id;

    String code;
    String name;
    String place;
    boolean demonstration;
    boolean closed;
    Instant gateInForceFrom;
    Instant createdAt;

    @SuppressWarnings("NullAway.Init") // JPA fills the fields.
    protected Programme() {}

    Programme(ProgrammeEntry entry, Instant createdAt) {
        this.id = entry.id();
        this.code = entry.code();
        this.name = entry.name();
        this.place = entry.place();
        this.demonstration = entry.demonstration();
        this.closed = entry.closed();
        this.gateInForceFrom = entry.gateInForceFrom();
        this.createdAt = createdAt;
    }

    ProgrammeEntry entry() {
        return new ProgrammeEntry(id, code, name, place, demonstration, closed, gateInForceFrom);
    }
}
