package org.aidwitness.verification.rule;

/**
 * Where the grams of one delivery are: dispatched = delivered + lost + open, and nothing is open after a complete
 * receipt. A loss that nobody declared counts as lost all the same.
 *
 * @param dispatched as the dispatch says or, where it is silent, as the waybill says
 * @param delivered received in good condition, less the surplus
 * @param lost damaged, missing, or declared lost
 * @param surplus received beyond what was dispatched
 * @param unknown at least one weight is unknown; the amounts then hold only what is known, and never stand alone
 */
public record Balance(long dispatched, long delivered, long lost, long surplus, boolean unknown) {

    public static Balance of(DeliveryCase delivery) {
        Tally tally = Tally.of(delivery, Measure.GRAMS);
        return new Balance(tally.dispatched(), tally.delivered(), tally.lost(), tally.surplus(), tally.unknown());
    }

    /** Neither delivered nor lost, as far as is known: still on the way. */
    public long open() {
        return dispatched - delivered - lost;
    }
}
