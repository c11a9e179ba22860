package org.aidwitness.access;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.aidwitness.kernel.Actor.Role;

/** The roles here that the provider's roles stand for. What is not on the list means nothing here. */
record ProviderRoles(Map<String, Set<Role>> byName) {

    ProviderRoles {
        byName = Map.copyOf(byName);
    }

    /** Refuses roles that do not exist here: a person would come in with less than somebody meant to give. */
    static ProviderRoles of(Map<String, List<String>> written) {
        Map<String, Set<Role>> byName = new TreeMap<>();
        written.forEach((name, roles) ->
                byName.put(name, roles.stream().map(role -> role(name, role)).collect(Collectors.toUnmodifiableSet())));
        return new ProviderRoles(byName);
    }

    boolean isEmpty() {
        return byName.values().stream().allMatch(Set::isEmpty);
    }

    Set<Role> of(Collection<String> claimed) {
        return claimed.stream()
                .flatMap(name -> byName.getOrDefault(name, Set.of()).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Role role(String name, String written) {
        return Stream.of(Role.values())
                .filter(role -> role.name().equals(written.strip()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("aidwitness.oidc.role.\"" + name + "\" names "
                        + written.strip() + ", which is no role here. Roles are: " + EnumSet.allOf(Role.class) + "."));
    }
}
