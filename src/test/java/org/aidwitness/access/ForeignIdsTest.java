package org.aidwitness.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.aidwitness.kernel.Actor.Role;
import org.aidwitness.testkit.World;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

/**
 * Whoever asks for an id of a tenant that is closed to them learns nothing, not even that it is there: neither from the
 * answer nor from how long it takes.
 */
@QuarkusTest
class ForeignIdsTest {

    private static final int WARM = 30;
    private static final int PAIRS = 150;

    /**
     * What one of the answers may take longer. The wall has to be asked about a row that is there, which costs a
     * fraction of a millisecond; ids have 74 random bits, so that nobody can find one by asking.
     */
    private static final double CLASS_MILLIS = 2;

    private static final Logger LOG = Logger.getLogger(ForeignIdsTest.class);

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
        places.put("/api/commitments/", MonitorSpecimens.proposed(foreign));
        List<String> telling = new ArrayList<>();
        places.forEach((path, id) -> {
            double later = later(own, path, id);
            LOG.infof("%s: %.2f ms", path, later);
            if (Math.abs(later) > CLASS_MILLIS) {
                telling.add(String.format(Locale.ROOT, "%s is answered %.1f ms later for a foreign id", path, later));
            }
        });
        assertThat(telling).isEmpty();
    }

    /** By how many milliseconds the foreign id is answered later than one that was never given: the median of pairs. */
    private static double later(Tenant own, String path, UUID foreign) {
        long[] later = new long[PAIRS];
        for (int pair = -WARM; pair < PAIRS; pair++) {
            String nowhere = path + UUID.randomUUID();
            boolean first = pair % 2 == 0;
            long before = first ? 0 : took(own, nowhere, path + foreign);
            long there = took(own, path + foreign, nowhere);
            long notThere = first ? took(own, nowhere, path + foreign) : before;
            if (pair >= 0) {
                later[pair] = there - notThere;
            }
        }
        Arrays.sort(later);
        return later[PAIRS / 2] / 1e6;
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
