package org.aidwitness.monitoring;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.aidwitness.access.Access;
import org.aidwitness.access.Verb;
import org.aidwitness.journal.Journal;
import org.aidwitness.journal.Receipt;
import org.aidwitness.kernel.Actor;
import org.aidwitness.kernel.DrawPolicy;
import org.aidwitness.kernel.Policy;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.aidwitness.kernel.Sha256;
import org.aidwitness.monitoring.DrawPanel.Seat;
import org.aidwitness.monitoring.DrawUnits.Candidate;
import org.aidwitness.monitoring.draw.DrawRule;
import org.aidwitness.monitoring.draw.Population;
import org.aidwitness.monitoring.draw.SampleSize;
import org.aidwitness.monitoring.draw.Stratum;
import org.aidwitness.registry.Policies;
import org.aidwitness.registry.Programmes;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * The door by which a population is closed and a draw is promised. From then on neither the population nor the rule
 * changes: who wants it otherwise makes another draw, and both stay visible.
 */
@ApplicationScoped
public class Draws {

    // Not "monitoring.…": who follows the journal takes the subject of those for a delivery to judge.
    /** No draw keeps its custodians' chains waiting longer: the next one cannot be revealed before it. */
    private static final Duration LONGEST_WAIT = Duration.ofDays(30);

    private static final String COMMITTED = "draw.commitment";

