package org.aidwitness.access;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.aidwitness.kernel.Actor.Role;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;

/** Words as they come: sets of names that the database hands over joined by commas, and reasons that people give. */
final class Names {

    private Names() {}

    static Set<String> set(String joined) {
        return Arrays.stream(joined.split(",")).filter(name -> !name.isEmpty()).collect(Collectors.toUnmodifiableSet());
    }

    static Set<Role> roles(String joined) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        set(joined).forEach(name -> roles.add(Role.valueOf(name)));
        return Collections.unmodifiableSet(roles);
    }

    /** What security depends on is done for a reason, and the audit keeps it. */
    static void requireReason(String reason) {
        if (reason.isBlank() || reason.length() > 1_000) {
            throw Refused.at("/reason", Code.OUT_OF_RANGE, "Say why, in at most 1,000 characters.");
        }
    }

    static String joined(Collection<? extends Enum<?>> names) {
        return names.stream().map(Enum::name).sorted().collect(Collectors.joining(","));
    }
}
