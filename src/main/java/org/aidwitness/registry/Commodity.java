package org.aidwitness.registry;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One kind of goods. */
@Entity
@Table(name = "registry_commodity")
class Commodity extends PanacheEntityBase {

    @Id
    UUID id;

    String code;
    String name;

    @Enumerated(EnumType.STRING)
    @Column(name = "class")
    CommodityEntry.Class commodityClass;

    @Column(precision = 12, scale = 3)
    @Nullable BigDecimal kgPerPackage;

    @Column(name = "kcal_per_100g")
    @Nullable Integer kcalPer100g;

    Instant createdAt;

    /** The import that entered it, where one did. */
    @Nullable UUID importRunId;

    @SuppressWarnings("NullAway.Init") // JPA fills the fields.
    protected Commodity() {}

    Commodity(CommodityEntry entry, @Nullable UUID importRun, Instant createdAt) {
        this.importRunId = importRun;
        this.id = entry.id();
        this.code = entry.code();
        this.name = entry.name();
        this.commodityClass = entry.commodityClass();
        this.kgPerPackage = entry.kgPerPackage();
        this.kcalPer100g = entry.kcalPer100g();
        this.createdAt = createdAt;
    }

    CommodityEntry entry() {
        return new CommodityEntry(id, code, name, commodityClass, kgPerPackage, kcalPer100g);
    }
}