    /** The sender's clock may be behind ours by so much. */
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);

    private static final String KNOWN = """
            select id,
                   content_sha256,
                   committed_at
              from monitoring_draw
             where id = :id""";

    private static final String COMMIT = """
            insert into monitoring_draw
                   (id, programme_id, organisation_id, population, population_sha256, units, rule, rule_sha256,
                    reveal_at, deadline_at, disclosed_at, window_from, published_at, content_sha256, committed_at,
                    committed_by)
            values (:id, :programme, :organisation, :population, :populationSha256, :units, :rule, :ruleSha256,
                    :revealAt, :deadlineAt, :disclosedAt, :windowFrom, :publishedAt, :content, :now, :by)""";

    private static final String SEAT = """
            insert into monitoring_draw_custodian
                   (draw_id, chain_id, position, organisation_id, programme_id, drawn_by)
            values (:draw, :chain, :position, :organisation, :programme, :drawnBy)""";

    private record Known(UUID id, byte[] content, Instant committedAt) {}

    private final Journal journal;
    private final Programmes programmes;
    private final Policies policies;
    private final DrawUnits units;
    private final DrawPanel panel;
    private final Clock clock;
    private final StatelessSession session;

    Draws(
            Journal journal,
            Programmes programmes,
            Policies policies,
            DrawUnits units,
            DrawPanel panel,
            Clock clock,
            StatelessSession session) {
        this.journal = journal;
        this.programmes = programmes;
        this.policies = policies;
        this.units = units;
        this.panel = panel;
        this.clock = clock;
        this.session = session;
    }

    /** Closes the population and the rule. All checks come before the first write. */
    @Transactional
    public Receipt commit(Actor actor, CommitDraw command) {
        Access.require(actor, Verb.DRAW_VISITS);
        Sha256 content = command.content();
        @Nullable Known known = session.createNativeQuery(KNOWN, Known.class)
                .setParameter("id", command.id())
                .getSingleResultOrNull();
        if (known != null) {
            if (!Sha256.fromBytes(known.content()).equals(content)) {
                throw Refused.at("/id", Code.EXISTS_WITH_DIFFERENT_CONTENT, "There is another draw under this id.");
            }
            return new Receipt(known.id(), COMMITTED, content, known.committedAt());
        }
        programmes.get(command.programme());
        Instant now = clock.instant();
        Policy policy = policies.current(command.programme(), null);
        Instant deadline = deadline(command, policy.draw(), now);
        List<Candidate> candidates =
                units.due(command.programme(), command.from(), command.until(), policy.accessWindowDays(), now);
        requireInside(command, candidates);
        List<Seat> seats = panel.seats(actor, command.custodians(), candidates, policy, now);
        Population population =
                new Population(candidates.stream().map(Candidate::unit).toList());
        DrawRule rule = rule(command, policy, deadline, population, candidates, seats, now);
        insert(actor, command, population, rule, content, now);
        seats.forEach(seat -> insert(actor, command, seat));
        return journal.record(
                actor, new Journal.Statement(COMMITTED, command.id(), command.id(), command.programme(), content, now));
    }

    private static Instant deadline(CommitDraw command, DrawPolicy policy, Instant now) {
        if (command.revealAt().isBefore(now.minus(CLOCKS_DIFFER))) {
            throw Refused.at("/revealAt", Code.OUT_OF_RANGE, "The population is closed before anybody reveals.");
        }
        if (command.revealAt().isAfter(now.plus(LONGEST_WAIT))) {
            throw Refused.at(
                    "/revealAt",
                    Code.OUT_OF_RANGE,
                    "Custodians reveal at most 30 days after the population is closed.");
        }
        Instant deadline = command.revealAt().plus(Duration.ofMinutes(policy.revealMinutes()));
        if (command.discloseAt().isBefore(deadline)) {
            throw Refused.at(
                    "/discloseAt",
                    Code.DATES_REVERSED,
                    "Custodians have " + policy.revealMinutes() + " minutes to reveal; this is before " + deadline
                            + ".");
        }
        return deadline;
    }

    private static void requireInside(CommitDraw command, List<Candidate> candidates) {
        if (candidates.isEmpty()) {
            throw Refused.at("/from", Code.UNKNOWN_REFERENCE, "No delivery of the programme is due in this period.");
        }
        if (candidates.size() > Population.MOST) {
            throw Refused.at(
                    "/until",
                    Code.OUT_OF_RANGE,
                    "More than " + Population.MOST + " deliveries: choose a shorter period.");
        }
        Set<UUID> inside = candidates.stream().map(Candidate::waybill).collect(Collectors.toUnmodifiableSet());
        for (int i = 0; i < command.excluded().size(); i++) {
            if (!inside.contains(command.excluded().get(i).waybill())) {
                throw Refused.at(
                        "/exclusions/" + i + "/waybill",
                        Code.UNKNOWN_REFERENCE,
                        "This is not in the population: only what is inside can be excluded.");
            }
        }
    }

    private DrawRule rule(
            CommitDraw command,
            Policy policy,
            Instant deadline,
            Population population,
            List<Candidate> candidates,
            List<Seat> seats,
            Instant now) {
        List<DrawRule.Exclusion> exclusions = command.excluded().stream()
                .map(it -> new DrawRule.Exclusion(it.waybill().toString(), it.reason()))
                .toList();
        return new DrawRule(
                command.id(),
                command.programme(),
                command.from(),
                command.until(),
                policy.version(),
                policy.draw().badShareBp(),
                policy.draw().riskBp(),
                policy.draw().stopShareBp(),
                policy.draw().loadCap(),
                policy.draw().seconds(),
                command.revealAt(),
                deadline,
                command.discloseAt(),
                command.windowFrom(),
                command.windowTo(),
                samples(population, exclusions, policy.draw()),
                seats.stream()
                        .map(seat -> new DrawRule.Custodian(seat.cid(), seat.position()))
                        .toList(),
                exclusions,
                command.monitors().stream()
                        .map(it -> new DrawRule.Monitor(it.pseudonym(), it.organisation()))
                        .toList(),
                panel.ties(command.monitors(), candidates, policy.independenceDepth(), now));
    }

    /**
     * Each stratum gets the exact size for itself. So if the whole is as bad as the policy's share, at least one stratum is,
     * and its sample alone finds that out.
     */
    private static Map<Stratum, Integer> samples(
            Population population, List<DrawRule.Exclusion> exclusions, DrawPolicy policy) {
        Map<Stratum, Integer> samples = new TreeMap<>();
        Set<String> excluded =
                exclusions.stream().map(DrawRule.Exclusion::unit).collect(Collectors.toUnmodifiableSet());
        for (Stratum stratum : Stratum.values()) {
            int drawable = Math.toIntExact(population
                    .of(stratum)
                    .filter(unit -> !excluded.contains(unit.id()))
                    .count());
            if (drawable > 0) {
                samples.put(stratum, SampleSize.of(drawable, policy.badShareBp(), policy.riskBp()));
            }
        }
        return samples;
    }

    private void insert(
            Actor actor, CommitDraw command, Population population, DrawRule rule, Sha256 content, Instant now) {
        session.createNativeMutationQuery(COMMIT)
                .setParameter("id", command.id())
                .setParameter("programme", command.programme())
                .setParameter("organisation", Access.organisationOf(actor))
                .setParameter("population", population.bytes())
                .setParameter("populationSha256", population.sha256().toBytes())
                .setParameter("units", population.units().size())
                .setParameter("rule", rule.bytes())
                .setParameter("ruleSha256", rule.sha256().toBytes())
                .setParameter("revealAt", rule.revealAt())
                .setParameter("deadlineAt", rule.deadlineAt())
                .setParameter("disclosedAt", rule.discloseAt())
                .setParameter("windowFrom", rule.visitFrom())
                .setParameter("publishedAt", rule.visitUntil())
                .setParameter("content", content.toBytes())
                .setParameter("now", now)
                .setParameter("by", actor.name())
                .executeUpdate();
    }

    private void insert(Actor actor, CommitDraw command, Seat seat) {
        session.createNativeMutationQuery(SEAT)
                .setParameter("draw", command.id())
                .setParameter("chain", seat.chain())
                .setParameter("position", seat.position())
                .setParameter("organisation", seat.organisation())
                .setParameter("programme", command.programme())
                .setParameter("drawnBy", Access.organisationOf(actor))
                .executeUpdate();
    }
}
