package org.aidwitness.scenario;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.aidwitness.registry.CommodityEntry;

/** What Tavara was given. */
enum Commodity {
    RICE("Rice, white", "bag", "50", 360, 620),
    PULSES("Lentils", "bag", "25", 340, 900),
    OIL("Vegetable oil, fortified", "carton", "16.56", 884, 1_450),
    CSB("Corn soya blend", "bag", "25", 380, 1_100),
    SUGAR("Sugar", "bag", "50", 400, 700),
    RUTF("Ready-to-use therapeutic food", "carton", "13.8", 545, 3_300);

    final String title;
    final String packageUnit;
    final BigDecimal kgPerPackage;
    final int kcalPer100g;
    private final int usdPerTon;

    Commodity(String title, String packageUnit, String kgPerPackage, int kcalPer100g, int usdPerTon) {
        this.title = title;
        this.packageUnit = packageUnit;
        this.kgPerPackage = new BigDecimal(kgPerPackage);
        this.kcalPer100g = kcalPer100g;
        this.usdPerTon = usdPerTon;
    }

    CommodityEntry entry(Country country) {
        return new CommodityEntry(
                country.id("commodity " + this),
                "TV-" + this,
                title,
                this == RUTF ? CommodityEntry.Class.THERAPEUTIC : CommodityEntry.Class.FOOD,
                kgPerPackage,
                kcalPer100g);
    }

    BigDecimal valueUsd(long packages) {
        return kgPerPackage
                .multiply(BigDecimal.valueOf(packages * usdPerTon))
                .movePointLeft(3)
                .setScale(2, RoundingMode.HALF_UP);
    }
}
