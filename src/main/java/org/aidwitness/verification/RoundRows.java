package org.aidwitness.verification;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.aidwitness.verification.rule.ProgrammeCase;
import org.aidwitness.verification.rule.Subject;
import org.jspecify.annotations.Nullable;

/** What the queries of {@link RoundFile} answer, column by column. */
final class RoundRows {

    private RoundRows() {}

    record MonitorRow(
            UUID organisation, String monitor, Long visits, Long repeated, Long weekVisits, Long weekFindings) {
        ProgrammeCase.Monitor monitorView() {
            return new ProgrammeCase.Monitor(organisation, monitor, visits, repeated, weekVisits, weekFindings);
        }
    }

    record GapRow(
            UUID organisation,
            String monitor,
            UUID firstAttestation,
            UUID secondAttestation,
            Boolean weighed,
            BigDecimal first,
            BigDecimal second) {
        ProgrammeCase.Gap gap() {
            return new ProgrammeCase.Gap(
                    organisation, monitor, firstAttestation, secondAttestation, weighed, amount(first), amount(second));
        }

        private long amount(BigDecimal told) {
            return (weighed ? told.movePointRight(3) : told).longValueExact();
        }
    }

    record SiteRow(
            UUID site,
            Long noticeKnown,
            Long announced,
            Long noticeUnknown,
            Long escortKnown,
            Long escortedAlone,
            Long escortUnknown) {
        ProgrammeCase.Site siteView() {
            return new ProgrammeCase.Site(
                    site, noticeKnown, announced, noticeUnknown, escortKnown, escortedAlone, escortUnknown);
        }
    }

    record PartyRow(UUID organisation, String part, Long waybills, BigDecimal kg, Long unknownWaybills) {
        ProgrammeCase.Party party() {
            return new ProgrammeCase.Party(
                    organisation,
                    ProgrammeCase.Part.valueOf(part),
                    waybills,
                    kg.movePointRight(3).longValueExact(),
                    unknownWaybills);
        }
    }

    /**
     * A flag of the programme that is about no single delivery, open or settled by a person.
     *
     * @param facts the frozen inputs at its last step, as JSON
     * @param ordinal of its last step
     * @param lastAt when that was
     */
    record SubjectFlagRow(
            UUID id,
            String rule,
            Integer ruleVersion,
            String severity,
            String state,
            String kind,
            @Nullable UUID subjectId,
            @Nullable String subjectText,
            String facts,
            Integer ordinal,
            Instant lastAt)
            implements StoredFlag {

        Subject subject() {
            return new Subject(Subject.Kind.valueOf(kind), subjectId, subjectText);
        }
    }
}
