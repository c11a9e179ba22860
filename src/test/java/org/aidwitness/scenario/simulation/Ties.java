package org.aidwitness.scenario.simulation;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.aidwitness.monitoring.Attest;
import org.aidwitness.registry.SiteEntry;
import org.aidwitness.scenario.Act;
import org.aidwitness.shipment.RegisterWaybill;
import org.aidwitness.verification.rule.Subject;
import org.jspecify.annotations.Nullable;

/** Which delivery a statement comes of, and who has a part in which delivery: read off the acts as they are played. */
final class Ties {

    private final Map<UUID, UUID> waybills = new HashMap<>();
    private final Map<UUID, Set<UUID>> organisations = new HashMap<>();
    private final Map<UUID, Set<String>> monitors = new HashMap<>();
    private final Map<UUID, String> areas = new HashMap<>();

    Act seen(Act act) {
        Record command = act.command();
        if (command instanceof Act.Hear heard) {
            waybills.put(heard.statement(), heard.waybill());
        } else if (command instanceof Attest visit) {
            waybills.put(visit.id(), visit.waybill());
            of(organisations, visit.waybill()).add(visit.organisation());
            of(monitors, visit.waybill()).add(monitor(visit.organisation(), visit.monitor()));
        } else if (command instanceof Act.Register paper) {
            RegisterWaybill waybill = paper.waybill();
            Set<UUID> parties = of(organisations, waybill.id());
            parties.add(waybill.consignor());
            parties.add(waybill.consignee());
            if (waybill.carrier() != null) {
                parties.add(waybill.carrier());
            }
        } else if (command instanceof SiteEntry site && site.area() != null) {
            areas.put(site.id(), site.area());
        }
        return act;
    }

    private static <T> Set<T> of(Map<UUID, Set<T>> sets, UUID key) {
        return sets.computeIfAbsent(key, absent -> new HashSet<>());
    }

    private static String monitor(@Nullable UUID organisation, @Nullable String pseudonym) {
        return organisation + " " + pseudonym;
    }

    /** The deliveries that these statements come of. */
    List<UUID> waybills(Collection<UUID> statements) {
        return statements.stream()
                .map(waybills::get)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    /** Whether what a flag is about had a part in this. */
    boolean concerns(Subject subject, Truth truth) {
        String text = String.valueOf(subject.text());
        return switch (subject.kind()) {
            case DELIVERY -> truth.waybill().equals(subject.id());
            case SITE -> truth.place().equals(subject.id());
            case ORGANISATION ->
                organisations.getOrDefault(truth.waybill(), Set.of()).contains(subject.id());
            case MONITOR ->
                monitors.getOrDefault(truth.waybill(), Set.of()).contains(monitor(subject.id(), subject.text()));
            case AREA -> text.substring(text.indexOf(' ') + 1).equals(areas.get(truth.place()));
            case DRAW, PROGRAMME, LOT, CONTRIBUTION, LOG -> true;
        };
    }
}
