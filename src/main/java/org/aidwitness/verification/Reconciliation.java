package org.aidwitness.verification;

import static jakarta.transaction.Transactional.TxType.MANDATORY;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.aidwitness.journal.Journal;
import org.aidwitness.verification.CaseRows.FlagRow;
import org.aidwitness.verification.FlagWriting.Matter;
import org.aidwitness.verification.RoundRows.SubjectFlagRow;
import org.aidwitness.verification.rule.Finding;
import org.aidwitness.verification.rule.ProgrammeCase;
import org.aidwitness.verification.rule.Subject;
import org.aidwitness.verification.rule.SubjectFinding;
import org.hibernate.StatelessSession;

/**
 * Brings the flags in line with what the rules find now: raises what is new, keeps what still holds, clears what the
 * rules no longer find. Doing it again changes nothing.
 */
@ApplicationScoped
class Reconciliation {

    /**
     * @param statements that the finding rests on, or rested on before; some may be about other deliveries
     */
    record Change(Judgement judgement, String rule, Set<UUID> statements) {}

    private final StatelessSession session;
    private final Journal journal;

    Reconciliation(StatelessSession session, Journal journal) {
        this.session = session;
        this.journal = journal;
    }

    /** Writes at most four statements for the whole batch, none where nothing changed; returns what changed. */
    @Transactional(MANDATORY)
    List<Change> reconcile(List<Judgement> judgements) {
        FlagWriting writing = new FlagWriting();
        List<Change> changes = new ArrayList<>();
        for (Judgement judgement : judgements) {
            List<FlagRow> open = judgement.ownFlags();
            if (open.isEmpty() && judgement.standing().isEmpty()) {
                continue;
            }
            Matter matter = new Matter(
                    Subject.delivery(judgement.dossier().waybill()),
                    judgement.dossier().delivery().programme(),
                    judgement.dossier().delivery().policy().version(),
                    judgement.dossier().delivery().now());
            writing.compare(matter, open, judgement.standing(), Reconciliation::differs)
                    .forEach(change -> changes.add(new Change(judgement, change.rule(), change.statements())));
        }
        writing.write(session, journal);
        return changes;
    }

    /** The same for all subjects of one programme; returns how many flags changed. */
    @Transactional(MANDATORY)
    int reconcile(RoundJudgement judgement) {
        FlagWriting writing = new FlagWriting();
        ProgrammeCase round = judgement.round();
        Map<Subject, List<SubjectFlagRow>> open =
                judgement.flags().stream().filter(SubjectFlagRow::isOpen).collect(groupingBy(SubjectFlagRow::subject));
        Map<Subject, List<Finding>> standing = judgement.standing().stream()
                .collect(groupingBy(SubjectFinding::subject, mapping(SubjectFinding::finding, toList())));
        Set<Subject> subjects = new LinkedHashSet<>(open.keySet());
        subjects.addAll(standing.keySet());
        int changes = 0;
        for (Subject subject : subjects) {
            Matter matter =
                    new Matter(subject, round.programme(), round.policy().version(), round.now());
            changes += writing.compare(
                            matter,
                            open.getOrDefault(subject, List.of()),
                            standing.getOrDefault(subject, List.of()),
                            judgement::saysSomethingNew)
                    .size();
        }
        writing.write(session, journal);
        return changes;
    }

    private static boolean differs(FlagRow flag, Finding finding) {
        return !flag.severity().equals(finding.severity().name()) || !flag.hasFactsOf(finding);
    }
}
