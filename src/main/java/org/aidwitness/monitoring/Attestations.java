package org.aidwitness.monitoring;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.aidwitness.access.Access;
import org.aidwitness.access.Verb;
import org.aidwitness.journal.Journal;
import org.aidwitness.journal.Receipt;
import org.aidwitness.kernel.Actor;
import org.aidwitness.kernel.Policy;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.aidwitness.kernel.Sha256;
import org.aidwitness.registry.Organisations;
import org.aidwitness.registry.Policies;
import org.aidwitness.shipment.ImportedRow.Outcome;
import org.aidwitness.shipment.ImportedRow.Run;
import org.aidwitness.shipment.Shipments;
import org.aidwitness.shipment.WaybillFacts;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * The door for what monitors saw. Who commissioned a visit cannot cancel, edit or hide what came of it: there is no verb
 * for that. Whether the monitor was independent is found when they speak, and kept with the path that decides.
 */
@ApplicationScoped
public class Attestations {

    private static final String ATTESTED = "monitoring.attestation";

    private static final String LINE_IDS = """
            select line_id
              from monitoring_waybill_line
             where waybill_id = :waybill""";

    private static final String LINK_EVIDENCE = """
            insert into monitoring_evidence_link (attestation_id, organisation_id, sha256)
            values (:attestation, :organisation, :sha256)""";

    private static final String SUPERSEDED_BY = """
            select id
              from monitoring_attestation
             where supersedes = :id""";

    private final Journal journal;
    private final Shipments shipments;
    private final Organisations organisations;
    private final Policies policies;
    private final Evidence evidence;
    private final Clock clock;
    private final StatelessSession session;

    Attestations(
            Journal journal,
            Shipments shipments,
            Organisations organisations,
            Policies policies,
            Evidence evidence,
            Clock clock,
            StatelessSession session) {
        this.journal = journal;
        this.shipments = shipments;
        this.organisations = organisations;
        this.policies = policies;
        this.evidence = evidence;
        this.clock = clock;
        this.session = session;
    }

    /** Takes an attestation in. Evidence files must have arrived before. */
    @Transactional(dontRollbackOn = Refused.class)
    public Receipt attest(Actor actor, Attest command) {
        Access.requireFor(actor, Verb.ATTEST, command.organisation());
        Attestation known = Attestation.findById(command.id());
        if (known == null) {
            return accept(actor, command, null);
        }
        Sha256 content = command.content();
        if (!Arrays.equals(known.contentSha256, content.toBytes())) {
            journal.record(
                    actor,
                    new Journal.Statement(
                            "monitoring.contradicted", command.id(), known.waybillId, null, content, clock.instant()));
            throw Refused.at(
                    "/id",
                    Code.EXISTS_WITH_DIFFERENT_CONTENT,
                    "There is another attestation under this id. To correct it, send a new one that supersedes it.");
        }
        return new Receipt(known.id, ATTESTED, content, known.acceptedAt);
    }

    /** Takes attestations from a table, in the run's transaction; outcomes are numbered from 0 in their order. */
    @Transactional(Transactional.TxType.MANDATORY)
    public List<Outcome> takeImported(Actor actor, Run run, List<Attest> rows) {
        Access.require(actor, Verb.IMPORT);
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            outcomes.add(takeImported(actor, run, i, rows.get(i)));
        }
        return outcomes;
    }

    private Outcome takeImported(Actor actor, Run run, int number, Attest command) {
        try {
            Attestation known = session.get(Attestation.class, command.id());
            if (known == null) {
                Access.requireFor(actor, Verb.ATTEST, command.organisation());
                accept(actor, command, run.id());
                return new Outcome(number, Outcome.Kind.IMPORTED, List.of());
            }
            if (Arrays.equals(known.contentSha256, command.content().toBytes())) {
                return new Outcome(number, Outcome.Kind.UNCHANGED, List.of());
            }
            throw Refused.because(Code.EXISTS_WITH_DIFFERENT_CONTENT, "There is this attestation with other content.");
        } catch (Refused refused) {
            return new Outcome(number, Outcome.Kind.REFUSED, refused.refusals());
        }
    }

    /** All checks come before the first write, so that a refusal leaves nothing behind. */
    private Receipt accept(Actor actor, Attest command, @Nullable UUID run) {
        WaybillFacts waybill = shipments.facts(command.waybill());
        requireOwnLines(command);
        Visit.requireOwn(session, command.visit(), command.waybill(), command.organisation());
        requireSupersedable(command);
        evidence.requireStored(command.organisation(), command.evidence());
        Instant now = clock.instant();
        Policy policy = policies.current(waybill.programme(), waybill.contribution());
        @Nullable String tie = organisations.tie(
                command.organisation(),
                waybill.parties(),
                LocalDate.ofInstant(command.happenedAt(), ZoneOffset.UTC),
                policy.independenceDepth());
        Sha256 content = command.content();
        session.insert(new Attestation(command, tie, run, content, now, actor.name()));
        session.insertMultiple(command.observations().stream()
                .map(seen -> new Observation(command.id(), seen))
                .toList());
        for (String hex : command.evidence()) {
            session.createNativeMutationQuery(LINK_EVIDENCE)
                    .setParameter("attestation", command.id())
                    .setParameter("organisation", command.organisation())
                    .setParameter("sha256", Sha256.fromHex(hex).toBytes())
                    .executeUpdate();
        }
        return journal.record(
                actor,
                new Journal.Statement(ATTESTED, command.id(), command.waybill(), waybill.programme(), content, now));
    }

    private void requireOwnLines(Attest command) {
        if (command.observations().isEmpty()) {
            return;
        }
        Set<UUID> own = new HashSet<>(session.createNativeQuery(LINE_IDS, UUID.class)
                .setParameter("waybill", command.waybill())
                .getResultList());
        for (int i = 0; i < command.observations().size(); i++) {
            if (!own.contains(command.observations().get(i).line())) {
                throw Refused.at(
                        "/observations/" + i + "/line", Code.UNKNOWN_REFERENCE, "This is no line of this waybill.");
            }
        }
    }

    private void requireSupersedable(Attest command) {
        if (command.supersedes() == null) {
            return;
        }
        Attestation before = session.get(Attestation.class, command.supersedes());
        if (before == null || !before.waybillId.equals(command.waybill())) {
            throw Refused.at("/supersedes", Code.UNKNOWN_REFERENCE, "This waybill has no such attestation.");
        }
        if (!before.organisationId.equals(command.organisation()) || !before.monitor.equals(command.monitor())) {
            throw Refused.at("/supersedes", Code.NOT_ALLOWED, "An attestation is corrected by who made it.");
        }
        List<UUID> later = session.createNativeQuery(SUPERSEDED_BY, UUID.class)
                .setParameter("id", before.id)
                .getResultList();
        if (!later.isEmpty()) {
            throw Refused.at(
                    "/supersedes", Code.ALREADY_SUPERSEDED, "This was corrected already, by " + later.get(0) + ".");
        }
    }
}
