package org.aidwitness.registry;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.aidwitness.access.Access;
import org.aidwitness.access.Verb;
import org.aidwitness.journal.Journal;
import org.aidwitness.journal.Receipt;
import org.aidwitness.kernel.Actor;
import org.aidwitness.kernel.Ids;
import org.jspecify.annotations.Nullable;

/** The door to commodities and lots. */
@ApplicationScoped
public class Commodities {

    private static final String ENTERED = "registry.commodity";
    private static final String LOT = "registry.lot";

    private final Journal journal;
    private final Clock clock;

    Commodities(Journal journal, Clock clock) {
        this.journal = journal;
        this.clock = clock;
    }

    /** Goods that may leave unseen are entered by an administrator, not by whoever sends them. */
    @Transactional
    public Receipt enter(Actor actor, CommodityEntry entry) {
        Access.require(
                actor, entry.commodityClass().mayLeaveUnseen() ? Verb.KEEP_EXEMPT_COMMODITIES : Verb.KEEP_COMMODITIES);
        return put(actor, entry, null);
    }

    /**
     * The commodity of this code, entered if there is none: for imports that may do so. Whatever its class, what an import
     * entered has to pass the gate.
     */
    @Transactional
    public UUID ensure(
            Actor actor, @Nullable UUID importRun, String code, String name, CommodityEntry.Class commodityClass) {
        Optional<CommodityEntry> known = byCode(code);
        if (known.isPresent()) {
            return known.get().id();
        }
        UUID id = Ids.fresh(clock.instant());
        put(actor, new CommodityEntry(id, code, name, commodityClass, null, null), importRun);
        return id;
    }

    private Receipt put(Actor actor, CommodityEntry entry, @Nullable UUID importRun) {
        Commodity known = Commodity.<Commodity>find("id = ?1 or code = ?2", entry.id(), entry.code())
                .firstResult();
        if (known != null && Entered.already(known.entry(), entry)) {
            return Entered.again(ENTERED, entry.id(), entry, known.createdAt);
        }
        new Commodity(entry, importRun, clock.instant()).persistAndFlush();
        return Entered.receipt(journal, actor, clock, ENTERED, entry.id(), null, entry);
    }

    @Transactional
    public Receipt enterLot(Actor actor, LotEntry entry) {
        Access.require(actor, Verb.KEEP_COMMODITIES);
        Lot known = Lot.<Lot>find(
                        "id = ?1 or (commodityId = ?2 and code = ?3)", entry.id(), entry.commodity(), entry.code())
                .firstResult();
        if (known != null && Entered.already(known.entry(), entry)) {
            return Entered.again(LOT, entry.id(), entry, known.createdAt);
        }
        new Lot(entry, clock.instant()).persistAndFlush();
        return Entered.receipt(journal, actor, clock, LOT, entry.id(), null, entry);
    }

    @Transactional
    public Optional<CommodityEntry> byCode(String code) {
        return Commodity.<Commodity>find("code", code).firstResultOptional().map(Commodity::entry);
    }

    @Transactional
    public Optional<LotEntry> lot(UUID commodity, String code) {
        return Lot.<Lot>find("commodityId = ?1 and code = ?2", commodity, code)
                .firstResultOptional()
                .map(Lot::entry);
    }

    /** In the order of their codes, after {@code after}. */
    @Transactional
    public List<CommodityEntry> list(String after, int limit) {
        return Commodity.<Commodity>find("code > ?1 order by code", after).page(0, limit).stream()
                .map(Commodity::entry)
                .toList();
    }

    /** The lots of a commodity, in the order of their codes. */
    @Transactional
    public List<LotEntry> lotsOf(UUID commodity) {
        return Lot.<Lot>find("commodityId = ?1 order by code", commodity).page(0, 10_000).stream()
                .map(Lot::entry)
                .toList();
    }
}
