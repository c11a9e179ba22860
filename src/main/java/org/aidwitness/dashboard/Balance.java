package org.aidwitness.dashboard;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Where everything that was given is.
 *
 * <ul>
 *   <li><b>given</b>: kilograms dispatched on first legs
 *   <li><b>delivered</b>: received in good condition on final legs, less what was received beyond what was sent; split by
 *       who has seen it: verified, awaiting a visit, unverified (with overdue), disputed
 *   <li><b>lost</b>: damaged and missing, on all legs
 *   <li><b>on the way</b>: given − delivered − lost, so that the parts add up to the whole; refused and returned goods
 *       are here
 * </ul>
 *
 * Weights that nobody stated are not in these sums; the deliveries that have such weights are counted apart. Where
 * statements contradict each other (more delivered than ever left), {@code onTheWay} is negative and pages say so.
 *
 * @param asOf everything accepted and judged until then is in here
 * @param scope what the figures are about, in words
 * @param deliveries waybills, of whatever state
 * @param parts in the order of {@link Part}, all six; their kilograms add up to {@code givenKg}
 * @param unknownWeight deliveries of which at least one weight is unknown
 * @param predatesGate dispatches from before the programme's gate came into force
 * @param from the first dispatch; null while nothing has left
 * @param to the last statement; null while nothing has been said
 * @param firstVisitDue when the first of the visits that are awaited turns overdue; null where none is
 */
@Schema(description = "Where everything that was given is. The parts add up to givenKg.")
public record Balance(
        Instant asOf,
        String scope,
        long deliveries,
        BigDecimal givenKg,
        BigDecimal deliveredKg,
        List<Portion> parts,
        Counted unknownWeight,
        Counted predatesGate,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable Instant firstVisitDue) {

    /**
     * One part.
     *
     * @param kg numerator; the denominator is {@link Balance#givenKg}
     * @param deliveries in the list
     * @param list where the deliveries are listed whose kilograms add up to {@code kg}
     */
    public record Portion(Part part, BigDecimal kg, long deliveries, String list) {

        public String name() {
            return part.name();
        }

        public String style() {
            return part.style();
        }
    }

    /**
     * @param list where they are listed
     */
    public record Counted(long deliveries, String list) {}

    public Balance {
        parts = List.copyOf(parts);
    }

    Portion of(Part part) {
        return parts.get(part.ordinal());
    }

    public BigDecimal verifiedKg() {
        return of(Part.VERIFIED).kg();
    }

    /** Delivered, and not seen by anybody independent in time or contradicted by who saw it. */
    public BigDecimal gapKg() {
        return of(Part.UNVERIFIED).kg().add(of(Part.DISPUTED).kg());
    }

    public long gapDeliveries() {
        return of(Part.UNVERIFIED).deliveries() + of(Part.DISPUTED).deliveries();
    }

    /** By how much deliveries and losses exceed what was given; zero where the statements agree. */
    public BigDecimal excessKg() {
        return of(Part.ON_THE_WAY).kg().negate().max(BigDecimal.ZERO);
    }
}
