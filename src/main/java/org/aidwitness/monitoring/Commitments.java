package org.aidwitness.monitoring;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.aidwitness.access.Access;
import org.aidwitness.access.Verb;
import org.aidwitness.journal.Journal;
import org.aidwitness.journal.Receipt;
import org.aidwitness.kernel.Actor;
import org.aidwitness.kernel.Fingerprint;
import org.aidwitness.kernel.Ids;
import org.aidwitness.kernel.Refusal;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.aidwitness.kernel.Sha256;
import org.aidwitness.registry.Organisations;
import org.aidwitness.registry.Policies;
import org.aidwitness.registry.Programmes;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * The door to commitments: promises of a monitoring organisation to be able to see what arrives. Each step is one
 * party's, and the database asks once more whose. What was promised stays, whatever became of it.
 */
@ApplicationScoped
public class Commitments {

    static final String STEPPED = "monitoring.commitment_step";

    private static final String PROPOSED = "monitoring.commitment";

    private static final String ADD_SITE = """
            insert into monitoring_commitment_site (commitment_id, site_id)
            values (:commitment, :site)""";

    private static final String ADD_MONITOR = """
            insert into monitoring_commitment_monitor (commitment_id, organisation_id, accreditation_id)
            values (:commitment, :organisation, :accreditation)""";

    private static final String SITES = """
            select site_id
              from monitoring_commitment_site
             where commitment_id = :commitment
             order by site_id""";

    private static final String OWN_ACCREDITATIONS = """
            select id
              from monitoring_accreditation
             where organisation_id = :organisation
               and id = any (:ids)""";

    private static final String LAST = """
            select ordinal,
                   state
              from monitoring_commitment_step
             where commitment_id = :commitment
             order by ordinal desc
             limit 1""";

    private static final String ACCREDITED = """
            select a.monitor,
                   a.valid_from,
                   a.valid_to,
                   a.interest_declaration is not null
              from monitoring_commitment_monitor m
              join monitoring_accreditation a on a.id = m.accreditation_id
             where m.commitment_id = :commitment
             order by a.monitor, a.id""";

    /** The last step so far. */
    record Last(int ordinal, String state) {}

    private record Accredited(String monitor, LocalDate from, LocalDate to, boolean declared) {

        boolean holds(LocalDate first, LocalDate last) {
            return declared && !from.isAfter(first) && !to.isBefore(last);
        }
    }

    private final Journal journal;
    private final Programmes programmes;
    private final Organisations organisations;
    private final Policies policies;
    private final Places places;
    private final Clock clock;
    private final StatelessSession session;

    Commitments(
            Journal journal,
            Programmes programmes,
            Organisations organisations,
            Policies policies,
            Places places,
            Clock clock,
            StatelessSession session) {
        this.journal = journal;
        this.programmes = programmes;
        this.organisations = organisations;
        this.policies = policies;
        this.places = places;
        this.clock = clock;
        this.session = session;
    }

    /** Proposes a commitment, in the name of one's own organisation. All checks come before the first write. */
    @Transactional
    public Receipt propose(Actor actor, ProposeCommitment command) {
        Access.require(actor, Verb.PROPOSE_COMMITMENTS);
        UUID proposer = Access.organisationOf(actor);
        Sha256 content = command.content();
        Commitment known = session.get(Commitment.class, command.id());
        if (known != null) {
            return Given.again(PROPOSED, known.id, content, known.contentSha256, known.proposedAt);
        }
        Instant now = clock.instant();
        requireKnown(command);
        if (!command.windowTo().isAfter(now)) {
            throw Refused.at("/windowTo", Code.OUT_OF_RANGE, "This window is over.");
        }
        session.insert(new Commitment(command, proposer, content, actor.name(), now));
        for (UUID site : command.sites()) {
            session.createNativeMutationQuery(ADD_SITE)
                    .setParameter("commitment", command.id())
                    .setParameter("site", site)
                    .executeUpdate();
        }
        session.insert(new CommitmentStep(
                Ids.fresh(now),
                command.id(),
                1,
                CommitmentState.PROPOSED,
                proposer,
                actor,
                null,
                new Fingerprint().add(PROPOSED).add(command.id()).done(),
                now));
        return journal.record(
                actor, new Journal.Statement(PROPOSED, command.id(), command.id(), command.programme(), content, now));
    }

