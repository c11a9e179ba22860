package org.aidwitness.verification;

import static org.aidwitness.testkit.Chance.unless;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import org.aidwitness.testkit.Chance;
import org.aidwitness.verification.World.Parcel;
import org.aidwitness.verification.World.Stage;
import org.aidwitness.verification.Writing.Look;
import org.aidwitness.verification.Writing.Words;
import org.jspecify.annotations.Nullable;

/**
 * What may be said about a few deliveries of one programme: all kinds of statements, some late, some corrected, some that
 * contradict each other. A function of its seed but for the ids; each statement carries the time at which it was accepted,
 * which is a fact about it (F18, F21) and not about the order in which somebody reads them.
 */
final class AnyHistory {

    static final Instant END = World.START.plus(Duration.ofDays(80));

    private static final int PARCELS = 3;
    private static final List<String> KINDS = List.of(
            "RECEIVED", "RECEIVED", "DISTRIBUTED", "DISTRIBUTED", "PASSED_CHECKPOINT", "LOST", "RETURNED", "REROUTED");

    /** As the journal has it. */
    record Told(UUID statement, UUID subject) {}

    /**
     * Something to say.
     *
     * @param after what must have been said before, because this answers it; null where nothing must
     * @param write puts it into the database
     */
    record Said(Instant acceptedAt, @Nullable Said after, String kind, Supplier<Told> write) {}

    private record Stated(Said said, UUID id) {}

    private final World world;
    private final Chance chance;
    private final Stage stage;
    private final Writing writing;
    private final UUID lot;
    private final List<Parcel> parcels = new ArrayList<>();
    private final List<Said> all = new ArrayList<>();
    private final Map<String, String> names = new TreeMap<>();

    /** @param stricter the settings of a policy that may be agreed on */
    AnyHistory(World world, Sql sql, String stricter, long seed) {
        this.world = world;
        this.chance = new Chance(seed);
        this.stage = world.stage();
        this.writing = new Writing(sql, stage);
        this.lot = world.lot(stage);
        name("consignor", stage.consignor());
        name("consignee", stage.consignee());
        name("witness", stage.witness());
        name("lot", lot);
        Stage elsewhere = writing.elsewhere();
        for (int number = 0; number < PARCELS; number++) {
            Parcel parcel = world.parcel(
                    chance.oneIn(3) ? elsewhere : stage, BigDecimal.valueOf(1_000), unless(chance.oneIn(2), lot));
            name("waybill " + number, parcel.waybill());
            boolean orderly = chance.oneIn(2);
            if (!orderly && chance.oneIn(3)) {
                writing.unweighedLine(parcel);
            }
            parcels.add(parcel);
            say(World.START, null, "shipment.waybill", () -> new Told(parcel.waybill(), parcel.waybill()));
            tellOf(parcel, orderly, World.START.plus(Duration.ofDays(number * 2L)));
        }
        tellOfTheProgramme(stricter);
    }

    Stage stage() {
        return stage;
    }

    List<Parcel> parcels() {
        return parcels;
    }

    /** As they were accepted. */
    List<Said> inOrder() {
        return all.stream().sorted(Comparator.comparing(Said::acceptedAt)).toList();
    }

    /** In any order in which no answer comes before what it answers. */
    List<Said> inAnyOrder(Chance order) {
        List<Said> left = new ArrayList<>(all);
        List<Said> shuffled = new ArrayList<>();
        while (!left.isEmpty()) {
            Said next = order.among(left);
            Said before = next.after();
            if (before == null || shuffled.contains(before)) {
                left.remove(next);
                shuffled.add(next);
            }
        }
        return shuffled;
    }

    /** The text with names in the place of ids, so that two tellings of one history can be compared. */
    String named(String text) {
        String named = text;
        for (Map.Entry<String, String> name : names.entrySet()) {
            named = named.replace(name.getKey(), name.getValue());
        }
        return named;
    }

