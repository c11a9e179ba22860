package org.aidwitness.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.aidwitness.kernel.Actor.Role;
import org.aidwitness.testkit.World;
import org.junit.jupiter.api.Test;

/**
 * Whoever asks for an id of a tenant that is closed to them learns nothing, not even that it is there: neither from the
 * answer nor from how long it takes.
 */
@QuarkusTest
class ForeignIdsTest {

    private static final int WARM = 30;
    private static final int PAIRS = 150;

    /** Chance alone would have to be 7 standard errors away from one half. */
    private static final double TOLERANCE = 0.2;

    @Inject
    World world;

    @Inject
    Sessions sessions;

    @Test
    void a_foreign_id_is_answered_as_one_that_is_not_there() {
        Tenant own = new Tenant(world, sessions);
        Tenant foreign = new Tenant(world, sessions);
        Map<String, UUID> places = new LinkedHashMap<>();
        places.put("/api/waybills/", foreign.waybill);
        places.put("/api/deliveries/", foreign.waybill);
        places.put("/d/", foreign.waybill);
        places.put("/api/imports/", foreign.runOf(Role.LOGISTICS));
        places.put("/api/people/", foreign.accounts.get(Role.LOGISTICS));
        List<String> telling = new ArrayList<>();
        places.forEach((path, id) -> {
            double slower = slower(own, path, id);
            if (Math.abs(slower - 0.5) > TOLERANCE) {
                telling.add(path + " is slower for a foreign id in " + Math.round(slower * 100) + " of 100 pairs");
            }
        });
        assertThat(telling).isEmpty();
    }

    /** In what share of pairs, asked in turns, the foreign id takes longer than one that was never given to anything. */
    private static double slower(Tenant own, String path, UUID foreign) {
        int slower = 0;
        for (int pair = -WARM; pair < PAIRS; pair++) {
            String nowhere = path + UUID.randomUUID();
            boolean first = pair % 2 == 0;
            long before = first ? 0 : took(own, nowhere, path + foreign);
            long there = took(own, path + foreign, nowhere);
            long notThere = first ? took(own, nowhere, path + foreign) : before;
            if (pair >= 0 && there > notThere) {
                slower++;
            }
        }
        return (double) slower / PAIRS;
    }

    private static long took(Tenant own, String path, String other) {
        long began = System.nanoTime();
        Response answer = own.as(Role.MANAGER).get(path);
        long nanos = System.nanoTime() - began;
        assertThat(answer.statusCode()).as(path).isEqualTo(404);
        String told = answer.asString();
        assertThat(told)
                .doesNotContain(path.substring(path.lastIndexOf('/') + 1), other.substring(other.lastIndexOf('/') + 1));
        return nanos;
    }
}
