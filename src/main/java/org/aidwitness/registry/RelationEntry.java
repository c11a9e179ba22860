package org.aidwitness.registry;

import java.time.LocalDate;
import java.util.UUID;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.jspecify.annotations.Nullable;

/**
 * A tie between two organisations. All but FUNDS break independence, in both directions, while they last.
 *
 * @param from who owns, funds, contracts…
 * @param to whom
 * @param validFrom first day
 * @param validTo last day; null while it lasts
 * @param source where this is known from, 1 to 500 characters
 */
public record RelationEntry(
        UUID id,
        UUID from,
        UUID to,
        Kind kind,
        LocalDate validFrom,
        @Nullable LocalDate validTo,
        String source) {

    public enum Kind {
        OWNS,
        FUNDS,
        CONTRACTS,
        SAME_GROUP,
        DECLARED_KIN
    }

    public RelationEntry {
        Texts.requirePresent("/id", id);
        Texts.requirePresent("/from", from);
        Texts.requirePresent("/to", to);
        Texts.requirePresent("/kind", kind);
        Texts.requirePresent("/validFrom", validFrom);
        Texts.require("/source", source, 500);
        if (from.equals(to)) {
            throw Refused.at("/to", Code.INVALID, "A relation needs two organisations.");
        }
        if (validTo != null && validTo.isBefore(validFrom)) {
            throw Refused.at("/validTo", Code.DATES_REVERSED, "This ends before it begins.");
        }
    }
}