    private void requireKnown(ProposeCommitment command) {
        List<Refusal> refusals = new ArrayList<>();
        if (programmes.find(command.programme()).isEmpty()) {
            refusals.add(new Refusal(Code.UNKNOWN_REFERENCE, "/programme", "There is no such programme."));
        }
        if (organisations.find(command.organisation()).isEmpty()) {
            refusals.add(new Refusal(Code.UNKNOWN_REFERENCE, "/organisation", "There is no such organisation."));
        }
        if (organisations.find(command.partner()).isEmpty()) {
            refusals.add(new Refusal(Code.UNKNOWN_REFERENCE, "/partner", "There is no such organisation."));
        }
        Refused.ifAny(refusals);
        places.requireSites("/sites", command.sites());
    }

    /** The monitoring organisation agrees, and names who could come. */
    @Transactional
    public Receipt accept(Actor actor, UUID id, AcceptCommitment command) {
        Commitment commitment = find(actor, Verb.KEEP_COMMITMENTS, id);
        Access.requireFor(actor, Verb.KEEP_COMMITMENTS, commitment.organisationId);
        Sha256 content = command.content(id);
        Receipt before = before(command.id(), content);
        if (before != null) {
            return before;
        }
        Last last = next(commitment, CommitmentState.ACCEPTED);
        Set<UUID> own = new HashSet<>(session.createNativeQuery(OWN_ACCREDITATIONS, UUID.class)
                .setParameter("organisation", commitment.organisationId)
                .setParameter("ids", command.monitors().toArray(UUID[]::new))
                .getResultList());
        for (int i = 0; i < command.monitors().size(); i++) {
            if (!own.contains(command.monitors().get(i))) {
                throw Refused.at(
                        "/monitors/" + i, Code.UNKNOWN_REFERENCE, "Your organisation has no such accreditation.");
            }
        }
        for (UUID accreditation : command.monitors()) {
            session.createNativeMutationQuery(ADD_MONITOR)
                    .setParameter("commitment", id)
                    .setParameter("organisation", commitment.organisationId)
                    .setParameter("accreditation", accreditation)
                    .executeUpdate();
        }
        return step(
                actor,
                commitment,
                last,
                command.id(),
                CommitmentState.ACCEPTED,
                commitment.organisationId,
                null,
                content);
    }

    /** The partner, or the authority, says that visits are expected. */
    @Transactional
    public Receipt acknowledge(Actor actor, UUID id, StepCommitment command) {
        Commitment commitment = find(actor, Verb.ACKNOWLEDGE_COMMITMENTS, id);
        Access.requireFor(actor, Verb.ACKNOWLEDGE_COMMITMENTS, commitment.partnerId);
        return take(actor, commitment, command, CommitmentState.ACKNOWLEDGED, commitment.partnerId);
    }

    /** From now on it counts before the gate: all who are named may come in the whole window, and are independent. */
    @Transactional
    public Receipt arm(Actor actor, UUID id, StepCommitment command) {
        Commitment commitment = find(actor, Verb.KEEP_COMMITMENTS, id);
        Access.requireFor(actor, Verb.KEEP_COMMITMENTS, commitment.organisationId);
        return take(actor, commitment, command, CommitmentState.ARMED, commitment.organisationId);
    }

    /** Takes the promise back. When that was is kept: shortly before a dispatch it counts as broken. */
    @Transactional
    public Receipt withdraw(Actor actor, UUID id, StepCommitment command) {
        Commitment commitment = find(actor, Verb.KEEP_COMMITMENTS, id);
        Access.requireFor(actor, Verb.KEEP_COMMITMENTS, commitment.organisationId);
        Given.present("/reason", command.reason());
        return take(actor, commitment, command, CommitmentState.WITHDRAWN, commitment.organisationId);
    }

