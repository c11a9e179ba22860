package org.aidwitness.verification.rule;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a rule noticed in what was heard.
 *
 * @param id of the subject; null for the log as a whole
 * @param finding its statements are the latest {@value #MOST_STATEMENTS} that it rests on
 */
public record HeardFinding(Heard subject, @Nullable UUID id, Finding finding) {

    static final int MOST_STATEMENTS = 200;

    /** What it is about. */
    public enum Heard {
        SITE,
        LOT,
        CONTRIBUTION,
        PROGRAMME,
        LOG
    }

    static HeardFinding of(
            Rule.About rule,
            Heard subject,
            @Nullable UUID id,
            Severity severity,
            Facts facts,
            Stream<UUID> statements) {
        List<UUID> latest = statements.limit(MOST_STATEMENTS).toList();
        return new HeardFinding(subject, id, new Finding(rule.id(), rule.version(), severity, facts.map(), latest));
    }
}
