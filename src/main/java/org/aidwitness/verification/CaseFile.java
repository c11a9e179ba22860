package org.aidwitness.verification;

import static org.aidwitness.kernel.Lists.by;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.aidwitness.kernel.Policy;
import org.aidwitness.registry.Policies;
import org.aidwitness.verification.CaseRows.AttestationRow;
import org.aidwitness.verification.CaseRows.BalanceRow;
import org.aidwitness.verification.CaseRows.DeclarationRow;
import org.aidwitness.verification.CaseRows.FlagRow;
import org.aidwitness.verification.CaseRows.LineRow;
import org.aidwitness.verification.CaseRows.OverrideRow;
import org.aidwitness.verification.CaseRows.PromiseRow;
import org.aidwitness.verification.CaseRows.RefusalRow;
import org.aidwitness.verification.CaseRows.RelationRow;
import org.aidwitness.verification.CaseRows.WaybillRow;
import org.aidwitness.verification.rule.DeliveryCase;
import org.hibernate.StatelessSession;
import org.jboss.logging.Logger;

/**
 * Puts together what is known about deliveries: for a whole batch at most eighteen questions to the database, the
 * policy of each programme, and what {@link Traces} asks where monitors came.
 */
@ApplicationScoped
public class CaseFile {

    /** Deliveries in one batch. */
    public static final int MOST = 1_000;

    /** The newest refusals of all sites of a batch; more than a rule can weigh. */
    private static final int MOST_REFUSALS = DeliveryCase.MOST_REFUSALS;

    private static final int MOST_RELATIONS = 10_000;

    // For one delivery PostgreSQL takes a new plan to be cheaper than one for any number of them, and
    // plans each question each time it is asked, which takes longer than the answer.
    private static final String PLAN_ONCE = "select set_config('plan_cache_mode', 'force_generic_plan', true)";

    private static final Logger LOG = Logger.getLogger(CaseFile.class);

    private final StatelessSession session;
    private final Policies policies;
    private final GoodsFile goods;
    private final CountedStocks counts;
    private final Traces traces;

    CaseFile(StatelessSession session, Policies policies, GoodsFile goods, CountedStocks counts, Traces traces) {
        this.session = session;
        this.policies = policies;
        this.goods = goods;
        this.counts = counts;
        this.traces = traces;
    }

    /**
     * The cases of these deliveries as of an instant, in no particular order; an id that is no waybill has none.
     *
     * @param waybillIds at most {@link #MOST}
     * @throws IllegalStateException if what is stored about one of them cannot be a case
     */
    @Transactional
    public List<DeliveryCase> of(Collection<UUID> waybillIds, Instant now) {
        Batch batch = read(waybillIds, now);
        if (!batch.unreadable().isEmpty()) {
            throw new IllegalStateException("no case can be made of " + batch.unreadable());
        }
        return batch.dossiers().stream().map(Dossier::delivery).toList();
    }

    /** One delivery; empty where the id is no waybill. */
    @Transactional
    Optional<Dossier> dossier(UUID waybill, Instant now) {
        Batch batch = read(List.of(waybill), now);
        if (!batch.unreadable().isEmpty()) {
            throw new IllegalStateException("no case can be made of " + waybill);
        }
        return batch.dossiers().stream().findFirst();
    }

    /**
     * What could be read of a batch.
     *
     * @param unreadable waybills whose rows cannot be a case: ours to repair, and no reason to leave the others alone
     */
    record Batch(List<Dossier> dossiers, List<UUID> unreadable) {}

    @Transactional
    Batch read(Collection<UUID> waybillIds, Instant now) {
        UUID[] ids = waybillIds.stream().distinct().sorted().toArray(UUID[]::new);
        if (ids.length > MOST) {
            throw new IllegalArgumentException("a batch has at most " + MOST + " deliveries");
        }
        session.createNativeQuery(PLAN_ONCE, Object.class).getSingleResult();
        String asked = Rows.ids(ids);
        List<WaybillRow> waybills = ids.length == 0 ? List.of() : rows(CaseSql.WAYBILLS, WaybillRow.class, asked);
        if (waybills.isEmpty()) {
            return new Batch(List.of(), List.of());
        }
        CaseAssembly assembly = assembly(waybills, asked, now);
        List<Dossier> dossiers = new ArrayList<>();
        List<UUID> unreadable = new ArrayList<>();
        for (WaybillRow waybill : waybills) {
            try {
                dossiers.add(assembly.dossier(waybill));
            } catch (IllegalArgumentException | ArithmeticException nonsense) {
                LOG.errorf("Delivery %s cannot be judged: %s", waybill.waybill(), nonsense.getMessage());
                unreadable.add(waybill.waybill());
            }
        }
        return new Batch(List.copyOf(dossiers), List.copyOf(unreadable));
    }

