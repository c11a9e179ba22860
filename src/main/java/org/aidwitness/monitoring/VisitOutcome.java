package org.aidwitness.monitoring;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.aidwitness.kernel.Sha256;
import org.jspecify.annotations.Nullable;

/** What came of a visit, as it was told; numbered from 1, and the last one counts. */
@Entity
@Table(name = "monitoring_visit_outcome")
class VisitOutcome {

    @Id
    UUID id;

    UUID visitId;
    int ordinal;
    UUID organisationId;

    @Enumerated(EnumType.STRING)
    TellOutcome.Outcome outcome;

    @Enumerated(EnumType.STRING)
    TellOutcome.@Nullable Reason reason;

    @Nullable String note;

    @Nullable UUID attestationId;

    @Nullable UUID incidentId;

    Instant happenedAt;

    /** Of the parties to the delivery, as it stood when this was told. */
    boolean independent;

    String acceptedBy;
    Instant acceptedAt;

    @Column(name = "content_sha256")
    byte[] contentSha256;

    @SuppressWarnings("NullAway.Init") // JPA fills the fields.
    protected VisitOutcome() {}

    VisitOutcome(
            Visit visit,
            int ordinal,
            TellOutcome command,
            boolean independent,
            Sha256 content,
            String acceptedBy,
            Instant acceptedAt) {
        this.id = command.id();
        this.visitId = visit.id;
        this.ordinal = ordinal;
        this.organisationId = visit.organisationId;
        this.outcome = command.outcome();
        this.reason = command.reason();
        this.note = command.note();
        this.attestationId = command.attestation();
        this.incidentId = command.incident();
        this.happenedAt = command.happenedAt();
        this.independent = independent;
        this.acceptedBy = acceptedBy;
        this.acceptedAt = acceptedAt;
        this.contentSha256 = content.toBytes();
    }
}
