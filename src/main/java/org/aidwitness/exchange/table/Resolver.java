package org.aidwitness.exchange.table;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.aidwitness.exchange.table.Moments.Moment;
import org.aidwitness.exchange.table.RegistryLookup.Unknown;
import org.aidwitness.kernel.Refusal;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.aidwitness.monitoring.Attest;
import org.aidwitness.shipment.Declare;
import org.aidwitness.shipment.DeclaredLine;
import org.aidwitness.shipment.ImportedRow;
import org.aidwitness.shipment.KnownWaybill;
import org.aidwitness.shipment.RegisterLine;
import org.aidwitness.shipment.RegisterWaybill;
import org.aidwitness.shipment.Shipments;
import org.jspecify.annotations.Nullable;

/** Makes commands of drafts: ids in the place of codes and keys. What cannot be found is a problem of its row. */
final class Resolver {

    /** A row ready to be taken: what it declares, and what it attests; with problems, neither. */
    record Resolved(
            Draft draft,
            @Nullable ImportedRow row,
            @Nullable Attest attest,
            List<RowProblem> problems) {}

    private final RowMapper mapper;
    private final Names names;
    private final UUID programme;
    private final RegistryLookup.Known known;
    private final Shipments shipments;

    Resolver(RowMapper mapper, Names names, UUID programme, RegistryLookup.Known known, Shipments shipments) {
        this.mapper = mapper;
        this.names = names;
        this.programme = programme;
        this.known = known;
        this.shipments = shipments;
    }

    /** One answer for each draft, in their order. */
    List<Resolved> resolve(List<Draft> drafts) {
        Map<String, KnownWaybill> there = waybillsNamed(drafts);
        List<Resolved> resolved = new ArrayList<>(drafts.size());
        for (Draft draft : drafts) {
            resolved.add(resolve(draft, there));
        }
        return resolved;
    }

    private Map<String, KnownWaybill> waybillsNamed(List<Draft> drafts) {
        Set<String> numbers = new HashSet<>();
        for (Draft draft : drafts) {
            Draft.Waybill waybill = draft.waybill();
            if (waybill != null && waybill.route() == null && draft.problems().isEmpty()) {
                numbers.add(waybill.number());
            }
        }
        return numbers.isEmpty() ? Map.of() : shipments.known(programme, numbers);
    }

    private Resolved resolve(Draft draft, Map<String, KnownWaybill> there) {
        Draft.Waybill waybill = draft.waybill();
        if (!draft.problems().isEmpty() || waybill == null) {
            return new Resolved(draft, null, null, draft.problems());
        }
        try {
            Place place = place(draft, waybill, there);
            RegisterWaybill made = waybill.route() == null ? null : waybill(waybill, waybill.route(), place.waybill());
            RegisterLine line = line(draft.line(), waybill.number(), place);
            List<Declare> declarations = new ArrayList<>(draft.declarations().size());
            for (Draft.Declaration declaration : draft.declarations()) {
                declarations.add(declaration(declaration, waybill.number(), place));
            }
            Attest attest = attest(draft, waybill.number(), place);
            ImportedRow row = made == null && line == null && declarations.isEmpty()
                    ? null
                    : new ImportedRow(draft.number(), made, line, declarations);
            return new Resolved(draft, row, attest, List.of());
        } catch (Unknown unknown) {
            return refused(
                    draft,
                    List.of(new RowProblem(
                            draft.number(), unknown.column(), Code.UNKNOWN_REFERENCE, unknown.detail())));
        } catch (Refused refused) {
            return refused(draft, problems(draft.number(), refused.refusals()));
        }
    }

    List<RowProblem> problems(long row, List<Refusal> refusals) {
        return refusals.stream()
                .map(refusal -> new RowProblem(row, mapper.columnOf(refusal.field()), refusal.code(), refusal.detail()))
                .toList();
    }

    /** The id of the attestation that the row is part of, whatever else is wrong with the row; null where there is none. */
    @Nullable UUID attestation(Draft draft) {
        Draft.Waybill waybill = draft.waybill();
        Draft.Attestation attestation = draft.attestation();
        return waybill == null || attestation == null ? null : names.attestation(waybill.number(), attestation.key());
    }

    private static Resolved refused(Draft draft, List<RowProblem> problems) {
        return new Resolved(draft, null, null, problems);
    }

    /** Where the row's statements belong. */
    private record Place(UUID waybill, @Nullable UUID line) {}

    private Place place(Draft draft, Draft.Waybill waybill, Map<String, KnownWaybill> there) throws Unknown {
        Draft.Line line = draft.line();
        if (waybill.route() != null) {
            UUID id = names.waybill(waybill.number());
            return new Place(id, line == null ? null : names.line(waybill.number(), line.key()));
        }
        KnownWaybill found = there.get(waybill.number());
        if (found == null) {
            throw new Unknown(
                    mapper.columnOf("/number"), "There is no waybill \"" + Texts.excerpt(waybill.number()) + "\".");
        }
        if (line == null) {
            // A waybill with one line leaves no doubt which one is meant.
            return new Place(
                    found.id(),
                    found.lineIdsByKey().size() == 1
                            ? found.lineIdsByKey().values().iterator().next()
                            : null);
        }
        UUID id = found.lineIdsByKey().get(line.key());
        if (id == null && line.goods() == null) {
            throw new Unknown(
                    mapper.columnOf("/lines/key"), "The waybill has no line \"" + Texts.excerpt(line.key()) + "\".");
        }
        return new Place(found.id(), id == null ? names.line(waybill.number(), line.key()) : id);
    }

