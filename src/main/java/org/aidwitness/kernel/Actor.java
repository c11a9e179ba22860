package org.aidwitness.kernel;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who is speaking: a person or machine, acting for exactly one organisation. The name is a pseudonym and may be shown;
 * a visitor who did not sign in has no account and no organisation.
 *
 * @param scope the only things this token may be used for, by the names of the access table; empty: all that the roles
 *     allow
 */
public record Actor(
        @Nullable UUID account, String name, @Nullable UUID organisation, Set<Role> roles, Set<String> scope) {

    public static final Actor VISITOR = new Actor(null, "visitor", null, Set.of());

    /** The program itself: the sequencer, the sweep. It has no roles, for it uses no door that asks for one. */
    public static final Actor SYSTEM = new Actor(null, "aidwitness", null, Set.of());

    public Actor {
        roles = Set.copyOf(roles);
        scope = Set.copyOf(scope);
    }

    public Actor(@Nullable UUID account, String name, @Nullable UUID organisation, Set<Role> roles) {
        this(account, name, organisation, roles, Set.of());
    }

    /** What a person may be in their organisation; the names in brackets are those of docs/trust.md, 8.1. */
    public enum Role {
        /** Registers and declares for their own organisation (NGO officer). */
        LOGISTICS,
        /** As LOGISTICS, and keeps their organisation's people (NGO manager). */
        MANAGER,
        /** Marks an import run as history from before the gate. Given with care, apart from LOGISTICS. */
        HISTORIAN,
        /** Visits, and attests. */
        MONITOR,
        /** Assigns visits, accepts or rejects attestations of others, answers flags (monitor-org lead). */
        REVIEWER,
        /** Sees what their organisation's programmes show (donor viewer). */
        DONOR,
        /** Sees evidence of cases that were opened to them, and the audit of their own organisation (donor auditor). */
        AUDITOR,
        /** Answers for the safety of people: sees evidence, revokes devices, erases. */
        PROTECTION_OFFICER,
        /** Holds a part of the randomness of draws. */
        DRAW_CUSTODIAN,
        /** Keeps the installation: programmes, policies, organisations, people (operator). */
        ADMINISTRATOR
    }
}
