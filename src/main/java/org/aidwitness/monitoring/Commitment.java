package org.aidwitness.monitoring;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.aidwitness.kernel.Sha256;
import org.jspecify.annotations.Nullable;

/** What was proposed. It stays as it is; what became of it is told by its steps. */
@Entity
@Table(name = "monitoring_commitment")
class Commitment {

    @Id
    UUID id;

    UUID programmeId;
    UUID organisationId;
    UUID partnerId;
    UUID proposerId;
    Instant windowFrom;
    Instant windowTo;
    int shareBp;

    @Enumerated(EnumType.STRING)
    ProposeCommitment.Level level;

    @Nullable Integer noticeHours;

    String proposedBy;
    Instant proposedAt;

    @Column(name = "content_sha256")
    byte[] contentSha256;

    @SuppressWarnings("NullAway.Init") // JPA fills the fields.
    protected Commitment() {}

    Commitment(ProposeCommitment command, UUID proposer, Sha256 content, String proposedBy, Instant proposedAt) {
        this.id = command.id();
        this.programmeId = command.programme();
        this.organisationId = command.organisation();
        this.partnerId = command.partner();
        this.proposerId = proposer;
        this.windowFrom = command.windowFrom();
        this.windowTo = command.windowTo();
        this.shareBp = Objects.requireNonNull(command.shareBp());
        this.level = command.level();
        this.noticeHours = command.noticeHours();
        this.proposedBy = proposedBy;
        this.proposedAt = proposedAt;
        this.contentSha256 = content.toBytes();
    }
}
