package org.aidwitness.shipment;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.UUID;
import org.aidwitness.kernel.Kilograms;
import org.jspecify.annotations.Nullable;

/** What a declaration says of one line. */
@Entity
@IdClass(DeclarationLine.Key.class)
@Table(name = "shipment_declaration_line")
class DeclarationLine {

    record Key(UUID declarationId, UUID lineId) implements Serializable {}

    @Id
    UUID declarationId;

    @Id
    UUID lineId;

    @Nullable Long goodPackages;

    @Column(precision = 15, scale = 3)
    @Nullable BigDecimal goodKg;

    @Nullable Long damagedPackages;

    @Column(precision = 15, scale = 3)
    @Nullable BigDecimal damagedKg;

    @Nullable Long missingPackages;

    @Column(precision = 15, scale = 3)
    @Nullable BigDecimal missingKg;

    @Nullable Long surplusPackages;

    @Column(precision = 15, scale = 3)
    @Nullable BigDecimal surplusKg;

    @Enumerated(EnumType.STRING)
    DeclaredLine.@Nullable LossReason reason;

    @SuppressWarnings("NullAway.Init") // JPA fills the fields.
    protected DeclarationLine() {}

    DeclarationLine(UUID declaration, DeclaredLine line) {
        this.declarationId = declaration;
        this.lineId = line.line();
        this.goodPackages = line.goodPackages();
        this.goodKg = decimal(line.goodKg());
        this.damagedPackages = line.damagedPackages();
        this.damagedKg = decimal(line.damagedKg());
        this.missingPackages = line.missingPackages();
        this.missingKg = decimal(line.missingKg());
        this.surplusPackages = line.surplusPackages();
        this.surplusKg = decimal(line.surplusKg());
        this.reason = line.reason();
    }

    DeclaredLine said() {
        return new DeclaredLine(
                lineId,
                goodPackages,
                weight(goodKg),
                damagedPackages,
                weight(damagedKg),
                missingPackages,
                weight(missingKg),
                surplusPackages,
                weight(surplusKg),
                reason);
    }

    private static @Nullable BigDecimal decimal(@Nullable Kilograms weight) {
        return weight == null ? null : weight.toBigDecimal();
    }

    private static @Nullable Kilograms weight(@Nullable BigDecimal kilograms) {
        return kilograms == null ? null : Kilograms.of(kilograms);
    }
}
