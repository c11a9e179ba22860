package org.aidwitness.scenario.simulation;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** What is given. */
enum Food {
    RICE("Rice, white", "bag", 50_000, 360, 620),
    PULSES("Lentils", "bag", 25_000, 340, 900),
    OIL("Vegetable oil, fortified", "carton", 16_560, 884, 1_450),
    CSB("Corn soya blend", "bag", 25_000, 380, 1_100);

    final String title;
    final String packageUnit;
    final int gramsPerPackage;
    final int kcalPer100g;
    private final int usdPerTon;

    Food(String title, String packageUnit, int gramsPerPackage, int kcalPer100g, int usdPerTon) {
        this.title = title;
        this.packageUnit = packageUnit;
        this.gramsPerPackage = gramsPerPackage;
        this.kcalPer100g = kcalPer100g;
        this.usdPerTon = usdPerTon;
    }

    BigDecimal kgPerPackage() {
        return BigDecimal.valueOf(gramsPerPackage, 3);
    }

    BigDecimal valueUsd(long packages) {
        return BigDecimal.valueOf(Math.multiplyExact(packages * gramsPerPackage, (long) usdPerTon), 6)
                .setScale(2, RoundingMode.HALF_UP);
    }
}
