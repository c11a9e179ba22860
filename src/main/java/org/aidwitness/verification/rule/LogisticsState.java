package org.aidwitness.verification.rule;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.aidwitness.verification.rule.DeliveryCase.Declaration;

/** Where the goods are, as those say who hold them. Never mixed with who has seen them. */
public enum LogisticsState {
    PLANNED,
    CLEARED,
    /** The gate holds it back; only before dispatch. */
    HELD,
    CANCELLED,
    DISPATCHED,
    IN_TRANSIT,
    RECEIVED,
    RECEIVED_PARTLY,
    REFUSED,
    DISTRIBUTING,
    DISTRIBUTED,
    LOST,
    RETURNED,
    REROUTED;

    /** Follows from the declarations alone, whatever order they came in; the gate's word counts before dispatch. */
    public static LogisticsState of(DeliveryCase delivery, boolean cleared, boolean held) {
        if (lostEntirely(delivery)) {
            return LOST;
        }
        if (returnedEntirely(delivery)) {
            return RETURNED;
        }
        if (happened(delivery, DeclarationKind.DISTRIBUTED)) {
            return distributedEntirely(delivery) ? DISTRIBUTED : DISTRIBUTING;
        }
        if (!delivery.receipts().isEmpty()) {
            return receivedEntirely(delivery) ? RECEIVED : RECEIVED_PARTLY;
        }
        if (happened(delivery, DeclarationKind.REROUTED)) {
            return REROUTED;
        }
        if (happened(delivery, DeclarationKind.RECEIVED)) {
            return REFUSED;
        }
        if (happened(delivery, DeclarationKind.PASSED_CHECKPOINT)) {
            return IN_TRANSIT;
        }
        if (happened(delivery, DeclarationKind.DISPATCHED)) {
            return DISPATCHED;
        }
        return beforeDispatch(delivery, cleared, held);
    }

    /** Whether the goods left and nobody has yet said what became of them. */
    public boolean underWay() {
        return this == DISPATCHED || this == IN_TRANSIT;
    }

    /** Whether the goods are with the consignee, or have gone from there to people. */
    public boolean arrived() {
        return this == RECEIVED || this == RECEIVED_PARTLY || this == DISTRIBUTING || this == DISTRIBUTED;
    }

    private static LogisticsState beforeDispatch(DeliveryCase delivery, boolean cleared, boolean held) {
        if (happened(delivery, DeclarationKind.CANCELLED)) {
            return CANCELLED;
        }
        if (held) {
            return HELD;
        }
        return cleared ? CLEARED : PLANNED;
    }

    private static boolean happened(DeliveryCase delivery, DeclarationKind kind) {
        for (Declaration declaration : delivery.declarations()) {
            if (declaration.kind() == kind && !declaration.happenedAt().isAfter(delivery.now())) {
                return true;
            }
        }
        return false;
    }

    private static boolean lostEntirely(DeliveryCase delivery) {
        boolean declared = happened(delivery, DeclarationKind.LOST);
        if (!declared && delivery.receipts().isEmpty()) {
            // Nothing to reckon with.
            return false;
        }
        Optional<Tally> tally = Tally.known(delivery, false).filter(it -> it.dispatched() > 0);
        if (tally.isEmpty()) {
            // No amounts to go by: a loss is a loss of the whole unless something was taken over.
            return declared && delivery.receipts().isEmpty();
        }
        Tally known = tally.get();
        return known.lost() > 0 && known.delivered() == 0 && known.surplus() == 0 && known.open() == 0;
    }

    private static boolean returnedEntirely(DeliveryCase delivery) {
        List<Declaration> returns = delivery.declared(DeclarationKind.RETURNED);
        return !returns.isEmpty() && !lessThanReceived(delivery, returns);
    }

    private static boolean distributedEntirely(DeliveryCase delivery) {
        List<Declaration> distributions = delivery.declared(DeclarationKind.DISTRIBUTED);
        for (Measure measure : Measure.values()) {
            OptionalLong out = Tally.stated(distributions, measure);
            OptionalLong in = Tally.good(delivery, measure);
            if (out.isPresent() && in.isPresent()) {
                return out.getAsLong() >= in.getAsLong();
            }
        }
        return false;
    }

    private static boolean lessThanReceived(DeliveryCase delivery, List<Declaration> returns) {
        for (Measure measure : Measure.values()) {
            OptionalLong back = Tally.stated(returns, measure);
            OptionalLong in = Tally.good(delivery, measure);
            if (back.isPresent() && in.isPresent()) {
                return back.getAsLong() < in.getAsLong();
            }
        }
        return false;
    }

    private static boolean receivedEntirely(DeliveryCase delivery) {
        return Tally.anyComplete(delivery.receipts())
                || Tally.known(delivery, false)
                        .filter(tally -> tally.open() == 0)
                        .isPresent();
    }
}
