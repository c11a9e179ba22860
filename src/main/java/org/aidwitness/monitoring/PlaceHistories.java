package org.aidwitness.monitoring;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.aidwitness.kernel.Policy;
import org.jspecify.annotations.Nullable;

/**
 * How sites and the areas around them stand, from one telling: the gate asks it of one site, the public list of many, so
 * that they cannot disagree. A refusal that was told of an area counts for the smaller areas and the sites in it, until
 * a visit anywhere in that area answers it. Pure.
 */
final class PlaceHistories {

    /**
     * A site or an area, and how it stands.
     *
     * @param site null where it is an area
     * @param area null where it is a site
     */
    record Standing(@Nullable UUID site, @Nullable String area, PlaceHistory history) {}

    /** A site, and the smallest area that it lies in. */
    record Site(UUID id, String name, @Nullable String pcode) {}

    /** The larger before the smaller. */
    private final Map<String, PlaceHistory> areas = new LinkedHashMap<>();

    private final Map<UUID, Site> sites = new LinkedHashMap<>();
    private final Map<UUID, PlaceHistory> atSites = new LinkedHashMap<>();

    private PlaceHistories() {}

    /** Statements of other places than these sites and areas around them are left out. */
    static PlaceHistories of(Collection<Site> sites, Collection<Met> told, Policy policy) {
        Map<String, List<Met>> inAreas = new LinkedHashMap<>();
        Map<UUID, List<Met>> atSites = new LinkedHashMap<>();
        for (Met met : told) {
            if (met.site() != null) {
                atSites.computeIfAbsent(met.site(), site -> new ArrayList<>()).add(met);
            } else if (met.area() != null) {
                inAreas.computeIfAbsent(met.area(), area -> new ArrayList<>()).add(met);
            }
        }
        PlaceHistories places = new PlaceHistories();
        inAreas.keySet().stream()
                .sorted(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()))
                .forEach(area ->
                        places.areas.put(area, places.history(area, inAreas.getOrDefault(area, List.of()), policy)));
        for (Site site : sites) {
            places.sites.put(site.id(), site);
            places.atSites.put(
                    site.id(), places.history(site.pcode(), atSites.getOrDefault(site.id(), List.of()), policy));
        }
        return places;
    }

    private PlaceHistory history(@Nullable String pcode, List<Met> own, Policy policy) {
        List<Met> told = new ArrayList<>(own);
        areas.forEach((area, history) -> {
            if (pcode != null && pcode.startsWith(area)) {
                history.standing().stream()
                        .filter(met -> area.equals(met.area()))
                        .forEach(told::add);
            }
        });
        return PlaceHistory.of(told, policy);
    }

    /** What decides on goods to a site: the site itself, else the smallest held area around it; else it is not held. */
    Standing of(UUID site) {
        PlaceHistory own = atSites.get(site);
        Site place = sites.get(site);
        if (own == null || place == null) {
            throw new IllegalStateException("nobody asked of site " + site);
        }
        if (!own.heldOfItself() && place.pcode() != null) {
            @Nullable String held = null;
            for (Map.Entry<String, PlaceHistory> area : areas.entrySet()) {
                if (area.getValue().held() && place.pcode().startsWith(area.getKey())) {
                    held = area.getKey();
                }
            }
            PlaceHistory around = held == null ? null : areas.get(held);
            if (around != null) {
                return new Standing(null, held, around);
            }
        }
        return new Standing(site, null, own);
    }

    /** All that hold: areas, and sites that are held of themselves. */
    List<Standing> held() {
        List<Standing> held = new ArrayList<>();
        areas.forEach((area, history) -> {
            if (history.held()) {
                held.add(new Standing(null, area, history));
            }
        });
        atSites.forEach((site, history) -> {
            if (history.heldOfItself()) {
                held.add(new Standing(site, null, history));
            }
        });
        return List.copyOf(held);
    }

    @Nullable Site site(@Nullable UUID id) {
        return id == null ? null : sites.get(id);
    }
}
