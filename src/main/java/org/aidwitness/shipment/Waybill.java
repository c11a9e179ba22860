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

/** The paper one vehicle travels under. */
@Entity
@Table(name = "shipment_waybill")
class Waybill extends PanacheEntityBase {

    @Id
    UUID id;

    UUID programmeId;
    UUID legId;
    String number;
    UUID consignorId;
    UUID consigneeId;

    @Nullable UUID carrierId;

    @Enumerated(EnumType.STRING)
    RegisterWaybill.@Nullable Mode mode;

    @Nullable String vehicle;

    String[] seals;

    @Nullable Instant plannedDeparture;

    @Nullable Instant plannedArrival;

    @Nullable UUID importRunId;

    @Column(name = "content_sha256")
    byte[] contentSha256;

    Instant acceptedAt;
    String acceptedBy;

    @SuppressWarnings("NullAway.Init") // JPA fills the fields.
    protected Waybill() {}

    Waybill(
            RegisterWaybill command,
            @Nullable UUID importRunId,
            Sha256 content,
            Instant acceptedAt,
            String acceptedBy) {
        this.id = command.id();
        this.programmeId = command.programme();
        this.legId = command.leg();
        this.number = command.number();
        this.consignorId = command.consignor();
        this.consigneeId = command.consignee();
        this.carrierId = command.carrier();
        this.mode = command.mode();
        this.vehicle = command.vehicle();
        this.seals = command.seals().toArray(String[]::new);
        this.plannedDeparture = command.plannedDeparture();
        this.plannedArrival = command.plannedArrival();
        this.importRunId = importRunId;
        this.contentSha256 = content.toBytes();
        this.acceptedAt = acceptedAt;
        this.acceptedBy = acceptedBy;
    }
}
