package org.aidwitness.scenario;

import java.util.Set;
import java.util.UUID;
import org.aidwitness.kernel.Actor.Role;

/** Somebody in a story: a pseudonym, whom they speak for, and what they may do. */
public record Person(String name, UUID organisation, Set<Role> roles) {

    public Person {
        roles = Set.copyOf(roles);
    }
}
