package org.aidwitness.shipment;

import java.util.UUID;
import org.aidwitness.kernel.Kilograms;
import org.jspecify.annotations.Nullable;

/**
 * What a declaration says of one line. Null is unknown and stays open; 0 is a statement.
 *
 * <p>RECEIVED uses all four amounts: dispatched = good + damaged + missing − surplus. DISTRIBUTED, RETURNED and REROUTED
 * say under good how much; LOST says missing (gone) or damaged (there, and not fit).
 */
public record DeclaredLine(
        UUID line,
        @Nullable Long goodPackages,
        @Nullable Kilograms goodKg,
        @Nullable Long damagedPackages,
        @Nullable Kilograms damagedKg,
        @Nullable Long missingPackages,
        @Nullable Kilograms missingKg,
        @Nullable Long surplusPackages,
        @Nullable Kilograms surplusKg,
        @Nullable LossReason reason) {

    private static final long MOST_PACKAGES = 1_000_000_000L;

    public DeclaredLine {
        Checks.present("/lines/line", line);
        Checks.within("/lines/goodPackages", goodPackages, 0, MOST_PACKAGES);
        Checks.within("/lines/damagedPackages", damagedPackages, 0, MOST_PACKAGES);
        Checks.within("/lines/missingPackages", missingPackages, 0, MOST_PACKAGES);
        Checks.within("/lines/surplusPackages", surplusPackages, 0, MOST_PACKAGES);
    }

    /** Why goods were lost. There is no default: a loss without a reason is flagged until one is found. */
    public enum LossReason {
        SHORT_AT_ORIGIN,
        TRANSPORT_SHORTAGE,
        SPILLAGE_REPACK,
        DAMAGED_WET,
        INFESTED,
        EXPIRED,
        UNDERWEIGHT,
        PILFERAGE,
        ARMED_THEFT,
        CROWD_TAKEN,
        AUTHORITY_SEIZURE,
        FIGHTING_DESTROYED,
        ACCIDENT,
        STORAGE_DETERIORATION,
        ORIGIN_DEFECT,
        DOCUMENT_ERROR,
        /** Stays open until it has been looked into. */
        UNKNOWN
    }
}
