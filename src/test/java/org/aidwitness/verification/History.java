package org.aidwitness.verification;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.aidwitness.verification.World.Parcel;
import org.aidwitness.verification.World.Stage;
import org.jspecify.annotations.Nullable;

/** Two programmes that share a lot, in which things are said and corrected at random; the same seed tells the same. */
final class History {

    private static final int MOST_HOURS = 24 * 60;

    private final World world;
    private final Random random;
    private final List<Stage> stages;
    private final List<Stage> legs;
    private final UUID lot;
    private final List<Parcel> parcels = new ArrayList<>();

    /** The statement that stands, by parcel. */
    private final Map<Parcel, UUID> dispatches = new HashMap<>();

    private final Map<Parcel, UUID> clearances = new HashMap<>();
    private final Map<Parcel, UUID> receipts = new HashMap<>();
    private final List<UUID> seen = new ArrayList<>();

    History(World world, long seed) {
        this.world = world;
        this.random = new Random(seed);
        Stage one = world.stage();
        Stage two = world.stage();
        this.stages = List.of(one, two);
        this.legs = List.of(one, two, world.onward(one));
        this.lot = world.lot(one);
    }

    List<Stage> stages() {
        return stages;
    }

    UUID lot() {
        return lot;
    }

    /** Some time in the programme's first weeks. */
    Instant now() {
        return World.START.plus(Duration.ofHours(random.nextInt(MOST_HOURS)));
    }

    List<UUID> all() {
        return parcels.stream().map(Parcel::waybill).toList();
    }

    List<UUID> some() {
        List<UUID> shuffled = new ArrayList<>(all());
        Collections.shuffle(shuffled, random);
        return shuffled.subList(0, random.nextInt(shuffled.size() + 1));
    }

    /** Says something, or names what else is to be done: judge or settle. */
    String step() {
        int dice = parcels.isEmpty() ? 0 : random.nextInt(22);
        if (dice < 4) {
            parcels.add(parcel());
            return "register";
        }
        Parcel parcel = parcels.get(random.nextInt(parcels.size()));
        if (dice < 8) {
            return dispatch(parcel);
        }
        if (dice < 12) {
            return receive(parcel);
        }
        if (dice == 12) {
            world.distribute(parcel, now(), kilograms());
            return "distribute";
        }
        if (dice == 13) {
            seen.add(world.attest(parcel, random.nextInt(3) == 0 ? "ACCESS_DENIED" : "CONFIRMED", now(), kilograms()));
            return "attest";
        }
        if (dice == 14 && !seen.isEmpty()) {
            world.review(seen.get(random.nextInt(seen.size())), random.nextBoolean(), now());
            return "review";
        }
        if (dice == 15 && !seen.isEmpty()) {
            correctSighting(random.nextInt(seen.size()));
            return "correct a sighting";
        }
        if (dice == 16) {
            lose(parcel);
            return "lose";
        }
        return dice == 17 ? "settle" : "judge";
    }

    private String dispatch(Parcel parcel) {
        UUID wrong = dispatches.get(parcel);
        Instant at = now();
        if (wrong == null) {
            clearances.put(parcel, world.clearance(parcel, "PASS", at.minus(Duration.ofHours(1))));
        }
        dispatches.put(
                parcel,
                world.declare(
                        parcel,
                        "DISPATCHED",
                        parcel.stage().consignor(),
                        "amina",
                        at,
                        null,
                        clearances.get(parcel),
                        wrong));
        return "dispatch";
    }

    private String receive(Parcel parcel) {
        UUID wrong = receipts.get(parcel);
        BigDecimal kg = random.nextInt(5) == 0 ? null : kilograms();
        UUID receipt = wrong == null
                ? world.receive(parcel, now(), kg)
                : world.correctReceipt(parcel, wrong, now(), kilograms());
        receipts.put(parcel, receipt);
        return "receive";
    }

    private void correctSighting(int which) {
        UUID wrong = seen.get(which);
        UUID right = World.id();
        world.run(
                "insert into monitoring_attestation (id, waybill_id, site_id, organisation_id, monitor, method, verdict,"
                        + " happened_at, independent, content_sha256, accepted_at, accepted_by, supersedes,"
                        + " supersedes_reason) select ?, waybill_id, site_id, organisation_id, monitor, 'COUNT', ?, ?, ?,"
                        + " content_sha256, accepted_at, accepted_by, id, 'a slip of the pen' from monitoring_attestation"
                        + " where id = ?",
                List.of(
                        right,
                        random.nextInt(3) == 0 ? "ACCESS_DENIED" : "CONFIRMED",
                        now(),
                        random.nextInt(3) > 0,
                        wrong));
        seen.set(which, right);
    }

    private void lose(Parcel parcel) {
        UUID lost = world.declare(parcel, "LOST", parcel.stage().consignee(), "bashir", now(), null, null, null);
        world.run(
                "insert into shipment_declaration_line (declaration_id, line_id, missing_kg, damaged_kg, reason)"
                        + " values (?, ?, ?, 1, 'PILFERAGE')",
                List.of(lost, parcel.line(), kilograms()));
    }

    /** By a carrier or not, of the lot or not, of known weight or not. */
    private Parcel parcel() {
        Stage stage = legs.get(random.nextInt(legs.size()));
        Parcel parcel = new Parcel(stage, World.id(), World.id(), kilograms());
        world.run(
                "insert into shipment_waybill (id, programme_id, leg_id, number, consignor_id, consignee_id, carrier_id,"
                        + " seals, content_sha256, accepted_at, accepted_by) values (?, ?, ?, ?, ?, ?, cast(? as uuid),"
                        + " '{}', '\\x00', ?, 'amina')",
                values(
                        parcel.waybill(),
                        stage.programme(),
                        stage.leg(),
                        parcel.waybill().toString(),
                        stage.consignor(),
                        stage.consignee(),
                        random.nextBoolean() ? stages.get(random.nextInt(2)).witness() : null,
                        World.START));
        world.run(
                "insert into shipment_line (id, waybill_id, key, commodity_id, lot_id, packages, package_unit, net_kg,"
                        + " content_sha256) values (?, ?, '1', ?, cast(? as uuid), 100, 'bag', cast(? as numeric), '\\x00')",
                values(
                        parcel.line(),
                        parcel.waybill(),
                        stage.commodity(),
                        random.nextInt(3) == 0 ? null : lot,
                        random.nextInt(4) == 0 ? null : parcel.kg()));
        return parcel;
    }

    private static List<@Nullable Object> values(@Nullable Object... values) {
        return new ArrayList<>(Arrays.asList(values));
    }

    private BigDecimal kilograms() {
        return BigDecimal.valueOf(random.nextInt(2_000_000), 3);
    }
}
