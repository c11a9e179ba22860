package org.aidwitness.registry;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.UUID;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.jspecify.annotations.Nullable;

/**
 * A kind of goods.
 *
 * @param kgPerPackage net, above 0, at most three decimals; null where packages differ
 * @param kcalPer100g 0 to 900; null where it is no food or nobody knows
 */
public record CommodityEntry(
        UUID id,
        String code,
        String name,
        Class commodityClass,
        @Nullable BigDecimal kgPerPackage,
        @Nullable Integer kcalPer100g) {

    /** What decides whether the gate may let goods pass before anybody can look. */
    public enum Class {
        FOOD,
        THERAPEUTIC,
        MEDICAL,
        OTHER;

        /** Waiting for these kills: they pass the gate unseen, and are monitored afterwards all the same. */
        public boolean mayLeaveUnseen() {
            return this == THERAPEUTIC || this == MEDICAL;
        }
    }

    public CommodityEntry {
        Texts.requirePresent("/id", id);
        Texts.require("/code", code, 100);
        Texts.require("/name", name, 300);
        Texts.requirePresent("/commodityClass", commodityClass);
        Texts.requireWithin("/kcalPer100g", kcalPer100g, 0, 900);
        if (kgPerPackage != null) {
            if (kgPerPackage.signum() <= 0 || kgPerPackage.precision() - kgPerPackage.scale() > 6) {
                throw Refused.at(
                        "/kgPerPackage", Code.OUT_OF_RANGE, "A package weighs above 0 and below 1,000,000 kg.");
            }
            kgPerPackage = kgPerPackage.setScale(3, RoundingMode.HALF_UP);
        }
    }
}
