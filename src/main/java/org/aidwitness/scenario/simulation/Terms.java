package org.aidwitness.scenario.simulation;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.aidwitness.registry.AccessTermsEntry;
import org.aidwitness.registry.AccessTermsEntry.Level;
import org.aidwitness.scenario.Act;
import org.jspecify.annotations.Nullable;

/** On what terms monitors are let in: three districts close a little for a while, and honestly so. */
record Terms(Level level, int noticeHours) {

    private static final Terms OPEN = new Terms(Level.OPEN, 0);

    /** A district's closed time, in percent of the programme's days. */
    private record Closed(int store, Level level, @Nullable Integer noticeHours, int fromPercent, int toPercent) {

        LocalDate from(Setting setting) {
            return day(setting, fromPercent);
        }

        LocalDate to(Setting setting) {
            return day(setting, toPercent);
        }

        private static LocalDate day(Setting setting, int percent) {
            return date(setting.start()).plusDays(7 + (long) setting.days() * percent / 100);
        }
    }

    private static final List<Closed> CLOSED = List.of(
            new Closed(2, Level.NOTICE, 48, 30, 50),
            new Closed(3, Level.ESCORTED, null, 40, 60),
            new Closed(4, Level.DENIED, null, 50, 56));

    boolean escorted() {
        return level == Level.ESCORTED;
    }

    static Terms at(Setting setting, int store, Instant at) {
        LocalDate day = date(at);
        for (Closed closed : CLOSED) {
            // Nobody is let in where access is denied; the gate sees to that, and who is there already stays in.
            if (closed.store == store
                    && closed.level != Level.DENIED
                    && !day.isBefore(closed.from(setting))
                    && !day.isAfter(closed.to(setting))) {
                return new Terms(closed.level, closed.noticeHours == null ? 0 : closed.noticeHours);
            }
        }
        return OPEN;
    }

    /** All terms, as they are entered at the beginning. */
    static List<Act> acts(Setting setting, Land land, Instant at) {
        List<Act> acts = new ArrayList<>();
        for (int store = 0; store < Land.STORES; store++) {
            acts.add(entry(land, store, "open", Level.OPEN, null, date(at), null, at));
        }
        for (Closed closed : CLOSED) {
            acts.add(entry(
                    land,
                    closed.store,
                    "closed",
                    closed.level,
                    closed.noticeHours,
                    closed.from(setting),
                    closed.to(setting),
                    // Of two terms of one area, those entered last hold.
                    at.plusSeconds(60)));
        }
        return List.copyOf(acts);
    }

    private static Act entry(
            Land land,
            int store,
            String name,
            Level level,
            @Nullable Integer noticeHours,
            LocalDate from,
            @Nullable LocalDate to,
            Instant at) {
        return new Act(
                at,
                null,
                new AccessTermsEntry(
                        land.id("terms " + store + " " + name),
                        null,
                        land.pcode(store),
                        level,
                        noticeHours,
                        from,
                        to,
                        "Letter of the district office"));
    }

    private static LocalDate date(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }
}
