package org.aidwitness.registry;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One lot. */
@Entity
@Table(name = "registry_lot")
class Lot extends PanacheEntityBase {

    @Id
    UUID id;

    String code;
    UUID commodityId;

    @Nullable UUID contributionId;

    @Nullable LocalDate bestBefore;

    Instant createdAt;

    @SuppressWarnings("NullAway.Init") // JPA fills the fields.
    protected Lot() {}

    Lot(LotEntry entry, Instant createdAt) {
        this.id = entry.id();
        this.code = entry.code();
        this.commodityId = entry.commodity();
        this.contributionId = entry.contribution();
        this.bestBefore = entry.bestBefore();
        this.createdAt = createdAt;
    }

    LotEntry entry() {
        return new LotEntry(id, code, commodityId, contributionId, bestBefore);
    }
}
