package org.aidwitness.verification;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.aidwitness.access.Access;
import org.aidwitness.access.Verb;
import org.aidwitness.journal.Journal;
import org.aidwitness.journal.Receipt;
import org.aidwitness.kernel.Actor;
import org.aidwitness.kernel.Fingerprint;
import org.aidwitness.kernel.Refusal;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.aidwitness.verification.rule.Severity;
import org.aidwitness.verification.rule.Subject;
import org.aidwitness.web.Cursor;
import org.hibernate.StatelessSession;
import org.hibernate.query.NativeQuery;
import org.jspecify.annotations.Nullable;

/** The door to flags: what the rules found, and what people decided about it. */
@ApplicationScoped
public class Flags {

    /** A reason is given in at most so many characters. */
    public static final int LONGEST_REASON = 2_000;

    /** Somebody answered a flag of a delivery; its waybill is the subject. */
    static final String ANSWERED = "verification.flag_answered";

    /** Somebody answered a flag about something else; the programme is the subject. */
    static final String ROUND_ANSWERED = "verification.round_flag_answered";

    /** The verdict on a flag. */
    public enum Resolution {
        UPHELD,
        EXPLAINED,
        ERROR
    }

    /** Which flags are asked for; null asks for all. */
    public record Filter(
            @Nullable UUID programme,
            @Nullable UUID waybill,
            Subject.@Nullable Kind subjectKind,
            @Nullable UUID subject,
            @Nullable String rule,
            @Nullable Severity severity,
            @Nullable FlagState state) {}

    /**
     * One flag.
     *
     * @param waybill of the delivery it is about; null where it is about something else
     * @param facts the inputs as they were when it was raised
     */
    public record Flag(
            UUID id,
            @Nullable UUID waybill,
            FlagSubject subject,
            UUID programme,
            String rule,
            int ruleVersion,
            String severity,
            int policyVersion,
            Map<String, String> facts,
            String state,
            Instant raisedAt) {}

    /** One step of a flag's life, with who, when and why, and the facts as they were then. */
    public record Step(
            int ordinal,
            String state,
            @Nullable String resolution,
            String reason,
            String severity,
            Map<String, String> facts,
            String madeBy,
            Instant madeAt) {}

    /**
     * What somebody does about a flag.
     *
     * @param resolution if and only if {@code to} is RESOLVED
     * @param reason 1 to {@link #LONGEST_REASON} characters; shown in public
     */
    public record Answer(FlagState to, @Nullable Resolution resolution, String reason) {
        public Answer {
            List<Refusal> refusals = new ArrayList<>();
            if (to == FlagState.OPEN || to == FlagState.CLEARED) {
                refusals.add(new Refusal(Code.INVALID, "/state", "Only the rule itself opens and clears a flag."));
            }
            if ((to == FlagState.RESOLVED) != (resolution != null)) {
                refusals.add(new Refusal(
                        Code.INVALID,
                        "/resolution",
                        "A resolution is given where a flag is resolved, and only there."));
            }
            reason = reason.strip();
            if (reason.isEmpty() || reason.length() > LONGEST_REASON) {
                refusals.add(new Refusal(
                        Code.OUT_OF_RANGE, "/reason", "A reason has 1 to " + LONGEST_REASON + " characters."));
            }
            Refused.ifAny(refusals);
        }
    }

    private static final String FLAG = """
            select id, waybill_id, programme_id, rule, rule_version, severity, policy_version,
                   cast(facts as text), state, raised_at, subject_kind, subject_id, subject_text,
                   (select n.name
                      from verification_flag_name n
                     where n.id = coalesce(waybill_id, subject_id)
                       and n.kind = case subject_kind when 'MONITOR' then 'ORGANISATION' else subject_kind end)
              from verification_flag
            """;

    private static final String LIST = FLAG + """
             where raised_at <= :at
               and (raised_at < :at or id > :after)
               %s
             order by raised_at desc, id
             limit :most""";

    private static final String GET = FLAG + """
             where id = :id""";

    private static final String STAND_STILL = GET + """

               for update of verification_flag""";

    private static final String STEPS = """
            select ordinal, state, resolution, reason, severity, cast(facts as text), made_by, made_at
              from verification_flag_step
             where flag_id = :id
             order by ordinal
             limit 1000""";

    private static final String IS_PARTY = """
            select exists (select
                             from verification_flag_party
                            where flag_id = :flag
                              and organisation_id = :organisation)""";

    private static final String MOVE = """
            update verification_flag
               set state = :state
             where id = :id""";

    private static final String STEP = """
            insert into verification_flag_step
                   (flag_id, ordinal, state, resolution, reason, severity, facts, made_by, made_at)
            select flag_id, ordinal + 1, :state, :resolution, :reason, severity, facts, :madeBy, :madeAt
              from verification_flag_step
             where flag_id = :id
             order by ordinal desc
             limit 1""";

    private record Row(
            UUID id,
            @Nullable UUID waybill,
            UUID programme,
            String rule,
            Integer ruleVersion,
            String severity,
            Integer policyVersion,
            String facts,
            String state,
            Instant raisedAt,
            String subjectKind,
            @Nullable UUID subjectId,
            @Nullable String subjectText,
            @Nullable String name) {
        Flag flag() {
            Subject subject = waybill == null
                    ? new Subject(Subject.Kind.valueOf(subjectKind), subjectId, subjectText)
                    : Subject.delivery(waybill);
            return new Flag(
                    id,
                    waybill,
                    FlagSubject.of(subject, name),
                    programme,
                    rule,
                    ruleVersion,
                    severity,
                    policyVersion,
                    FrozenFacts.parse(facts).values(),
                    state,
                    raisedAt);
        }
    }