    private Receipt take(
            Actor actor, Commitment commitment, StepCommitment command, CommitmentState to, UUID organisation) {
        Sha256 content = command.content(commitment.id, to);
        Receipt before = before(command.id(), content);
        if (before != null) {
            return before;
        }
        Last last = next(commitment, to);
        if (to == CommitmentState.ARMED) {
            requireFit(commitment);
        }
        return step(actor, commitment, last, command.id(), to, organisation, command.reason(), content);
    }

    private Commitment find(Actor actor, Verb verb, UUID id) {
        Access.require(actor, verb);
        Commitment commitment = session.get(Commitment.class, id);
        if (commitment == null) {
            throw Refused.because(Code.NOT_FOUND, "There is no such commitment.");
        }
        return commitment;
    }

    private @Nullable Receipt before(UUID id, Sha256 content) {
        CommitmentStep known = session.get(CommitmentStep.class, id);
        return known == null ? null : Given.again(STEPPED, id, content, known.contentSha256, known.madeAt);
    }

    /** Where it stands, if that leads on to there; otherwise refuses. */
    private Last next(Commitment commitment, CommitmentState to) {
        Last last = session.createNativeQuery(LAST, Last.class)
                .setParameter("commitment", commitment.id)
                .getSingleResult();
        if (!CommitmentState.valueOf(last.state()).leadsTo(to)) {
            throw Refused.because(
                    Code.WRONG_STATE, "This commitment is " + last.state() + "; that does not lead to " + to + ".");
        }
        // What was promised and is over is kept or broken, and nobody takes it back any more.
        boolean promised = to != CommitmentState.WITHDRAWN || last.state().equals(CommitmentState.ARMED.name());
        if (promised && !commitment.windowTo.isAfter(clock.instant())) {
            throw Refused.because(
                    Code.WRONG_STATE, "The window of this commitment ended at " + commitment.windowTo + ".");
        }
        return last;
    }

    private Receipt step(
            Actor actor,
            Commitment commitment,
            Last last,
            UUID id,
            CommitmentState to,
            UUID organisation,
            @Nullable String reason,
            Sha256 content) {
        Instant now = clock.instant();
        session.insert(new CommitmentStep(
                id, commitment.id, last.ordinal() + 1, to, organisation, actor, reason, content, now));
        return journal.record(
                actor, new Journal.Statement(STEPPED, id, commitment.id, commitment.programmeId, content, now));
    }

    /** Refuses with every accreditation that does not hold, and with every tie. */
    private void requireFit(Commitment commitment) {
        LocalDate first = LocalDate.ofInstant(commitment.windowFrom, ZoneOffset.UTC);
        LocalDate last = LocalDate.ofInstant(commitment.windowTo, ZoneOffset.UTC);
        List<Refusal> refusals = new ArrayList<>();
        session
                .createNativeQuery(ACCREDITED, Accredited.class)
                .setParameter("commitment", commitment.id)
                .getResultList()
                .stream()
                .filter(monitor -> !monitor.holds(first, last))
                .map(monitor -> Refusal.of(Code.ACCREDITATION_LAPSED, lapsed(monitor, first, last)))
                .forEach(refusals::add);
        int depth = policies.current(commitment.programmeId, null).independenceDepth();
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        for (UUID party : parties(commitment)) {
            String tie = organisations.tie(commitment.organisationId, List.of(party), today, depth);
            if (tie != null) {
                refusals.add(Refusal.of(
                        Code.MONITOR_NOT_INDEPENDENT,
                        "Your organisation is not independent of those whom it is to watch: " + tie + "."));
            }
        }
        Refused.ifAny(refusals);
    }

    private List<UUID> parties(Commitment commitment) {
        List<UUID> sites = session.createNativeQuery(SITES, UUID.class)
                .setParameter("commitment", commitment.id)
                .getResultList();
        List<UUID> parties = new ArrayList<>(places.authorities(sites));
        if (!parties.contains(commitment.partnerId)) {
            parties.add(commitment.partnerId);
        }
        return parties;
    }

    private static String lapsed(Accredited monitor, LocalDate first, LocalDate last) {
        return monitor.declared()
                ? "The accreditation of " + monitor.monitor() + " holds from " + monitor.from() + " to " + monitor.to()
                        + ", and not from " + first + " to " + last + "."
                : monitor.monitor() + " has declared no interests; without that the accreditation does not count.";
    }
}
