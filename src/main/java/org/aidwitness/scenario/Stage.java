package org.aidwitness.scenario;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.aidwitness.access.Accounts;
import org.aidwitness.feedback.Complaints;
import org.aidwitness.feedback.MarketSightings;
import org.aidwitness.feedback.PassOnComplaint;
import org.aidwitness.feedback.PdmRounds;
import org.aidwitness.feedback.TellMarketSighting;
import org.aidwitness.feedback.TellPdmRound;
import org.aidwitness.kernel.Actor;
import org.aidwitness.kernel.Actor.Role;
import org.aidwitness.monitoring.Accredit;
import org.aidwitness.monitoring.Accreditations;
import org.aidwitness.monitoring.AssignVisit;
import org.aidwitness.monitoring.Attest;
import org.aidwitness.monitoring.Attestations;
import org.aidwitness.monitoring.Commitments;
import org.aidwitness.monitoring.Evidence;
import org.aidwitness.monitoring.Incidents;
import org.aidwitness.monitoring.NoteIncident;
import org.aidwitness.monitoring.ProposeCommitment;
import org.aidwitness.monitoring.Reviews;
import org.aidwitness.monitoring.VisitCourse;
import org.aidwitness.monitoring.Visits;
import org.aidwitness.registry.AccessTermsEntry;
import org.aidwitness.registry.Commodities;
import org.aidwitness.registry.CommodityEntry;
import org.aidwitness.registry.ContributionEntry;
import org.aidwitness.registry.LotEntry;
import org.aidwitness.registry.OrganisationEntry;
import org.aidwitness.registry.Organisations;
import org.aidwitness.registry.Policies;
import org.aidwitness.registry.ProgrammeEntry;
import org.aidwitness.registry.Programmes;
import org.aidwitness.registry.RelationEntry;
import org.aidwitness.registry.SiteEntry;
import org.aidwitness.registry.Sites;
import org.aidwitness.shipment.Consignments;
import org.aidwitness.shipment.Declarations;
import org.aidwitness.shipment.Declare;
import org.aidwitness.shipment.DistributionPlans;
import org.aidwitness.shipment.PlanDistribution;
import org.aidwitness.shipment.RegisterConsignment;
import org.aidwitness.shipment.Shipments;

/** Plays acts through the doors, in the caller's transaction. */
@ApplicationScoped
class Stage {

    /** Sets the programme up, as an operator would; what it enters is journaled under this name. */
    private static final Actor OFFICE = new Actor(null, "demonstration", null, Set.of(Role.ADMINISTRATOR));

    private final Accounts accounts;
    private final Registry registry;
    private final Goods goods;
    private final Seeing seeing;
    private final Promising promising;
    private final Listening listening;

    Stage(Accounts accounts, Registry registry, Goods goods, Seeing seeing, Promising promising, Listening listening) {
        this.accounts = accounts;
        this.registry = registry;
        this.goods = goods;
        this.seeing = seeing;
        this.promising = promising;
        this.listening = listening;
    }

    Play open() {
        return new Play();
    }

    /** One play, and who has an account in it. */
    final class Play {

        private final Map<String, Actor> actors = new HashMap<>();

        void act(Act act) {
            Record command = act.command();
            if (command instanceof Act.OpenAccount account) {
                open(account.person());
                return;
            }
            Actor actor = act.by() == null ? OFFICE : actor(act.by());
            if (!registry.takes(actor, command)
                    && !goods.takes(actor, command)
                    && !seeing.takes(actor, command)
                    && !promising.takes(actor, command)
                    && !listening.takes(actor, command)) {
                throw new IllegalStateException("no door takes " + command);
            }
        }

        /** Whom this person's statements come from. */
        Actor actor(Person person) {
            Actor actor = actors.get(person.name());
            if (actor == null) {
                throw new IllegalStateException(person + " has no account yet");
            }
            return actor;
        }

        private void open(Person person) {
            actors.put(
                    person.name(),
                    new Actor(
                            accounts.create(person.name(), person.organisation(), person.roles()),
                            person.name(),
                            person.organisation(),
                            person.roles()));
        }
    }

    /** The doors of what statements refer to. */
    @ApplicationScoped
    static class Registry {

        private final Organisations organisations;
        private final Programmes programmes;
        private final Policies policies;
        private final Sites sites;
        private final Commodities commodities;

        Registry(
                Organisations organisations,
                Programmes programmes,
                Policies policies,
                Sites sites,
                Commodities commodities) {
            this.organisations = organisations;
            this.programmes = programmes;
            this.policies = policies;
            this.sites = sites;
            this.commodities = commodities;
        }

