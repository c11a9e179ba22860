package org.aidwitness.scenario.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.aidwitness.kernel.GeoPoint;
import org.aidwitness.kernel.Kilograms;
import org.aidwitness.scenario.Act;
import org.aidwitness.scenario.Person;
import org.aidwitness.scenario.simulation.Script.Part;
import org.aidwitness.scenario.simulation.Script.Step;
import org.aidwitness.shipment.Declare;
import org.aidwitness.shipment.Declare.Kind;
import org.aidwitness.shipment.DeclaredLine;
import org.aidwitness.shipment.RegisterLine;
import org.aidwitness.shipment.RegisterWaybill;
import org.jspecify.annotations.Nullable;

/** Puts what is decided into the commands of the doors: here, what parties with a stake say. */
final class Statements {

    private static final int USUAL_ACCURACY_METRES = 15;

    private final Setting setting;
    private final Land land;
    private final Parties parties;
    private final Visiting visiting;
    private final Voices voices;
    private final Hearing hearing;

    Statements(Setting setting, Land land, Parties parties, Voices voices) {
        this.setting = setting;
        this.land = land;
        this.parties = parties;
        this.visiting = new Visiting(setting, land, parties);
        this.voices = voices;
        this.hearing = new Hearing(land, parties);
    }

    Act act(Course course, Step step) {
        return switch (step.part()) {
            case REGISTER -> register(course, step.at());
            case DISPATCH -> dispatch(course, step.at());
            case PASS -> pass(course, step.at());
            case RECEIVE -> receive(course, step.at());
            case DISTRIBUTE -> distribute(course, step.at());
            case HEAR -> hearing.act(course, voices.after(course).get(step.word()), step.word());
            case ASSIGN,
                    ASSIGN_AGAIN,
                    PHOTO,
                    INCIDENT,
                    ATTEST,
                    OUTCOME,
                    REVIEW,
                    PHOTO_AGAIN,
                    ATTEST_AGAIN,
                    OUTCOME_AGAIN,
                    REVIEW_AGAIN -> visiting.act(course, step);
        };
    }

    static String number(Course course) {
        return course.haul()
                ? String.format(Locale.ROOT, "H-%d", -course.number())
                : String.format(Locale.ROOT, "D-%d", course.number() + 1);
    }

    static UUID waybill(Land land, Course course) {
        return land.id(number(course));
    }

    static UUID line(Land land, Course course, int line) {
        return land.id(number(course) + " line " + line);
    }

    private UUID id(Course course, Part part) {
        return land.id(number(course) + " " + part);
    }

    private Act register(Course course, Instant at) {
        List<RegisterLine> lines = new ArrayList<>();
        for (int i = 0; i < course.lines().size(); i++) {
            Amounts line = course.lines().get(i);
            lines.add(new RegisterLine(
                    line(land, course, i),
                    waybill(land, course),
                    Integer.toString(i + 1),
                    Beginning.commodity(land, line.food()),
                    null,
                    Beginning.lot(land, course.ship(), line.food()),
                    null,
                    line.loaded(),
                    line.food().packageUnit,
                    line.food().kgPerPackage(),
                    new Kilograms(line.grams(line.loaded())),
                    null,
                    line.food().valueUsd(line.loaded()),
                    Collections.emptySortedMap()));
        }
        RegisterWaybill paper = new RegisterWaybill(
                waybill(land, course),
                Beginning.programme(land),
                Beginning.leg(land, course.ship(), course.store(), course.place()),
                number(course),
                sender(course).organisation(),
                receiver(course).organisation(),
                carrier(course).organisation(),
                course.haul() ? RegisterWaybill.Mode.RAIL : RegisterWaybill.Mode.ROAD,
                (course.haul() ? "train " : "truck ") + number(course),
                List.of(seal(course, 0)),
                course.departs(),
                course.plannedArrival());
        return new Act(at, sender(course), new Act.Register(paper, lines));
    }

    private Act dispatch(Course course, Instant at) {
        GeoPoint from = course.haul() ? land.port() : land.store(course.store());
        UUID site = course.haul() ? land.portId() : land.siteId(course.store(), Land.STORE);
        Said said = new Said(sender(course), site, course.departs(), from, List.of(seal(course, 0)));
        return declare(course, Part.DISPATCH, Kind.DISPATCHED, said, at, null, null, List.of());
    }

    private Act pass(Course course, Instant at) {
        GeoPoint half = Land.between(land.port(), land.store(course.store()));
        Said said = new Said(
                carrier(course),
                land.crossingId(course.store()),
                at.minus(Duration.ofMinutes(25)),
                half,
                List.of(seal(course, 0)));
        return declare(course, Part.PASS, Kind.PASSED_CHECKPOINT, said, at, null, null, List.of());
    }

