package org.aidwitness.verification;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.aidwitness.kernel.Actor;
import org.aidwitness.kernel.Policy;
import org.aidwitness.testkit.Chance;
import org.aidwitness.testkit.TestClock;
import org.aidwitness.verification.AnyHistory.Said;
import org.aidwitness.verification.AnyHistory.Told;
import org.aidwitness.verification.World.Parcel;
import org.aidwitness.verification.rule.Finding;
import org.jspecify.annotations.Nullable;

/** Tells a history to the house, in one way or another, and says what the house then holds of each delivery. */
@ApplicationScoped
class Telling {

    private static final Actor REVIEWER =
            new Actor(new UUID(0, 1), "reviewer", new UUID(0, 2), Set.of(Actor.Role.REVIEWER));

    private static final int MOST_ROUNDS = 500;

    /** What is kept of a verdict but for when it is looked at next. */
    private static final String VERDICT = """
            concat_ws(' | ', logistics, assurance, grade, coalesce(clearance, '-'), dispatched_kg, delivered_kg, lost_kg,
                      surplus_kg, kg_unknown, coalesce(dispatched_at::text, '-'), coalesce(received_at::text, '-'),
                      last_at, policy_version, conditions::text)""";

    /** The same, but without the ids of statements: each telling has its own, and they stand in the order of these. */
    private static final String VERDICT_OF_ANY_TELLING = VERDICT.replace(
            "conditions::text", "(select jsonb_agg(c - 'statements') from jsonb_array_elements(conditions) as c)");

    private final World world;
    private final Sql sql;
    private final TestClock clock;
    private final Following following;
    private final Sweep sweep;
    private final Stretches stretches;
    private final CaseFile cases;
    private final Flags flags;
    private final ObjectMapper mapper;

    Telling(
            World world,
            DataSource database,
            TestClock clock,
            Following following,
            Sweep sweep,
            Stretches stretches,
            CaseFile cases,
            Flags flags,
            ObjectMapper mapper) {
        this.world = world;
        this.sql = new Sql(database);
        this.clock = clock;
        this.following = following;
        this.sweep = sweep;
        this.stretches = stretches;
        this.cases = cases;
        this.flags = flags;
        this.mapper = mapper;
    }

    AnyHistory history(long seed) {
        ObjectNode stricter = mapper.valueToTree(Policy.DEFAULTS.withVersion(1));
        stricter.put("awaitingDays", 14).put("shortMediumBp", 20).put("reasonDays", 3);
        return new AnyHistory(world, sql, stricter.toString(), seed);
    }

    /** One by one, as they were accepted; the house follows each and sweeps whenever something is due. */
    void asItComes(AnyHistory history, Consumer<Instant> eachTime) {
        for (Said said : history.inOrder()) {
            passTime(history, said.acceptedAt(), eachTime);
            clock.set(said.acceptedAt());
            tell(history, said);
            judge(said.acceptedAt());
            eachTime.accept(said.acceptedAt());
        }
        passTime(history, AnyHistory.END, eachTime);
        clock.set(AnyHistory.END);
        eachTime.accept(AnyHistory.END);
    }

    /** All before the house looks at any, in any order. */
    void allAtOnce(AnyHistory history, Chance order) {
        clock.set(AnyHistory.END);
        history.inAnyOrder(order).forEach(said -> tell(history, said));
        judge(AnyHistory.END);
    }

    /** As {@link #allAtOnce}, past the journal: nobody hears of it. */
    void silently(AnyHistory history, Chance order) {
        clock.set(AnyHistory.END);
        history.inAnyOrder(order).forEach(Telling::write);
    }

    /** Follows and sweeps until nothing is left to do. */
    void judge(Instant now) {
        int rounds = 0;
        do {
            world.number();
            assertThat(rounds++).isLessThan(MOST_ROUNDS);
        } while (following.followOnce() > 0 || sweep.run(now) > 0 || stretches.count() > 0);
    }

    /** Somebody takes one of the open flags a step on, if there is one. */
    void answer(AnyHistory history, Chance choice, Instant now) {
        String open = world.ask("""
                select id || ' ' || state
                  from verification_flag
                 where programme_id = ?
                   and state in ('OPEN', 'ACKNOWLEDGED', 'IN_REVIEW')
                 order by md5(rule || raised_at::text || ?)
                 limit 1""", history.stage().programme(), String.valueOf(choice.upTo(1_000_000)));
        if (open == null) {
            return;
        }
        FlagState to = switch (FlagState.valueOf(open.split(" ")[1])) {
            case OPEN -> FlagState.ACKNOWLEDGED;
            case ACKNOWLEDGED -> FlagState.IN_REVIEW;
            default -> choice.oneIn(2) ? FlagState.RESOLVED : FlagState.WAIVED;
        };
        flags.answer(
                REVIEWER,
                UUID.fromString(open.split(" ")[0]),
                new Flags.Answer(to, to == FlagState.RESOLVED ? Flags.Resolution.EXPLAINED : null, "We asked."));
        judge(now);
    }

