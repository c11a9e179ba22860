package org.aidwitness.verification.rule;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What a rule noticed: facts, never sentences. Templates do the talking, in the reader's language.
 *
 * @param facts the values judged and the limits they were judged by, units last in the names. They never depend on the
 *     instant of the judgement alone, so that a flag keeps its frozen inputs from sweep to sweep
 * @param statements the declarations, attestations and visits the finding rests on
 */
public record Finding(
        String rule, int ruleVersion, Severity severity, SortedMap<String, String> facts, List<UUID> statements) {

    public Finding {
        facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
        statements = CaseBounds.distinct(statements);
    }

    static Finding of(Rule rule, Severity severity, Facts facts, Collection<UUID> statements) {
        return of(rule.about(), severity, facts, statements);
    }

    static Finding of(Rule.About rule, Severity severity, Facts facts, Collection<UUID> statements) {
        return new Finding(rule.id(), rule.version(), severity, facts.map(), List.copyOf(statements));
    }
}
