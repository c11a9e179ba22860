package org.aidwitness.monitoring;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.UUID;
import org.aidwitness.kernel.Kilograms;
import org.jspecify.annotations.Nullable;

/** What a monitor saw of one line. */
@Entity
@IdClass(Observation.Key.class)
@Table(name = "monitoring_observation")
class Observation {

    record Key(UUID attestationId, UUID lineId) implements Serializable {}

    @Id
    UUID attestationId;

    @Id
    UUID lineId;

    @Nullable Long packages;

    @Column(precision = 15, scale = 3)
    @Nullable BigDecimal kg;

    @Nullable Long weighedPackages;

    @Column(precision = 15, scale = 3)
    @Nullable BigDecimal weighedKg;

    @SuppressWarnings("NullAway.Init") // JPA fills the fields.
    protected Observation() {}

    Observation(UUID attestation, Attest.Observation seen) {
        this.attestationId = attestation;
        this.lineId = seen.line();
        this.packages = seen.packages();
        this.kg = decimal(seen.kg());
        this.weighedPackages = seen.weighedPackages();
        this.weighedKg = decimal(seen.weighedKg());
    }

    private static @Nullable BigDecimal decimal(@Nullable Kilograms weight) {
        return weight == null ? null : weight.toBigDecimal();
    }
}
