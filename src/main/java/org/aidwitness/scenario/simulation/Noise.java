package org.aidwitness.scenario.simulation;

/**
 * What goes wrong where everybody is honest. Shares in basis points of deliveries, or of visits.
 *
 * @param spillBp a few packages torn or wet, below any limit, told with the reason
 * @param lossBp a larger loss, half a percent to one and a half: a loss report is due
 * @param accidentBp a truck turns over: eight to forty percent, told with the reason
 * @param breakdownBp a truck stands for a day or two
 * @param lateSyncBp told up to three days after it happened, for want of a network
 * @param badGpsBp a position with an accuracy of hundreds of metres
 * @param clockMinutes devices are off by at most this
 * @param refusedBp a monitor is turned away though nothing is missing
 * @param miscountBp a monitor is off by a few packages in a thousand
 */
public record Noise(
        int spillBp,
        int lossBp,
        int accidentBp,
        int breakdownBp,
        int lateSyncBp,
        int badGpsBp,
        int clockMinutes,
        int refusedBp,
        int miscountBp) {

    public static final Noise USUAL = new Noise(2_500, 60, 25, 70, 800, 500, 7, 60, 1_000);

    /** A bad year: everything two to six times as often, and clocks that are off by more than the policy allows. */
    public static final Noise HARSH = new Noise(5_000, 300, 100, 300, 2_500, 2_000, 14, 200, 3_000);

    public static final Noise NONE = new Noise(0, 0, 0, 0, 0, 0, 0, 0, 0);

    public Noise {
        for (int share :
                new int[] {spillBp, lossBp, accidentBp, breakdownBp, lateSyncBp, badGpsBp, refusedBp, miscountBp}) {
            Setting.require(share >= 0 && share <= Setting.WHOLE_BP, "a share of noise");
        }
        Setting.require(clockMinutes >= 0 && clockMinutes <= 60, "clockMinutes");
    }
}
