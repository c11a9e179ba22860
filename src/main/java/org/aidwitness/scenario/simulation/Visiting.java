package org.aidwitness.scenario.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.aidwitness.kernel.Kilograms;
import org.aidwitness.monitoring.AssignVisit;
import org.aidwitness.monitoring.Attest;
import org.aidwitness.monitoring.NoteIncident;
import org.aidwitness.monitoring.ReviewAttestation;
import org.aidwitness.monitoring.TellOutcome;
import org.aidwitness.scenario.Act;
import org.aidwitness.scenario.Person;
import org.aidwitness.scenario.simulation.Script.Part;
import org.aidwitness.scenario.simulation.Script.Step;
import org.jspecify.annotations.Nullable;

/** What those who look are told to do, and what they say. */
final class Visiting {

    private static final Duration WINDOW = Duration.ofDays(45);

    private static final List<TellOutcome.Reason> KEPT_AWAY = List.of(
            TellOutcome.Reason.ROAD_CUT,
            TellOutcome.Reason.WEATHER,
            TellOutcome.Reason.VEHICLE,
            TellOutcome.Reason.FIGHTING);

    private final Setting setting;
    private final Land land;
    private final Parties parties;

    Visiting(Setting setting, Land land, Parties parties) {
        this.setting = setting;
        this.land = land;
        this.parties = parties;
    }

    Act act(Course course, Step step) {
        Instant at = step.at();
        return switch (step.part()) {
            case ASSIGN -> assign(course, at, false);
            case ASSIGN_AGAIN -> assign(course, at, true);
            case PHOTO -> photo(course, at, false);
            case PHOTO_AGAIN -> photo(course, at, true);
            case INCIDENT -> incident(course, at);
            case ATTEST -> attest(course, at, false);
            case ATTEST_AGAIN -> attest(course, at, true);
            case OUTCOME -> outcome(course, at, false);
            case OUTCOME_AGAIN -> outcome(course, at, true);
            case REVIEW -> review(course, at, false);
            case REVIEW_AGAIN -> review(course, at, true);
            case REGISTER, DISPATCH, PASS, RECEIVE, DISTRIBUTE, HEAR ->
                throw new IllegalStateException("not a visit's part");
        };
    }

    private Act assign(Course course, Instant at, boolean again) {
        Person who = who(course, again);
        return new Act(
                at,
                parties.planner(who),
                new AssignVisit(
                        visit(course, again),
                        waybill(course),
                        who.organisation(),
                        who.name(),
                        course.departs(),
                        course.plannedArrival().plus(WINDOW)));
    }

    private Act photo(Course course, Instant at, boolean again) {
        return new Act(at, who(course, again), picture(look(course, again), again));
    }

    /** A picture shows one delivery; the second look takes its own. */
    private Act.StoreEvidence picture(Look look, boolean again) {
        return new Act.StoreEvidence(
                "seed " + setting.seed() + ", delivery " + look.photo() + (again ? ", seen again" : ""));
    }

    private Act incident(Course course, Instant at) {
        Look look = look(course, false);
        Person who = who(course, false);
        return new Act(
                at,
                who,
                new NoteIncident(
                        id(course, Part.INCIDENT),
                        Beginning.programme(land),
                        waybill(course),
                        visit(course, false),
                        land.siteId(course.store(), course.place()),
                        null,
                        who.organisation(),
                        who.name(),
                        NoteIncident.Kind.DENIED,
                        parties.authority(course.store()),
                        look.at(),
                        null,
                        null,
                        null,
                        null));
    }

    private Act attest(Course course, Instant at, boolean again) {
        Look look = look(course, again);
        Person who = who(course, again);
        Dice dice = new Dice(
                setting.seed(),
                Dice.For.STORE,
                course.number() * Part.values().length + (again ? Part.ATTEST_AGAIN : Part.ATTEST).ordinal());
        boolean refused = look.kind() == Look.Kind.REFUSED;
        List<Attest.Observation> seen = new ArrayList<>();
        List<Long> weighed = look.weighed();
        for (int i = 0; i < look.counted().size(); i++) {
            seen.add(new Attest.Observation(
                    Statements.line(land, course, i),
                    look.counted().get(i),
                    weighed == null ? null : new Kilograms(weighed.get(i))));
        }
        boolean pictured = !course.haul() && !refused;
        return new Act(
                at,
                who,
                new Attest(
                        attestation(course, again),
                        waybill(course),
                        course.haul() ? null : visit(course, again),
                        land.siteId(course.store(), course.place()),
                        who.organisation(),
                        who.name(),
                        "phone of " + who.name(),
                        look.method(),
                        refused
                                ? Attest.Verdict.ACCESS_DENIED
                                : look.discrepant() ? Attest.Verdict.DISCREPANT : Attest.Verdict.CONFIRMED,
                        look.noticeHours(),
                        look.escorted(),
                        look.interviews(),
                        look.point(),
                        look.accuracyMetres(),
                        null,
                        look.at(),
                        Statements.deviceTime(setting, look.at(), dice),
                        null,
                        null,
                        null,
                        seen,
                        pictured ? List.of(picture(look, again).digest().toString()) : List.of()));
    }

    private Act outcome(Course course, Instant at, boolean again) {
        Look look = look(course, again);
        TellOutcome.Outcome outcome = switch (look.kind()) {
            case HONEST, INVENTED -> TellOutcome.Outcome.VISITED;
            case REFUSED -> TellOutcome.Outcome.REFUSED;
            case UNREACHED -> TellOutcome.Outcome.NOT_REACHED;
        };
        boolean away = look.kind() == Look.Kind.UNREACHED;
        TellOutcome.@Nullable Reason reason =
                away ? KEPT_AWAY.get(Math.toIntExact(course.number() % KEPT_AWAY.size())) : null;
        return new Act(
                at,
                who(course, again),
                new Act.Tell(
                        waybill(course),
                        visit(course, again),
                        new TellOutcome(
                                id(course, again ? Part.OUTCOME_AGAIN : Part.OUTCOME),
                                outcome,
                                reason,
                                look.at(),
                                null,
                                away ? null : attestation(course, again),
                                look.kind() == Look.Kind.REFUSED ? id(course, Part.INCIDENT) : null)));
    }

    private Act review(Course course, Instant at, boolean again) {
        return new Act(
                at,
                parties.reviewer(),
                new Act.Review(
                        waybill(course),
                        attestation(course, again),
                        new ReviewAttestation(
                                id(course, again ? Part.REVIEW_AGAIN : Part.REVIEW),
                                true,
                                "Sheet and picture agree.")));
    }

    /** A visit that nobody made has somebody who was to make it. */
    private Person who(Course course, boolean again) {
        if (course.haul()) {
            return parties.tally(course.store());
        }
        Look look = again ? course.second() : course.first();
        int which = look == null ? 0 : look.monitor();
        return again ? parties.supervisor(course.store(), which) : parties.monitor(course.store(), which);
    }

    private static Look look(Course course, boolean again) {
        Look look = again ? course.second() : course.first();
        if (look == null) {
            throw new IllegalStateException(Statements.number(course) + " was not visited");
        }
        return look;
    }

    private UUID waybill(Course course) {
        return Statements.waybill(land, course);
    }

    private UUID visit(Course course, boolean again) {
        return id(course, again ? Part.ASSIGN_AGAIN : Part.ASSIGN);
    }

    private UUID attestation(Course course, boolean again) {
        return id(course, again ? Part.ATTEST_AGAIN : Part.ATTEST);
    }

    private UUID id(Course course, Part part) {
        return land.id(Statements.number(course) + " " + part);
    }
}
