package org.aidwitness.shipment;

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

/** What a party said, without its lines. */
@Entity
@Table(name = "shipment_declaration")
class Declaration extends PanacheEntityBase {

    @Id
    UUID id;

    UUID waybillId;

    @Enumerated(EnumType.STRING)
    Declare.Kind kind;

    UUID organisationId;
    String signedBy;

    @Nullable String deviceId;

    @Nullable UUID siteId;

    Instant happenedAt;

    @Enumerated(EnumType.STRING)
    Declare.Precision happenedPrecision;

    @Nullable Instant notedAt;

    @Nullable Instant deviceAt;

    @Nullable Double latitude;

    @Nullable Double longitude;

    @Column(name = "accuracy_m")
    @Nullable Integer accuracyMetres;

    String[] seals;

    @Enumerated(EnumType.STRING)
    Declare.@Nullable ReceiptOutcome receipt;

    @Nullable Integer households;

    @Nullable Integer people;

    @Column(name = "ration_g_per_day")
    @Nullable Integer rationGramsPerDay;

    @Nullable Integer rationDays;

    @Nullable String note;

    @Nullable UUID supersedes;

    @Nullable String supersedesReason;

    @Nullable UUID clearanceId;

    @Nullable UUID importRunId;

    @Column(name = "content_sha256")
    byte[] contentSha256;

    Instant acceptedAt;
    String acceptedBy;

    @SuppressWarnings("NullAway.Init") // JPA fills the fields.
    protected Declaration() {}

    Declaration(
            Declare command,
            @Nullable UUID clearance,
            @Nullable UUID importRunId,
            Sha256 content,
            Instant acceptedAt,
            String acceptedBy) {
        this.id = command.id();
        this.waybillId = command.waybill();
        this.kind = command.kind();
        this.organisationId = command.organisation();
        this.signedBy = command.signedBy();
        this.deviceId = command.device();
        this.siteId = command.site();
        this.happenedAt = command.happenedAt();
        this.happenedPrecision = command.precision();
        this.notedAt = command.notedAt();
        this.deviceAt = command.deviceAt();
        this.latitude = command.point() == null ? null : command.point().latitude();
        this.longitude = command.point() == null ? null : command.point().longitude();
        this.accuracyMetres = command.accuracyMetres();
        this.seals = command.seals().toArray(String[]::new);
        this.receipt = command.receipt();
        this.households = command.households();
        this.people = command.people();
        this.rationGramsPerDay = command.rationGramsPerDay();
        this.rationDays = command.rationDays();
        this.note = command.note();
        this.supersedes = command.supersedes();
        this.supersedesReason = command.supersedesReason();
        this.clearanceId = clearance;
        this.importRunId = importRunId;
        this.contentSha256 = content.toBytes();
        this.acceptedAt = acceptedAt;
        this.acceptedBy = acceptedBy;
    }
}
