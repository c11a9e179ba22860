package org.aidwitness.scenario.simulation;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.aidwitness.scenario.Act;
import org.aidwitness.scenario.Performance;
import org.aidwitness.verification.rule.Severity;
import org.aidwitness.verification.rule.Subject;

/** Plays a simulated programme through the house, and lays the flags beside the truth. */
@ApplicationScoped
class Detection {

    /** Long enough for the last limit of the policy to pass. */
    private static final Duration AFTERWARDS = Duration.ofDays(60);

    // A flag counts from the first step on which it was that severe.
    private static final String FLAGS = "select f.waybill_id, f.rule, f.severity, f.state <> 'CLEARED',"
            + " (select min(s.made_at) from verification_flag_step s where s.flag_id = f.id"
            + " and s.severity in ('MEDIUM', 'HIGH', 'CRITICAL'))"
            + " from verification_flag f where f.programme_id = ? and f.waybill_id is not null";

    // What the rounds said, step by step: counts over a window move, and so does what they rest on.
    private static final String OF_ROUNDS =
            "select f.id, f.rule, s.severity, f.subject_kind, f.subject_id, f.subject_text,"
                    + " s.made_at, s.facts ->> 'statements'"
                    + " from verification_flag f join verification_flag_step s on s.flag_id = f.id"
                    + " where f.programme_id = ? and f.waybill_id is null and s.state <> 'CLEARED'"
                    + " and s.severity in ('MEDIUM', 'HIGH', 'CRITICAL') order by f.id, s.ordinal";

    private static final String LEFT =
            "select count(*) from verification_delivery where programme_id = ?" + " and dispatched_at is not null";

    private final Performance performance;
    private final DataSource database;

    Detection(Performance performance, DataSource database) {
        this.performance = performance;
        this.database = database;
    }

    /** @param at when it first was MEDIUM or worse */
    record Raised(String rule, Severity severity, boolean standing, Instant at) {}

    /**
     * A diversion and what the rules said of it.
     *
     * @param flags on the delivery
     * @param ofRounds flags on something else that rest on what people said, or monitors saw, of this delivery
     */
    record Case(Truth truth, boolean held, List<Raised> flags, List<Raised> ofRounds) {

        Stream<Raised> all() {
            return Stream.concat(flags.stream(), ofRounds.stream());
        }
    }

    /**
     * A flag of the rounds.
     *
     * @param named whether it rests on statements about deliveries
     * @param right where it does, whether something was taken from one of these; where not, whether something was taken
     *     in the window before from a delivery in which its subject had a part
     */
    record OfRound(String rule, Subject.Kind about, Severity severity, boolean named, boolean right) {}

    /**
     * One seed.
     *
     * @param deliveries last legs, as they were set
     * @param seen of these, by somebody who tells the truth
     * @param honest flags of MEDIUM and worse on deliveries that nothing was taken from
     * @param honestFlagged deliveries that nothing was taken from, with a standing flag
     * @param honestFlaggedHigh likewise, of HIGH and worse
     * @param ofRounds flags of MEDIUM and worse that are about no single delivery
     */
    record Outcome(
            int deliveries,
            long seen,
            long dispatched,
            int held,
            List<Case> cases,
            List<Raised> honest,
            long honestFlagged,
            long honestFlaggedHigh,
            List<OfRound> ofRounds) {}