        boolean takes(Actor actor, Record command) {
            if (command instanceof OrganisationEntry entry) {
                organisations.enter(actor, entry);
            } else if (command instanceof RelationEntry entry) {
                organisations.relate(actor, entry);
            } else if (command instanceof ProgrammeEntry entry) {
                programmes.enter(actor, entry);
            } else if (command instanceof ContributionEntry entry) {
                programmes.give(actor, entry);
            } else if (command instanceof Act.AgreePolicy agreed) {
                policies.change(actor, agreed.programme(), null, agreed.policy(), agreed.reason());
            } else if (command instanceof SiteEntry entry) {
                sites.enter(actor, entry);
            } else if (command instanceof AccessTermsEntry entry) {
                sites.setAccess(actor, entry);
            } else if (command instanceof CommodityEntry entry) {
                commodities.enter(actor, entry);
            } else if (command instanceof LotEntry entry) {
                commodities.enterLot(actor, entry);
            } else {
                return false;
            }
            return true;
        }
    }

    /** The doors of those who have a stake. */
    @ApplicationScoped
    static class Goods {

        private final Consignments consignments;
        private final Shipments shipments;
        private final Declarations declarations;
        private final DistributionPlans plans;

        Goods(Consignments consignments, Shipments shipments, Declarations declarations, DistributionPlans plans) {
            this.consignments = consignments;
            this.shipments = shipments;
            this.declarations = declarations;
            this.plans = plans;
        }

        boolean takes(Actor actor, Record command) {
            if (command instanceof RegisterConsignment consignment) {
                consignments.register(actor, consignment);
            } else if (command instanceof Act.Register register) {
                shipments.register(actor, register.waybill(), register.lines());
            } else if (command instanceof Act.Ask ask) {
                shipments.askTheGate(actor, ask.waybill());
            } else if (command instanceof Declare declare) {
                declarations.declare(actor, declare);
            } else if (command instanceof PlanDistribution plan) {
                plans.plan(actor, plan);
            } else {
                return false;
            }
            return true;
        }
    }

    /** The doors of those who look. */
    @ApplicationScoped
    static class Seeing {

        private final Visits visits;
        private final VisitCourse course;
        private final Attestations attestations;
        private final Evidence evidence;
        private final Incidents incidents;
        private final Reviews reviews;

        Seeing(
                Visits visits,
                VisitCourse course,
                Attestations attestations,
                Evidence evidence,
                Incidents incidents,
                Reviews reviews) {
            this.visits = visits;
            this.course = course;
            this.attestations = attestations;
            this.evidence = evidence;
            this.incidents = incidents;
            this.reviews = reviews;
        }

        boolean takes(Actor actor, Record command) {
            if (command instanceof AssignVisit assign) {
                visits.assign(actor, assign);
            } else if (command instanceof Attest attest) {
                attestations.attest(actor, attest);
            } else if (command instanceof Act.Review review) {
                reviews.review(actor, review.attestation(), review.review());
            } else if (command instanceof Act.StoreEvidence picture) {
                store(actor, picture);
            } else if (command instanceof NoteIncident incident) {
                incidents.note(actor, incident);
            } else if (command instanceof Act.Tell told) {
                course.tell(actor, told.visit(), told.outcome());
            } else {
                return false;
            }
            return true;
        }

        private void store(Actor actor, Act.StoreEvidence picture) {
            try {
                evidence.store(
                        actor, picture.digest(), Evidence.About.NOTHING, new ByteArrayInputStream(picture.bytes()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** The doors of those who promise to look. */
    @ApplicationScoped
    static class Promising {

        private final Accreditations accreditations;
        private final Commitments commitments;

        Promising(Accreditations accreditations, Commitments commitments) {
            this.accreditations = accreditations;
            this.commitments = commitments;
        }

        boolean takes(Actor actor, Record command) {
            if (command instanceof Accredit accredit) {
                accreditations.accredit(actor, accredit);
            } else if (command instanceof ProposeCommitment proposal) {
                commitments.propose(actor, proposal);
            } else if (command instanceof Act.Accept accepted) {
                commitments.accept(actor, accepted.commitment(), accepted.step());
            } else if (command instanceof Act.Acknowledge acknowledged) {
                commitments.acknowledge(actor, acknowledged.commitment(), acknowledged.step());
            } else if (command instanceof Act.Arm armed) {
                commitments.arm(actor, armed.commitment(), armed.step());
            } else {
                return false;
            }
            return true;
        }
    }

    /** The doors of those who listen to people, and walk over markets. */
    @ApplicationScoped
    static class Listening {

        private final Complaints complaints;
        private final PdmRounds rounds;
        private final MarketSightings sightings;

        Listening(Complaints complaints, PdmRounds rounds, MarketSightings sightings) {
            this.complaints = complaints;
            this.rounds = rounds;
            this.sightings = sightings;
        }

        boolean takes(Actor actor, Record command) {
            if (!(command instanceof Act.Hear heard)) {
                return false;
            }
            if (heard.said() instanceof PassOnComplaint complaint) {
                complaints.passOn(actor, complaint);
            } else if (heard.said() instanceof TellPdmRound round) {
                rounds.tell(actor, round);
            } else if (heard.said() instanceof TellMarketSighting sighting) {
                sightings.tell(actor, sighting);
            } else {
                return false;
            }
            return true;
        }
    }
}
