package org.aidwitness.access;

import java.util.Set;
import org.aidwitness.kernel.Actor;
import org.aidwitness.kernel.Actor.Role;

/**
 * Each thing one can do here. Who may is in the {@link AccessTable}; a verb that has no row there is open to everybody.
 * Endpoints name their verb; {@code AccessTableTest} walks all endpoints and all roles.
 */
public enum Verb {
    /** Published lists, pages and figures; of closed programmes, those that one's organisation takes part in. */
    READ_PUBLISHED,
    /** Coming in, and going out again. */
    SIGN_IN,
    REGISTER_SHIPMENTS,
    /** Dispatch, receipt and all other declarations. */
    DECLARE,
    /** Say when goods will be handed to people, and to how many. */
    PLAN_DISTRIBUTIONS,
    /** Say what was found of a lot when one's own stock was counted. */
    COUNT_STOCKS,
    ASK_THE_GATE,
    /** Take public responsibility for letting goods go unseen: one asks, another organisation's agrees. */
    OVERRIDE_GATE,
    IMPORT,
    /** Imports that tell of a time before the programme's gate. */
    IMPORT_HISTORY,
    SEE_IMPORTS,
    KEEP_MAPPINGS,
    ASSIGN_VISITS,
    /** Say who may monitor for one's organisation. */
    KEEP_MONITORS,
    /** Ask a monitoring organisation to promise visits. */
    PROPOSE_COMMITMENTS,
    /** Accept, arm and withdraw what one's organisation of monitors promises. */
    KEEP_COMMITMENTS,
    /** Say, as the partner or the authority of a place, that visits are expected. */
    ACKNOWLEDGE_COMMITMENTS,
    /** Close a population and have visits drawn from it. */
    DRAW_VISITS,
    /** Give one's part of the randomness of a draw. */
    REVEAL,
    ATTEST,
    STORE_EVIDENCE,
    SEE_EVIDENCE,
    REVIEW,
    ANSWER_FLAGS,
    /** Say that people complained: as a monitor, a partner's staff, or a hotline with a token of its own. */
    PASS_ON_COMPLAINTS,
    /** Tell what households answered after a distribution. */
    INTERVIEW_HOUSEHOLDS,
    /** Tell that aid was seen on sale. */
    WATCH_MARKETS,
    /** Say that the log does not hold, or that it does again. */
    RAISE_ALARMS,
    /** Complaints, interviews, sightings and alarms, one by one. */
    HEAR_FEEDBACK,
    KEEP_SITES,
    KEEP_COMMODITIES,
    /** Enter goods of a kind that may leave unseen. */
    KEEP_EXEMPT_COMMODITIES,
    KEEP_ACCESS_TERMS,
    KEEP_ORGANISATIONS,
    KEEP_PROGRAMMES,
    /** One's own password, codes, sessions and tokens. */
    KEEP_OWN_ACCOUNT,
    SEE_PEOPLE,
    /** Open accounts, invite, disable. */
    KEEP_PEOPLE,
    GRANT_ROLES,
    /** Let somebody in again who lost password or codes. */
    RECOVER_PEOPLE,
    EXPORT_PEOPLE,
    ERASE_PEOPLE,
    /** Let another organisation see one's own part of a programme, for a time. */
    GIVE_ACCESS,
    KEEP_DEVICES,
    SEE_AUDIT;

    public boolean isPublic() {
        return AccessTable.isPublic(this);
    }

    public boolean allows(Set<Role> roles) {
        return AccessTable.of(this, roles) != Reach.NONE;
    }

    /** The roles allow it, and the scope of the token, if it has one, names it. */
    public boolean allows(Actor actor) {
        return isPublic()
                || (allows(actor.roles())
                        && (actor.scope().isEmpty() || actor.scope().contains(name())));
    }
}
