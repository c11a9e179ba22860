package org.aidwitness.verification.rule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.aidwitness.kernel.PeerPolicy;
import org.aidwitness.verification.rule.ProgrammeCase.Part;
import org.aidwitness.verification.rule.ProgrammeCase.Party;

/**
 * F31: too much of the weight is with one carrier, or goes to one partner. A share that each would have if all had the
 * same is no concentration: of two, one always has half.
 */
record Concentration() implements ProgrammeRule {

    private static final long WHOLE_BP = 10_000;

    private static final Rule.About ABOUT = new Rule.About(
            "F31",
            "CONCENTRATION",
            1,
            "Is the weight spread over more than one carrier, and more than one partner?",
            "docs/domain.md, section 7",
            "MEDIUM, HIGH by the share of the weight; waybills of unknown weight do not count",
            "peers.concentrationHighBp",
            "peers.concentrationMediumBp",
            "peers.concentrationParties",
            "peers.concentrationWaybills",
            "peers.windowDays");

    @Override
    public Rule.About about() {
        return ABOUT;
    }

    @Override
    public Set<Subject.Kind> subjects() {
        return Set.of(Subject.Kind.ORGANISATION);
    }

    /** An organisation that is too much of both gets one finding, the worse; of two alike, that of the carrier. */
    @Override
    public List<SubjectFinding> judge(ProgrammeCase programme) {
        Map<UUID, SubjectFinding> worst = new LinkedHashMap<>();
        for (Part part : Part.values()) {
            for (SubjectFinding found : judge(part, programme)) {
                worst.merge(
                        Optional.ofNullable(found.subject().id()).orElseThrow(),
                        found,
                        (one, other) ->
                                one.finding().severity().atLeast(other.finding().severity()) ? one : other);
            }
        }
        return List.copyOf(worst.values());
    }

    private static List<SubjectFinding> judge(Part part, ProgrammeCase programme) {
        PeerPolicy policy = programme.policy().peers();
        List<Party> parties = programme.parties().stream()
                .filter(party -> party.part() == part && party.waybills() > 0)
                .toList();
        if (parties.size() < policy.concentrationParties()) {
            return List.of();
        }
        long all = parties.stream().mapToLong(Party::grams).sum();
        List<SubjectFinding> findings = new ArrayList<>();
        for (Party party : parties) {
            if (party.waybills() >= policy.concentrationWaybills()) {
                severity(party.grams(), all, parties.size(), policy)
                        .map(severity -> finding(party, all, parties, severity, policy))
                        .ifPresent(findings::add);
            }
        }
        return findings;
    }

    private static Optional<Severity> severity(long own, long all, int parties, PeerPolicy policy) {
        if (tooMuch(own, all, parties, policy.concentrationHighBp())) {
            return Optional.of(Severity.HIGH);
        }
        return tooMuch(own, all, parties, policy.concentrationMediumBp())
                ? Optional.of(Severity.MEDIUM)
                : Optional.empty();
    }

    private static boolean tooMuch(long own, long all, int parties, int limitBp) {
        return parties * (long) limitBp >= WHOLE_BP && Share.above(own, all, limitBp);
    }

    private static SubjectFinding finding(
            Party party, long all, List<Party> parties, Severity severity, PeerPolicy policy) {
        Facts facts = new Facts()
                .with("part", party.part())
                .with("own", Measure.GRAMS, party.grams())
                .with("all", Measure.GRAMS, all)
                .with("waybills", party.waybills())
                .with("parties", parties.size())
                .with(
                        "unknownWaybills",
                        parties.stream().mapToLong(Party::unknownWaybills).sum())
                .with("mediumLimitBp", policy.concentrationMediumBp())
                .with("highLimitBp", policy.concentrationHighBp())
                .with("windowDays", policy.windowDays());
        return new SubjectFinding(
                Subject.organisation(party.organisation()), Finding.of(ABOUT, severity, facts, List.of()));
    }
}
