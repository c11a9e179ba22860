package org.aidwitness.monitoring;

import static org.aidwitness.monitoring.PlaceHistoryTest.day;
import static org.aidwitness.monitoring.PlaceHistoryTest.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.aidwitness.kernel.Policy;
import org.aidwitness.monitoring.PlaceHistories.Site;
import org.aidwitness.monitoring.PlaceHistories.Standing;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the gate says of a site, and what the list says of sites and areas: the same. */
class PlaceHistoriesTest {

    private static final Site NEAR = new Site(new UUID(0, 1), "Near", "QM040101");
    private static final Site FAR = new Site(new UUID(0, 2), "Far", "QM040102");
    private static final Site OUTSIDE = new Site(new UUID(0, 3), "Outside", "QM0402");
    private static final Site NOWHERE = new Site(new UUID(0, 4), "Nowhere", null);
    private static final List<Site> SITES = List.of(NEAR, FAR, OUTSIDE, NOWHERE);
    private static final List<String> AREAS = List.of("QM0401", "QM040101", "QM0402");

    /** What was told of a place on a day by an account, each by an organisation of its own. */
    private static Met refused(@Nullable Site site, @Nullable String area, int day, int teller) {
        return refusal(site == null ? null : site.id(), area, day(day), teller, teller, null, null);
    }

    /** A visit is told of its site, and of each area that refused anybody and that the site lies in. */
    private static List<Met> visit(Site site, int day, @Nullable Integer notice, boolean accepted) {
        List<Met> told = new ArrayList<>();
        told.add(new Met(site.id(), null, Met.Kind.VISIT, day(day), notice, accepted, 1, 1, 100 + day, null));
        for (String area : AREAS) {
            if (site.pcode() != null && site.pcode().startsWith(area)) {
                told.add(new Met(null, area, Met.Kind.VISIT, day(day), notice, accepted, 1, 1, 100 + day, null));
            }
        }
        return told;
    }

    private static boolean gate(Site site, List<Met> told) {
        return PlaceHistories.of(List.of(site), told, Policy.DEFAULTS)
                .of(site.id())
                .history()
                .held();
    }

    private static boolean listed(Site site, List<Standing> held) {
        return held.stream()
                .anyMatch(place -> site.id().equals(place.site())
                        || place.area() != null
                                && site.pcode() != null
                                && site.pcode().startsWith(place.area()));
    }

    @Test
    void two_refusals_at_a_site_and_one_in_its_area_hold_the_site_and_it_is_listed() {
        List<Met> told = List.of(refused(NEAR, null, 0, 1), refused(NEAR, null, 1, 1), refused(null, "QM0401", 2, 1));
        PlaceHistories places = PlaceHistories.of(SITES, told, Policy.DEFAULTS);
        assertThat(places.held()).extracting(Standing::site).containsExactly(NEAR.id());
        assertThat(gate(NEAR, told)).isTrue();
        assertThat(gate(FAR, told)).isFalse();
        List<Met> elsewhere = List.of(told.get(0), told.get(1), refused(null, "QM0402", 2, 1));
        assertThat(gate(NEAR, elsewhere)).isFalse();
    }

    @Test
    void an_area_that_is_held_holds_its_sites_until_it_was_seen_twice_wherever_that_was() {
        List<Met> told = new ArrayList<>(
                List.of(refused(null, "QM0401", 0, 1), refused(null, "QM0401", 1, 1), refused(null, "QM0401", 2, 2)));
        PlaceHistories places = PlaceHistories.of(SITES, told, Policy.DEFAULTS);
        assertThat(places.held()).extracting(Standing::area).containsExactly("QM0401");
        assertThat(places.of(NEAR.id()).area()).isEqualTo("QM0401");
        assertThat(List.of(gate(NEAR, told), gate(FAR, told), gate(OUTSIDE, told), gate(NOWHERE, told)))
                .containsExactly(true, true, false, false);
        told.addAll(visit(FAR, 3, 0, true));
        assertThat(gate(NEAR, told)).isTrue();
        assertThat(PlaceHistories.of(SITES, told, Policy.DEFAULTS)
                        .of(NEAR.id())
                        .history()
                        .visits())
                .isEqualTo(1);
        told.addAll(visit(NEAR, 4, 0, true));
        assertThat(PlaceHistories.of(SITES, told, Policy.DEFAULTS).held()).isEmpty();
        assertThat(List.of(gate(NEAR, told), gate(FAR, told))).containsExactly(false, false);
    }

    @Test
    void one_writer_who_names_three_areas_in_one_another_was_refused_once() {
        List<Met> told =
                List.of(refused(NEAR, null, 0, 1), refused(null, "QM0401", 0, 1), refused(null, "QM040101", 0, 1));
        PlaceHistory site =
                PlaceHistories.of(SITES, told, Policy.DEFAULTS).of(NEAR.id()).history();
        assertThat(site.refusals()).isEqualTo(1);
    }

    /** Whatever happened: a site is on the list, or an area around it is, if and only if the gate holds it. */
    @Test
    void the_list_names_a_place_if_and_only_if_the_gate_holds_it() {
        Random random = new Random(16);
        int held = 0;
        int areas = 0;
        int released = 0;
        for (int round = 0; round < 20_000; round++) {
            List<Met> told = new ArrayList<>();
            boolean wasHeld = false;
            int most = 1 + random.nextInt(14);
            for (int day = 0; day < most; day++) {
                told.addAll(something(random, day / (1 + random.nextInt(2))));
                wasHeld |= gate(NEAR, told);
            }
            List<Site> suspects = SITES.stream()
                    .filter(site -> told.stream().anyMatch(met -> isSuspect(site, met)))
                    .toList();
            List<Standing> list =
                    PlaceHistories.of(suspects, told, Policy.DEFAULTS).held();
            for (Site site : SITES) {
                assertThat(listed(site, list)).as("%s in %s", site, told).isEqualTo(gate(site, told));
            }
            held += list.isEmpty() ? 0 : 1;
            areas += list.stream().anyMatch(place -> place.area() != null) ? 1 : 0;
            released += wasHeld && !gate(NEAR, told) ? 1 : 0;
        }
        assertThat(List.of(held, areas, released))
                .as("all of it happened")
                .allSatisfy(times -> assertThat(times).isGreaterThan(300));
    }

    /** As the list finds them: a site that refused somebody, and the first of an area that did. */
    private static boolean isSuspect(Site site, Met met) {
        if (met.kind() != Met.Kind.REFUSED) {
            return false;
        }
        String area = met.area();
        return area == null
                ? site.id().equals(met.site())
                : SITES.stream()
                        .filter(one -> one.pcode() != null && one.pcode().startsWith(area))
                        .findFirst()
                        .filter(site::equals)
                        .isPresent();
    }

    private static List<Met> something(Random random, int day) {
        Site site = SITES.get(random.nextInt(SITES.size()));
        return switch (random.nextInt(8)) {
            case 0, 1 -> visit(site, day, random.nextInt(3) == 0 ? 48 : 0, random.nextInt(4) > 0);
            case 2, 3 -> List.of(refused(site, null, day, 1 + random.nextInt(3)));
            default -> List.of(refused(null, AREAS.get(random.nextInt(AREAS.size())), day, 1 + random.nextInt(3)));
        };
    }
}