    /** What is stored: the verdict, the open flags with their facts, and when it is due. */
    String stored(Parcel parcel) {
        return world.ask("select " + VERDICT + " from verification_delivery where waybill_id = ?", parcel.waybill())
                + "\n" + storedFlags(parcel) + "\n"
                + world.ask(
                        "select concat_ws(' ', array_to_string(open_flags, ','), worst_flag, due_at) from verification_delivery"
                                + " where waybill_id = ?",
                        parcel.waybill());
    }

    /** What a fresh look at all statements finds, in the same words. */
    String found(Parcel parcel, Instant now) {
        Judgement judgement = judgement(parcel, now);
        String row = Rows.json(List.of(VerdictRow.of(judgement)));
        return world.ask(
                        "select " + VERDICT + " from jsonb_populate_recordset(null::verification_delivery, ?::jsonb)",
                        row)
                + "\n" + foundFlags(judgement) + "\n"
                + world.ask(
                        "select concat_ws(' ', array_to_string(open_flags, ','), worst_flag, due_at)"
                                + " from jsonb_populate_recordset(null::verification_delivery, ?::jsonb)",
                        row);
    }

    /**
     * As {@link #stored}, without what follows from when the house first knew: how long a flag has been left open (F38), and
     * when that will be too long.
     */
    String storedTimeless(Parcel parcel) {
        return world.ask(
                        "select " + VERDICT_OF_ANY_TELLING + " from verification_delivery where waybill_id = ?",
                        parcel.waybill())
                + "\n" + withoutAges(storedFlags(parcel));
    }

    String foundTimeless(Parcel parcel, Instant now) {
        Judgement judgement = judgement(parcel, now);
        return world.ask(
                        "select " + VERDICT_OF_ANY_TELLING
                                + " from jsonb_populate_recordset(null::verification_delivery, ?::jsonb)",
                        Rows.json(List.of(VerdictRow.of(judgement))))
                + "\n" + withoutAges(foundFlags(judgement));
    }

    Judgement judgement(Parcel parcel, Instant now) {
        return Judgement.of(cases.dossier(parcel.waybill(), now).orElseThrow());
    }

    /** All that was ever written about flags and verdicts of the programme. */
    String written(AnyHistory history) {
        return String.valueOf(world.ask("""
                select concat_ws(' ', count(distinct g.id), count(s.*),
                         (select count(*) from journal_entry e where e.programme_id = g.programme_id))
                  from verification_flag g
                  join verification_flag_step s on s.flag_id = g.id
                 where g.programme_id = ?
                 group by g.programme_id""", history.stage().programme()));
    }

    private static Told write(Said said) {
        return QuarkusTransaction.requiringNew().call(() -> said.write().get());
    }

    private void tell(AnyHistory history, Said said) {
        Told told = write(said);
        world.tell(
                said.kind(), told.statement(), told.subject(), history.stage().programme());
    }

    private void passTime(AnyHistory history, Instant until, Consumer<Instant> eachTime) {
        for (int rounds = 0; rounds < MOST_ROUNDS; rounds++) {
            String due = world.ask(
                    "select to_char(min(due_at) at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')"
                            + " from verification_delivery where programme_id = ?",
                    history.stage().programme());
            if (due == null || Instant.parse(due).isAfter(until)) {
                return;
            }
            Instant now = Instant.parse(due);
            clock.set(now);
            judge(now);
            eachTime.accept(now);
        }
        throw new AssertionError("time does not pass");
    }

    private String storedFlags(Parcel parcel) {
        return withoutBooks(world.ask("""
                select string_agg(concat_ws(' ', g.rule, g.severity, (s.facts - 'statements')::text), E'\\n' order by g.rule)
                  from verification_flag g
                  join lateral (select facts from verification_flag_step t
                                 where t.flag_id = g.id order by ordinal desc limit 1) s on true
                 where g.waybill_id = ?
                   and g.state in ('OPEN', 'ACKNOWLEDGED', 'IN_REVIEW')""", parcel.waybill()));
    }

    private String foundFlags(Judgement judgement) {
        List<Flag> flags = judgement.standing().stream().map(Flag::of).toList();
        return withoutBooks(world.ask("""
                select string_agg(concat_ws(' ', rule, severity, (facts - 'statements')::text), E'\\n' order by rule)
                  from jsonb_to_recordset(?::jsonb) as r (rule text, severity text, facts jsonb)""", Rows.json(flags)));
    }

    private record Flag(String rule, String severity, TreeMap<String, String> facts) {
        static Flag of(Finding finding) {
            return new Flag(
                    finding.rule(),
                    finding.severity().name(),
                    new TreeMap<>(FrozenFacts.of(finding).values()));
        }
    }

    /** Another delivery of an overdrawn lot changes the sum in the books, and wakes only those whose flag comes or goes. */
    private static String withoutBooks(@Nullable String flags) {
        return String.valueOf(flags).replaceAll("(?m)^F12 (\\w+) .*$", "F12 $1");
    }

    private static String withoutAges(String flags) {
        return flags.replaceAll("(?m)^F38 .*(\\n|$)", "").strip();
    }
}
