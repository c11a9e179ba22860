package org.aidwitness.kernel;

import org.jspecify.annotations.Nullable;

/**
 * Why a command was not accepted.
 *
 * @param code stable, for machines
 * @param field the field at fault as a JSON pointer, or null where no single field is
 * @param detail one plain sentence for people
 */
public record Refusal(Code code, @Nullable String field, String detail) {

    public static Refusal of(Code code, String detail) {
        return new Refusal(code, null, detail);
    }

    /** Each code with the HTTP status it travels under. */
    public enum Code {
        MALFORMED(400),
        SIGN_IN_NEEDED(401),
        NOT_ALLOWED(403),
        NOT_FOUND(404),
        TOO_LARGE(413),
        UNSUPPORTED_FORMAT(415),
        TOO_MANY_ATTEMPTS(429),
        /** The same id came before with other content; both stay visible to those who may see them. */
        EXISTS_WITH_DIFFERENT_CONTENT(409),
        NUMBER_TAKEN(409),
        ALREADY_DISPATCHED(409),
        WAYBILL_CLOSED(409),
        ALREADY_SUPERSEDED(409),
        WRONG_STATE(409),
        SAME_PARTY_BOTH_ENDS(409),
        OWN_WORK(409),
        // The gate's reasons: a hold, with everything that would lift it.
        NO_MONITOR_ASSIGNED(409),
        MONITOR_NOT_INDEPENDENT(409),
        ACCREDITATION_LAPSED(409),
        ACCESS_DENIED_AT_SITE(409),
        PLACE_HELD(409),
        CRITICAL_FLAG_OPEN(409),
        TOO_LITTLE_VERIFIED(409),
        CLEARANCE_EXPIRED(409),
        NO_CLEARANCE(409),
        GATE_IN_FORCE(409),
        // The draw's.
        CUSTODIAN_NOT_INDEPENDENT(409),
        DEADLINE_PASSED(409),
        /** It exists, and is shown from a time that the detail names. */
        SEALED(409),
        INVALID(422),
        OUT_OF_RANGE(422),
        UNKNOWN_REFERENCE(422),
        QUANTITIES_DO_NOT_ADD_UP(422),
        DATES_REVERSED(422),
        HASH_MISMATCH(422),
        /** A revealed secret does not lead to what was known of its chain. */
        WRONG_PREIMAGE(422);

        private final int status;

        Code(int status) {
            this.status = status;
        }

        public int status() {
            return status;
        }
    }
}
