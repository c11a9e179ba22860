package org.aidwitness.administration;

import io.quarkus.qute.TemplateExtension;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;
import org.aidwitness.kernel.Actor.Role;

/** Roles, verbs and acts as pages write them, in templates under {@code adm:}. */
@TemplateExtension(namespace = "adm")
final class Words {

    private Words() {}

    static String role(Role role) {
        return plain(role.name());
    }

    /** What somebody with this role does. */
    static String meaning(Role role) {
        return switch (role) {
            case LOGISTICS -> "registers shipments and declares what happens to them";
            case MANAGER -> "as logistics, and keeps the organisation’s people";
            case HISTORIAN -> "imports what happened before the gate";
            case MONITOR -> "visits, and says what was seen";
            case REVIEWER ->
                "assigns visits, reviews what monitors saw, answers flags, keeps the organisation’s people";
            case DONOR -> "sees what the organisation’s programmes show";
            case AUDITOR -> "sees evidence and the organisation’s audit";
            case PROTECTION_OFFICER -> "answers for the safety of people: sees evidence, revokes devices, erases";
            case DRAW_CUSTODIAN -> "holds a part of the randomness of draws";
            case ADMINISTRATOR -> "keeps the installation: programmes, policies, organisations, people";
        };
    }

    static String roles(Collection<Role> roles) {
        return roles.isEmpty()
                ? "no role yet"
                : roles.stream().sorted().map(Words::role).collect(Collectors.joining(", "));
    }

    /** What a token may be used for. */
    static String scope(Collection<String> verbs) {
        return verbs.stream().sorted().map(Words::plain).collect(Collectors.joining(", "));
    }

    /** "Protection officer" for PROTECTION_OFFICER. */
    static String plain(String name) {
        if (name.equals("NGO")) {
            return name;
        }
        String words = name.replace('_', ' ').toLowerCase(Locale.ROOT);
        return words.isEmpty() ? words : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
