package org.aidwitness.shipment;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.aidwitness.kernel.Sha256;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** One kind of goods on a waybill. */
@Entity
@Table(name = "shipment_line")
class Line {

    @Id
    UUID id;

    UUID waybillId;
    String key;
    UUID commodityId;

    @Nullable String description;

    @Nullable UUID lotId;

    @Nullable LocalDate bestBefore;

    @Nullable Long packages;

    @Nullable String packageUnit;

    @Column(precision = 12, scale = 3)
    @Nullable BigDecimal kgPerPackage;

    @Column(precision = 15, scale = 3)
    @Nullable BigDecimal netKg;

    @Nullable UUID includedIn;

    @Column(precision = 16, scale = 2)
    @Nullable BigDecimal valueUsd;

    @JdbcTypeCode(SqlTypes.JSON)
    @Nullable Map<String, String> attributes;

    @Nullable UUID importRunId;

    @Column(name = "content_sha256")
    byte[] contentSha256;

    @SuppressWarnings("NullAway.Init") // JPA fills the fields.
    protected Line() {}

    Line(RegisterLine command, @Nullable UUID importRunId, Sha256 content) {
        this.id = command.id();
        this.waybillId = command.waybill();
        this.key = command.key();
        this.commodityId = command.commodity();
        this.description = command.description();
        this.lotId = command.lot();
        this.bestBefore = command.bestBefore();
        this.packages = command.packages();
        this.packageUnit = command.packageUnit();
        this.kgPerPackage = command.kgPerPackage();
        this.netKg = command.netKg() == null ? null : command.netKg().toBigDecimal();
        this.includedIn = command.includedIn();
        this.valueUsd = command.valueUsd();
        this.attributes = command.attributes().isEmpty() ? null : command.attributes();
        this.importRunId = importRunId;
        this.contentSha256 = content.toBytes();
    }
}
