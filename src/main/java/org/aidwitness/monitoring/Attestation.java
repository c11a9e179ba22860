package org.aidwitness.monitoring;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
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

/** What a monitor said. Insert-only, as all rows of this room. */
@Entity
@Table(name = "monitoring_attestation")
class Attestation extends PanacheEntityBase {

    @Id
    UUID id;

    UUID waybillId;

    @Nullable UUID visitId;

    UUID siteId;
    UUID organisationId;
    String monitor;

    @Nullable String deviceId;

    @Enumerated(EnumType.STRING)
    Attest.Method method;

    @Enumerated(EnumType.STRING)
    Attest.Verdict verdict;

    @Nullable Integer noticeHours;

    @Nullable Boolean escorted;

    @Nullable Integer privateInterviews;

    @Nullable Double latitude;

    @Nullable Double longitude;

    @Column(name = "accuracy_m")
    @Nullable Integer accuracyMetres;

    @Nullable Boolean mockLocation;

    Instant happenedAt;

    @Nullable Instant deviceAt;

    @Nullable String note;

    boolean independent;

    @Nullable String independencePath;

    @Nullable UUID supersedes;

    @Nullable String supersedesReason;

    @Nullable UUID importRunId;

    @Column(name = "content_sha256")
    byte[] contentSha256;

    Instant acceptedAt;
    String acceptedBy;

    @SuppressWarnings("NullAway.Init") // JPA fills the fields.
    protected Attestation() {}

    Attestation(
            Attest command,
            @Nullable String tie,
            @Nullable UUID importRunId,
            Sha256 content,
            Instant acceptedAt,
            String acceptedBy) {
        this.id = command.id();
        this.waybillId = command.waybill();
        this.visitId = command.visit();
        this.siteId = command.site();
        this.organisationId = command.organisation();
        this.monitor = command.monitor();
        this.deviceId = command.device();
        this.method = command.method();
        this.verdict = command.verdict();
        this.noticeHours = command.noticeHours();
        this.escorted = command.escorted();
        this.privateInterviews = command.privateInterviews();
        this.latitude = command.point() == null ? null : command.point().latitude();
        this.longitude = command.point() == null ? null : command.point().longitude();
        this.accuracyMetres = command.accuracyMetres();
        this.mockLocation = command.mockLocation();
        this.happenedAt = command.happenedAt();
        this.deviceAt = command.deviceAt();
        this.note = command.note();
        this.independent = tie == null;
        this.independencePath = tie;
        this.supersedes = command.supersedes();
        this.supersedesReason = command.supersedesReason();
        this.importRunId = importRunId;
        this.contentSha256 = content.toBytes();
        this.acceptedAt = acceptedAt;
        this.acceptedBy = acceptedBy;
    }
}
