package org.aidwitness.scenario;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import org.aidwitness.kernel.GeoPoint;
import org.aidwitness.monitoring.AssignVisit;
import org.aidwitness.monitoring.Attest;
import org.aidwitness.monitoring.ReviewAttestation;
import org.aidwitness.registry.SiteEntry;
import org.aidwitness.scenario.Telling.Look;
import org.aidwitness.scenario.Telling.Packages;
import org.aidwitness.scenario.Telling.Scene;
import org.aidwitness.scenario.Telling.Statement;
import org.aidwitness.shipment.Declare;
import org.aidwitness.shipment.DeclaredLine;
import org.aidwitness.shipment.PlanDistribution;
import org.aidwitness.shipment.RegisterLine;
import org.aidwitness.shipment.RegisterWaybill;
import org.jspecify.annotations.Nullable;

/**
 * One waybill and what can be said about it. Times come from the caller; the order in which they must lie is register,
 * assign, dispatch, receive, attest, review.
 *
 * @param number the waybill's number; all ids of the trip follow from it
 */
record Trip(
        Country country,
        Cast cast,
        UUID programme,
        UUID leg,
        String number,
        SiteEntry from,
        SiteEntry to,
        Person sender,
        Person receiver,
        Person carrier,
        Instant departs,
        Instant arrives,
        List<Cargo> cargo) {

    /** Packages that a monitor with a scale puts on it, and how full they are. */
    private static final long WEIGHED = 10;

    private static final BigDecimal NOT_FULL = new BigDecimal("0.96");

    /** How long after the arrival a visit may be made. */
    private static final Duration WINDOW = Duration.ofDays(45);

    /** Packages of one lot on one line. */
    record Cargo(Commodity commodity, UUID lot, long packages) {}

    Trip {
        cargo = List.copyOf(cargo);
    }

    UUID id(String name) {
        return country.id(number + " " + name);
    }

    UUID waybill() {
        return id("waybill");
    }

    UUID line(int index) {
        return id("line " + index);
    }

    List<String> seals() {
        return List.of(
                String.format(Locale.ROOT, "%06d", Math.floorMod(waybill().hashCode(), 1_000_000)));
    }

    Act register() {
        List<RegisterLine> lines = new ArrayList<>();
        for (int i = 0; i < cargo.size(); i++) {
            Cargo piece = cargo.get(i);
            lines.add(new RegisterLine(
                    line(i),
                    waybill(),
                    Integer.toString(i + 1),
                    country.id("commodity " + piece.commodity),
                    null,
                    piece.lot,
                    null,
                    piece.packages,
                    piece.commodity.packageUnit,
                    piece.commodity.kgPerPackage,
                    Telling.weight(piece.commodity.kgPerPackage, piece.packages),
                    null,
                    piece.commodity.valueUsd(piece.packages),
                    Collections.emptySortedMap()));
        }
        RegisterWaybill paper = new RegisterWaybill(
                waybill(),
                programme,
                leg,
                number,
                sender.organisation(),
                receiver.organisation(),
                carrier.organisation(),
                from.kind() == SiteEntry.Kind.PORT ? RegisterWaybill.Mode.RAIL : RegisterWaybill.Mode.ROAD,
                "truck " + number.substring(number.length() - 4),
                seals(),
                departs,
                arrives);
        return new Act(departs.minus(Duration.ofHours(22)), sender, new Act.Register(paper, lines));
    }

    Act assign(Person monitor) {
        return assign(monitor, departs.minus(Duration.ofHours(20)));
    }

    Act assign(Person monitor, Instant at) {
        return new Act(
                at,
                cast.planner(monitor),
                new AssignVisit(
                        visit(monitor),
                        waybill(),
                        monitor.organisation(),
                        monitor.name(),
                        departs,
                        arrives.plus(WINDOW)));
    }

    private UUID visit(Person monitor) {
        return id("visit " + monitor.name());
    }

    Act ask(Instant at) {
        return new Act(at, sender, new Act.Ask(waybill()));
    }

    Act dispatch() {
        return new Act(
                departs.plus(Duration.ofMinutes(12)),
                sender,
                Telling.dispatched(said("dispatched", sender), scene(from, departs, seals())));
    }

    Act pass(SiteEntry checkpoint, Instant at) {
        return new Act(
                at.plus(Duration.ofMinutes(9)),
                carrier,
                Telling.passed(said("passed", carrier), scene(checkpoint, at, seals())));
    }

    /** The receipt of everything at once; what {@code fate} makes of each line stands in the order of the lines. */
    Declare receipt(Instant at, List<String> seals, @Nullable String note, Function<Integer, Packages> fate) {
        return Telling.received(
                said("received", receiver), scene(to, at, seals), Declare.ReceiptOutcome.COMPLETE, note, lines(fate));
    }

    Declare partial(Instant at, List<String> seals, Function<Integer, Packages> fate) {
        return Telling.received(
                said("received partly", receiver),
                scene(to, at, seals),
                Declare.ReceiptOutcome.PARTIAL,
                "The second truck is still on the road.",
                lines(fate));
    }

    Declare loss(Instant at, @Nullable String note, Function<Integer, Packages> fate) {
        return Telling.lost(said("lost", carrier), new Scene(null, null, at, List.of()), note, lines(fate));
    }

    /** Whoever is to receive the goods says when they will hand them out, as soon as they know what is coming. */
    Act plan(Instant on, Telling.People people) {
        return new Act(
                departs.minus(Duration.ofHours(12)),
                receiver,
                new PlanDistribution(
                        id("plan"),
                        programme,
                        to.id(),
                        receiver.organisation(),
                        LocalDate.ofInstant(on, ZoneOffset.UTC),
                        people.households(),
                        people.people(),
                        people.gramsPerDay(),
                        people.days(),
                        null,
                        null));
    }

    Declare distribution(Instant at, Telling.People people, Function<Integer, Packages> fate) {
        return Telling.distributed(said("distributed", receiver), scene(to, at, List.of()), people, lines(fate));
    }

    List<DeclaredLine> lines(Function<Integer, Packages> fate) {
        List<DeclaredLine> lines = new ArrayList<>();
        for (int i = 0; i < cargo.size(); i++) {
            lines.add(Telling.line(line(i), cargo.get(i).commodity.kgPerPackage, fate.apply(i)));
        }
        return lines;
    }

    /** A look at the goods and, a day later, the second person's look at that. */
    List<Act> seen(
            Person monitor,
            Instant at,
            @Nullable GeoPoint point,
            Look look,
            @Nullable Function<Integer, Long> counted) {
        Statement statement = new Statement(id("attested"), waybill(), monitor.organisation(), monitor.name());
        List<Attest.Observation> observations = new ArrayList<>();
        for (int i = 0; i < cargo.size() && counted != null; i++) {
            long packages = counted.apply(i);
            BigDecimal kgEach = cargo.get(i).commodity.kgPerPackage;
            boolean weighed = look.method() == Attest.Method.WEIGH;
            observations.add(new Attest.Observation(
                    line(i),
                    packages,
                    Telling.weight(kgEach, packages),
                    weighed ? WEIGHED : null,
                    weighed ? Telling.weight(kgEach.multiply(NOT_FULL), WEIGHED) : null));
        }
        return List.of(
                new Act(
                        at.plus(Duration.ofHours(6)),
                        monitor,
                        Telling.attested(statement, visit(monitor), to.id(), point, at, look, observations)),
                new Act(
                        at.plus(Duration.ofHours(23)),
                        cast.reviewer,
                        new Act.Review(
                                waybill(),
                                statement.id(),
                                new ReviewAttestation(id("review"), true, "Photos, count sheet and place agree."))));
    }

    private Statement said(String what, Person person) {
        return new Statement(id(what), waybill(), person.organisation(), person.name());
    }

    private static Scene scene(SiteEntry site, Instant at, List<String> seals) {
        return new Scene(site.id(), site.point(), at, seals);
    }
}
