package org.aidwitness.verification;

import static org.aidwitness.kernel.Lists.each;
import static org.aidwitness.kernel.Lists.where;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.aidwitness.kernel.GeoPoint;
import org.aidwitness.kernel.Kilograms;
import org.aidwitness.kernel.Policy;
import org.aidwitness.verification.CaseRows.AttestationRow;
import org.aidwitness.verification.CaseRows.BalanceRow;
import org.aidwitness.verification.CaseRows.DeclarationRow;
import org.aidwitness.verification.CaseRows.FlagRow;
import org.aidwitness.verification.CaseRows.LineRow;
import org.aidwitness.verification.CaseRows.OverrideRow;
import org.aidwitness.verification.CaseRows.PromiseRow;
import org.aidwitness.verification.CaseRows.RefusalRow;
import org.aidwitness.verification.CaseRows.WaybillRow;
import org.aidwitness.verification.rule.ClearanceOutcome;
import org.aidwitness.verification.rule.DeclarationKind;
import org.aidwitness.verification.rule.DeliveryCase;
import org.aidwitness.verification.rule.DeliveryCase.Attestation;
import org.aidwitness.verification.rule.DeliveryCase.Declaration;
import org.aidwitness.verification.rule.DeliveryCase.DeclaredLine;
import org.aidwitness.verification.rule.DeliveryCase.Line;
import org.aidwitness.verification.rule.DeliveryCase.LotBalance;
import org.aidwitness.verification.rule.DeliveryCase.Site;
import org.aidwitness.verification.rule.LossReason;
import org.aidwitness.verification.rule.Method;
import org.aidwitness.verification.rule.OverrideUse;
import org.aidwitness.verification.rule.Promise;
import org.aidwitness.verification.rule.ReceiptOutcome;
import org.aidwitness.verification.rule.Review;
import org.aidwitness.verification.rule.TimePrecision;
import org.aidwitness.verification.rule.Trace;
import org.aidwitness.verification.rule.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * Rows in, cases out. Pure. Throws IllegalArgumentException where the rows cannot be a case: the doors let no such
 * rows in, so one is a defect.
 */
