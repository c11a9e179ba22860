package org.aidwitness.verification.rule;

import static org.aidwitness.verification.rule.CaseBounds.require;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.aidwitness.kernel.Policy;
import org.jspecify.annotations.Nullable;

/**
 * Everything a rule may know about one programme: counts over the policy's window of days up to {@link #now}. Visits are
 * those of independent monitors who were there, that nobody turned down.
 *
 * @param gaps visits made again with another result, the latest first
 * @param draws whose visits are over and had time to be told of
 * @param cells sites that got something long enough ago to have been seen since
 * @param heard what was heard after the distributions
 */
public record ProgrammeCase(
        UUID programme,
        List<Monitor> monitors,
        List<Gap> gaps,
        List<Site> sites,
        List<Party> parties,
        List<Draw> draws,
        List<Cell> cells,
        HeardCase heard,
        Policy policy,
        Instant now) {

    /** Of each list. */
    public static final int MOST = 10_000;

    /** Nine hundred million tonnes, so that the sum over the longest list is a long. */
    public static final long MOST_GRAMS = 900_000_000_000_000L;

    public ProgrammeCase {
        monitors = bounded(monitors, "monitors");
        gaps = bounded(gaps, "gaps");
        sites = bounded(sites, "sites");
        parties = bounded(parties, "parties");
        draws = bounded(draws, "draws");
        cells = bounded(cells, "cells");
    }

    /** The Monday before, at midnight UTC: what was known then is what the week's statistics are made of. */
    public static Instant weekOf(Instant now) {
        return LocalDate.ofInstant(now, ZoneOffset.UTC)
                .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
    }

    /** The ISO week of the judgement, as 2026-W48. */
    String week() {
        LocalDate day = LocalDate.ofInstant(now, ZoneOffset.UTC);
        return String.format(
                Locale.ROOT,
                "%d-W%02d",
                day.get(IsoFields.WEEK_BASED_YEAR),
                day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
    }

    /**
     * One monitor's visits in which the goods were seen.
     *
     * @param repeated of these, how many somebody else made again later
     * @param weekVisits visits known when the week began, in the window before it
     * @param weekFindings of these, how many did not agree with what was declared
     */
    public record Monitor(
            UUID organisation, String pseudonym, long visits, long repeated, long weekVisits, long weekFindings) {
        public Monitor {
            require(0 <= repeated && repeated <= visits, "repeated");
            require(0 <= weekFindings && weekFindings <= weekVisits, "weekFindings");
        }
    }

    /**
     * A visit that another monitor made again.
     *
     * @param organisation of who was there first, as {@code pseudonym}
     * @param weighed whether the amounts are grams; else packages
     */
    public record Gap(
            UUID organisation,
            String pseudonym,
            UUID firstAttestation,
            UUID secondAttestation,
            boolean weighed,
            long first,
            long second) {
        public Gap {
            require(first >= 0 && second >= 0, "amounts");
        }
    }

    /**
     * The visits to one place.
     *
     * @param noticeKnown of which it is known how long before they were announced
     * @param announced of these, with more notice than the policy takes for none
     * @param escortKnown of visits where goods are handed out, those of which it is known whether anybody talked alone
     * @param escortedAlone of these, under escort and without one private talk
     */
    public record Site(
            UUID id,
            long noticeKnown,
            long announced,
            long noticeUnknown,
            long escortKnown,
            long escortedAlone,
            long escortUnknown) {
        public Site {
            require(0 <= announced && announced <= noticeKnown, "announced");
            require(0 <= escortedAlone && escortedAlone <= escortKnown, "escortedAlone");
            require(noticeUnknown >= 0 && escortUnknown >= 0, "unknown");
        }
    }

    /** For what part of the weight somebody is responsible. */
    public enum Part {
        /** Carried it, on any leg. */
        CARRIER,
        /** Was to receive it on the last leg. */
        PARTNER
    }

    /**
     * One organisation in one part.
     *
     * @param waybills dispatched, whose weight is known
     * @param grams of these
     * @param unknownWaybills dispatched, whose weight is not
     */
    public record Party(UUID organisation, Part part, long waybills, long grams, long unknownWaybills) {
        public Party {
            require(waybills >= 0 && unknownWaybills >= 0, "waybills");
            require(grams >= 0 && grams <= MOST_GRAMS, "grams");
        }
    }

    /**
     * A draw against what was done.
     *
     * @param drawn how many deliveries
     * @param assigned of these, to how many somebody was to go
     * @param untold visits of which nobody said what came of them
     * @param added visits made for the draw to deliveries or by monitors that were not drawn
     * @param substituted visits to which another monitor went
     * @param stands whether its files still give what was drawn
     */
    public record Draw(
            UUID id, long drawn, long assigned, List<UUID> untold, long added, long substituted, boolean stands) {
        public Draw {
            untold = List.copyOf(untold);
            require(0 <= assigned && assigned <= drawn, "assigned");
            require(untold.size() <= assigned && substituted >= 0 && substituted <= assigned, "visits");
            require(added >= 0, "added");
        }
    }

    /**
     * The sites of one area and risk.
     *
     * @param active got something
     * @param verified of these, how many somebody independent has seen
     * @param target how many that should be
     */
    public record Cell(@Nullable String area, String risk, long active, long verified, long target) {
        public Cell {
            require(0 <= verified && verified <= active, "verified");
            require(0 <= target && target <= active, "target");
        }
    }

    private static <T> List<T> bounded(List<T> list, String name) {
        require(list.size() <= MOST, name);
        return List.copyOf(list);
    }
}
