package org.aidwitness.monitoring;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.aidwitness.kernel.Actor;
import org.aidwitness.kernel.Sha256;
import org.jspecify.annotations.Nullable;

/** One step of a commitment; numbered from 1. Without an organisation it is the program's own. */
@Entity
@Table(name = "monitoring_commitment_step")
class CommitmentStep {

    @Id
    UUID id;

    UUID commitmentId;
    int ordinal;

    @Enumerated(EnumType.STRING)
    CommitmentState state;

    @Nullable UUID organisationId;

    String madeBy;

    @Nullable UUID accountId;

    @Nullable String reason;

    Instant madeAt;

    @Column(name = "content_sha256")
    byte[] contentSha256;

    @SuppressWarnings("NullAway.Init") // JPA fills the fields.
    protected CommitmentStep() {}

    CommitmentStep(
            UUID id,
            UUID commitment,
            int ordinal,
            CommitmentState state,
            @Nullable UUID organisation,
            Actor actor,
            @Nullable String reason,
            Sha256 content,
            Instant madeAt) {
        this.id = id;
        this.commitmentId = commitment;
        this.ordinal = ordinal;
        this.state = state;
        this.organisationId = organisation;
        this.madeBy = actor.name();
        this.accountId = actor.account();
        this.reason = reason;
        this.contentSha256 = content.toBytes();
        this.madeAt = madeAt;
    }
}
