package org.aidwitness.exchange.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.aidwitness.exchange.table.Resolver.Resolved;
import org.aidwitness.kernel.Refusal;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.monitoring.Attest;

/**
 * Rows of one attestation, which stand one after the other in a table, joined to one command. An attestation is taken
 * whole or not at all: nothing can be added to it later.
 */
final class AttestationGroups {

    /** One attestation and the rows it comes from. */
    record Group(Attest attest, List<Resolved> rows) {}

    private static final Refusal PART_IS_REFUSED =
            Refusal.of(Code.INVALID, "Another row of this attestation is refused, and an attestation is taken whole.");

    private static final Refusal OTHER =
            Refusal.of(Code.EXISTS_WITH_DIFFERENT_CONTENT, "An earlier row says something else of this attestation.");

    private static final Refusal TWICE =
            Refusal.of(Code.INVALID, "An earlier row tells of this line already; each line is observed once.");

    private final Map<UUID, List<Resolved>> rows = new LinkedHashMap<>();

    void add(Resolved row, UUID attestation) {
        rows.computeIfAbsent(attestation, id -> new ArrayList<>()).add(row);
    }

    /** The attestations of which no row is refused. */
    List<Group> whole() {
        List<Group> whole = new ArrayList<>();
        for (List<Resolved> group : rows.values()) {
            Attest attest = group.get(0).attest();
            if (attest != null && refusals(group).isEmpty()) {
                whole.add(new Group(with(attest, observations(group)), List.copyOf(group)));
            }
        }
        return whole;
    }

    /** Why rows without a problem of their own are refused: by the number of the row. */
    Map<Long, Refusal> refused() {
        Map<Long, Refusal> refused = new HashMap<>();
        rows.values().forEach(group -> refused.putAll(refusals(group)));
        return refused;
    }

    /** Empty where the rows together make one attestation. */
    private static Map<Long, Refusal> refusals(List<Resolved> group) {
        Map<Long, Refusal> refusals = new HashMap<>();
        boolean whole = true;
        Attest first = null;
        Set<UUID> lines = new HashSet<>();
        for (Resolved row : group) {
            Attest attest = row.attest();
            if (attest == null) {
                whole = false;
                continue;
            }
            first = first == null ? attest : first;
            if (!with(first, List.of()).equals(with(attest, List.of()))) {
                refusals.put(row.draft().number(), OTHER);
            } else if (!attest.observations().stream().allMatch(seen -> lines.add(seen.line()))) {
                refusals.put(row.draft().number(), TWICE);
            }
        }
        if (whole && refusals.isEmpty()) {
            return Map.of();
        }
        for (Resolved row : group) {
            if (row.attest() != null) {
                refusals.putIfAbsent(row.draft().number(), PART_IS_REFUSED);
            }
        }
        return refusals;
    }

    private static List<Attest.Observation> observations(List<Resolved> group) {
        return group.stream()
                .map(Resolved::attest)
                .flatMap(Stream::ofNullable)
                .flatMap(attest -> attest.observations().stream())
                .toList();
    }

    private static Attest with(Attest one, List<Attest.Observation> observations) {
        return new Attest(
                one.id(),
                one.waybill(),
                one.visit(),
                one.site(),
                one.organisation(),
                one.monitor(),
                one.device(),
                one.method(),
                one.verdict(),
                one.noticeHours(),
                one.escorted(),
                one.privateInterviews(),
                one.point(),
                one.accuracyMetres(),
                one.mockLocation(),
                one.happenedAt(),
                one.deviceAt(),
                one.note(),
                one.supersedes(),
                one.supersedesReason(),
                observations,
                one.evidence());
    }
}
