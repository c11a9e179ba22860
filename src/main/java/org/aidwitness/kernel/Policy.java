package org.aidwitness.kernel;

import org.jspecify.annotations.Nullable;

/**
 * The numbers a programme's donors agreed on. Every limit of the gate, the rules and the assurance states stands here,
 * with its unit last in its name; a verdict prints the version it was made under. Shares are in basis points (100 = 1
 * per cent), so that rules multiply whole numbers and round nothing.
 *
 * @param version counts up from 1 within a programme; 0 is the set of defaults below
 * @param awaitingDays after receipt, a delivery awaits its visit this long (F01, first limit)
 * @param overdueDays after receipt, a visit can still be accepted until this day (F01, second limit)
 * @param arrivalGraceHours after the planned arrival, before a delivery nobody received counts as overdue (F01)
 * @param accessRefusals this many refusals within {@code accessWindowDays} at one site are critical (F04)
 * @param accessWindowDays see {@code accessRefusals}
 * @param shortMediumBp short receipt, medium from here (F08)
 * @param shortHighBp short receipt, high from here (F08)
 * @param shortCriticalBp short receipt, critical from here (F08)
 * @param lossReportUsd a loss worth this much asks for a loss report (F08)
 * @param surplusBp surplus receipt above this (F09)
 * @param reasonDays a loss may stay without a known reason this long (F10)
 * @param attestedMediumBp receipt against attestation, medium above this; also the tolerance of VERIFIED (F11)
 * @param attestedHighBp the same, high above this (F11)
 * @param attestedCriticalBp the same, critical above this (F11)
 * @param bookHighBp a custodian's count may differ from the book by this (F12)
 * @param siteMetres an event may lie this far outside a site's radius, beyond its accuracy (F16)
 * @param corridorMetres a checkpoint passage may lie this far off the straight line of its leg (F16)
 * @param futureMinutes an event may be dated this far ahead of its acceptance (F18)
 * @param deviceClockMinutes a device's clock may be off by this (F18)
 * @param backdatedDays an event may be noted this long after it happened (F18)
 * @param transitGraceHours a delivery may be late by this at least (F22)
 * @param transitGracePercent or by this share of its planned time, if that is more (F22)
 * @param unannouncedHours notice up to this counts as unannounced (grade A)
 * @param independenceDepth relation paths up to this length break independence
 * @param clearanceHours a clearance must be used within this time
 * @param gate the rest of what the gate goes by; the defaults, where a version from before it is read
 * @param draw how visits are drawn; likewise
 * @param coverage how many sites are to be seen; likewise
 * @param heard what weighs how much of what is heard after a distribution; likewise
 * @param goods what the rules about goods and distributions go by; likewise
 * @param visit what a visit and its report must stand up to; likewise
 * @param peers what is judged across deliveries; likewise
 */
public record Policy(
        int version,
        int awaitingDays,
        int overdueDays,
        int arrivalGraceHours,
        int accessRefusals,
        int accessWindowDays,
        int shortMediumBp,
        int shortHighBp,
        int shortCriticalBp,
        int lossReportUsd,
        int surplusBp,
        int reasonDays,
        int attestedMediumBp,
        int attestedHighBp,
        int attestedCriticalBp,
        int bookHighBp,
        int siteMetres,
        int corridorMetres,
        int futureMinutes,
        int deviceClockMinutes,
        int backdatedDays,
        int transitGraceHours,
        int transitGracePercent,
        int unannouncedHours,
        int independenceDepth,
        int clearanceHours,
        GatePolicy gate,
        DrawPolicy draw,
        CoveragePolicy coverage,
        HeardPolicy heard,
        GoodsPolicy goods,
        VisitPolicy visit,
        PeerPolicy peers) {

    /** The whole, in basis points. */
    static final int WHOLE_BP = 10_000;

    /** The defaults of docs/domain.md, sections 4 to 7. */
    public static final Policy DEFAULTS = new Policy(
            0,
            21,
            45,
            24,
            2,
            90,
            50,
            200,
            500,
            500,
            20,
            7,
            100,
            300,
            1000,
            100,
            2_000,
            10_000,
            15,
            10,
            3,
            24,
            50,
            24,
            2,
            72,
            GatePolicy.DEFAULTS,
            DrawPolicy.DEFAULTS,
            CoveragePolicy.DEFAULTS,
            HeardPolicy.DEFAULTS,
            GoodsPolicy.DEFAULTS,
            VisitPolicy.DEFAULTS,
            PeerPolicy.DEFAULTS);

    public Policy {
        require(version >= 0, "version");
        require(awaitingDays >= 0, "awaitingDays");
        require(overdueDays >= awaitingDays, "overdueDays");
        require(arrivalGraceHours >= 0, "arrivalGraceHours");
        require(accessRefusals >= 1, "accessRefusals");
        require(accessWindowDays >= 1, "accessWindowDays");
        require(0 <= shortMediumBp && shortMediumBp <= shortHighBp && shortHighBp <= shortCriticalBp, "shortMediumBp");
        require(lossReportUsd >= 0, "lossReportUsd");
        require(surplusBp >= 0, "surplusBp");
        require(reasonDays >= 0, "reasonDays");
        require(
                0 <= attestedMediumBp && attestedMediumBp <= attestedHighBp && attestedHighBp <= attestedCriticalBp,
                "attestedMediumBp");
        require(bookHighBp >= 0, "bookHighBp");
        require(siteMetres >= 0, "siteMetres");
        require(corridorMetres >= 0, "corridorMetres");
        require(futureMinutes >= 0, "futureMinutes");
        require(deviceClockMinutes >= 0, "deviceClockMinutes");
        require(backdatedDays >= 0, "backdatedDays");
        require(transitGraceHours >= 0, "transitGraceHours");
        require(transitGracePercent >= 0, "transitGracePercent");
        require(unannouncedHours >= 0, "unannouncedHours");
        require(independenceDepth >= 1 && independenceDepth <= 6, "independenceDepth");
        require(clearanceHours >= 1, "clearanceHours");
        gate = or(gate, GatePolicy.DEFAULTS);
        draw = or(draw, DrawPolicy.DEFAULTS);
        coverage = or(coverage, CoveragePolicy.DEFAULTS);
        heard = or(heard, HeardPolicy.DEFAULTS);
        goods = or(goods, GoodsPolicy.DEFAULTS);
        visit = or(visit, VisitPolicy.DEFAULTS);
        peers = or(peers, PeerPolicy.DEFAULTS);
    }

    private static <T> T or(@Nullable T given, T otherwise) {
        return given == null ? otherwise : given;
    }

    static void require(boolean holds, String name) {
        Bounds.require(holds, name);
    }

    public Policy withVersion(int other) {
        return new Policy(
                other,
                awaitingDays,
                overdueDays,
                arrivalGraceHours,
                accessRefusals,
                accessWindowDays,
                shortMediumBp,
                shortHighBp,
                shortCriticalBp,
                lossReportUsd,
                surplusBp,
                reasonDays,
                attestedMediumBp,
                attestedHighBp,
                attestedCriticalBp,
                bookHighBp,
                siteMetres,
                corridorMetres,
                futureMinutes,
                deviceClockMinutes,
                backdatedDays,
                transitGraceHours,
                transitGracePercent,
                unannouncedHours,
                independenceDepth,
                clearanceHours,
                gate,
                draw,
                coverage,
                heard,
                goods,
                visit,
                peers);
    }
}