record CaseAssembly(
        Map<UUID, List<LineRow>> lines,
        Map<UUID, List<DeclarationRow>> declarations,
        Map<UUID, List<AttestationRow>> attestations,
        Map<UUID, Trace> traces,
        Map<UUID, List<RefusalRow>> refusals,
        Map<UUID, List<PromiseRow>> promises,
        Map<UUID, List<OverrideRow>> overrides,
        Map<UUID, List<BalanceRow>> balances,
        CountedStocks.Batch counts,
        GoodsFile.Batch goods,
        Relations relations,
        Map<UUID, List<FlagRow>> flags,
        Map<UUID, Policy> policies,
        Instant now) {

    Dossier dossier(WaybillRow row) {
        List<LineRow> itsLines = lines.getOrDefault(row.waybill(), List.of());
        List<AttestationRow> seen = attestations.getOrDefault(row.waybill(), List.of());
        List<Declaration> declared = declarations(declarations.getOrDefault(row.waybill(), List.of()));
        List<FlagRow> raised = flags.getOrDefault(row.waybill(), List.of());
        LocalDate handOver = handOver(declared);
        Set<UUID> lots = lots(itsLines);
        Policy policy = policies.get(row.agreement());
        if (policy == null) {
            throw new IllegalArgumentException("no policy for programme " + row.programme());
        }
        DeliveryCase delivery = new DeliveryCase(
                row.programme(),
                row.waybill(),
                row.number(),
                row.finalLeg(),
                row.plannedDeparture(),
                row.plannedArrival(),
                new Site(row.fromSite(), point(row.fromLatitude(), row.fromLongitude()), row.fromRadiusM(), null),
                new Site(row.toSite(), point(row.toLatitude(), row.toLongitude()), row.toRadiusM(), row.toCatchment()),
                each(itsLines, CaseAssembly::line),
                declared,
                each(seen, it -> attestation(it, row, policy)),
                row.flown(),
                each(refusals.getOrDefault(row.toSite(), List.of()), RefusalRow::happenedAt),
                relations.path(row.consignor(), row.consignee(), handOver),
                each(
                        promises.getOrDefault(row.waybill(), List.of()),
                        promised -> promise(promised, row, handOver, policy)),
                each(
                        overrides.getOrDefault(row.waybill(), List.of()),
                        used -> new OverrideUse(
                                used.dispatch(), used.expiresAt(), Math.toIntExact(used.ordinal()), used.most())),
                balances(row, lots),
                goods.of(row, itsLines, seen),
                each(raised, StandingFlags::of),
                policy,
                now);
        return new Dossier(
                delivery,
                row.firstLeg(),
                row.toArea(),
                row.lastClearance() == null ? null : ClearanceOutcome.valueOf(row.lastClearance()),
                row.acceptedAt(),
                raised,
                lots);
    }

    /** The day on which it matters who belongs to whom: of the receipt, else of the dispatch, else today. */
    private LocalDate handOver(List<Declaration> declared) {
        Instant at = last(declared, DeclarationKind.RECEIVED);
        if (at == null) {
            at = last(declared, DeclarationKind.DISPATCHED);
        }
        return LocalDate.ofInstant(at == null ? now : at, ZoneOffset.UTC);
    }

    private static @Nullable Instant last(List<Declaration> declared, DeclarationKind kind) {
        Instant last = null;
        for (Declaration declaration : declared) {
            if (declaration.kind() == kind
                    && (last == null || declaration.happenedAt().isAfter(last))) {
                last = declaration.happenedAt();
            }
        }
        return last;
    }

    private static Set<UUID> lots(List<LineRow> lines) {
        Set<UUID> lots = new HashSet<>();
        for (LineRow line : lines) {
            UUID lot = line.lot();
            if (lot != null) {
                lots.add(lot);
            }
        }
        return lots;
    }

    private List<LotBalance> balances(WaybillRow row, Set<UUID> lots) {
        List<LotBalance> books = new ArrayList<>();
        for (UUID lot : lots) {
            books.addAll(each(
                    where(
                            balances.getOrDefault(lot, List.of()),
                            book -> row.consignor().equals(book.custodian())
                                    || row.consignee().equals(book.custodian())),
                    this::balance));
        }
        return books;
    }

    private LotBalance balance(BalanceRow row) {
        long balance = grams(row.balanceKg());
        CountedStocks.Sum count = counts.of(row.lotId(), row.custodian());
        return count == null
                ? new LotBalance(row.custodian(), row.lot(), balance, balance, null)
                : new LotBalance(row.custodian(), row.lot(), balance, grams(count.bookKg()), grams(count.countedKg()));
    }

    private static List<Declaration> declarations(List<DeclarationRow> rows) {
        Map<UUID, List<DeclarationRow>> byId = new LinkedHashMap<>();
        for (DeclarationRow row : rows) {
            byId.computeIfAbsent(row.id(), id -> new ArrayList<>()).add(row);
        }
        return each(byId.values(), CaseAssembly::declaration);
    }

    private static Declaration declaration(List<DeclarationRow> rows) {
        DeclarationRow row = rows.get(0);
        return new Declaration(
                row.id(),
                DeclarationKind.valueOf(row.kind()),
                row.organisation(),
                row.signedBy(),
                row.device(),
                row.site(),
                row.happenedAt(),
                TimePrecision.valueOf(row.precision()),
                row.notedAt(),
                row.deviceAt(),
                row.acceptedAt(),
                row.toldAt(),
                row.history(),
                point(row.latitude(), row.longitude()),
                metres(row.accuracyM()),
                List.of(row.seals()),
                row.receipt() == null ? null : ReceiptOutcome.valueOf(row.receipt()),
                row.clearance() == null ? null : ClearanceOutcome.valueOf(row.clearance()),
                declaredLines(rows));
    }

    private static List<DeclaredLine> declaredLines(List<DeclarationRow> rows) {
        List<DeclaredLine> lines = new ArrayList<>();
        for (DeclarationRow row : rows) {
            UUID line = row.line();
            if (line != null) {
                lines.add(new DeclaredLine(
                        line,
                        row.goodPackages(),
                        row.damagedPackages(),
                        row.missingPackages(),
                        row.surplusPackages(),
                        weight(row.goodKg()),
                        weight(row.damagedKg()),
                        weight(row.missingKg()),
                        weight(row.surplusKg()),
                        row.reason() == null ? null : LossReason.valueOf(row.reason())));
            }
        }
        lines.sort(Comparator.comparing(DeclaredLine::line));
        return lines;
    }

    private static Line line(LineRow row) {
        return new Line(row.line(), row.packages(), weight(row.netKg()), row.kgIncluded(), row.valueUsd());
    }

    private Attestation attestation(AttestationRow row, WaybillRow waybill, Policy policy) {
        // Independence was judged when the monitor spoke, on what was known then. What is entered later counts as well.
        LocalDate day = LocalDate.ofInstant(row.happenedAt(), ZoneOffset.UTC);
        @Nullable String later = row.independent()
                ? relations.tie(row.organisation(), waybill.parties(), day, policy.independenceDepth())
                : null;
        return new Attestation(
                row.id(),
                row.organisation(),
                row.independent() && later == null,
                later == null ? row.path() : later,
                later != null,
                row.monitor(),
                Method.valueOf(row.method()),
                Verdict.valueOf(row.verdict()),
                row.noticeHours(),
                // Who does not say that they went alone is not taken to have gone alone.
                row.escorted() == null || row.escorted(),
                row.privateInterviews() == null ? 0 : row.privateInterviews(),
                point(row.latitude(), row.longitude()),
                metres(row.accuracyM()),
                row.happenedAt(),
                row.deviceAt(),
                row.acceptedAt(),
                row.imported(),
                review(row.accepted()),
                row.reviewer(),
                row.packages() == null ? null : row.packages().longValueExact(),
                weight(row.kg()),
                traces.getOrDefault(row.id(), Trace.NONE));
    }

    private Promise promise(PromiseRow row, WaybillRow waybill, LocalDate day, Policy policy) {
        return new Promise(
                row.id(),
                Promise.Kind.valueOf(row.kind()),
                row.organisation(),
                relations.tie(row.organisation(), waybill.parties(), day, policy.independenceDepth()) == null,
                Promise.State.valueOf(row.state()),
                row.windowFrom(),
                row.windowTo(),
                row.armedAt(),
                row.endedAt(),
                row.leftAlone());
    }

    private static Review review(@Nullable Boolean accepted) {
        if (accepted == null) {
            return Review.PENDING;
        }
        return accepted ? Review.ACCEPTED : Review.REJECTED;
    }

    private static @Nullable GeoPoint point(@Nullable Double latitude, @Nullable Double longitude) {
        return latitude == null || longitude == null ? null : new GeoPoint(latitude, longitude);
    }

    private static @Nullable Double metres(@Nullable Integer metres) {
        return metres == null ? null : metres.doubleValue();
    }

    private static @Nullable Kilograms weight(@Nullable BigDecimal kilograms) {
        return kilograms == null ? null : Kilograms.of(kilograms);
    }

    private static long grams(BigDecimal kilograms) {
        return kilograms.movePointRight(3).longValueExact();
    }
}
