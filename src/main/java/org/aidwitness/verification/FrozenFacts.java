package org.aidwitness.verification;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Arrays;
import java.util.Collections;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.aidwitness.verification.rule.Finding;

/**
 * The inputs of a finding, as a flag keeps them: the facts by name, and under {@code statements} the ids of what they
 * rest on.
 *
 * @param values nobody else holds them
 */
record FrozenFacts(SortedMap<String, String> values) {

    private static final String STATEMENTS = "statements";
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final TypeReference<TreeMap<String, String>> TEXTS = new TypeReference<>() {};

    FrozenFacts {
        values = Collections.unmodifiableSortedMap(values);
    }

    static FrozenFacts of(Finding finding) {
        TreeMap<String, String> values = new TreeMap<>(finding.facts());
        if (!finding.statements().isEmpty()) {
            values.put(
                    STATEMENTS,
                    finding.statements().stream().map(UUID::toString).collect(Collectors.joining(" ")));
        }
        return new FrozenFacts(values);
    }

    static FrozenFacts parse(String json) {
        try {
            return new FrozenFacts(MAPPER.readValue(json, TEXTS));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("frozen facts cannot be read", e);
        }
    }

    /** The declarations and attestations that the finding rests on. */
    Set<UUID> statements() {
        String ids = values.get(STATEMENTS);
        return ids == null
                ? Set.of()
                : Arrays.stream(ids.split(" ")).map(UUID::fromString).collect(Collectors.toUnmodifiableSet());
    }

    /** The same facts, whoever stated them: a corrected slip of the pen elsewhere in a statement changes nothing here. */
    boolean sameAs(Finding finding) {
        int bare = values.size() - (values.containsKey(STATEMENTS) ? 1 : 0);
        return bare == finding.facts().size()
                && values.entrySet().containsAll(finding.facts().entrySet());
    }
}
