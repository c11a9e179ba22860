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
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.aidwitness.gate.Decision.Outcome;
import org.aidwitness.gate.DispatchCondition.Answer;
import org.aidwitness.journal.Journal;
import org.aidwitness.kernel.Actor;
import org.aidwitness.kernel.Fingerprint;
import org.aidwitness.kernel.Ids;
import org.aidwitness.kernel.Refusal;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** Asked before goods leave. Asks every condition, keeps what they saw, and stores the decision. */
@ApplicationScoped
public class DispatchGate {

    private static final String DECIDED = "gate.decided";

    /** A dispatch told by an import of history, which needs its clearance. */
    public record Predating(UUID clearance, UUID waybill, Instant happenedAt) {}

    private final Instance<DispatchCondition> conditions;
    private final Journal journal;
    private final StatelessSession session;
    private final ObjectMapper mapper;

    DispatchGate(
            @Any Instance<DispatchCondition> conditions,
            Journal journal,
            StatelessSession session,
            ObjectMapper mapper) {
        this.conditions = conditions;
        this.journal = journal;
        this.session = session;
        this.mapper = mapper;
    }

    /** An answer that is not stored yet: what was asked, what the conditions saw, and what follows. */
    public record Judgement(DispatchFacts facts, List<Answer> answers, Decision decision) {

        public Judgement {
            answers = List.copyOf(answers);
        }
    }

    /** Asks all conditions. Writes nothing; the same facts in the same world give the same outcome and reasons. */
    @Transactional(Transactional.TxType.MANDATORY)
    public Judgement judge(DispatchFacts facts) {
        List<Answer> answers = conditions.stream()
                .map(condition -> condition.check(facts))
                .sorted(Comparator.comparing(Answer::condition))
                .toList();
        List<Refusal> reasons =
                answers.stream().flatMap(answer -> answer.reasons().stream()).toList();
        Outcome outcome = reasons.isEmpty() ? Outcome.PASS : Outcome.HOLD;
        @Nullable Instant expires = outcome == Outcome.HOLD
                ? null
                : facts.asOf().plus(Duration.ofHours(facts.policy().clearanceHours()));
        return new Judgement(
                facts,
                answers,
                new Decision(
                        Ids.fresh(facts.asOf()),
                        facts.waybill(),
                        outcome,
                        reasons,
                        facts.policy().version(),
                        facts.asOf(),
                        expires));
    }

    /** Stores a judgement, a HOLD too: who was held, when and why is public. The waybill is registered by now. */
    @Transactional(Transactional.TxType.MANDATORY)
    public Decision store(Actor actor, Judgement judgement) {
        DispatchFacts facts = judgement.facts();
        Decision decision = judgement.decision();
        session.insert(new Clearance(
                decision,
                facts,
                json(Map.of("facts", facts, "conditions", judgement.answers())),
                json(decision.reasons())));
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

    private String json(Object value) {
        try {
            return mapper.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