    private CaseAssembly assembly(List<WaybillRow> waybills, String ids, Instant now) {
        List<LineRow> lines = rows(CaseSql.LINES, LineRow.class, ids);
        List<DeclarationRow> declarations = rows(CaseSql.DECLARATIONS, DeclarationRow.class, ids);
        List<AttestationRow> attestations = rows(CaseSql.ATTESTATIONS, AttestationRow.class, ids);
        List<PromiseRow> promises = promises(ids);
        UUID[] sites = distinct(waybills.stream().map(WaybillRow::toSite));
        UUID[] lots = distinct(lines.stream().map(LineRow::lot).filter(Objects::nonNull));
        UUID[] parties = distinct(waybills.stream().flatMap(row -> Stream.of(row.consignor(), row.consignee())));
        UUID[] related = distinct(Stream.of(
                        waybills.stream().flatMap(row -> row.parties().stream()),
                        attestations.stream().map(AttestationRow::organisation),
                        promises.stream().map(PromiseRow::organisation))
                .flatMap(organisations -> organisations));
        Map<UUID, Policy> agreed = policies(waybills);
        Map<UUID, List<DeclarationRow>> declared = by(declarations, DeclarationRow::waybill);
        return new CaseAssembly(
                by(lines, LineRow::waybill),
                declared,
                by(attestations, AttestationRow::waybill),
                traces.of(attestations, agreed.values()),
                by(refusals(attestations, sites), RefusalRow::site),
                by(promises, PromiseRow::waybill),
                by(overrides(declarations, ids), OverrideRow::waybill),
                by(balances(lots, parties), BalanceRow::lotId),
                counts.read(lots, parties),
                goods.read(waybills, declared, attestations, agreed, now),
                relations(related),
                by(rows(CaseSql.FLAGS, FlagRow.class, ids), FlagRow::waybill),
                agreed,
                now);
    }

    /** Refusals elsewhere at a site weigh only where this delivery was refused too, so most batches need not ask. */
    private List<RefusalRow> refusals(List<AttestationRow> attestations, UUID[] sites) {
        if (attestations.stream().noneMatch(row -> row.verdict().equals("ACCESS_DENIED"))) {
            return List.of();
        }
        return session.createNativeQuery(CaseSql.REFUSALS, RefusalRow.class)
                .setParameter("sites", sites)
                .setParameter("most", MOST_REFUSALS)
                .getResultList();
    }

    private List<PromiseRow> promises(String ids) {
        return session.createNativeQuery(CaseSql.PROMISES, PromiseRow.class)
                .setParameter("ids", ids)
                .setParameter("most", DeliveryCase.MOST_PROMISES)
                .getResultList();
    }

    /** Few goods leave under an override, so most batches need not ask. */
    private List<OverrideRow> overrides(List<DeclarationRow> declarations, String ids) {
        return declarations.stream().noneMatch(row -> "OVERRIDE".equals(row.clearance()))
                ? List.of()
                : rows(CaseSql.OVERRIDES, OverrideRow.class, ids);
    }

    private List<BalanceRow> balances(UUID[] lots, UUID[] parties) {
        if (lots.length == 0) {
            return List.of();
        }
        return session.createNativeQuery(CaseSql.BALANCES, BalanceRow.class)
                .setParameter("lots", lots)
                .setParameter("parties", parties)
                .getResultList();
    }

    private Relations relations(UUID[] parties) {
        List<RelationRow> rows = session.createNativeQuery(CaseSql.RELATIONS, RelationRow.class)
                .setParameter("parties", parties)
                .setParameter("most", MOST_RELATIONS)
                .getResultList();
        return new Relations(rows);
    }

    private Map<UUID, Policy> policies(List<WaybillRow> waybills) {
        Map<UUID, Policy> found = new HashMap<>();
        waybills.forEach(row -> found.computeIfAbsent(
                row.agreement(), agreement -> policies.current(row.programme(), row.contribution())));
        return found;
    }

    private <T> List<T> rows(String sql, Class<T> row, String ids) {
        return session.createNativeQuery(sql, row).setParameter("ids", ids).getResultList();
    }

    private static UUID[] distinct(Stream<UUID> ids) {
        return ids.distinct().sorted().toArray(UUID[]::new);
    }
}