    private RegisterWaybill waybill(Draft.Waybill waybill, Draft.Route route, UUID id) throws Unknown {
        Draft.Party consignor = waybill.consignor();
        Draft.Party consignee = waybill.consignee();
        if (consignor == null || consignee == null) {
            throw new IllegalStateException("a waybill with a route has both parties");
        }
        return new RegisterWaybill(
                id,
                programme,
                known.leg(route),
                waybill.number(),
                known.organisation(consignor),
                known.organisation(consignee),
                known.organisationOrNull(waybill.carrier()),
                waybill.mode(),
                waybill.vehicle(),
                waybill.seals(),
                at(waybill.plannedDeparture()),
                at(waybill.plannedArrival()));
    }

    private @Nullable RegisterLine line(Draft.@Nullable Line line, String number, Place place) throws Unknown {
        if (line == null || line.goods() == null || place.line() == null) {
            return null;
        }
        BigDecimal kgPerPackage = line.kgPerPackage();
        return new RegisterLine(
                place.line(),
                place.waybill(),
                line.key(),
                known.commodity(line.goods()),
                line.description(),
                null,
                line.bestBefore(),
                line.packages(),
                line.packageUnit(),
                kgPerPackage,
                line.netKg(),
                line.includedIn() == null ? null : names.line(number, line.includedIn()),
                line.valueUsd(),
                line.attributes());
    }

    private Declare declaration(Draft.Declaration declaration, String number, Place place) throws Unknown {
        List<DeclaredLine> lines = lines(declaration, place);
        return new Declare(
                names.declaration(number, declaration.key()),
                place.waybill(),
                declaration.kind(),
                known.organisation(declaration.organisation()),
                declaration.signedBy(),
                null,
                declaration.site() == null ? null : known.site(declaration.site()),
                declaration.happenedAt().at(),
                declaration.happenedAt().precision(),
                at(declaration.notedAt()),
                null,
                null,
                null,
                declaration.seals(),
                declaration.receipt(),
                small(declaration.households(), "/households"),
                small(declaration.people(), "/people"),
                small(declaration.rationGramsPerDay(), "/rationGramsPerDay"),
                small(declaration.rationDays(), "/rationDays"),
                declaration.note(),
                null,
                null,
                lines);
    }

    private static List<DeclaredLine> lines(Draft.Declaration declaration, Place place) throws Unknown {
        boolean nothing = declaration.good().isNothing()
                && declaration.damaged().isNothing()
                && declaration.missing().isNothing()
                && declaration.surplus().isNothing();
        boolean withLines = switch (declaration.kind()) {
            case DISPATCHED, PASSED_CHECKPOINT, CANCELLED -> false;
            case RECEIVED, DISTRIBUTED, LOST, RETURNED, REROUTED -> true;
        };
        if (!withLines) {
            return List.of();
        }
        if (place.line() == null) {
            if (nothing) {
                return List.of();
            }
            throw new Unknown(null, "Amounts are of a line; say which.");
        }
        return List.of(new DeclaredLine(
                place.line(),
                declaration.good().packages(),
                declaration.good().kg(),
                declaration.damaged().packages(),
                declaration.damaged().kg(),
                declaration.missing().packages(),
                declaration.missing().kg(),
                declaration.surplus().packages(),
                declaration.surplus().kg(),
                declaration.reason()));
    }

    private @Nullable Attest attest(Draft draft, String number, Place place) throws Unknown {
        Draft.Attestation from = draft.attestation();
        if (from == null) {
            return null;
        }
        List<Attest.Observation> seen = place.line() == null || from.seen().isNothing()
                ? List.of()
                : List.of(new Attest.Observation(
                        place.line(), from.seen().packages(), from.seen().kg()));
        return new Attest(
                names.attestation(number, from.key()),
                place.waybill(),
                null,
                known.site(from.site()),
                known.organisation(from.organisation()),
                from.monitor(),
                null,
                one(Attest.Method.values(), from.method(), "/method"),
                one(Attest.Verdict.values(), from.verdict(), "/verdict"),
                small(from.noticeHours(), "/noticeHours"),
                from.escorted(),
                small(from.privateInterviews(), "/privateInterviews"),
                null,
                null,
                null,
                from.happenedAt().at(),
                null,
                from.note(),
                null,
                null,
                seen,
                List.of());
    }

    private static <E extends Enum<E>> E one(E[] all, String name, String field) {
        for (E one : all) {
            if (one.name().equals(name.replace(' ', '_').replace('-', '_'))) {
                return one;
            }
        }
        throw Refused.at(field, Code.INVALID, "The code \"" + Texts.excerpt(name) + "\" is not known.");
    }

    private static @Nullable Integer small(@Nullable Long number, String field) {
        if (number != null && number > Integer.MAX_VALUE) {
            throw Refused.at(field, Code.OUT_OF_RANGE, "This number is too large.");
        }
        return number == null ? null : number.intValue();
    }

    private static java.time.@Nullable Instant at(@Nullable Moment moment) {
        return moment == null ? null : moment.at();
    }
}