    Outcome of(Setting setting) throws SQLException {
        Simulation simulation = Simulation.of(setting);
        Ties ties = new Ties();
        Iterator<Act> acts = simulation.acts();
        Performance.Played played = performance.play(
                new Iterator<>() {
                    @Override
                    public boolean hasNext() {
                        return acts.hasNext();
                    }

                    @Override
                    public Act next() {
                        return ties.seen(acts.next());
                    }
                },
                simulation.end().plus(AFTERWARDS),
                simulation.programme(),
                simulation.reviewer());
        Map<UUID, List<Raised>> flags = flags(simulation.programme());
        RoundFlags rounds = ofRounds(simulation.programme(), ties);
        List<Case> cases = new ArrayList<>();
        simulation.truths().forEach(truth -> {
            List<Raised> raised = flags.remove(truth.waybill());
            cases.add(new Case(
                    truth,
                    played.held().contains(truth.waybill()),
                    raised == null ? List.of() : raised,
                    rounds.of(truth.waybill())));
        });
        List<Truth> left =
                cases.stream().filter(it -> !it.held()).map(Case::truth).toList();
        List<Raised> honest = flags.values().stream().flatMap(List::stream).toList();
        return new Outcome(
                setting.deliveries(),
                simulation.seen(),
                dispatched(simulation.programme()),
                played.held().size(),
                cases,
                honest,
                flags.values().stream()
                        .filter(raised -> flagged(raised, Severity.MEDIUM))
                        .count(),
                flags.values().stream()
                        .filter(raised -> flagged(raised, Severity.HIGH))
                        .count(),
                rounds.laidBeside(left));
    }

    static boolean flagged(List<Raised> flags, Severity least) {
        return flags.stream().anyMatch(flag -> accuses(flag) && flag.severity().atLeast(least));
    }

    /**
     * That nobody acted on a flag (F38) says nothing of its own. That nobody looked (F01) is true of every delivery that
     * nobody could reach, whatever became of it: it counts neither as found nor as false. What the rules took back by themselves says nothing any more.
     */
    static boolean accuses(Raised flag) {
        return flag.standing() && !flag.rule().equals("F01") && !flag.rule().equals("F38");
    }

    private Map<UUID, List<Raised>> flags(UUID programme) throws SQLException {
        Map<UUID, List<Raised>> flags = new HashMap<>();
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(FLAGS)) {
            query.setObject(1, programme);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    Severity severity = Severity.valueOf(rows.getString(3));
                    if (severity.atLeast(Severity.MEDIUM)) {
                        add(
                                flags.computeIfAbsent(rows.getObject(1, UUID.class), key -> new ArrayList<>()),
                                new Raised(
                                        rows.getString(2),
                                        severity,
                                        rows.getBoolean(4),
                                        rows.getTimestamp(5).toInstant()));
                    }
                }
            }
        }
        return flags;
    }

    private RoundFlags ofRounds(UUID programme, Ties ties) throws SQLException {
        RoundFlags flags = new RoundFlags(ties);
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(OF_ROUNDS)) {
            query.setObject(1, programme);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    flags.add(
                            rows.getObject(1, UUID.class),
                            rows.getString(2),
                            Severity.valueOf(rows.getString(3)),
                            new Subject(
                                    Subject.Kind.valueOf(rows.getString(4)),
                                    rows.getObject(5, UUID.class),
                                    rows.getString(6)),
                            rows.getTimestamp(7).toInstant(),
                            rows.getString(8));
                }
            }
        }
        return flags;
    }

    /**
     * A rule says one thing of a delivery, however often: a flag that a person settled is raised again when its facts
     * change, and would count twice.
     */
    static void add(List<Raised> flags, Raised flag) {
        for (int i = 0; i < flags.size(); i++) {
            Raised known = flags.get(i);
            if (known.rule().equals(flag.rule())) {
                flags.set(i, joined(known, flag));
                return;
            }
        }
        flags.add(flag);
    }

    private static Raised joined(Raised one, Raised other) {
        if (one.standing() != other.standing()) {
            return one.standing() ? one : other;
        }
        Severity worse = one.severity().atLeast(other.severity()) ? one.severity() : other.severity();
        return new Raised(one.rule(), worse, one.standing(), one.at().isBefore(other.at()) ? one.at() : other.at());
    }

    private long dispatched(UUID programme) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(LEFT)) {
            query.setObject(1, programme);
            try (ResultSet rows = query.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }
}
