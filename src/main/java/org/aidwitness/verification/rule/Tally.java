package org.aidwitness.verification.rule;

import static org.aidwitness.kernel.Lists.any;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.aidwitness.verification.rule.DeliveryCase.Declaration;
import org.aidwitness.verification.rule.DeliveryCase.DeclaredLine;
import org.aidwitness.verification.rule.DeliveryCase.Line;
import org.jspecify.annotations.Nullable;

/**
 * What was dispatched set against what was received and lost, line by line, in one measure. What is missing is worked
 * out from the two declarations; that nobody declared it missing does not make it arrive. Many rules ask for it of every
 * delivery: hence loops, which cost half of what streams do.
 */
final class Tally {

    /**
     * One group of comparable lines: dispatched = delivered + lost + open; delivered = good − surplus.
     *
     * @param open neither delivered nor lost: still on the way
     */
    record Part(List<Line> lines, long dispatched, long delivered, long lost, long surplus, long open) {}

    private final Measure measure;
    private final List<Declaration> dispatches;
    private final List<Declaration> receipts;
    private final List<Declaration> losses;
    private final boolean complete;
    private final List<Part> parts = new ArrayList<>();
    private long knownDispatched;
    private long knownDelivered;
    private long knownLost;
    private long knownSurplus;
    private long knownOpen;
    private boolean unknown;

    private Tally(DeliveryCase delivery, Measure measure, boolean restIsLost) {
        this.measure = measure;
        dispatches = delivery.declared(DeclarationKind.DISPATCHED);
        receipts = delivery.receipts();
        losses = delivery.declared(DeclarationKind.LOST);
        complete = !receipts.isEmpty() && (restIsLost || anyComplete(receipts));
        if (!dispatches.isEmpty() || !receipts.isEmpty()) {
            measure.comparable(delivery.lines()).forEach(this::compare);
            unknown |= delivery.lines().isEmpty();
        }
    }

    static Tally of(DeliveryCase delivery, Measure measure) {
        return new Tally(delivery, measure, false);
    }

    /**
     * By weight if all weights are known, else by packages if all those are known.
     *
     * @param restIsLost whether what a partial receipt left open counts as lost
     */
    static Optional<Tally> known(DeliveryCase delivery, boolean restIsLost) {
        for (Measure measure : Measure.values()) {
            Tally tally = new Tally(delivery, measure, restIsLost);
            if (!tally.unknown) {
                return Optional.of(tally);
            }
        }
        return Optional.empty();
    }

    /** The good amount of all receipts, or empty where a part of it is unknown. */
    static OptionalLong good(DeliveryCase delivery, Measure measure) {
        List<Declaration> receipts = delivery.receipts();
        if (receipts.isEmpty()) {
            return OptionalLong.empty();
        }
        long sum = 0;
        for (List<Line> group : measure.comparable(delivery.lines())) {
            Long good = goodOf(receipts, group, measure);
            if (good == null) {
                return OptionalLong.empty();
            }
            sum += good;
        }
        return delivery.lines().isEmpty() ? OptionalLong.empty() : OptionalLong.of(sum);
    }

    /** The amount that all declarations of one kind put into the good columns, or empty where a part is unknown. */
    static OptionalLong stated(List<Declaration> declarations, Measure measure) {
        long sum = 0;
        for (Declaration declaration : declarations) {
            if (declaration.lines().isEmpty()) {
                return OptionalLong.empty();
            }
            for (DeclaredLine line : declaration.lines()) {
                Long good = measure.good(line);
                if (good == null) {
                    return OptionalLong.empty();
                }
                sum += good;
            }
        }
        return OptionalLong.of(sum);
    }

    Measure measure() {
        return measure;
    }

    /** Whether at least one amount is unknown; the sums then hold only what is known. */
    boolean unknown() {
        return unknown;
    }

    List<Part> parts() {
        return parts;
    }

    long dispatched() {
        return knownDispatched;
    }

    long delivered() {
        return knownDelivered;
    }

    long lost() {
        return knownLost;
    }

    long surplus() {
        return knownSurplus;
    }

    long open() {
        return knownOpen;
    }

    /** Whether one of them says that nothing more is to come. */
    static boolean anyComplete(List<Declaration> receipts) {
        return any(receipts, receipt -> receipt.outcome() != ReceiptOutcome.PARTIAL);
    }

