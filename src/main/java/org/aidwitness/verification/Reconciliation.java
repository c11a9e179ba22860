package org.aidwitness.verification;

import static jakarta.transaction.Transactional.TxType.MANDATORY;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.aidwitness.journal.Journal;
import org.aidwitness.kernel.Actor;
import org.aidwitness.kernel.Fingerprint;
import org.aidwitness.kernel.Ids;
import org.aidwitness.verification.CaseRows.FlagRow;
import org.aidwitness.verification.rule.Finding;
import org.hibernate.StatelessSession;

/**
 * Brings the flags in line with what the rules find now: raises what is new, keeps what still holds, clears what the
 * rules no longer find. Doing it again changes nothing.
 */
@ApplicationScoped
class Reconciliation {

    private static final String RAISE = """
            insert into verification_flag
                   (id, waybill_id, programme_id, rule, rule_version, severity, policy_version, facts, state, raised_at)
            select id, waybill_id, programme_id, rule, rule_version, severity, policy_version, facts, 'OPEN', raised_at
              from jsonb_to_recordset(cast(:rows as jsonb)) as r (
                     id uuid, waybill_id uuid, programme_id uuid, rule text, rule_version integer, severity text,
                     policy_version integer, facts jsonb, raised_at timestamptz)
             order by id""";

    private static final String STEP = """
            insert into verification_flag_step (flag_id, ordinal, state, reason, severity, facts, made_by, made_at)
            select flag_id, ordinal, state, reason, severity, facts, made_by, made_at
              from jsonb_to_recordset(cast(:rows as jsonb)) as r (
                     flag_id uuid, ordinal integer, state text, reason text, severity text, facts jsonb,
                     made_by text, made_at timestamptz)
             order by flag_id""";

    private static final String MOVE = """
            update verification_flag g
               set state = r.state,
                   severity = r.severity
              from jsonb_to_recordset(cast(:rows as jsonb)) as r (flag_id uuid, state text, severity text)
             where g.id = r.flag_id""";

    /** What became of a flag. */
    enum Fate {
        RAISED("verification.flag_raised", "the rule finds it"),
        CHANGED("verification.flag_changed", "the rule finds it on other facts"),
        CLEARED("verification.flag_cleared", "the rule no longer finds it");

        private final String kind;
        private final String reason;

        Fate(String kind, String reason) {
            this.kind = kind;
            this.reason = reason;
        }
    }

    /**
     * @param statements that the finding rests on, or rested on before; some may be about other deliveries
     */
    record Change(Judgement judgement, UUID flag, String rule, Fate fate, Set<UUID> statements) {}

    private record Raised(
            UUID id,
            UUID waybillId,
            UUID programmeId,
            String rule,
            int ruleVersion,
            String severity,
            int policyVersion,
            Map<String, String> facts,
            Instant raisedAt) {}

    private record Step(
            UUID flagId,
            int ordinal,
            String state,
            String reason,
            String severity,
            Map<String, String> facts,
            String madeBy,
            Instant madeAt) {}

    /** Collects what is to be written for a batch. */
    private static final class Writing {
        final List<Raised> raised = new ArrayList<>();
        final List<Step> steps = new ArrayList<>();
        final List<Change> changes = new ArrayList<>();
        final List<Journal.Statement> statements = new ArrayList<>();
    }

    private final StatelessSession session;
    private final Journal journal;

    Reconciliation(StatelessSession session, Journal journal) {
        this.session = session;
        this.journal = journal;
    }

    /** Writes at most four statements for the whole batch, none where nothing changed; returns what changed. */
    @Transactional(MANDATORY)
    List<Change> reconcile(List<Judgement> judgements) {
        Writing writing = new Writing();
        judgements.forEach(judgement -> compare(judgement, writing));
        if (writing.changes.isEmpty()) {
            return List.of();
        }
        if (!writing.raised.isEmpty()) {
            write(RAISE, writing.raised);
        }
        write(STEP, writing.steps);
        if (writing.raised.size() < writing.steps.size()) {
            write(MOVE, writing.steps.stream().filter(step -> step.ordinal > 1).toList());
        }
        journal.recordAll(Actor.SYSTEM, writing.statements);
        return writing.changes;
    }

