package org.aidwitness.registry;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What one donor gave to one programme. */
@Entity
@Table(name = "registry_contribution")
class Contribution extends PanacheEntityBase {

    @Id
    UUID id;

    UUID programmeId;
    UUID donorId;
    String code;
    String title;

    @Nullable String reference;

    Instant createdAt;

    @SuppressWarnings("NullAway.Init") // JPA fills the fields.
    protected Contribution() {}

    Contribution(ContributionEntry entry, Instant createdAt) {
        this.id = entry.id();
        this.programmeId = entry.programme();
        this.donorId = entry.donor();
        this.code = entry.code();
        this.title = entry.title();
        this.reference = entry.reference();
        this.createdAt = createdAt;
    }

    ContributionEntry entry() {
        return new ContributionEntry(id, programmeId, donorId, code, title, reference);
    }
}