    private void compare(List<Line> group) {
        Long sent = sentOf(group);
        Long good = goodOf(receipts, group, measure);
        Long declaredLost = sent == null ? null : lostOf(group, sent);
        if (sent != null) {
            knownDispatched += sent;
        }
        if (sent == null || good == null || declaredLost == null) {
            unknown = true;
            return;
        }
        long surplus = Math.max(sumOf(receipts, group, measure::surplus), Math.max(good - sent, 0));
        long delivered = Math.max(0, good - surplus);
        long rest = sent - delivered;
        long lost = complete ? rest : Math.min(declaredLost, rest);
        parts.add(new Part(group, sent, delivered, lost, surplus, rest - lost));
        knownDelivered += delivered;
        knownLost += lost;
        knownSurplus += surplus;
        knownOpen += rest - lost;
    }

    private @Nullable Long sentOf(List<Line> group) {
        boolean listed = anyLists(dispatches);
        long sum = 0;
        boolean anyKnown = false;
        for (Line line : group) {
            Long sent = listed ? loaded(line) : measure.onWaybill(line);
            if (sent == null && !(line.kgIncludedElsewhere() && group.size() > 1)) {
                return null;
            }
            if (sent != null) {
                anyKnown = true;
                sum += sent;
            }
        }
        return anyKnown ? Long.valueOf(sum) : null;
    }

    /** A dispatch that lists lines lists all it loaded; the same packages weigh what the waybill says. */
    private @Nullable Long loaded(Line line) {
        long sum = 0;
        for (Declaration dispatch : dispatches) {
            for (DeclaredLine loaded : dispatch.lines()) {
                if (!loaded.line().equals(line.id())) {
                    continue;
                }
                Long amount = measure.good(loaded);
                boolean asOnWaybill =
                        loaded.goodPackages() == null || Objects.equals(loaded.goodPackages(), line.packages());
                if (amount == null && asOnWaybill) {
                    amount = measure.onWaybill(line);
                }
                if (amount == null) {
                    return null;
                }
                sum += amount;
            }
        }
        return sum;
    }

    /** A receipt that lists lines lists all that came; one that lists none says nothing about amounts. */
    private static @Nullable Long goodOf(List<Declaration> receipts, List<Line> group, Measure measure) {
        long sum = 0;
        for (Declaration receipt : receipts) {
            if (receipt.lines().isEmpty()) {
                return null;
            }
            for (DeclaredLine received : receipt.lines()) {
                Line line = lineOf(received, group);
                if (line == null) {
                    continue;
                }
                Long good = measure.good(received);
                if (good != null) {
                    sum += good;
                } else if (!line.kgIncludedElsewhere() || group.size() == 1) {
                    return null;
                }
            }
        }
        return sum;
    }

    /** Declared damaged, missing or lost; a loss without amounts is a loss of the whole, whatever other lines leave unknown. */
    private @Nullable Long lostOf(List<Line> group, long sent) {
        long sum = sumOf(receipts, group, measure::bad);
        boolean known = true;
        for (Declaration loss : losses) {
            if (loss.lines().isEmpty()) {
                return sent;
            }
            for (DeclaredLine lost : loss.lines()) {
                if (lineOf(lost, group) == null) {
                    continue;
                }
                Long amount = measure.anyOf(lost);
                if (amount == null && saysNothing(lost)) {
                    return sent;
                }
                known &= amount != null || complete;
                sum += amount == null ? 0 : amount;
            }
        }
        return known ? Long.valueOf(sum) : null;
    }

    private static boolean saysNothing(DeclaredLine line) {
        return Measure.GRAMS.anyOf(line) == null && Measure.PACKAGES.anyOf(line) == null;
    }

    private interface Column {
        @Nullable Long of(DeclaredLine line);
    }

    /** Adds what is stated; only for columns in which saying nothing means nothing to tell. */
    private static long sumOf(List<Declaration> declarations, List<Line> group, Column column) {
        long sum = 0;
        for (Declaration declaration : declarations) {
            for (DeclaredLine declared : declaration.lines()) {
                Long amount = lineOf(declared, group) == null ? null : column.of(declared);
                sum += amount == null ? 0 : amount;
            }
        }
        return sum;
    }

    private static boolean anyLists(List<Declaration> declarations) {
        return any(declarations, declaration -> !declaration.lines().isEmpty());
    }

    /** The line of the group that it is about; null where it is about none of them. */
    private static @Nullable Line lineOf(DeclaredLine declared, List<Line> group) {
        for (Line line : group) {
            if (line.id().equals(declared.line())) {
                return line;
            }
        }
        return null;
    }
}
