package org.aidwitness.monitoring;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a monitor met with at a place, as one statement tells it. Who told it, and of which delivery, are numbers that mean
 * nothing but the same or another.
 *
 * @param site null where it is an area's
 * @param area the P-code of the area; null where it is a site's
 * @param noticeHours null where the monitor was escorted, or where it is not known
 * @param accepted the last review of the visit accepted it
 * @param teller the account; a pseudonym and a date are what the writer says, the account is what we know
 */
record Met(
        @Nullable UUID site,
        @Nullable String area,
        Kind kind,
        Instant at,
        @Nullable Integer noticeHours,
        boolean accepted,
        int organisation,
        int teller,
        @Nullable Integer waybill,
        @Nullable Integer visit) {

    /** At the same instant the visit came first: so a refusal is never undone by what was seen beside it. */
    enum Kind {
        VISIT,
        REFUSED
    }

    /** In the order in which things happened. */
    static final Comparator<Met> ORDER = Comparator.comparing(Met::at)
            .thenComparing(Met::kind)
            .thenComparing(Met::site, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(Met::area, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(Met::organisation)
            .thenComparing(Met::teller)
            .thenComparing(Met::waybill, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(Met::visit, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(Met::accepted)
            .thenComparing(Met::noticeHours, Comparator.nullsFirst(Comparator.naturalOrder()));

    /** Of several statements about one visit, the one that stands for it: a refusal by what says most exactly which. */
    private static final Comparator<Met> EXACT_FIRST = Comparator.comparing((Met met) -> met.visit == null)
            .thenComparing(met -> met.waybill == null)
            .thenComparing(met -> met.site == null)
            .thenComparing(ORDER);

    /** A visit by what was accepted; where one of these says that it was announced, it was. */
    private static final Comparator<Met> ACCEPTED_FIRST = Comparator.comparing((Met met) -> !met.accepted)
            .thenComparing(Met::noticeHours, Comparator.nullsFirst(Comparator.reverseOrder()))
            .thenComparing(ORDER);

    private record Teller(Kind kind, int organisation) {}

    /** Each visit once, however many statements tell of it, in the order in which they happened. */
    static List<Met> once(Collection<Met> told) {
        Map<Teller, List<Met>> kept = new HashMap<>();
        for (Kind kind : Kind.values()) {
            told.stream()
                    .filter(met -> met.kind == kind)
                    .sorted(kind == Kind.VISIT ? ACCEPTED_FIRST : EXACT_FIRST)
                    .forEach(met -> {
                        List<Met> before =
                                kept.computeIfAbsent(new Teller(kind, met.organisation), teller -> new ArrayList<>());
                        if (before.stream().noneMatch(met::isSameVisit)) {
                            before.add(met);
                        }
                    });
        }
        return kept.values().stream().flatMap(List::stream).sorted(ORDER).toList();
    }

    /**
     * Statements of one organisation are of one visit if they name the same; if one names none, those of one delivery and
     * one day (UTC) are; if one names no delivery either, all of that day: nobody is turned away from one place twice a day
     * on no errand.
     */
    private boolean isSameVisit(Met other) {
        if (visit != null && other.visit != null) {
            return visit.equals(other.visit);
        }
        return day().equals(other.day())
                && (waybill == null || other.waybill == null || Objects.equals(waybill, other.waybill));
    }

    private LocalDate day() {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }

    /** Whether this proves that the place is open: seen without notice, alone, and found good by a second person. */
    boolean opens(int unannouncedHours) {
        return kind == Kind.VISIT && accepted && noticeHours != null && noticeHours <= unannouncedHours;
    }
}
