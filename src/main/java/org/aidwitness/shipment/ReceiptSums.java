package org.aidwitness.shipment;

import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.aidwitness.kernel.Kilograms;
import org.aidwitness.kernel.Refusal;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.aidwitness.shipment.Declare.ReceiptOutcome;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * Does a receipt add up? Per line, once all has come: dispatched = good + damaged + missing − surplus, over all receipts.
 * An amount nobody knows stays open and is not held against anybody.
 */
@ApplicationScoped
class ReceiptSums {

    private static final String LINES = """
            select l.id,
                   l.packages,
                   l.net_kg,
                   coalesce(sum(q.good_packages + q.damaged_packages + q.missing_packages - q.surplus_packages), 0),
                   coalesce(sum(q.good_kg + q.damaged_kg + q.missing_kg - q.surplus_kg), 0),
                   bool_or(q.line_id is not null and num_nulls(q.good_packages, q.damaged_packages, q.missing_packages,
                           q.surplus_packages) > 0),
                   bool_or(q.line_id is not null and num_nulls(q.good_kg, q.damaged_kg, q.missing_kg,
                           q.surplus_kg) > 0)
              from shipment_line l
              left join (
                select x.*
                  from shipment_declaration_line x
                  join shipment_declaration d on d.id = x.declaration_id
                 where d.waybill_id = :waybill
                   and d.kind = 'RECEIVED'
                   and d.id is distinct from cast(:superseded as uuid)
                   and not exists (select from shipment_declaration s where s.supersedes = d.id)
              ) q on q.line_id = l.id
             where l.waybill_id = :waybill
             group by l.id, l.packages, l.net_kg
             order by l.id""";

    /** A line with what earlier receipts, taken together, account for. */
    record Accounted(
            UUID line,
            @Nullable Long packages,
            @Nullable BigDecimal kg,
            BigDecimal packagesBefore,
            BigDecimal kgBefore,
            boolean packagesOpen,
            boolean kgOpen) {}

    private final StatelessSession session;

    ReceiptSums(StatelessSession session) {
        this.session = session;
    }

    void require(Declare receipt) {
        if (receipt.receipt() == ReceiptOutcome.REFUSED) {
            requireNothingTaken(receipt);
            return;
        }
        Map<UUID, Accounted> lines = session.createNativeQuery(LINES, Accounted.class)
                .setParameter("waybill", receipt.waybill())
                .setParameter("superseded", receipt.supersedes())
                .getResultStream()
                .collect(Collectors.toMap(Accounted::line, line -> line));
        List<Refusal> refusals = new ArrayList<>();
        for (int i = 0; i < receipt.lines().size(); i++) {
            DeclaredLine said = receipt.lines().get(i);
            Accounted line = lines.get(said.line());
            if (line != null && receipt.receipt() == ReceiptOutcome.COMPLETE) {
                check(refusals, "/lines/" + i, said, line);
            }
        }
        Refused.ifAny(refusals);
    }

    private static void check(List<Refusal> refusals, String field, DeclaredLine said, Accounted line) {
        BigDecimal packages =
                sum(said.goodPackages(), said.damagedPackages(), said.missingPackages(), said.surplusPackages());
        if (packages != null
                && line.packages() != null
                && !line.packagesOpen()
                && packages.add(line.packagesBefore()).compareTo(BigDecimal.valueOf(line.packages())) != 0) {
            refusals.add(new Refusal(
                    Code.QUANTITIES_DO_NOT_ADD_UP,
                    field + "/goodPackages",
                    "Good, damaged and missing less surplus make "
                            + packages.add(line.packagesBefore()).toPlainString() + " packages; " + line.packages()
                            + " were sent."));
        }
        BigDecimal kg =
                sum(grams(said.goodKg()), grams(said.damagedKg()), grams(said.missingKg()), grams(said.surplusKg()));
        if (kg != null && line.kg() != null && !line.kgOpen()) {
            BigDecimal all = kg.movePointLeft(3).add(line.kgBefore());
            if (all.compareTo(line.kg()) != 0) {
                refusals.add(new Refusal(
                        Code.QUANTITIES_DO_NOT_ADD_UP,
                        field + "/goodKg",
                        "Good, damaged and missing less surplus make " + plain(all) + " kg; " + plain(line.kg())
                                + " kg were sent."));
            }
        }
    }

    private static void requireNothingTaken(Declare receipt) {
        boolean taken = receipt.lines().stream()
                .anyMatch(line -> (line.goodPackages() != null && line.goodPackages() > 0)
                        || (line.goodKg() != null && !line.goodKg().isZero()));
        if (taken) {
            throw Refused.at("/lines", Code.QUANTITIES_DO_NOT_ADD_UP, "A refused receipt takes nothing in.");
        }
    }

    private static @Nullable BigDecimal sum(
            @Nullable Long good, @Nullable Long damaged, @Nullable Long missing, @Nullable Long surplus) {
        if (good == null || damaged == null || missing == null || surplus == null) {
            return null;
        }
        return BigDecimal.valueOf(good)
                .add(BigDecimal.valueOf(damaged))
                .add(BigDecimal.valueOf(missing))
                .subtract(BigDecimal.valueOf(surplus));
    }

    private static @Nullable Long grams(@Nullable Kilograms weight) {
        return weight == null ? null : weight.grams();
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }
}
