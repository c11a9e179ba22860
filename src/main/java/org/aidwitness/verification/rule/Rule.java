package org.aidwitness.verification.rule;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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
     * @param parameters every number that decides, in the order of their names
     */
    record About(
            String id,
            String name,
            int version,
            String question,
            String source,
            String severities,
            List<Parameter> parameters) {
        public About {
            parameters = parameters.stream()
                    .sorted(Comparator.comparing(Parameter::name))
                    .toList();
        }

        /** All of whose numbers a policy sets. */
        About(
                String id,
                String name,
                int version,
                String question,
                String source,
                String severities,
                String... policyNumbers) {
            this(
                    id,
                    name,
                    version,
                    question,
                    source,
                    severities,
                    Parameter.ofPolicy(policyNumbers).toList());
        }

        /** The same with a number that no policy changes. */
        About fixed(String number, int value) {
            return new About(
                    id,
                    name,
                    version,
                    question,
                    source,
                    severities,
                    Stream.concat(parameters.stream(), Stream.of(Parameter.fixed(number, value)))
                            .toList());
        }
    }
}
