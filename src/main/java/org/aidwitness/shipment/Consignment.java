package org.aidwitness.shipment;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Goods that belong together. Insert-only, as all rows of this room. */
@Entity
@Table(name = "shipment_consignment")
class Consignment extends PanacheEntityBase {

    @Id
    UUID id;

    UUID programmeId;

    @Nullable UUID contributionId;

    String code;

    @Column(name = "content_sha256")
    byte[] contentSha256;

    @Nullable UUID importRunId;

    Instant acceptedAt;
    String acceptedBy;

    @SuppressWarnings("NullAway.Init") // JPA fills the fields.
    protected Consignment() {}

    Consignment(RegisterConsignment command, @Nullable UUID importRun, Instant acceptedAt, String acceptedBy) {
        this.id = command.id();
        this.programmeId = command.programme();
        this.contributionId = command.contribution();
        this.code = command.code();
        this.contentSha256 = command.content().toBytes();
        this.importRunId = importRun;
        this.acceptedAt = acceptedAt;
        this.acceptedBy = acceptedBy;
    }
}
