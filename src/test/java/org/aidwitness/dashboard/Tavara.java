package org.aidwitness.dashboard;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import javax.sql.DataSource;

/** An invented programme of the size of a picture: ten months, twelve places, a gap in the highlands. */
final class Tavara {

    private static final List<String> PLACES = List.of(
            "Halden Old Port, centre 1|QM0101|9",
            "Asheru Town, point 2|QM0102|8",
            "Belmari Pier, centre 2|QM0103|8",
            "Coronda Mill centre|QM0104|7",
            "Estara South, school 6|QM0201|7",
            "Dunvel clinic store|QM0202|6",
            "Hamosa Lake, centre 4|QM0301|6",
            "Iskari East, centre 4|QM0302|4",
            "Lorida Mill, centre 3|QM0303|5",
            "Mandira Ridge school|QM0402|4",
            "Kelmet Town, centre 1|QM0401|1",
            "Nessal Bridge store|QM0403|2");

    private Tavara() {}

    static Village told(DataSource database, String code) {
        Village village = new Village(database, code, "Tavara", "Tavara", true);
        PLACES.forEach(place -> {
            String[] parts = place.split("\\|");
            village.site(parts[0], "FDP", parts[1], parts[0].split(" ")[0]);
        });
        Random random = new Random(26);
        int number = 2000;
        for (int month = 0; month < 10; month++) {
            for (int i = 0; i < 14; i++) {
                String[] place = PLACES.get(random.nextInt(PLACES.size())).split("\\|");
                Instant left = Instant.parse("2026-01-03T06:30:00Z").plus(Duration.ofHours(730L * month + 46L * i));
                if (left.isAfter(Village.NOW.minus(Duration.ofDays(1)))) {
                    continue;
                }
                number += 7;
                tell(village, random, "WB-MJ-" + number, place, left);
            }
        }
        village.waybill("WB-EN-10418", "Kelmet Town, centre 1", new BigDecimal("118000"));
        village.clearance(village.uuid("waybill/WB-EN-10418"), "HOLD", Instant.parse("2026-08-15T08:00:00Z"));
        village.waybill("WB-EN-10421", "Nessal Bridge store", new BigDecimal("84000"));
        village.clearance(village.uuid("waybill/WB-EN-10421"), "HOLD", Instant.parse("2026-09-03T08:00:00Z"));
        village.terms("Kelmet Town, centre 1", null, "DENIED", null);
        village.terms(null, "QM0302", "NOTICE", 48);
        village.terms("Mandira Ridge school", null, "ESCORTED", null);
        return village;
    }

    private static void tell(Village village, Random random, String number, String[] place, Instant left) {
        int bags = 300 + 20 * random.nextInt(30);
        int ease = Integer.parseInt(place[2]);
        int chance = random.nextInt(100);
        boolean recent = left.isAfter(Village.NOW.minus(Duration.ofDays(20)));
        String state = recent
                ? (chance < 40 ? "ON_THE_WAY" : chance < 80 ? "AWAITING_VISIT" : "VERIFIED")
                : chance < 60 + ease * 4 ? "VERIFIED" : chance < 96 ? "UNVERIFIED" : chance < 98 ? "DISPUTED" : "LOST";
        if (state.equals("UNVERIFIED") && left.isAfter(Village.NOW.minus(Duration.ofDays(44)))) {
            state = "OVERDUE";
        }
        Told told = Told.of(number, place[0], state, left, bags * 50);
        if (told.received() != null && random.nextInt(5) == 0) {
            told = told.losing(50 * (1 + random.nextInt(8)));
        }
        if (random.nextInt(45) == 0) {
            told = told.unweighed();
        }
        village.delivery(told);
        long good = told.deliveredKg().longValue() / 50;
        Instant received = told.received();
        if (received == null) {
            return;
        }
        if (state.equals("VERIFIED")) {
            village.visit(number, place[0], received.plus(Duration.ofHours(50)), "CONFIRMED", good, true);
        }
        if (state.equals("DISPUTED")) {
            village.visit(number, place[0], received.plus(Duration.ofHours(70)), "DISCREPANT", good - 83, true);
            village.flag(number, "F11", "CRITICAL", received.plus(Duration.ofHours(71)));
        }
        if (state.equals("UNVERIFIED") && ease < 3) {
            village.visit(number, place[0], received.plus(Duration.ofDays(9)), "ACCESS_DENIED", null, true);
            village.flag(number, "F04", "HIGH", received.plus(Duration.ofDays(9)));
        }
        if (state.equals("UNVERIFIED")) {
            village.flag(number, "F01", "CRITICAL", received.plus(Duration.ofDays(45)));
        }
    }
}
