package org.aidwitness.exchange.table;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import org.aidwitness.exchange.table.Moments.Moment;
import org.aidwitness.kernel.Kilograms;
import org.aidwitness.registry.CommodityEntry;
import org.aidwitness.registry.OrganisationEntry;
import org.aidwitness.registry.SiteEntry;
import org.aidwitness.shipment.Declare;
import org.aidwitness.shipment.DeclaredLine.LossReason;
import org.aidwitness.shipment.RegisterWaybill.Mode;
import org.jspecify.annotations.Nullable;

/**
 * What a row says, in the sender's words: codes and names where the commands have ids. Made without a database. With a
 * problem the rest of it is not used.
 *
 * @param notes what was taken as unknown although something stood there
 */
record Draft(
        long number,
        List<RowProblem> problems,
        List<String> notes,
        @Nullable Waybill waybill,
        @Nullable Line line,
        List<Declaration> declarations,
        @Nullable Attestation attestation) {

    record Party(
            String code,
            String name,
            OrganisationEntry.Kind kind,
            @Nullable String column) {}

    record Place(
            String code,
            String name,
            SiteEntry.Kind kind,
            @Nullable String country,
            @Nullable String column) {}

    record Goods(
            String code,
            String name,
            CommodityEntry.Class goodsClass,
            @Nullable String column) {}

    record Route(String consignment, int leg, boolean last, Place from, Place to) {}

    /** With a route the row makes the waybill; without, it names one that is there. */
    record Waybill(
            String number,
            @Nullable Route route,
            @Nullable Party consignor,
            @Nullable Party consignee,
            @Nullable Party carrier,
            @Nullable Mode mode,
            @Nullable String vehicle,
            List<String> seals,
            @Nullable Moment plannedDeparture,
            @Nullable Moment plannedArrival) {}

    /** With goods the row makes the line; without, it names one that is there. */
    record Line(
            String key,
            @Nullable Goods goods,
            @Nullable String description,
            @Nullable LocalDate bestBefore,
            @Nullable Long packages,
            @Nullable String packageUnit,
            @Nullable BigDecimal kgPerPackage,
            @Nullable Kilograms netKg,
            @Nullable String includedIn,
            @Nullable BigDecimal valueUsd,
            SortedMap<String, String> attributes) {}

    record Measure(@Nullable Long packages, @Nullable Kilograms kg) {

        static final Measure NONE = new Measure(null, null);

        boolean isNothing() {
            return packages == null && kg == null;
        }
    }

    record Declaration(
            String key,
            Declare.Kind kind,
            Party organisation,
            String signedBy,
            @Nullable Place site,
            Moment happenedAt,
            @Nullable Moment notedAt,
            Declare.@Nullable ReceiptOutcome receipt,
            Measure good,
            Measure damaged,
            Measure missing,
            Measure surplus,
            @Nullable LossReason reason,
            List<String> seals,
            @Nullable Long households,
            @Nullable Long people,
            @Nullable Long rationGramsPerDay,
            @Nullable Long rationDays,
            @Nullable String note) {}

    record Attestation(
            String key,
            Party organisation,
            String monitor,
            Place site,
            String method,
            String verdict,
            Moment happenedAt,
            @Nullable Long noticeHours,
            @Nullable Boolean escorted,
            @Nullable Long privateInterviews,
            Measure seen,
            @Nullable String note) {}
}
