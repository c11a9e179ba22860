package org.aidwitness.administration;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.aidwitness.registry.OrganisationEntry;
import org.aidwitness.registry.Organisations;

/**
 * Organisations in forms. People type a code, for an installation may have more organisations than a list on a page can
 * hold; the first ones are offered.
 */
@ApplicationScoped
class Codes {

    private static final int OFFERED = 500;

    private final Organisations organisations;

    Codes(Organisations organisations) {
        this.organisations = organisations;
    }

    /** The organisation whose code was typed. */
    UUID organisation(Typed typed, String field) {
        return organisations
                .byCode(typed.text(field))
                .orElseThrow(
                        () -> Refused.at("/" + field, Code.UNKNOWN_REFERENCE, "There is no organisation of this code."))
                .id();
    }

    String nameOf(UUID organisation) {
        return organisations.find(organisation).map(OrganisationEntry::name).orElse("");
    }

    List<OrganisationEntry> offered() {
        return organisations.list("", OFFERED);
    }
}
