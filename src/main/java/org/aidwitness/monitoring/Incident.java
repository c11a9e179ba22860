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

/** One access incident. Insert-only. */
@Entity
@Table(name = "monitoring_incident")
class Incident {

    @Id
    UUID id;

    UUID programmeId;

    @Nullable UUID waybillId;

    @Nullable UUID visitId;

    @Nullable UUID siteId;

    @Nullable String pcode;

    UUID organisationId;
    String monitor;

    @Enumerated(EnumType.STRING)
    NoteIncident.Kind kind;

    @Nullable UUID authorityId;

    Instant happenedAt;

    @Nullable Instant deviceAt;

    @Nullable String note;

    @Nullable UUID supersedes;

    @Nullable String supersedesReason;

    /** Of the parties there, as it stood when this was told. */
    boolean independent;

    @Column(name = "content_sha256")
    byte[] contentSha256;

    Instant acceptedAt;
    String acceptedBy;

    @SuppressWarnings("NullAway.Init") // JPA fills the fields.
    protected Incident() {}

    Incident(NoteIncident command, boolean independent, Sha256 content, Instant acceptedAt, String acceptedBy) {
        this.id = command.id();
        this.programmeId = command.programme();
        this.waybillId = command.waybill();
        this.visitId = command.visit();
        this.siteId = command.site();
        this.pcode = command.pcode();
        this.organisationId = command.organisation();
        this.monitor = command.monitor();
        this.kind = command.kind();
        this.authorityId = command.authority();
        this.happenedAt = command.happenedAt();
        this.deviceAt = command.deviceAt();
        this.note = command.note();
        this.supersedes = command.supersedes();
        this.supersedesReason = command.supersedesReason();
        this.independent = independent;
        this.contentSha256 = content.toBytes();
        this.acceptedAt = acceptedAt;
        this.acceptedBy = acceptedBy;
    }
}
