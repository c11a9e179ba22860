package org.aidwitness.feedback;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.aidwitness.testkit.World.Stage;

/** Statements of this room as somebody would send them, good ones. */
public final class Heard {

    private Heard() {}

    /** Five people at the village, taken in an hour ago by the monitors. */
    public static Map<String, Object> complaint(Stage stage) {
        Map<String, Object> said = said(stage, stage.watchers);
        said.put("category", "NOT_RECEIVED");
        said.put("happenedOn", today().minusDays(2).toString());
        said.put("receivedAt", Instant.now().minus(Duration.ofHours(1)).toString());
        said.put("channel", "MONITOR");
        said.put("people", 5);
        return said;
    }

    /** Nineteen households of the village. */
    public static Map<String, Object> round(Stage stage) {
        Map<String, Object> said = said(stage, stage.watchers);
        said.put("cycleOn", today().minusDays(7).toString());
        said.put("method", "HOME");
        said.put("householdsAsked", 19);
        said.put("householdsServed", 12);
        said.put("householdsTaxed", 2);
        return said;
    }

    /** Six sealed bags of this lot. */
    public static Map<String, Object> sighting(Stage stage, UUID lot) {
        Map<String, Object> said = said(stage, stage.watchers);
        said.put("site", stage.warehouse);
        said.put("seenOn", today().minusDays(1).toString());
        said.put("lot", lot);
        said.put("sealedBags", 6);
        said.put("openBags", 1);
        return said;
    }

    /** About this programme, by the auditors of the watchers. */
    public static Map<String, Object> alarm(Stage stage) {
        Map<String, Object> said = said(stage, stage.watchers);
        said.remove("site");
        said.put("kind", "LEAF_MISSING");
        said.put("about", "No leaf for the receipt 7f3a.");
        said.put("raisedAt", Instant.now().minus(Duration.ofHours(1)).toString());
        return said;
    }

    /** A lot of the stage's rice, entered by rosa. */
    public static UUID lot(Stage stage) {
        UUID lot = UUID.randomUUID();
        stage.post("rosa", "/api/lots", Map.of("id", lot, "code", "L-" + lot, "commodity", stage.rice))
                .statusCode(200);
        return lot;
    }

    public static LocalDate today() {
        return LocalDate.now(ZoneOffset.UTC);
    }

    private static Map<String, Object> said(Stage stage, UUID organisation) {
        Map<String, Object> said = new HashMap<>();
        said.put("id", UUID.randomUUID());
        said.put("programme", stage.programme);
        said.put("organisation", organisation);
        said.put("site", stage.village);
        return said;
    }
}
