package org.aidwitness.shipment;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.aidwitness.kernel.Fingerprint;
import org.aidwitness.kernel.Kilograms;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.aidwitness.kernel.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * One kind of goods on a waybill.
 *
 * @param key its row on the paper, unique within the waybill, 1 to 100 characters
 * @param packages whole packages, 0 to 1,000,000,000; null where not stated
 * @param packageUnit what a package is: bag, carton, pallet, truck
 * @param kgPerPackage net, as stated
 * @param netKg net weight as stated; null where it stands on another line or is unknown, and never 0 for want of one
 * @param includedIn the line whose weight includes this one's; only without netKg
 * @param valueUsd 0 to 1,000,000,000,000
 * @param attributes what the sender's table said besides, by column; at most 100
 */
public record RegisterLine(
        UUID id,
        UUID waybill,
        String key,
        UUID commodity,
        @Nullable String description,
        @Nullable UUID lot,
        @Nullable LocalDate bestBefore,
        @Nullable Long packages,
        @Nullable String packageUnit,
        @Nullable BigDecimal kgPerPackage,
        @Nullable Kilograms netKg,
        @Nullable UUID includedIn,
        @Nullable BigDecimal valueUsd,
        SortedMap<String, String> attributes) {

    private static final BigDecimal MOST_KG_PER_PACKAGE = new BigDecimal("999999");
    private static final BigDecimal LEAST_KG_PER_PACKAGE = new BigDecimal("0.001");
    private static final BigDecimal MOST_USD = new BigDecimal("1000000000000");

    public RegisterLine {
        Checks.present("/lines/id", id);
        Checks.present("/lines/waybill", waybill);
        Checks.text("/lines/key", key, 100);
        Checks.present("/lines/commodity", commodity);
        Checks.optionalText("/lines/description", description, 1_000);
        Checks.optionalText("/lines/packageUnit", packageUnit, 50);
        Checks.within("/lines/packages", packages, 0, 1_000_000_000L);
        Checks.within("/lines/kgPerPackage", kgPerPackage, LEAST_KG_PER_PACKAGE, MOST_KG_PER_PACKAGE);
        Checks.within("/lines/valueUsd", valueUsd, BigDecimal.ZERO, MOST_USD);
        attributes = attributes == null
                ? Collections.emptySortedMap()
                : Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
        Checks.within("/lines/attributes", attributes.size(), 0, 100);
        if (netKg != null && includedIn != null) {
            throw Refused.at(
                    "/lines/includedIn", Code.INVALID, "A weight is stated here or stands elsewhere, not both.");
        }
        if (id.equals(includedIn)) {
            throw Refused.at("/lines/includedIn", Code.INVALID, "A line does not refer to itself.");
        }
    }

    public Sha256 content() {
        Fingerprint fingerprint = new Fingerprint()
                .add("line")
                .add(waybill)
                .add(key)
                .add(commodity)
                .add(description)
                .add(lot)
                .add(bestBefore)
                .add(packages)
                .add(packageUnit)
                .add(
                        kgPerPackage == null
                                ? null
                                : kgPerPackage.stripTrailingZeros().toPlainString())
                .add(netKg == null ? null : netKg.grams())
                .add(includedIn)
                .add(valueUsd == null ? null : valueUsd.stripTrailingZeros().toPlainString());
        attributes.forEach((name, value) -> fingerprint.add(name).add(value));
        return fingerprint.done();
    }
}
