package org.aidwitness.shipment;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.aidwitness.kernel.Sha256;
import org.jspecify.annotations.Nullable;

/** One count of a lot at a site. */
@Entity
@Table(name = "shipment_stock_count")
class StockCount {

    @Id
    UUID id;

    UUID programmeId;
    UUID organisationId;
    UUID siteId;
    UUID lotId;

    @Nullable Long packages;

    @Column(precision = 15, scale = 3)
    BigDecimal kg;

    Instant countedAt;

    @Nullable UUID supersedes;

    @Nullable String supersedesReason;

    @Column(name = "content_sha256")
    byte[] contentSha256;

    Instant acceptedAt;
    String acceptedBy;

    @SuppressWarnings("NullAway.Init") // JPA fills the fields.
    protected StockCount() {}

    StockCount(CountStock command, Sha256 content, Instant acceptedAt, String acceptedBy) {
        this.id = command.id();
        this.programmeId = command.programme();
        this.organisationId = command.organisation();
        this.siteId = command.site();
        this.lotId = command.lot();
        this.packages = command.packages();
        this.kg = command.kg().toBigDecimal();
        this.countedAt = command.countedAt();
        this.supersedes = command.supersedes();
        this.supersedesReason = command.supersedesReason();
        this.contentSha256 = content.toBytes();
        this.acceptedAt = acceptedAt;
        this.acceptedBy = acceptedBy;
    }
}