    private Act receive(Course course, Instant at) {
        UUID site = course.atMarket() ? land.marketId(course.store()) : land.siteId(course.store(), course.place());
        Said said = new Said(
                receiver(course),
                site,
                received(course),
                course.receiptPoint(),
                List.of(seal(course, course.resealed() ? 1 : 0)));
        List<DeclaredLine> lines = new ArrayList<>();
        for (int i = 0; i < course.lines().size(); i++) {
            Amounts line = course.lines().get(i);
            Amounts.Told told = told(line);
            lines.add(new DeclaredLine(
                    line(land, course, i),
                    told.good(),
                    new Kilograms(line.grams(told.good())),
                    told.damaged(),
                    new Kilograms(line.grams(told.damaged())),
                    told.missing(),
                    new Kilograms(line.grams(told.missing())),
                    told.surplus(),
                    new Kilograms(line.grams(told.surplus())),
                    told.reason()));
        }
        return declare(course, Part.RECEIVE, Kind.RECEIVED, said, at, Declare.ReceiptOutcome.COMPLETE, null, lines);
    }

    private Act distribute(Course course, Instant at) {
        Basket basket = course.basket();
        Instant distributed = course.distributed();
        if (basket == null || distributed == null) {
            throw new IllegalStateException(number(course) + " gives nothing out");
        }
        Said said = new Said(
                receiver(course),
                land.siteId(course.store(), course.place()),
                distributed,
                land.place(course.store(), course.place()),
                List.of());
        List<DeclaredLine> lines = new ArrayList<>();
        for (int i = 0; i < course.lines().size(); i++) {
            Amounts line = course.lines().get(i);
            long good = told(line).good();
            lines.add(new DeclaredLine(
                    line(land, course, i),
                    good,
                    new Kilograms(line.grams(good)),
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null));
        }
        Ration ration = new Ration(
                Math.max(1, course.peopleTold() / 5), course.peopleTold(), basket.gramsPerDay(), basket.days);
        return declare(course, Part.DISTRIBUTE, Kind.DISTRIBUTED, said, at, null, ration, lines);
    }

    /** Who says it, of where and when, and the seals that were read there. */
    private record Said(Person by, UUID site, Instant happened, GeoPoint point, List<String> seals) {}

    private record Ration(int households, int people, int gramsPerDay, int days) {}

    private Act declare(
            Course course,
            Part part,
            Kind kind,
            Said said,
            Instant at,
            Declare.@Nullable ReceiptOutcome outcome,
            @Nullable Ration ration,
            List<DeclaredLine> lines) {
        Dice dice = new Dice(setting.seed(), Dice.For.STORE, course.number() * Part.values().length + part.ordinal());
        GeoPoint point =
                kind == Kind.RECEIVED ? said.point() : Land.moved(said.point(), 70 * dice.around(), 70 * dice.around());
        int accuracy = dice.chance(setting.noise().badGpsBp()) ? dice.between(150, 600) : USUAL_ACCURACY_METRES;
        return new Act(
                at,
                said.by(),
                new Declare(
                        id(course, part),
                        waybill(land, course),
                        kind,
                        said.by().organisation(),
                        said.by().name(),
                        "phone of " + said.by().name(),
                        said.site(),
                        said.happened(),
                        Declare.Precision.INSTANT,
                        null,
                        deviceTime(setting, said.happened(), dice),
                        point,
                        accuracy,
                        said.seals(),
                        outcome,
                        ration == null ? null : ration.households(),
                        ration == null ? null : ration.people(),
                        ration == null ? null : ration.gramsPerDay(),
                        ration == null ? null : ration.days(),
                        null,
                        null,
                        null,
                        lines));
    }

    /** It is written down a few minutes later, by a clock that is off by some. */
    static Instant deviceTime(Setting setting, Instant happened, Dice dice) {
        return happened.plus(Duration.ofSeconds(
                dice.between(60, 300) + Math.round(60 * setting.noise().clockMinutes() * dice.around())));
    }

    private String seal(Course course, int which) {
        long mixed = land.id(number(course) + " seal " + which).getLeastSignificantBits();
        return String.format(Locale.ROOT, "%07d", Math.floorMod(mixed, 10_000_000L));
    }

    private Person sender(Course course) {
        return course.haul() ? parties.port() : parties.sender(course.store());
    }

    private Person receiver(Course course) {
        return course.haul()
                ? parties.storekeeper(course.store())
                : parties.partner(course.store(), Math.floorMod(course.place(), Parties.EACH));
    }

    private Person carrier(Course course) {
        return course.haul()
                ? parties.train()
                : parties.driver(course.store(), Math.toIntExact(course.number() % Parties.EACH));
    }

    private static Instant received(Course course) {
        Instant received = course.received();
        if (received == null) {
            throw new IllegalStateException(number(course) + " was not received");
        }
        return received;
    }

    private static Amounts.Told told(Amounts line) {
        Amounts.Told told = line.told();
        if (told == null) {
            throw new IllegalStateException("nobody signed for " + line);
        }
        return told;
    }
}
