package org.aidwitness.monitoring;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.aidwitness.kernel.Sha256;

/** One re-assignment of a visit; numbered from 1. */
@Entity
@Table(name = "monitoring_visit_change")
class VisitChange {

    @Id
    UUID id;

    UUID visitId;
    int ordinal;
    UUID organisationId;
    String monitor;
    String reason;
    String madeBy;
    Instant madeAt;

    @Column(name = "content_sha256")
    byte[] contentSha256;

    @SuppressWarnings("NullAway.Init") // JPA fills the fields.
    protected VisitChange() {}

    VisitChange(Visit visit, int ordinal, ReassignVisit command, Sha256 content, String madeBy, Instant madeAt) {
        this.id = command.id();
        this.visitId = visit.id;
        this.ordinal = ordinal;
        this.organisationId = visit.organisationId;
        this.monitor = command.monitor();
        this.reason = command.reason();
        this.madeBy = madeBy;
        this.madeAt = madeAt;
        this.contentSha256 = content.toBytes();
    }
}
