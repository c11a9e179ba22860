package org.aidwitness.scenario;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.narayana.jta.runtime.TransactionConfiguration;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntSupplier;
import org.aidwitness.journal.Sequencer;
import org.aidwitness.kernel.Actor;
import org.aidwitness.kernel.Refused;
import org.aidwitness.monitoring.Attest;
import org.aidwitness.monitoring.CommitmentWindows;
import org.aidwitness.monitoring.NoteIncident;
import org.aidwitness.registry.Programmes;
import org.aidwitness.shipment.Declare;
import org.aidwitness.verification.FlagState;
import org.aidwitness.verification.Flags;
import org.aidwitness.verification.Following;
import org.aidwitness.verification.Rounds;
import org.aidwitness.verification.Sweep;
import org.aidwitness.verification.rule.Severity;
import org.aidwitness.web.Cursor;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * Plays a stream of acts through the doors, day by day, and lets the house do each day what it does each second: number,
 * judge, sweep, end windows, and go round the programme. Whoever has to answer critical flags does so in the evening, or the gate would stay shut.
 */
@ApplicationScoped
public class Performance {

    /** More rounds than a day's statements need. */
    private static final int MOST_ROUNDS = 10_000;

    /** Acts in one transaction. */
    private static final int BATCH = 200;

    private static final int MOST_FLAGS = 500;

    private static final int MOST_SECONDS = 3_600;

    // Held while the play goes on: a second replica waits here, and then finds the programme there.
    private static final String ONE_AT_A_TIME = """
            select cast(pg_advisory_xact_lock(hashtextextended('scenario.performance', 0)) as text)""";

    private static final List<Flags.Answer> SETTLED = List.of(
            new Flags.Answer(FlagState.ACKNOWLEDGED, null, "Taken up."),
            new Flags.Answer(FlagState.IN_REVIEW, null, "The parties are asked."),
            new Flags.Answer(FlagState.RESOLVED, Flags.Resolution.UPHELD, "Dealt with; the gate may open again."));

    private final Stage stage;
    private final Sequencer sequencer;
    private final Following following;
    private final Sweep sweep;
    private final Rounds rounds;
    private final CommitmentWindows windows;
    private final Flags flags;
    private final Programmes programmes;
    private final StatelessSession session;

    Performance(
            Stage stage,
            Sequencer sequencer,
            Following following,
            Sweep sweep,
            Rounds rounds,
            CommitmentWindows windows,
            Flags flags,
            Programmes programmes,
            StatelessSession session) {
        this.stage = stage;
        this.sequencer = sequencer;
        this.following = following;
        this.sweep = sweep;
        this.rounds = rounds;
        this.windows = windows;
        this.flags = flags;
        this.programmes = programmes;
        this.session = session;
    }

    /**
     * What came of a play.
     *
     * @param acts how many were taken
     * @param held waybills whose dispatch the gate refused: nothing else of them was played
     */
    public record Played(long acts, Set<UUID> held) {

        public Played {
            held = Set.copyOf(held);
        }
    }

    /**
     * Plays a programme that is not there yet; returns whether it did. Each day is kept as it is played, so a program that
     * dies meanwhile leaves the days until then behind, and nobody plays the rest.
     */
    @Transactional
    @TransactionConfiguration(timeout = MOST_SECONDS)
    public boolean playOnce(Iterator<Act> acts, Instant until, UUID programme, Person reviewer) {
        session.createNativeQuery(ONE_AT_A_TIME, String.class).getSingleResultOrNull();
        if (programmes.find(programme).isPresent()) {
            return false;
        }
        QuarkusTransaction.suspendingExisting().run(() -> play(acts, until, programme, reviewer));
        return true;
    }

