package org.aidwitness.gate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.aidwitness.gate.Decision.Outcome;
import org.aidwitness.gate.DispatchCondition.Answer;
import org.aidwitness.journal.Journal;
import org.aidwitness.kernel.Actor;
import org.aidwitness.kernel.Fingerprint;
import org.aidwitness.kernel.Ids;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** Asked before goods leave. Asks every condition, keeps what they saw, and stores the decision. */
@ApplicationScoped
public class DispatchGate {

    private static final String DECIDED = "gate.decided";

    // What decides takes it together with others who decide, what changes takes it alone (gate_still, V0019).
    private static final String KEEP_STILL = """
            select cast(gate_keep_still() as text)""";

    private static final String HELD_SINCE = """
            select min(c.decided_at)
              from gate_clearance c
             where c.waybill_id = :waybill
               and c.outcome = 'HOLD'
               and not exists (select
                                 from gate_clearance p
                                where p.waybill_id = c.waybill_id
                                  and p.outcome <> 'HOLD'
                                  and p.decided_at > c.decided_at)""";

    /** A dispatch told by an import of history, which needs its clearance. */
    public record Predating(UUID clearance, UUID waybill, Instant happenedAt) {}

    private final Instance<DispatchCondition> conditions;
    private final Overrides overrides;
    private final Journal journal;
    private final StatelessSession session;
    private final ObjectMapper mapper;

    DispatchGate(
            @Any Instance<DispatchCondition> conditions,
            Overrides overrides,
            Journal journal,
            StatelessSession session,
            ObjectMapper mapper) {
        this.conditions = conditions;
        this.overrides = overrides;
        this.journal = journal;
        this.session = session;
        this.mapper = mapper;
    }

    /**
     * An answer that is not stored yet: what was asked, what the conditions saw, and what follows.
     *
     * @param override one that was in force, needed or not; null where there was none
     */
    public record Judgement(
            DispatchFacts facts,
            List<Answer> answers,
            @Nullable UUID override,
            Decision decision) {

        public Judgement {
            answers = List.copyOf(answers);
        }
    }

    /**
     * Asks all conditions. Writes nothing; the same facts in the same world give the same outcome and reasons. Until the
     * caller's transaction ends, nothing changes that this goes by.
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public Judgement judge(DispatchFacts facts) {
        session.createNativeQuery(KEEP_STILL, String.class).getSingleResultOrNull();
        List<Answer> answers = conditions.stream()
                .map(condition -> condition.check(facts))
                .sorted(Comparator.comparing(Answer::condition))
                .toList();
        @Nullable UUID override = overrides.inForce(facts);
        Verdict verdict = Verdict.of(facts.isExempt(), answers, override);
        boolean held = verdict.outcome() == Outcome.HOLD;
        return new Judgement(
                facts,
                answers,
                override,
                new Decision(
                        Ids.fresh(facts.asOf()),
                        facts.waybill(),
                        verdict.outcome(),
                        verdict.reasons(),
                        verdict.duties(),
                        held ? heldSince(facts) : null,
                        verdict.override(),
                        facts.policy().version(),
                        facts.asOf(),
                        held
                                ? null
                                : facts.asOf()
                                        .plus(Duration.ofHours(facts.policy().clearanceHours()))));
    }

    /** The first hold of those that nothing interrupted; now, where there was none. */
    private Instant heldSince(DispatchFacts facts) {
        @Nullable Instant since = session.createNativeQuery(HELD_SINCE, Instant.class)
                .setParameter("waybill", facts.waybill())
                .getSingleResultOrNull();
        return since == null ? facts.asOf() : since;
    }

    /** Stores a judgement, a HOLD too: who was held, when and why is public. The waybill is registered by now. */
    @Transactional(Transactional.TxType.MANDATORY)
    public Decision store(Actor actor, Judgement judgement) {
        DispatchFacts facts = judgement.facts();
        Decision decision = judgement.decision();
        session.insert(new Clearance(
                decision, facts, json(frozen(judgement)), json(decision.reasons()), json(decision.duties())));
        journal.record(
                actor,
                new Journal.Statement(
                        DECIDED,
                        decision.clearance(),
                        facts.waybill(),
                        facts.programme(),
                        new Fingerprint()
                                .add(DECIDED)
                                .add(facts)
                                .add(decision.outcome())
                                .addAll(decision.reasons())
                                .addAll(decision.duties())
                                .done(),
                        facts.asOf()));
        return decision;
    }

    /**
     * Stores clearances for dispatches from before the programme's gate. The database lets a dispatch use one only if
     * the run is marked as history and the dispatch really lies before the gate.
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void recordPredating(Actor actor, UUID programme, UUID run, List<Predating> dispatches, Instant now) {
        session.insertMultiple(dispatches.stream()
                .map(dispatch -> new Clearance(
                        dispatch.clearance(),
                        dispatch.waybill(),
                        programme,
                        run,
                        "{\"happenedAt\":\"" + dispatch.happenedAt() + "\"}",
                        now))
                .toList());
        journal.recordAll(
                actor,
                dispatches.stream()
                        .map(dispatch -> new Journal.Statement(
                                "gate.predates",
                                dispatch.clearance(),
                                dispatch.waybill(),
                                programme,
                                new Fingerprint()
                                        .add("gate.predates")
                                        .add(dispatch)
                                        .add(run)
                                        .done(),
                                now))
                        .toList());
    }

    /** All that the decision was made on: whoever decides again on this must come to the same. */
    private static Map<String, Object> frozen(Judgement judgement) {
        Map<String, Object> frozen = new LinkedHashMap<>();
        frozen.put("facts", judgement.facts());
        frozen.put("conditions", judgement.answers());
        if (judgement.override() != null) {
            frozen.put("override", judgement.override());
        }
        return frozen;
    }

    private String json(Object value) {
        try {
            return mapper.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
