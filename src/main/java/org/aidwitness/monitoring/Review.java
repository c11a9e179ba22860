package org.aidwitness.monitoring;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.aidwitness.kernel.Sha256;

/** A second person's verdict on one attestation. */
@Entity
@Table(name = "monitoring_review")
class Review extends PanacheEntityBase {

    @Id
    UUID id;

    UUID attestationId;
    boolean accepted;
    String reason;
    String reviewer;
    Instant reviewedAt;

    @Column(name = "content_sha256")
    byte[] contentSha256;

    @SuppressWarnings("NullAway.Init") // JPA fills the fields.
    protected Review() {}

    Review(UUID attestation, ReviewAttestation command, Sha256 content, String reviewer, Instant reviewedAt) {
        this.id = command.id();
        this.attestationId = attestation;
        this.accepted = command.accepted();
        this.reason = command.reason();
        this.reviewer = reviewer;
        this.reviewedAt = reviewedAt;
        this.contentSha256 = content.toBytes();
    }
}