    private void tellOf(Parcel parcel, boolean orderly, Instant from) {
        Instant left = from.plus(Duration.ofMinutes(60 + chance.upTo(2_000)));
        Instant came = left.plus(Duration.ofMinutes(300 + chance.upTo(4_000)));
        if (orderly) {
            goesAsItShould(parcel, left, came);
        } else {
            leaves(parcel, left);
        }
        for (int said = chance.upTo(orderly ? 1 : 4); said > 0; said--) {
            String kind = chance.among(KINDS);
            Instant at = came.plusSeconds(said);
            if (!kind.equals("RECEIVED") && chance.oneIn(2)) {
                at = at.plus(Duration.ofMinutes(chance.upTo(20_000)));
            }
            Stated told = declare(parcel, words(kind, at, late()), null);
            if (chance.oneIn(4)) {
                declare(parcel, words(kind, at.minusSeconds(1_000), 18_000 + late()), told);
            }
        }
        for (int seen = chance.upTo(orderly ? 1 : 2); seen > 0; seen--) {
            look(parcel, came.plus(Duration.ofMinutes(chance.upTo(70_000))));
        }
        if (chance.oneIn(3)) {
            Instant at = left.plusSeconds(100 + chance.upTo(5_000));
            say(at, null, "monitoring.visit", () -> new Told(name("visit", world.visit(parcel, at)), parcel.waybill()));
        }
    }

    private void leaves(Parcel parcel, Instant left) {
        if (chance.oneIn(5)) {
            clearance(parcel, "HOLD", left.minus(Duration.ofMinutes(90)));
        }
        if (!chance.oneIn(8)) {
            dispatch(parcel, left);
        } else if (chance.oneIn(2)) {
            declare(parcel, words("CANCELLED", left, late()), null);
        }
    }

    /** All of it came, and somebody independent saw it: whatever is said besides has a VERIFIED to lose. */
    private void goesAsItShould(Parcel parcel, Instant left, Instant came) {
        dispatch(parcel, left);
        BigDecimal all = parcel.kg();
        Instant told = came.plus(Duration.ofMinutes(5));
        declare(
                parcel,
                new Words("RECEIVED", came, "INSTANT", told, "COMPLETE", null, true, all, BigDecimal.ZERO, null),
                null);
        Instant at = came.plus(Duration.ofMinutes(60 + chance.upTo(9_000)));
        double latitude = parcel.stage().equals(stage) ? 10.5 : 11.4;
        Instant accepted = at.plus(Duration.ofMinutes(30));
        Look look = new Look("heron", "CONFIRMED", 2, false, latitude, true, at, accepted, all.longValue());
        review(parcel, attest(parcel, look), true, accepted.plus(Duration.ofMinutes(60)));
    }

    private void dispatch(Parcel parcel, Instant left) {
        UUID id = name("dispatch " + all.size(), World.id());
        UUID[] clearance = new UUID[1];
        Said cleared = say(left.minus(Duration.ofMinutes(30)), null, "gate.decided", () -> {
            clearance[0] = world.clearance(parcel, "PASS", left.minus(Duration.ofMinutes(30)));
            return new Told(name("clearance", clearance[0]), parcel.waybill());
        });
        Words words = words("DISPATCHED", left, Math.min(late(), 1_440));
        say(words.accepted(), cleared, "shipment.dispatched", () -> {
            writing.declaration(id, parcel, words, clearance[0], null);
            return new Told(id, parcel.waybill());
        });
    }

    private void clearance(Parcel parcel, String outcome, Instant at) {
        say(at, null, "gate.decided", () -> new Told(world.clearance(parcel, outcome, at), parcel.waybill()));
    }

    private Stated declare(Parcel parcel, Words words, @Nullable Stated corrected) {
        UUID id = name(words.kind() + " " + all.size(), World.id());
        @Nullable Said after = corrected == null ? null : corrected.said();
        @Nullable UUID wrong = corrected == null ? null : corrected.id();
        Said said = say(words.accepted(), after, "shipment." + words.kind().toLowerCase(Locale.ROOT), () -> {
            writing.declaration(id, parcel, words, null, wrong);
            return new Told(id, parcel.waybill());
        });
        return new Stated(said, id);
    }

    private Words words(String kind, Instant at, int lateMinutes) {
        long good = chance.among(1_000L, 1_000L, 990L, 930L, 400L, 1_010L);
        boolean receipt = kind.equals("RECEIVED");
        boolean lacking = receipt && good < 1_000 && chance.oneIn(2);
        boolean lost = kind.equals("LOST");
        BigDecimal missing = BigDecimal.valueOf(lost ? good / 2 : 1_000 - good);
        return new Words(
                kind,
                at,
                chance.oneIn(5) ? "DAY" : "INSTANT",
                at.plus(Duration.ofMinutes(lateMinutes)),
                unless(!receipt, chance.among("COMPLETE", "COMPLETE", "PARTIAL", "REFUSED")),
                unless(!kind.equals("DISTRIBUTED") || chance.oneIn(2), 40 + chance.upTo(60)),
                !kind.equals("DISPATCHED") && !chance.oneIn(5),
                unless(lost || chance.oneIn(8), BigDecimal.valueOf(good)),
                unless(!lost && !lacking, missing),
                unless(!lost && !lacking, chance.among("PILFERAGE", "UNKNOWN")));
    }

