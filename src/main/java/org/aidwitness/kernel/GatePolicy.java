package org.aidwitness.kernel;

/**
 * The gate's part of a {@link Policy}; docs/domain.md, section 5.
 *
 * @param refusalsToHold this many refused visits in a row hold a place
 * @param visitsToReopen this many completed unannounced visits release it
 * @param dutyDays a condition of a clearance is to be met within this many days of the planned arrival
 * @param cycleDays the last cycle: deliveries received in these days before the question
 * @param unverifiedConditionBp share of the last cycle left unverified, a condition above this
 * @param unverifiedHoldBp the same, a hold above this
 * @param overrideDays an override lasts at most this long
 * @param overridesPerQuarter at most so many in a programme and calendar quarter (F39)
 * @param withdrawalHours a commitment that is withdrawn so shortly before a dispatch covered it (F02); 0, as a version from
 *     before it is read, stands for the default
 */
public record GatePolicy(
        int refusalsToHold,
        int visitsToReopen,
        int dutyDays,
        int cycleDays,
        int unverifiedConditionBp,
        int unverifiedHoldBp,
        int overrideDays,
        int overridesPerQuarter,
        int withdrawalHours) {

    /** The longest that any policy may let an override last; the database repeats it. */
    public static final int LONGEST_OVERRIDE_DAYS = 14;

    private static final int USUAL_WITHDRAWAL_HOURS = 24;

    public static final GatePolicy DEFAULTS = new GatePolicy(3, 2, 21, 90, 2_000, 5_000, 14, 3, USUAL_WITHDRAWAL_HOURS);

    public GatePolicy {
        Bounds.require(refusalsToHold >= 1, "refusalsToHold");
        Bounds.require(visitsToReopen >= 1, "visitsToReopen");
        Bounds.require(dutyDays >= 1, "dutyDays");
        Bounds.require(cycleDays >= 1, "cycleDays");
        Bounds.require(
                0 <= unverifiedConditionBp
                        && unverifiedConditionBp <= unverifiedHoldBp
                        && unverifiedHoldBp <= Policy.WHOLE_BP,
                "unverifiedConditionBp");
        Bounds.require(overrideDays >= 1 && overrideDays <= LONGEST_OVERRIDE_DAYS, "overrideDays");
        Bounds.require(overridesPerQuarter >= 0, "overridesPerQuarter");
        Bounds.require(withdrawalHours >= 0, "withdrawalHours");
        withdrawalHours = withdrawalHours == 0 ? USUAL_WITHDRAWAL_HOURS : withdrawalHours;
    }
}