    private void write(String sql, List<? extends Record> rows) {
        session.createNativeMutationQuery(sql)
                .setParameter("rows", Rows.json(rows))
                .executeUpdate();
    }

    private static void compare(Judgement judgement, Writing writing) {
        List<FlagRow> open = judgement.dossier().flags().stream()
                .filter(flag -> FlagState.valueOf(flag.state()).open() && Judgement.asks(flag.rule()))
                .toList();
        for (Finding finding : judgement.standing()) {
            Optional<FlagRow> flag =
                    open.stream().filter(it -> it.rule().equals(finding.rule())).findFirst();
            if (flag.isEmpty()) {
                raise(judgement, finding, writing);
            } else if (differs(flag.get(), finding)) {
                step(judgement, flag.get(), Fate.CHANGED, finding.severity().name(), FrozenFacts.of(finding), writing);
            }
        }
        for (FlagRow flag : open) {
            if (judgement.standing().stream()
                    .noneMatch(finding -> finding.rule().equals(flag.rule()))) {
                step(judgement, flag, Fate.CLEARED, flag.severity(), FrozenFacts.parse(flag.facts()), writing);
            }
        }
    }

    private static boolean differs(FlagRow flag, Finding finding) {
        return !flag.severity().equals(finding.severity().name())
                || !FrozenFacts.parse(flag.facts()).sameAs(FrozenFacts.of(finding));
    }

    private static void raise(Judgement judgement, Finding finding, Writing writing) {
        Instant now = judgement.dossier().delivery().now();
        UUID id = Ids.fresh(now);
        FrozenFacts facts = FrozenFacts.of(finding);
        writing.raised.add(new Raised(
                id,
                judgement.dossier().waybill(),
                judgement.dossier().delivery().programme(),
                finding.rule(),
                finding.ruleVersion(),
                finding.severity().name(),
                judgement.dossier().delivery().policy().version(),
                facts.values(),
                now));
        write(
                judgement,
                id,
                finding.rule(),
                Fate.RAISED,
                1,
                FlagState.OPEN,
                finding.severity().name(),
                facts,
                facts.statements(),
                writing);
    }

    private static void step(
            Judgement judgement, FlagRow flag, Fate fate, String severity, FrozenFacts facts, Writing writing) {
        FlagState state = fate == Fate.CLEARED ? FlagState.CLEARED : FlagState.valueOf(flag.state());
        Set<UUID> statements = new HashSet<>(facts.statements());
        statements.addAll(FrozenFacts.parse(flag.facts()).statements());
        write(judgement, flag.id(), flag.rule(), fate, flag.ordinal() + 1, state, severity, facts, statements, writing);
    }

    private static void write(
            Judgement judgement,
            UUID flag,
            String rule,
            Fate fate,
            int ordinal,
            FlagState state,
            String severity,
            FrozenFacts facts,
            Set<UUID> statements,
            Writing writing) {
        Instant now = judgement.dossier().delivery().now();
        writing.changes.add(new Change(judgement, flag, rule, fate, statements));
        writing.steps.add(
                new Step(flag, ordinal, state.name(), fate.reason, severity, facts.values(), Actor.SYSTEM.name(), now));
        writing.statements.add(new Journal.Statement(
                fate.kind,
                flag,
                judgement.dossier().waybill(),
                judgement.dossier().delivery().programme(),
                new Fingerprint()
                        .add(fate.kind)
                        .add(flag)
                        .add(ordinal)
                        .add(rule)
                        .add(severity)
                        .add(judgement.dossier().delivery().policy().version())
                        .add(facts.values())
                        .done(),
                now));
    }
}
