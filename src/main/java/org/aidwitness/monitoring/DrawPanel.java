package org.aidwitness.monitoring;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.aidwitness.access.Access;
import org.aidwitness.kernel.Actor;
import org.aidwitness.kernel.Policy;
import org.aidwitness.kernel.Refusal.Code;
import org.aidwitness.kernel.Refused;
import org.aidwitness.monitoring.CommitDraw.Monitor;
import org.aidwitness.monitoring.DrawUnits.Candidate;
import org.aidwitness.monitoring.draw.DrawRule;
import org.aidwitness.registry.Organisations;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** Who has a part in a draw besides who commits it: its custodians, and the monitors who may be sent. */
@ApplicationScoped
class DrawPanel {

    /** Each of them is compared with each party of the population. */
    static final int MOST_MONITOR_ORGANISATIONS = 20;

    static final int MOST_PARTIES = 1_000;

    // One after the other, so that no two draws get the same secret.
    private static final String LOCK = """
            select cast(pg_advisory_xact_lock(hashtextextended('monitoring_draw_chain ' || :cid, 0)) as text)""";

    // A position is taken in programmes too that the speaker does not see: the next one is found by a function.
    private static final String CHAIN = """
            select id,
                   organisation_id,
                   length,
                   monitoring_draw_next_position(id)
              from monitoring_draw_chain
             where cid = :cid""";

    /** A custodian's part in one draw. */
    record Seat(UUID chain, String cid, UUID organisation, int position) {}

    private record Chain(UUID id, UUID organisation, int length, int next) {}

    private final Organisations organisations;
    private final StatelessSession session;

    DrawPanel(Organisations organisations, StatelessSession session) {
        this.organisations = organisations;
        this.session = session;
    }

    /** The chains of these names with their next secret; refuses custodians who have a stake, or are too few. */
    List<Seat> seats(Actor actor, List<String> cids, List<Candidate> candidates, Policy policy, Instant now) {
        int least = policy.draw().custodians();
        if (cids.size() < least) {
            throw Refused.at("/custodians", Code.INVALID, "A draw has at least " + least + " custodians.");
        }
        Set<UUID> parties = parties(candidates);
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        Set<UUID> organisationsSeen = new HashSet<>();
        List<Seat> seats = new ArrayList<>();
        for (String cid : cids.stream().sorted().toList()) {
            String field = "/custodians/" + cids.indexOf(cid);
            Chain chain = chain(field, cid);
            if (parties.contains(chain.organisation()) || chain.organisation().equals(Access.organisationOf(actor))) {
                throw Refused.at(
                        field,
                        Code.CUSTODIAN_NOT_INDEPENDENT,
                        "A custodian works neither for a party to what is drawn nor for who draws.");
            }
            if (organisationsSeen.contains(chain.organisation())) {
                throw Refused.at(field, Code.CUSTODIAN_NOT_INDEPENDENT, "Custodians work for different organisations.");
            }
            int depth = policy.independenceDepth();
            requireUntied(field, "a party to what is drawn", chain, parties, today, depth);
            requireUntied(field, "who draws", chain, Set.of(Access.organisationOf(actor)), today, depth);
            requireUntied(field, "another custodian", chain, organisationsSeen, today, depth);
            organisationsSeen.add(chain.organisation());
            if (chain.next() > chain.length()) {
                throw Refused.at(field, Code.WRONG_STATE, "This chain is used up; its custodian enrols a new one.");
            }
            seats.add(new Seat(chain.id(), cid, chain.organisation(), chain.next()));
        }
        return seats;
    }

    private void requireUntied(String field, String whom, Chain chain, Set<UUID> others, LocalDate today, int depth) {
        @Nullable String path = organisations.tie(chain.organisation(), others, today, depth);
        if (path != null) {
            throw Refused.at(
                    field,
                    Code.CUSTODIAN_NOT_INDEPENDENT,
                    "This custodian is not independent of " + whom + ": " + path + ".");
        }
    }

    private Chain chain(String field, String cid) {
        session.createNativeQuery(LOCK, String.class).setParameter("cid", cid).getSingleResultOrNull();
        @Nullable Chain chain = session.createNativeQuery(CHAIN, Chain.class)
                .setParameter("cid", cid)
                .getSingleResultOrNull();
        if (chain == null) {
            throw Refused.at(field, Code.UNKNOWN_REFERENCE, "There is no chain of this name.");
        }
        return chain;
    }

    /** Which monitors' organisations may not look at which units, as relations stand on this day. */
    List<DrawRule.Tie> ties(List<Monitor> monitors, List<Candidate> candidates, int depth, Instant now) {
        Set<UUID> watching = monitors.stream().map(Monitor::organisation).collect(Collectors.toUnmodifiableSet());
        Set<UUID> parties = parties(candidates);
        if (watching.size() > MOST_MONITOR_ORGANISATIONS) {
            throw Refused.at(
                    "/monitors",
                    Code.OUT_OF_RANGE,
                    "Monitors come from at most " + MOST_MONITOR_ORGANISATIONS + " organisations.");
        }
        if (parties.size() > MOST_PARTIES) {
            throw Refused.at("/until", Code.OUT_OF_RANGE, "Too many parties for one draw: choose a shorter period.");
        }
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        List<DrawRule.Tie> ties = new ArrayList<>();
        for (UUID organisation : watching) {
            if (organisations.find(organisation).isEmpty()) {
                throw Refused.at("/monitors", Code.UNKNOWN_REFERENCE, "There is no organisation " + organisation + ".");
            }
            Set<UUID> tied = parties.stream()
                    .filter(party -> Objects.nonNull(organisations.tie(organisation, List.of(party), today, depth)))
                    .collect(Collectors.toUnmodifiableSet());
            candidates.stream()
                    .filter(candidate -> candidate.parties().stream().anyMatch(tied::contains))
                    .forEach(candidate ->
                            ties.add(new DrawRule.Tie(candidate.unit().id(), organisation)));
        }
        return ties;
    }

    private static Set<UUID> parties(List<Candidate> candidates) {
        return candidates.stream()
                .flatMap(candidate -> candidate.parties().stream())
                .collect(Collectors.toUnmodifiableSet());
    }
}
