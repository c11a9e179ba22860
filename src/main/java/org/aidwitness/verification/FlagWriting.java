package org.aidwitness.verification;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiPredicate;
import org.aidwitness.journal.Journal;
import org.aidwitness.kernel.Actor;
import org.aidwitness.kernel.Fingerprint;
import org.aidwitness.kernel.Ids;
import org.aidwitness.verification.rule.Finding;
import org.aidwitness.verification.rule.Subject;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** What is to be written about the flags of a batch: collected subject by subject, written at once. */
final class FlagWriting {

    private static final String RAISE = """
            insert into verification_flag
                   (id, waybill_id, programme_id, rule, rule_version, severity, policy_version, facts, state, raised_at,
                    subject_kind, subject_id, subject_text)
            select id, waybill_id, programme_id, rule, rule_version, severity, policy_version, facts, 'OPEN', raised_at,
                   subject_kind, subject_id, subject_text
              from jsonb_to_recordset(cast(:rows as jsonb)) as r (
                     id uuid, waybill_id uuid, programme_id uuid, rule text, rule_version integer, severity text,
                     policy_version integer, facts jsonb, raised_at timestamptz, subject_kind text, subject_id uuid,
                     subject_text text)
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
        RAISED("flag_raised", "the rule finds it"),
        CHANGED("flag_changed", "the rule finds it on other facts"),
        CLEARED("flag_cleared", "the rule no longer finds it");

        private final String kind;
        private final String reason;

        Fate(String kind, String reason) {
            this.kind = kind;
            this.reason = reason;
        }
    }

    /**
     * @param statements that the finding rests on, or rested on before
     */
    record Change(String rule, Set<UUID> statements) {}

    /** What was judged, under which policy, as of when. */
    record Matter(Subject subject, UUID programme, int policyVersion, Instant now) {

        boolean isDelivery() {
            return subject.kind() == Subject.Kind.DELIVERY;
        }

        /** Statements about a delivery have the waybill for their subject, all others the programme. */
        UUID subjectId() {
            UUID id = subject.id();
            return isDelivery() && id != null ? id : programme;
        }

        /** The follower judges the waybills of what is about deliveries, so the others have names of their own. */
        String kind(String what) {
            return "verification." + (isDelivery() ? "" : "round_") + what;
        }
    }

    private record Raised(
            UUID id,
            @Nullable UUID waybillId,
            UUID programmeId,
            String rule,
            int ruleVersion,
            String severity,
            int policyVersion,
            Map<String, String> facts,
            Instant raisedAt,
            String subjectKind,
            @Nullable UUID subjectId,
            @Nullable String subjectText) {}

    private record Step(
            UUID flagId,
            int ordinal,
            String state,
            String reason,
            String severity,
            Map<String, String> facts,
            String madeBy,
            Instant madeAt) {}

    private final List<Raised> raised = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();
    private final List<Journal.Statement> statements = new ArrayList<>();

    /**
     * Sets the open flags of one subject against what stands now.
     *
     * @param differs whether a finding says something new about its flag
     */
    <F extends StoredFlag> List<Change> compare(
            Matter matter, List<F> open, List<Finding> standing, BiPredicate<F, Finding> differs) {
        List<Change> changes = new ArrayList<>();
        for (Finding finding : standing) {
            Optional<F> flag =
                    open.stream().filter(it -> it.rule().equals(finding.rule())).findFirst();
            if (flag.isEmpty()) {
                changes.add(raise(matter, finding));
            } else if (differs.test(flag.get(), finding)) {
                changes.add(step(
                        matter, flag.get(), Fate.CHANGED, finding.severity().name(), FrozenFacts.of(finding)));
            }
        }
        for (F flag : open) {
            if (standing.stream().noneMatch(finding -> finding.rule().equals(flag.rule()))) {
                changes.add(step(matter, flag, Fate.CLEARED, flag.severity(), FrozenFacts.parse(flag.facts())));
            }
        }
        return changes;
    }

    /** At most four statements, none where nothing changed. */
    void write(StatelessSession session, Journal journal) {
        if (steps.isEmpty()) {
            return;
        }
        if (!raised.isEmpty()) {
            write(session, RAISE, raised);
        }
        write(session, STEP, steps);
        if (raised.size() < steps.size()) {
            write(session, MOVE, steps.stream().filter(step -> step.ordinal > 1).toList());
        }
        journal.recordAll(Actor.SYSTEM, statements);
    }

    private static void write(StatelessSession session, String sql, List<? extends Record> rows) {
        session.createNativeMutationQuery(sql)
                .setParameter("rows", Rows.json(rows))
                .executeUpdate();
    }

    private Change raise(Matter matter, Finding finding) {
        UUID id = Ids.fresh(matter.now());
        FrozenFacts facts = FrozenFacts.of(finding);
        Subject subject = matter.subject();
        raised.add(new Raised(
                id,
                matter.isDelivery() ? subject.id() : null,
                matter.programme(),
                finding.rule(),
                finding.ruleVersion(),
                finding.severity().name(),
                matter.policyVersion(),
                facts.values(),
                matter.now(),
                subject.kind().name(),
                matter.isDelivery() ? null : subject.id(),
                subject.text()));
        return add(
                matter,
                id,
                finding.rule(),
                Fate.RAISED,
                1,
                FlagState.OPEN,
                finding.severity().name(),
                facts,
                facts.statements());
    }

    private Change step(Matter matter, StoredFlag flag, Fate fate, String severity, FrozenFacts facts) {
        FlagState state = fate == Fate.CLEARED ? FlagState.CLEARED : FlagState.valueOf(flag.state());
        Set<UUID> rested = new HashSet<>(facts.statements());
        rested.addAll(FrozenFacts.parse(flag.facts()).statements());
        return add(matter, flag.id(), flag.rule(), fate, flag.ordinal() + 1, state, severity, facts, rested);
    }

    private Change add(
            Matter matter,
            UUID flag,
            String rule,
            Fate fate,
            int ordinal,
            FlagState state,
            String severity,
            FrozenFacts facts,
            Set<UUID> rested) {
        Instant now = matter.now();
        String kind = matter.kind(fate.kind);
        steps.add(
                new Step(flag, ordinal, state.name(), fate.reason, severity, facts.values(), Actor.SYSTEM.name(), now));
        statements.add(new Journal.Statement(
                kind,
                flag,
                matter.subjectId(),
                matter.programme(),
                new Fingerprint()
                        .add(kind)
                        .add(flag)
                        .add(ordinal)
                        .add(rule)
                        .add(severity)
                        .add(matter.policyVersion())
                        .add(facts.values())
                        .done(),
                now));
        return new Change(rule, rested);
    }
}
