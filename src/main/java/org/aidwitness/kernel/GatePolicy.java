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
 */
public record GatePolicy(
        int refusalsToHold,
        int visitsToReopen,
        int dutyDays,
        int cycleDays,
        int unverifiedConditionBp,
        int unverifiedHoldBp,
        int overrideDays,
        int overridesPerQuarter) {

    /** The longest that any policy may let an override last; the database repeats it. */
    public static final int LONGEST_OVERRIDE_DAYS = 14;

    public static final GatePolicy DEFAULTS = new GatePolicy(3, 2, 21, 90, 2_000, 5_000, 14, 3);

    public GatePolicy {
        Range.require(refusalsToHold >= 1, "refusalsToHold");
        Range.require(visitsToReopen >= 1, "visitsToReopen");
        Range.require(dutyDays >= 1, "dutyDays");
        Range.require(cycleDays >= 1, "cycleDays");
        Range.require(
                0 <= unverifiedConditionBp
                        && unverifiedConditionBp <= unverifiedHoldBp
                        && unverifiedHoldBp <= Policy.WHOLE_BP,
                "unverifiedConditionBp");
        Range.require(overrideDays >= 1 && overrideDays <= LONGEST_OVERRIDE_DAYS, "overrideDays");
        Range.require(overridesPerQuarter >= 0, "overridesPerQuarter");
    }
}
