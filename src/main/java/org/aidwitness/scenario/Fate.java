package org.aidwitness.scenario;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/** What becomes of a delivery. The numbers say how many in a hundred and fifty. */
enum Fate {
    /** All arrived, and somebody counted it. */
    HONEST(78),
    /** Bags tore on the way; told, and seen. */
    TORN(15),
    /** Received in time, written down days later. */
    LATE_RECEIPT(6),
    /** Rain came through the tarpaulin. */
    WET(6),
    /** Something is missing and nobody knows why. */
    UNKNOWN_REASON(4),
    /** The storekeeper wrote it wrong, and said so the next day. */
    CORRECTED(3),
    SURPLUS(2),
    /** It came on two trucks. */
    IN_TWO_PARTS(3),
    /** Another seal than the one it left with. */
    SEAL_CHANGED(3),
    /** An escort stayed beside the monitor. */
    ESCORTED(6),
    /** First held, because the only monitor was a contractor of the deliverer. */
    HELD_FIRST(3),
    /** The storekeeper signed for more than the monitor found. */
    SKIMMED(6),
    /** The monitor says so in as many words. */
    DISCREPANT(2),
    /** The photos were taken elsewhere. */
    OFF_SITE(2),
    NO_VISIT(4),
    /** Only the deliverer's contractor came. */
    TIED_VISIT(2),
    BY_PHONE(1),
    LOST(4),
    /** Not drawn from the deck, but put where the story needs them. */
    REFUSED(0),
    HELD(0),
    NOBODY_ASSIGNED(0),
    STUCK(0),
    OVERDRAWN(0);

    private final int cards;

    Fate(int cards) {
        this.cards = cards;
    }

    /** Whether goods leave at all. */
    boolean leaves() {
        return this != HELD && this != NOBODY_ASSIGNED;
    }

    /** All fates in proportion, in the order that this seed deals. */
    static Deque<Fate> deck(Random random) {
        List<Fate> deck = new ArrayList<>();
        for (Fate fate : values()) {
            deck.addAll(Collections.nCopies(fate.cards, fate));
        }
        Collections.shuffle(deck, random);
        return new ArrayDeque<>(deck);
    }
}
