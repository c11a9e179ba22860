package org.aidwitness.access;

import static org.aidwitness.kernel.Actor.Role.ADMINISTRATOR;
import static org.aidwitness.kernel.Actor.Role.HISTORIAN;
import static org.aidwitness.kernel.Actor.Role.LOGISTICS;
import static org.aidwitness.kernel.Actor.Role.MONITOR;
import static org.aidwitness.kernel.Actor.Role.REVIEWER;

import java.util.Set;
import org.aidwitness.kernel.Actor.Role;

/**
 * The access table: each thing one can do, and who may. A verb with no roles is open to everybody. Endpoints name their
 * verb; {@code AccessTableTest} walks all endpoints and all roles.
 */
public enum Verb {
    /** Published lists, pages and figures. */
    READ_PUBLISHED(),
    KEEP_ORGANISATIONS(ADMINISTRATOR),
    KEEP_PROGRAMMES(ADMINISTRATOR),
    KEEP_SITES(ADMINISTRATOR, LOGISTICS),
    KEEP_COMMODITIES(ADMINISTRATOR, LOGISTICS),
    KEEP_ACCESS_TERMS(ADMINISTRATOR, REVIEWER),
    KEEP_ACCOUNTS(ADMINISTRATOR),
    REGISTER_SHIPMENTS(LOGISTICS),
    /** Dispatch, receipt and all other declarations. */
    DECLARE(LOGISTICS),
    ASK_THE_GATE(LOGISTICS),
    ASSIGN_VISITS(REVIEWER, ADMINISTRATOR),
    ATTEST(MONITOR),
    STORE_EVIDENCE(MONITOR),
    SEE_EVIDENCE(MONITOR, REVIEWER),
    REVIEW(REVIEWER),
    ANSWER_FLAGS(REVIEWER),
    KEEP_MAPPINGS(LOGISTICS, MONITOR, ADMINISTRATOR),
    IMPORT(LOGISTICS, MONITOR),
    IMPORT_HISTORY(HISTORIAN),
    SEE_IMPORTS(LOGISTICS, MONITOR, HISTORIAN, ADMINISTRATOR);

    private final Set<Role> roles;

    Verb(Role... roles) {
        this.roles = Set.of(roles);
    }

    public boolean isPublic() {
        return roles.isEmpty();
    }

    public Set<Role> roles() {
        return roles;
    }

    public boolean allows(Set<Role> held) {
        return isPublic() || held.stream().anyMatch(roles::contains);
    }
}
