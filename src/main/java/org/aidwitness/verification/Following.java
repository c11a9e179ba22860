package org.aidwitness.verification;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.aidwitness.journal.Entry;
import org.aidwitness.journal.Followers;
import org.jboss.logging.Logger;

/** Follows the journal: whatever is said about a delivery, its verdict follows within a second. */
@ApplicationScoped
public class Following {

    /** The name of verification's cursor in the journal. */
    public static final String NAME = "verification";

    /** Entries taken at once: several statements about one delivery are then judged once. */
    static final int MOST_ENTRIES = 2_000;

    private static final Set<String> ABOUT_GOODS = Set.of("shipment", "gate", "monitoring");

    /** What else may change how a programme as a whole is judged. */
    /** What is heard after distributions is about places and lots, which the rounds judge. */
    private static final String HEARD = "feedback";

    private static final Set<String> ABOUT_PROGRAMMES = Set.of("draw.result", "registry.policy", Flags.ROUND_ANSWERED);

    private static final Logger LOG = Logger.getLogger(Following.class);

    private final Followers followers;
    private final Verifier verifier;
    private final Deliveries deliveries;
    private final Stretches stretches;
    private final GoodsWaking goods;
    private final Neighbours neighbours;
    private final RoundCalendar rounds;
    private final Clock clock;
    private final AtomicLong lag = new AtomicLong();
    private final AtomicLong lastRun = new AtomicLong();

    Following(
            Followers followers,
            Verifier verifier,
            Deliveries deliveries,
            Stretches stretches,
            GoodsWaking goods,
            Neighbours neighbours,
            RoundCalendar rounds,
            Clock clock,
            MeterRegistry meters) {
        this.followers = followers;
        this.verifier = verifier;
        this.deliveries = deliveries;
        this.stretches = stretches;
        this.goods = goods;
        this.neighbours = neighbours;
        this.rounds = rounds;
        this.clock = clock;
        Gauge.builder("aidwitness.verification.follower.lag", lag, AtomicLong::get)
                .description("Journal entries that verification has not seen, as of its last run")
                .register(meters);
        Gauge.builder("aidwitness.verification.follower.last.run", lastRun, AtomicLong::get)
                .description("When verification last looked into the journal")
                .baseUnit("seconds")
                .register(meters);
    }

    /**
     * Takes the next entries, at most 2,000, and judges whom they are about, in one transaction; returns how many
     * entries. Zero where there are none or another replica is at it: call again soon, and at once where it is more.
     */
    public int followOnce() {
        int taken = take();
        lag.set(followers.lag(NAME));
        lastRun.set(clock.instant().getEpochSecond());
        return taken;
    }

    private int take() {
        try {
            return followers.follow(NAME, MOST_ENTRIES, entries -> judge(entries, clock.instant()));
        } catch (RuntimeException spoiled) {
            if (!Faults.oneByOneHelps(spoiled)) {
                throw spoiled;
            }
            LOG.errorf(spoiled, "A batch of the journal could not be judged; its deliveries are judged one by one");
            return followers.follow(NAME, MOST_ENTRIES, entries -> judgeOneByOne(entries, clock.instant()));
        }
    }

    private void judge(List<Entry> entries, Instant now) {
        wake(entries, now);
        List<UUID> waybills = List.copyOf(waybills(entries));
        for (int from = 0; from < waybills.size(); from += CaseFile.MOST) {
            verifier.judge(waybills.subList(from, Math.min(waybills.size(), from + CaseFile.MOST)), now);
        }
    }

    private void judgeOneByOne(List<Entry> entries, Instant now) {
        // In a transaction that ends here: the deliveries it wakes are then free for the transactions that judge them.
        QuarkusTransaction.requiringNew().run(() -> wake(entries, now));
        for (UUID waybill : waybills(entries)) {
            try {
                verifier.judgeAlone(waybill, now);
            } catch (RuntimeException defect) {
                if (!Faults.oneByOneHelps(defect)) {
                    throw defect;
                }
                LOG.errorf(defect, "Delivery %s cannot be judged", waybill);
                verifier.putOff(waybill, now);
            }
        }
    }

    /**
     * What is said elsewhere may change verdicts of deliveries that it does not name: the sweep takes those, and the rounds
     * the programmes in which anything was said.
     */
    private void wake(List<Entry> entries, Instant now) {
        goods.wake(entries, now);
        Collection<UUID> policies = subjects(entries, "registry.policy");
        if (!policies.isEmpty()) {
            stretches.addProgrammes(policies, now);
        }
        Collection<UUID> relations = subjects(entries, "registry.relation");
        relations.addAll(subjects(entries, "registry.relation_ended"));
        if (!relations.isEmpty()) {
            deliveries.dueByRelations(relations, now);
        }
        Collection<UUID> commitments = subjects(entries, "monitoring.commitment_step");
        if (!commitments.isEmpty()) {
            deliveries.dueByCommitments(commitments, now);
        }
        neighbours.wake(entries, now);
        Set<UUID> programmes = entries.stream()
                .filter(entry -> ABOUT_GOODS.contains(room(entry.kind()))
                        || room(entry.kind()).equals(HEARD)
                        || ABOUT_PROGRAMMES.contains(entry.kind()))
                .map(Entry::programme)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        if (!programmes.isEmpty()) {
            rounds.hear(programmes, now);
        }
    }

    private static Set<UUID> subjects(List<Entry> entries, String kind) {
        return entries.stream()
                .filter(entry -> entry.kind().equals(kind))
                .map(Entry::subject)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Statements about goods and answers to flags have the waybill for their subject. */
    private static Set<UUID> waybills(List<Entry> entries) {
        return entries.stream()
                .filter(entry ->
                        ABOUT_GOODS.contains(room(entry.kind())) || entry.kind().equals(Flags.ANSWERED))
                .filter(entry -> !GoodsWaking.NOT_ABOUT_WAYBILLS.contains(entry.kind()))
                .map(Entry::subject)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static String room(String kind) {
        int dot = kind.indexOf('.');
        return dot < 0 ? kind : kind.substring(0, dot);
    }
}
