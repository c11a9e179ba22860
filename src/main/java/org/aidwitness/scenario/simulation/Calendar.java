package org.aidwitness.scenario.simulation;

import java.time.Duration;
import java.time.Instant;

/** Which delivery leaves on which day, and on which ship its goods came. */
final class Calendar {

    /** A ship lands every so many days. */
    static final int SHIP_DAYS = 15;

    /** Days from the landing to the first delivery of its goods. */
    private static final int UNLOADING_DAYS = 6;

    private final Setting setting;

    Calendar(Setting setting) {
        this.setting = setting;
    }

    /** From 0; deliveries are numbered in the order of their days. */
    int day(long delivery) {
        return Math.toIntExact(delivery * setting.days() / setting.deliveries());
    }

    int ship(long delivery) {
        return day(delivery) / SHIP_DAYS;
    }

    int ships() {
        return (setting.days() + SHIP_DAYS - 1) / SHIP_DAYS;
    }

    /** The first delivery of this day, or of a later one where none leaves on it. */
    long firstOf(int day) {
        if (day >= setting.days()) {
            return setting.deliveries();
        }
        return ((long) day * setting.deliveries() + setting.days() - 1) / setting.days();
    }

    Instant landed(int ship) {
        return midnight(ship * SHIP_DAYS).minus(Duration.ofDays(UNLOADING_DAYS));
    }

    /** When a day of deliveries begins. */
    Instant midnight(int day) {
        return setting.start().plus(Duration.ofDays((long) day + UNLOADING_DAYS + 1));
    }

    /** Before anything of that day's deliveries is said. */
    Instant beforeDay(int day) {
        return midnight(day).minus(Duration.ofDays(1));
    }

    /** The last instant at which anything is said. */
    Instant end() {
        return midnight(setting.days()).plus(Duration.ofDays(45));
    }
}
