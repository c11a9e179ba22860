package org.aidwitness.testkit.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.aidwitness.gate.Decision;
import org.aidwitness.kernel.Actor;
import org.aidwitness.kernel.Refused;
import org.aidwitness.monitoring.AssignVisit;
import org.aidwitness.monitoring.Attest;
import org.aidwitness.monitoring.Attestations;
import org.aidwitness.monitoring.ReviewAttestation;
import org.aidwitness.monitoring.Reviews;
import org.aidwitness.monitoring.Visits;
import org.aidwitness.registry.SiteEntry;
import org.aidwitness.scenario.Telling;
import org.aidwitness.scenario.Telling.Packages;
import org.aidwitness.scenario.Telling.Scene;
import org.aidwitness.scenario.Telling.Statement;
import org.aidwitness.shipment.Declarations;
import org.aidwitness.shipment.Declare;
import org.aidwitness.shipment.DeclaredLine;
import org.aidwitness.shipment.DeclaredLine.LossReason;
import org.aidwitness.shipment.RegisterLine;
import org.aidwitness.shipment.RegisterWaybill;
import org.aidwitness.shipment.Shipments;
import org.aidwitness.testkit.TestClock;
import org.aidwitness.testkit.story.Players.World;
import org.jspecify.annotations.Nullable;

/**
 * Plays a story through the doors, each act at its time, and checks the house's promises after each. An act may end in
 * "as of day 2 07:00": it is told now and happened then; or in "but is refused: CODE, CODE".
 */
@ApplicationScoped
public class Storyteller {

    private static final Pattern REFUSED = Pattern.compile("(.+?) but is refused: ([A-Z_, ]+)");
    private static final Pattern AS_OF = Pattern.compile("(.+?) as of day (\\d+) (\\d\\d):(\\d\\d)");
    private static final Pattern TRUTH = Pattern.compile("(\\S+) is (\\w+), flags (.+)");
    private static final Pattern PART = Pattern.compile(", (\\d+) (damaged|missing|surplus)(?: ([A-Z_]+))?");

    @Inject
    Players players;

    @Inject
    Promises promises;

    @Inject
    Shipments shipments;

    @Inject
    Declarations declarations;

    @Inject
    Visits visits;

    @Inject
    Attestations attestations;

    @Inject
    Reviews reviews;

    @Inject
    TestClock clock;

    public void tell(Story story) {
        clock.set(Story.DAY_0);
        World world = players.world();
        for (Story.Line line : story.lines()) {
            try {
                play(world, line);
            } catch (AssertionError | RuntimeException failure) {
                throw new AssertionError("line " + line.number() + ": " + line.text(), failure);
            }
        }
    }

    private void play(World world, Story.Line line) {
        if (line instanceof Story.Told told) {
            clock.set(told.at());
            play(world, told);
            promises.keep(world.programme());
        } else {
            Matcher truth = TRUTH.matcher(line.text());
            assertThat(truth.matches())
                    .as("a truth of the form WB-1 is STATE, flags F08")
                    .isTrue();
            promises.hold(world.id(truth.group(1)), truth.group(2), truth.group(3));
        }
    }

    private void play(World world, Story.Told told) {
        Matcher refused = REFUSED.matcher(told.text());
        if (!refused.matches()) {
            act(world, told.person(), told.text(), told.at());
            return;
        }
        Throwable thrown = catchThrowable(() -> act(world, told.person(), refused.group(1), told.at()));
        assertThat(thrown).isInstanceOf(Refused.class);
        assertThat(((Refused) thrown)
                        .refusals().stream()
                                .map(refusal -> refusal.code().name())
                                .distinct())
                .containsExactlyInAnyOrder(refused.group(2).split(", "));
    }

    private void act(World world, String person, String text, Instant now) {
        Matcher asOf = AS_OF.matcher(text);
        String words = asOf.matches() ? asOf.group(1) : text;
        Instant at = asOf.matches() ? Story.instant(asOf.group(2), asOf.group(3), asOf.group(4)) : now;
        for (Verb verb : Verb.values()) {
            Matcher match = verb.in(words);
            if (match.matches()) {
                act(world, world.person(person), verb, match, at);
                return;
            }
        }
        throw new IllegalArgumentException("nobody can do this: " + words);
    }

    private void act(World world, Actor actor, Verb verb, Matcher words, Instant at) {
        switch (verb) {
            case REGISTERS -> register(world, actor, words, at);
            case ASSIGNS -> assign(world, actor, words.group(1), words.group(2), at);
            case ASKS -> ask(world, actor, words.group(1));
            case DISPATCHES ->
                declarations.declare(
                        actor, Telling.dispatched(said(world, actor, words.group(1), "dispatch"), scene(null, at)));
            case PASSES ->
                declarations.declare(
                        actor,
                        Telling.passed(
                                said(world, actor, words.group(2), "pass " + words.group(1)),
                                scene(world.place(words.group(1)), at)));
            case RECEIVES ->
                declarations.declare(
                        actor,
                        Telling.received(
                                said(world, actor, words.group(1), "receipt"),
                                scene(null, at),
                                Declare.ReceiptOutcome.COMPLETE,
                                null,
                                lines(world, words.group(1), words.group(2), words.group(3))));
            case CORRECTS -> correct(world, actor, words, at);
            case DISTRIBUTES ->
                declarations.declare(
                        actor,
                        Telling.distributed(
                                said(world, actor, words.group(2), "distribution"),
                                scene(null, at),
                                new Telling.People(80, 400, 400, 30),
                                lines(world, words.group(2), words.group(1), "")));
            case LOSES ->
                declarations.declare(
                        actor,
                        Telling.lost(
                                said(world, actor, words.group(2), "loss"),
                                scene(null, at),
                                null,
                                lines(
                                        world,
                                        words.group(2),
                                        "0",
                                        ", " + words.group(1) + " missing " + words.group(3))));
            case COUNTS -> attest(world, actor, words.group(2), Long.parseLong(words.group(1)), at);
            case IS_TURNED_AWAY -> attest(world, actor, words.group(1), -1, at);
            case ACCEPTS ->
                reviews.review(
                        actor,
                        world.id(words.group(2) + " seen by "
                                + world.person(words.group(1)).name()),
                        new ReviewAttestation(UUID.randomUUID(), true, "Photos and place agree."));
            case DENIES -> players.deny(world, words.group(1), at);
            case ALLOWS -> players.allow(world, words.group(1), at);
            case WAITS -> {}
        }
    }