    private void look(Parcel parcel, Instant at) {
        Look look = new Look(
                chance.among("heron", "egret"),
                chance.oneIn(3) ? chance.among("DISCREPANT", "NOT_SEEN", "ACCESS_DENIED") : "CONFIRMED",
                chance.among(2, 30),
                unless(chance.oneIn(4), chance.oneIn(3)),
                chance.among(10.5, 11.4),
                !chance.oneIn(6),
                at,
                at.plus(Duration.ofMinutes(late())),
                unless(chance.oneIn(5), chance.among(1_000L, 1_000L, 985L, 400L)));
        Stated seen = attest(parcel, look);
        if (!chance.oneIn(3)) {
            review(parcel, seen, !chance.oneIn(4), look.accepted().plus(Duration.ofMinutes(1 + chance.upTo(9_000))));
        }
    }

    private Stated attest(Parcel parcel, Look look) {
        UUID id = name("attestation " + all.size(), World.id());
        Said said = say(look.accepted(), null, "monitoring.attestation", () -> {
            writing.attestation(id, parcel, look);
            return new Told(id, parcel.waybill());
        });
        return new Stated(said, id);
    }

    private void review(Parcel parcel, Stated seen, boolean accept, Instant at) {
        UUID id = name("review " + all.size(), World.id());
        say(at, seen.said(), "monitoring.review", () -> {
            writing.review(id, seen.id(), accept, at);
            return new Told(id, parcel.waybill());
        });
    }

    private void tellOfTheProgramme(String stricter) {
        if (chance.oneIn(2)) {
            promise();
        }
        Instant at = anyTime();
        if (chance.oneIn(2)) {
            LocalDate on = LocalDate.ofInstant(anyTime(), ZoneOffset.UTC);
            say(
                    at,
                    null,
                    "shipment.distribution_plan",
                    () -> new Told(name("plan", world.plan(stage, on, 80, null)), stage.village()));
        }
        Instant counted = anyTime();
        if (chance.oneIn(2)) {
            String kg = chance.among("900", "980", "1000");
            say(
                    counted,
                    null,
                    "shipment.stock_count",
                    () -> new Told(
                            world.count(stage.programme(), stage.consignee(), stage.village(), lot, kg, counted, null),
                            lot));
        }
        Instant entered = anyTime();
        if (chance.oneIn(3)) {
            UUID id = World.id();
            say(entered, null, "registry.relation", () -> {
                writing.relation(id, entered);
                return new Told(id, id);
            });
        }
        Instant agreed = anyTime();
        if (chance.oneIn(2)) {
            UUID id = World.id();
            say(agreed, null, "registry.policy", () -> {
                writing.policy(id, stricter, agreed);
                return new Told(id, stage.programme());
            });
        }
    }

    private void promise() {
        UUID[] made = new UUID[1];
        Instant armed = World.START.plusSeconds(1 + chance.upTo(50_000));
        Instant from = World.START.plus(Duration.ofHours(chance.upTo(48)));
        Instant to = from.plus(Duration.ofDays(5 + chance.upTo(30)));
        Said promised = say(armed, null, "monitoring.commitment_step", () -> {
            made[0] = name("commitment", world.commitment(stage, stage.village(), from, to, armed));
            return new Told(World.id(), made[0]);
        });
        if (chance.oneIn(2)) {
            Instant taken = armed.plus(Duration.ofMinutes(10 + chance.upTo(4_000)));
            say(taken, promised, "monitoring.commitment_step", () -> {
                world.withdraw(stage, made[0], taken);
                return new Told(World.id(), made[0]);
            });
        }
    }

    private Said say(Instant acceptedAt, @Nullable Said after, String kind, Supplier<Told> write) {
        Said said = new Said(acceptedAt, after, kind, write);
        all.add(said);
        return said;
    }

    private UUID name(String name, UUID id) {
        names.put(id.toString(), "<" + name + ">");
        names.put("Organisation " + id.toString().substring(0, 4), "<" + name + ">");
        return id;
    }

    /** In minutes: mostly soon, sometimes days later. */
    private int late() {
        return chance.oneIn(3) ? chance.upTo(17_000) : 5 + chance.upTo(300);
    }

    private Instant anyTime() {
        return World.START.plus(Duration.ofMinutes(chance.upTo(60 * 1_440)));
    }
}
