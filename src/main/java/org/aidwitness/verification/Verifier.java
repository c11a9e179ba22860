package org.aidwitness.verification;

import static jakarta.transaction.Transactional.TxType.MANDATORY;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import org.aidwitness.verification.Deliveries.Standing;
import org.aidwitness.verification.Reconciliation.Change;
import org.jboss.logging.Logger;

/** Judges deliveries: reads their cases, asks the rules, stores what follows. */
@ApplicationScoped
class Verifier {

    /** A delivery that was judged before, and cannot be judged now, is tried again after this. */
    static final Duration RETRY = Duration.ofHours(1);

    private static final String ACCESS_DENIED = "F04";

    /** These set statements about different deliveries against each other: what holds for one holds for the other. */
    private static final Set<String> BETWEEN_VISITS = Set.of("F17", "F19", "F20");

    private static final Logger LOG = Logger.getLogger(Verifier.class);

    private final CaseFile cases;
    private final Deliveries deliveries;
    private final Unjudged unjudged;
    private final Reconciliation reconciliation;
    private final Counter judged;
    private final Counter failed;

    Verifier(
            CaseFile cases,
            Deliveries deliveries,
            Unjudged unjudged,
            Reconciliation reconciliation,
            MeterRegistry meters) {
        this.cases = cases;
        this.deliveries = deliveries;
        this.unjudged = unjudged;
        this.reconciliation = reconciliation;
        this.judged = Counter.builder("aidwitness.verification.judged")
                .description("Deliveries judged")
                .register(meters);
        this.failed = Counter.builder("aidwitness.verification.failed")
                .description("Deliveries that could not be judged and will be tried again")
                .register(meters);
    }

    /**
     * Judges at most {@link CaseFile#MOST} deliveries within the caller's transaction; returns how many. One whose rows
     * make no case, or on which a rule breaks, is logged, counted, and tried again later; the others are judged.
     */
    @Transactional(MANDATORY)
    int judge(Collection<UUID> waybills, Instant now) {
        UUID[] ids = waybills.stream().distinct().sorted().toArray(UUID[]::new);
        return judge(ids, deliveries.lock(ids), now);
    }

    /** The same of deliveries that the caller holds. */
    @Transactional(MANDATORY)
    int judgeHeld(Map<UUID, Standing> held, Instant now) {
        return judge(held.keySet().stream().sorted().toArray(UUID[]::new), held, now);
    }

    private int judge(UUID[] ids, Map<UUID, Standing> standing, Instant now) {
        boolean neverJudged = unjudged.lock(ids);
        CaseFile.Batch batch = cases.read(Arrays.asList(ids), now);
        List<UUID> broken = new ArrayList<>(batch.unreadable());
        List<Judgement> judgements = new ArrayList<>();
        for (Dossier dossier : batch.dossiers()) {
            try {
                judgements.add(Judgement.of(dossier));
            } catch (RuntimeException defect) {
                LOG.errorf(defect, "Delivery %s cannot be judged", dossier.waybill());
                broken.add(dossier.waybill());
            }
        }
        if (!broken.isEmpty()) {
            postpone(broken, now);
        }
        if (!judgements.isEmpty()) {
            List<Change> changes = reconciliation.reconcile(judgements);
            deliveries.store(judgements, standing);
            if (neverJudged) {
                unjudged.judged(judgements.stream()
                        .map(judgement -> judgement.dossier().waybill())
                        .toList());
            }
            wakeNeighbours(judgements, standing, changes, ids, now);
            judged.increment(judgements.size());
        }
        return judgements.size();
    }

    /** As {@link #judge}, in a transaction of its own: for one delivery whose batch failed. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    int judgeAlone(UUID waybill, Instant now) {
        return judge(List.of(waybill), now);
    }

    /** Gives up on a delivery for now. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    void putOff(UUID waybill, Instant now) {
        postpone(List.of(waybill), now);
    }

    private void postpone(List<UUID> broken, Instant now) {
        failed.increment(broken.size());
        deliveries.postpone(broken, now.plus(RETRY));
        unjudged.putOff(broken, now);
    }

    /**
     * Some rules look beyond one delivery: at the books of a lot, at the refusals of a place, and at other visits. Books
     * wake the deliveries of a lot when one more of them is wrong, or one less, or each sack of an overdrawn lot would wake
     * all the others; whether a person has settled it here says nothing about the others. A flag about visits that comes or
     * goes wakes those that it names. Woken, they find the same, and wake nobody else.
     */
    private void wakeNeighbours(
            List<Judgement> judgements, Map<UUID, Standing> standing, List<Change> changes, UUID[] awake, Instant now) {
        Set<UUID> worse = lots(judgements, standing, moreWrong -> moreWrong > 0);
        if (!worse.isEmpty()) {
            deliveries.dueByLots(worse, Judgement.MASS_BALANCE, false, awake, now);
        }
        Set<UUID> better = lots(judgements, standing, moreWrong -> moreWrong < 0);
        if (!better.isEmpty()) {
            deliveries.dueByLots(better, Judgement.MASS_BALANCE, true, awake, now);
        }
        Set<UUID> sites = changes.stream()
                .filter(change -> change.rule().equals(ACCESS_DENIED))
                .map(change ->
                        change.judgement().dossier().delivery().destination().id())
                .collect(Collectors.toSet());
        if (!sites.isEmpty()) {
            deliveries.dueAtSites(sites, ACCESS_DENIED, awake, now);
        }
        Set<UUID> statements = changes.stream()
                .filter(change -> BETWEEN_VISITS.contains(change.rule()))
                .flatMap(change -> change.statements().stream())
                .collect(Collectors.toSet());
        if (!statements.isEmpty()) {
            deliveries.dueByStatements(statements, awake, now);
        }
    }

    /** @param difference of the books that are wrong now and those that were before */
    private static Set<UUID> lots(List<Judgement> judgements, Map<UUID, Standing> standing, IntPredicate difference) {
        return judgements.stream()
                .filter(judgement -> {
                    Standing before = standing.get(judgement.dossier().waybill());
                    return difference.test(judgement.booksWrong() - (before == null ? 0 : before.booksWrong()));
                })
                .flatMap(judgement -> judgement.dossier().lots().stream())
                .collect(Collectors.toSet());
    }
}
