package org.aidwitness.exchange.table;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What two parties' lists say of one flow, month by month. It compares counts and says nothing of why they differ.
 *
 * @param zone in whose days the months are cut
 * @param mode only waybills that travel so; null for all
 * @param donor only goods of this donor, as each list writes it; null for all
 * @param months in order; a month that one side says nothing of has 0 there
 * @param places the same figures by place; each side names its own places
 */
public record Comparison(
        String left,
        String right,
        String zone,
        @Nullable String mode,
        @Nullable String donor,
        List<Month> months,
        List<Place> places) {

    public Comparison {
        months = List.copyOf(months);
        places = List.copyOf(places);
    }

    /**
     * @param waybills that were first told of in the month
     * @param kg of those whose weight is known
     * @param unknown how many have a line without a weight
     */
    public record Figures(long waybills, BigDecimal kg, long unknown) {

        static final Figures NONE = new Figures(0, BigDecimal.ZERO, 0);

        Figures plus(Figures other) {
            return new Figures(waybills + other.waybills, kg.add(other.kg), unknown + other.unknown);
        }
    }

    /** @param difference right less left, in waybills */
    public record Month(String month, Figures left, Figures right, long difference) {}

    /** @param side left or right */
    public record Place(String side, String month, String place, String kind, String organisation, Figures figures) {}
}
