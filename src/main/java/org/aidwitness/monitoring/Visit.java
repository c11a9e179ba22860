package org.aidwitness.monitoring;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** One assignment of a monitor to a delivery. */
@Entity
@Table(name = "monitoring_visit")
class Visit extends PanacheEntityBase {

    @Id
    UUID id;

    UUID waybillId;
    UUID organisationId;
    String monitor;
    Instant windowFrom;
    Instant windowTo;
    Instant assignedAt;
    String assignedBy;

    @Column(name = "content_sha256")
    byte[] contentSha256;

    @SuppressWarnings("NullAway.Init") // JPA fills the fields.
    protected Visit() {}

    Visit(AssignVisit command, Instant assignedAt, String assignedBy) {
        this.id = command.id();
        this.waybillId = command.waybill();
        this.organisationId = command.organisation();
        this.monitor = command.monitor();
        this.windowFrom = command.windowFrom();
        this.windowTo = command.windowTo();
        this.assignedAt = assignedAt;
        this.assignedBy = assignedBy;
        this.contentSha256 = command.content().toBytes();
    }

    /** Whoever names a visit names one of their own organisation, to this delivery; none is fine too. */
    static void requireOwn(StatelessSession session, @Nullable UUID id, @Nullable UUID waybill, UUID organisation) {
        if (id == null) {
            return;
        }
        Visit visit = session.get(Visit.class, id);
        if (visit == null || !visit.waybillId.equals(waybill) || !visit.organisationId.equals(organisation)) {
            throw Refused.at("/visit", Code.UNKNOWN_REFERENCE, "Your organisation has no such visit to this delivery.");
        }
    }
}
