package org.aidwitness.verification.rule;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.aidwitness.kernel.HeardPolicy;
import org.jspecify.annotations.Nullable;

/**
 * What was heard in one programme after its distributions, as of a day: only what stands, without what was corrected.
 *
 * @param day the last day that is looked at (UTC)
 * @param complaints of the last {@link HeardPolicy#MOST_DAYS} days
 * @param rounds of distributions in the policy's window
 * @param sightings in the policy's window
 * @param alarms open ones, of this programme and of the log as a whole
 */
public record HeardCase(
        UUID programme,
        LocalDate day,
        HeardPolicy policy,
        List<Complaint> complaints,
        List<PdmRound> rounds,
        List<Sighting> sightings,
        List<Alarm> alarms) {

    /** What people complain about. */
    public enum Grievance {
        NOT_RECEIVED,
        UNDERWEIGHT,
        TAXATION,
        EXCLUSION,
        CONDUCT,
        OTHER;

        /** Whether it says that food did not reach who should have it. */
        boolean missesFood() {
            return this == NOT_RECEIVED || this == UNDERWEIGHT || this == TAXATION;
        }
    }

    /**
     * One complaint.
     *
     * @param on the day it is about, or else the day it was taken in
     * @param people how many complain together
     */
    public record Complaint(UUID id, UUID site, Grievance about, LocalDate on, int people) {}

    /**
     * One round of interviews.
     *
     * @param served households that got at least {@link #SERVED_BP} of their entitlement; null where this was not asked
     * @param taxed households from whom somebody took a part back; null where this was not asked
     */
    public record PdmRound(
            UUID id,
            UUID site,
            LocalDate cycleOn,
            int asked,
            @Nullable Integer served,
            @Nullable Integer taxed) {

        /** A household is served that got this share of its entitlement; so it is asked, in every round. */
        static final int SERVED_BP = 8_000;
    }

    /** Bags on sale: of a lot or of a contribution. */
    public record Sighting(
            UUID id,
            UUID market,
            @Nullable UUID lot,
            @Nullable UUID contribution,
            LocalDate seenOn,
            int sealedBags,
            int openBags) {}

    /**
     * An open alarm about the log.
     *
     * @param programme null where it is about the log as a whole
     */
    public record Alarm(UUID id, @Nullable UUID programme, String kind, Instant raisedAt) {}

    public HeardCase {
        complaints = List.copyOf(complaints);
        rounds = List.copyOf(rounds);
        sightings = List.copyOf(sightings);
        alarms = List.copyOf(alarms);
    }

    /** What was known of it on another day, no later than this one. */
    HeardCase until(LocalDate other) {
        return new HeardCase(programme, other, policy, complaints, rounds, sightings, alarms);
    }

    /** Whether this lies in the policy's window, which ends with {@link #day} and holds that day. */
    boolean inWindow(LocalDate on) {
        return !on.isAfter(day) && on.isAfter(day.minusDays(policy.windowDays()));
    }
}
