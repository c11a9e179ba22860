package org.aidwitness.exchange.table;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.aidwitness.exchange.table.Resolver.Resolved;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.aidwitness.monitoring.Attest;

/** Rows of one attestation, which stand one after the other in a table, joined to one command. */
final class AttestationGroups {

    /** One attestation and the rows it comes from. */
    record Group(Attest attest, List<Resolved> rows) {}

    private final Map<UUID, Group> groups = new LinkedHashMap<>();

    /** Adds the row to its group; refuses a row that says something else of the same attestation. */
    void add(Resolved row, Attest attest) {
        Group group = groups.get(attest.id());
        if (group == null) {
            groups.put(attest.id(), new Group(attest, new ArrayList<>(List.of(row))));
            return;
        }
        if (!with(group.attest(), List.of()).equals(with(attest, List.of()))) {
            throw Refused.because(
                    Code.EXISTS_WITH_DIFFERENT_CONTENT, "An earlier row says something else of this attestation.");
        }
        List<Attest.Observation> seen = new ArrayList<>(group.attest().observations());
        seen.addAll(attest.observations());
        group.rows().add(row);
        groups.put(attest.id(), new Group(with(group.attest(), seen), group.rows()));
    }

    List<Group> all() {
        return List.copyOf(groups.values());
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
                one.happenedAt(),
                one.deviceAt(),
                one.note(),
                one.supersedes(),
                one.supersedesReason(),
                observations,
                one.evidence());
    }
}
