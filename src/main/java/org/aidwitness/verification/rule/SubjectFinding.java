package org.aidwitness.verification.rule;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** What a rule noticed about something that is not one delivery. */
public record SubjectFinding(Subject subject, Finding finding) {

    static final int MOST_STATEMENTS = 200;

    /** @param statements the latest first; of these the first {@value #MOST_STATEMENTS} are kept */
    static SubjectFinding of(
            Rule.About rule, Subject subject, Severity severity, Facts facts, Stream<UUID> statements) {
        List<UUID> latest = statements.limit(MOST_STATEMENTS).toList();
        return new SubjectFinding(subject, Finding.of(rule, severity, facts, latest));
    }
}
