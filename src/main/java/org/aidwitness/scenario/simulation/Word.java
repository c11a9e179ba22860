package org.aidwitness.scenario.simulation;

import java.time.Instant;
import java.time.LocalDate;
import org.aidwitness.feedback.PassOnComplaint;

/** What comes of a delivery from those who have no stake in its goods: from people, and from markets. */
sealed interface Word {

    /** When word of it reaches the server. */
    Instant at();

    /** @param people how many complain together */
    record Complaint(Instant at, LocalDate happenedOn, PassOnComplaint.Category about, int people) implements Word {}

    /** Households were asked: how many, who got their ration, and from whom a part was taken back. */
    record Interviews(Instant at, LocalDate cycleOn, int asked, int served, int taxed) implements Word {}

    record OnSale(Instant at, Food food, int sealedBags, int openBags) implements Word {}
}