    /**
     * Plays all acts, which come in the order of their times, and goes on judging until the last day. Call it as the
     * program.
     *
     * @param programme whose critical flags are answered
     * @param reviewer who answers them each evening; null where nobody does, and the gate stays shut
     */
    public Played play(Iterator<Act> acts, Instant until, UUID programme, @Nullable Person reviewer) {
        // What others left to be judged belongs to their time, not to ours.
        judge(null);
        Stage.Play play = stage.open();
        Set<UUID> held = new LinkedHashSet<>();
        long taken = 0;
        @Nullable Act next = acts.hasNext() ? acts.next() : null;
        Instant evening = next == null ? until : endOf(next.at());
        while (next != null || !evening.isAfter(until)) {
            while (next != null && next.at().isBefore(evening)) {
                List<Act> batch = new ArrayList<>();
                while (next != null && next.at().isBefore(evening) && batch.size() < BATCH) {
                    batch.add(next);
                    next = acts.hasNext() ? acts.next() : null;
                }
                taken += QuarkusTransaction.requiringNew().call(() -> play(play, batch, held));
            }
            judge(evening);
            goRound(programme, evening);
            if (reviewer != null) {
                settle(play.actor(reviewer), programme, evening);
            }
            evening = evening.plus(1, ChronoUnit.DAYS);
        }
        return new Played(taken, held);
    }

    private static Instant endOf(Instant at) {
        return at.truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(1));
    }

    private static int play(Stage.Play play, List<Act> batch, Set<UUID> held) {
        int taken = 0;
        for (Act act : batch) {
            if (!isAboutHeld(act.command(), held)) {
                StoryClock.at(act.at(), () -> {
                    if (!passes(play, act)) {
                        held.add(((Declare) act.command()).waybill());
                    }
                });
                taken++;
            }
        }
        return taken;
    }

    /** Goods that did not leave are not received, seen or given out. */
    private static boolean isAboutHeld(Record command, Set<UUID> held) {
        if (command instanceof Declare said) {
            return held.contains(said.waybill());
        }
        if (command instanceof Attest seen) {
            return held.contains(seen.waybill());
        }
        if (command instanceof NoteIncident incident) {
            return incident.waybill() != null && held.contains(incident.waybill());
        }
        if (command instanceof Act.Tell told) {
            return held.contains(told.waybill());
        }
        if (command instanceof Act.Hear heard) {
            return held.contains(heard.waybill());
        }
        return command instanceof Act.Review review && held.contains(review.waybill());
    }

    /** Only a dispatch may be refused: all else in a play is well-formed, and a refusal of it is a defect of the play. */
    private static boolean passes(Stage.Play play, Act act) {
        try {
            play.act(act);
            return true;
        } catch (Refused refused) {
            if (act.command() instanceof Declare declare && declare.kind() == Declare.Kind.DISPATCHED) {
                return false;
            }
            throw new IllegalStateException(act + " was refused: " + refused.refusals(), refused);
        }
    }

    private void judge(@Nullable Instant at) {
        repeat(at, sequencer::run);
        repeat(at, following::followOnce);
        repeat(at, sweep::sweepOnce);
        if (at != null) {
            StoryClock.at(at, () -> windows.endWindows(at));
        }
    }

    private static void repeat(@Nullable Instant at, IntSupplier work) {
        for (int round = 0; round < MOST_ROUNDS; round++) {
            int[] done = new int[1];
            if (at == null) {
                done[0] = work.getAsInt();
            } else {
                StoryClock.at(at, () -> done[0] = work.getAsInt());
            }
            if (done[0] == 0) {
                return;
            }
        }
        throw new IllegalStateException("a day's statements were not judged in " + MOST_ROUNDS + " rounds");
    }

    private void goRound(UUID programme, Instant evening) {
        StoryClock.at(evening, () -> rounds.goOnce(programme));
    }

    private void settle(Actor reviewer, UUID programme, Instant evening) {
        Flags.Filter open = new Flags.Filter(programme, null, null, null, null, Severity.CRITICAL, FlagState.OPEN);
        List<Flags.Flag> critical = flags.list(open, new Cursor(evening, new UUID(0, 0)), MOST_FLAGS);
        if (critical.isEmpty()) {
            return;
        }
        QuarkusTransaction.requiringNew()
                .run(() -> critical.forEach(flag -> SETTLED.forEach(
                        answer -> StoryClock.at(evening, () -> flags.answer(reviewer, flag.id(), answer)))));
        judge(evening);
    }
}
