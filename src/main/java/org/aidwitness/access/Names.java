package org.aidwitness.access;

import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.aidwitness.kernel.Actor.Role;

/** Sets of names, as the database hands them over: joined by commas. */
final class Names {

    private Names() {}

    static Set<String> set(String joined) {
        return Arrays.stream(joined.split(",")).filter(name -> !name.isEmpty()).collect(Collectors.toUnmodifiableSet());
    }

    static Set<Role> roles(String joined) {
        return set(joined).stream().map(Role::valueOf).collect(Collectors.toUnmodifiableSet());
    }

    static String joined(Collection<? extends Enum<?>> names) {
        return names.stream().map(Enum::name).sorted().collect(Collectors.joining(","));
    }
}
