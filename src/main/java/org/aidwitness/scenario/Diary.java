package org.aidwitness.scenario;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Set;

/** Who is where on which day (UTC): nobody is at two places on one. */
final class Diary {

    private record Entry(Person person, Instant day) {}

    private final Set<Entry> entries = new HashSet<>();

    boolean isFree(Person person, Instant at) {
        return !entries.contains(entry(person, at));
    }

    /** The first time, whole days later, at which the person has nothing else that day; they have now. */
    Instant take(Person person, Instant at) {
        Instant free = at;
        while (!entries.add(entry(person, free))) {
            free = free.plus(Duration.ofDays(1));
        }
        return free;
    }

    private static Entry entry(Person person, Instant at) {
        return new Entry(person, at.truncatedTo(ChronoUnit.DAYS));
    }
}