    private record StepRow(
            Integer ordinal,
            String state,
            @Nullable String resolution,
            String reason,
            String severity,
            String facts,
            String madeBy,
            Instant madeAt) {
        Step step() {
            return new Step(
                    ordinal,
                    state,
                    resolution,
                    reason,
                    severity,
                    FrozenFacts.parse(facts).values(),
                    madeBy,
                    madeAt);
        }
    }

    private static final Set<FlagState> ENDS = Set.of(FlagState.RESOLVED, FlagState.WAIVED);

    private final StatelessSession session;
    private final Journal journal;
    private final Clock clock;

    Flags(StatelessSession session, Journal journal, Clock clock) {
        this.session = session;
        this.journal = journal;
        this.clock = clock;
    }

    /** Latest first, then by id, after the cursor. */
    @Transactional
    public List<Flag> list(Filter filter, Cursor after, int most) {
        List<String> clauses = new ArrayList<>();
        Map<String, Object> values = new LinkedHashMap<>();
        narrow(clauses, values, "programme_id", filter.programme());
        narrow(clauses, values, "waybill_id", filter.waybill());
        narrow(
                clauses,
                values,
                "subject_kind",
                filter.subjectKind() == null ? null : filter.subjectKind().name());
        if (filter.subjectKind() != null && filter.subjectKind() != Subject.Kind.DELIVERY) {
            clauses.add("and waybill_id is null");
        }
        if (filter.subject() != null) {
            clauses.add("and (waybill_id = :subject or waybill_id is null and subject_id = :subject)");
            values.put("subject", filter.subject());
        }
        narrow(clauses, values, "rule", filter.rule());
        narrow(
                clauses,
                values,
                "severity",
                filter.severity() == null ? null : filter.severity().name());
        narrow(
                clauses,
                values,
                "state",
                filter.state() == null ? null : filter.state().name());
        NativeQuery<Row> query = session.createNativeQuery(
                        String.format(Locale.ROOT, LIST, String.join("\n   ", clauses)), Row.class)
                .setParameter("at", after.at())
                .setParameter("after", after.id())
                .setParameter("most", most);
        values.forEach(query::setParameter);
        return query.getResultList().stream().map(Row::flag).toList();
    }

    private static void narrow(
            List<String> clauses, Map<String, Object> values, String column, @Nullable Object value) {
        if (value != null) {
            clauses.add("and " + column + " = :" + column);
            values.put(column, value);
        }
    }

    /** Refuses with NOT_FOUND. */
    @Transactional
    public Flag get(UUID id) {
        return flag(GET, id);
    }

    private Flag flag(String query, UUID id) {
        Row row = session.createNativeQuery(query, Row.class)
                .setParameter("id", id)
                .getSingleResultOrNull();
        if (row == null) {
            throw Refused.because(Code.NOT_FOUND, "There is no such flag.");
        }
        return row.flag();
    }

    /** In the order they were taken. */
    @Transactional
    public List<Step> steps(UUID id) {
        return session.createNativeQuery(STEPS, StepRow.class).setParameter("id", id).getResultList().stream()
                .map(StepRow::step)
                .toList();
    }

    /**
     * Takes a flag one step on. Refuses with WRONG_STATE where the step does not follow from where the flag stands, and
     * with OWN_WORK where somebody would decide about a delivery that they are a party to, or about their own conduct. What the step means for the delivery's
     * verdict follows from the journal, as for every statement: only the program judges.
     */
    @Transactional
    public Receipt answer(Actor actor, UUID id, Answer answer) {
        Access.require(actor, Verb.ANSWER_FLAGS);
        Flag flag = flag(STAND_STILL, id);
        FlagState from = FlagState.valueOf(flag.state());
        if (!from.leadsTo(answer.to())) {
            throw Refused.because(
                    Code.WRONG_STATE, "This flag is " + from + "; that does not lead to " + answer.to() + ".");
        }
        if (ENDS.contains(answer.to()) && isParty(id, actor.organisation())) {
            throw Refused.because(
                    Code.OWN_WORK,
                    flag.waybill() == null
                            ? "This is about your own organisation: somebody else has to decide."
                            : "Your organisation is a party to this delivery: somebody else has to decide.");
        }
        Instant now = clock.instant();
        session.createNativeMutationQuery(MOVE)
                .setParameter("id", id)
                .setParameter("state", answer.to().name())
                .executeUpdate();
        Resolution resolution = answer.resolution();
        session.createNativeMutationQuery(STEP)
                .setParameter("id", id)
                .setParameter("state", answer.to().name())
                .setParameter("resolution", resolution == null ? null : resolution.name(), String.class)
                .setParameter("reason", answer.reason())
                .setParameter("madeBy", actor.name())
                .setParameter("madeAt", now)
                .executeUpdate();
        return journal.record(
                actor,
                new Journal.Statement(
                        flag.waybill() == null ? ROUND_ANSWERED : ANSWERED,
                        id,
                        flag.waybill() == null ? flag.programme() : flag.waybill(),
                        flag.programme(),
                        new Fingerprint()
                                .add(id)
                                .add(answer.to())
                                .add(answer.resolution())
                                .add(answer.reason())
                                .done(),
                        now));
    }

    private boolean isParty(UUID flag, @Nullable UUID organisation) {
        return organisation != null
                && session.createNativeQuery(IS_PARTY, Boolean.class)
                        .setParameter("flag", flag)
                        .setParameter("organisation", organisation)
                        .getSingleResult();
    }
}
