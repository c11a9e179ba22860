package org.aidwitness.kernel;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who is speaking: a person or machine, acting for exactly one organisation. The name is a pseudonym and may be shown;
 * a visitor who did not sign in has no account and no organisation.
 */
public record Actor(
        @Nullable UUID account, String name, @Nullable UUID organisation, Set<Role> roles) {

    public static final Actor VISITOR = new Actor(null, "visitor", null, Set.of());

    /** The program itself: the sequencer, the sweep. It has no roles, for it uses no door that asks for one. */
    public static final Actor SYSTEM = new Actor(null, "aidwitness", null, Set.of());

    public Actor {
        roles = Set.copyOf(roles);
    }

    /** What a person may be in their organisation. */
    public enum Role {
        /** Registers and declares for their own organisation. */
        LOGISTICS,
        /** Marks an import run as history from before the gate. Given with care, apart from LOGISTICS. */
        HISTORIAN,
        /** Visits, and attests. */
        MONITOR,
        /** Accepts or rejects attestations of others, answers flags. */
        REVIEWER,
        /** Keeps programmes, policies, organisations, sites, access terms, accounts. */
        ADMINISTRATOR
    }
}
