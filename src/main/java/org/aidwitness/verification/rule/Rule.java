package org.aidwitness.verification.rule;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A question asked of every delivery. Pure: same case, same answer. */
public interface Rule {

    About about();

    /** Empty where there is nothing to say, and where too much is unknown to say it. */
    Optional<Finding> judge(DeliveryCase delivery);

    /**
     * The instants, past or future, at which the answer can change though nobody says anything new. From such an
     * instant on the new answer holds.
     */
    default List<Instant> turns(DeliveryCase delivery) {
        return List.of();
    }

    default String id() {
        return about().id();
    }

    default int version() {
        return about().version();
    }

    /**
     * What the methods page says about a rule.
     *
     * @param id F and two digits; never given to another rule
     * @param version counts up whenever the same case could get another answer
     * @param question one sentence
     * @param source where the rule comes from
     * @param severities how the severity is chosen
     */
    record About(String id, String name, int version, String question, String source, String severities) {}
}
