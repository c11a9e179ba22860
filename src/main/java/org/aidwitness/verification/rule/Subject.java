package org.aidwitness.verification.rule;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a flag is about.
 *
 * @param id of the delivery, site, organisation, draw, programme, lot or contribution; for a monitor, of their organisation
 * @param text a monitor's pseudonym; for an area, the risk of the sites in it and its name
 */
public record Subject(
        Kind kind, @Nullable UUID id, @Nullable String text) {

    /** What a rule can look at. */
    public enum Kind {
        DELIVERY,
        SITE,
        ORGANISATION,
        MONITOR,
        DRAW,
        /** The sites of one area and risk. */
        AREA,
        PROGRAMME,
        LOT,
        CONTRIBUTION,
        /** The log of the installation, as each programme rests on it. */
        LOG;

        boolean hasId() {
            return this != AREA && this != LOG;
        }

        boolean hasText() {
            return this == MONITOR || this == AREA;
        }
    }

    public Subject {
        if (kind.hasId() != (id != null) || kind.hasText() != (text != null)) {
            throw new IllegalArgumentException("subject " + kind);
        }
    }

    public static Subject delivery(UUID waybill) {
        return new Subject(Kind.DELIVERY, waybill, null);
    }

    static Subject site(UUID site) {
        return new Subject(Kind.SITE, site, null);
    }

    static Subject organisation(UUID organisation) {
        return new Subject(Kind.ORGANISATION, organisation, null);
    }

    static Subject monitor(UUID organisation, String pseudonym) {
        return new Subject(Kind.MONITOR, organisation, pseudonym);
    }

    static Subject draw(UUID draw) {
        return new Subject(Kind.DRAW, draw, null);
    }

    static Subject area(String risk, String area) {
        return new Subject(Kind.AREA, null, risk + " " + area);
    }

    static Subject lot(UUID lot) {
        return new Subject(Kind.LOT, lot, null);
    }

    static Subject contribution(UUID contribution) {
        return new Subject(Kind.CONTRIBUTION, contribution, null);
    }

    static Subject log() {
        return new Subject(Kind.LOG, null, null);
    }

    static Subject programme(UUID programme) {
        return new Subject(Kind.PROGRAMME, programme, null);
    }
}