    private void register(World world, Actor actor, Matcher words, Instant at) {
        String number = words.group(1);
        String to = words.group(2);
        long bags = Long.parseLong(words.group(3));
        boolean fromPort = to.equals("junction");
        world.places().put(number, world.place(to));
        shipments.register(
                actor,
                new RegisterWaybill(
                        world.id(number),
                        world.programme(),
                        world.id("leg to " + to),
                        number,
                        world.id(fromPort ? "terminal" : "network"),
                        world.id(fromPort ? "network" : "committee"),
                        world.id("haulage"),
                        RegisterWaybill.Mode.ROAD,
                        null,
                        List.of("S-1"),
                        at,
                        Story.instant(words.group(4), words.group(5), words.group(6))),
                List.of(new RegisterLine(
                        world.id(number + " line"),
                        world.id(number),
                        "1",
                        world.id("rice"),
                        null,
                        world.id("lot"),
                        null,
                        bags,
                        "bag",
                        Players.KG_PER_BAG,
                        Telling.weight(Players.KG_PER_BAG, bags),
                        null,
                        null,
                        Collections.emptySortedMap())));
    }

    private void assign(World world, Actor actor, String monitor, String number, Instant at) {
        Actor eyes = world.person(monitor);
        visits.assign(
                actor,
                new AssignVisit(
                        world.id(number + " visit " + eyes.name()),
                        world.id(number),
                        organisation(eyes),
                        eyes.name(),
                        at,
                        at.plus(Duration.ofDays(60))));
    }

    /** The gate's answer is no refusal of the question; a story tells a hold as one, so that it reads alike. */
    private void ask(World world, Actor actor, String number) {
        Decision decision = shipments.askTheGate(actor, world.id(number));
        Refused.ifAny(decision.refusals());
    }

    private void correct(World world, Actor actor, Matcher words, Instant at) {
        String number = words.group(1);
        Declare first = Telling.received(
                said(world, actor, number, "receipt"),
                scene(null, at),
                Declare.ReceiptOutcome.COMPLETE,
                null,
                List.of());
        UUID corrected = UUID.randomUUID();
        declarations.declare(
                actor,
                Telling.corrected(
                        first, corrected, words.group(4), lines(world, number, words.group(2), words.group(3))));
        world.ids().put(number + " receipt", corrected);
    }

    private void attest(World world, Actor actor, String number, long bags, Instant at) {
        boolean refused = bags < 0;
        SiteEntry place = world.place(number);
        attestations.attest(
                actor,
                Telling.attested(
                        new Statement(
                                world.id(number + " seen by " + actor.name()),
                                world.id(number),
                                organisation(actor),
                                actor.name()),
                        null,
                        place.id(),
                        place.point(),
                        at,
                        new Telling.Look(
                                Attest.Method.COUNT,
                                refused ? Attest.Verdict.ACCESS_DENIED : Attest.Verdict.CONFIRMED,
                                2,
                                false,
                                refused ? 0 : 5,
                                9,
                                null),
                        refused
                                ? List.of()
                                : List.of(new Attest.Observation(
                                        world.id(number + " line"), bags, Telling.weight(Players.KG_PER_BAG, bags)))));
    }

    private static List<DeclaredLine> lines(World world, String number, String good, String rest) {
        long[] parts = new long[3];
        @Nullable LossReason reason = null;
        Matcher part = PART.matcher(rest);
        int end = 0;
        while (part.lookingAt()) {
            parts[Arrays.asList("damaged", "missing", "surplus").indexOf(part.group(2))] =
                    Long.parseLong(part.group(1));
            reason = part.group(3) == null ? reason : LossReason.valueOf(part.group(3));
            end = part.end();
            part.region(end, rest.length());
        }
        assertThat(rest.substring(end)).as("parts of a receipt").isEmpty();
        return List.of(Telling.line(
                world.id(number + " line"),
                Players.KG_PER_BAG,
                new Packages(Long.parseLong(good), parts[0], parts[1], parts[2], reason)));
    }

    private static Statement said(World world, Actor actor, String number, String what) {
        return new Statement(world.id(number + " " + what), world.id(number), organisation(actor), actor.name());
    }

    private static Scene scene(@Nullable SiteEntry place, Instant at) {
        return place == null
                ? new Scene(null, null, at, List.of("S-1"))
                : new Scene(place.id(), place.point(), at, List.of("S-1"));
    }

    private static UUID organisation(Actor actor) {
        UUID organisation = actor.organisation();
        if (organisation == null) {
            throw new IllegalArgumentException(actor.name() + " speaks for nobody");
        }
        return organisation;
    }
}
