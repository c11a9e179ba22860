package org.aidwitness.scenario.simulation;

import java.time.Duration;
import java.util.UUID;
import org.aidwitness.feedback.PassOnComplaint;
import org.aidwitness.feedback.TellMarketSighting;
import org.aidwitness.feedback.TellPdmRound;
import org.aidwitness.scenario.Act;
import org.aidwitness.scenario.Person;

/** Puts what people say into the commands of the doors. Those who ask are of the organisation that looks again. */
final class Hearing {

    private static final Duration WRITTEN_DOWN = Duration.ofHours(2);

    private final Land land;
    private final Parties parties;

    Hearing(Land land, Parties parties) {
        this.land = land;
        this.parties = parties;
    }

    /** @param index which of the delivery's words it is */
    Act act(Course course, Word word, int index) {
        Person who = parties.supervisor(course.store(), Math.toIntExact(Math.floorMod(course.number(), land.rounds())));
        UUID id = land.id(Statements.number(course) + " word " + index);
        return new Act(word.at(), who, new Act.Hear(Statements.waybill(land, course), id, said(course, word, id, who)));
    }

    private Record said(Course course, Word word, UUID id, Person who) {
        UUID programme = Beginning.programme(land);
        UUID place = land.siteId(course.store(), course.place());
        if (word instanceof Word.Complaint complaint) {
            return new PassOnComplaint(
                    id,
                    programme,
                    who.organisation(),
                    place,
                    complaint.about(),
                    complaint.happenedOn(),
                    complaint.at().minus(WRITTEN_DOWN),
                    PassOnComplaint.Channel.HOTLINE,
                    complaint.people(),
                    null,
                    null);
        }
        if (word instanceof Word.Interviews round) {
            return new TellPdmRound(
                    id,
                    programme,
                    who.organisation(),
                    place,
                    round.cycleOn(),
                    TellPdmRound.Method.HOME,
                    round.asked(),
                    round.served(),
                    round.taxed(),
                    null,
                    null);
        }
        if (word instanceof Word.OnSale bags) {
            return new TellMarketSighting(
                    id,
                    programme,
                    who.organisation(),
                    land.marketId(course.store()),
                    Voices.day(bags.at()),
                    Beginning.lot(land, course.ship(), bags.food()),
                    null,
                    bags.sealedBags(),
                    bags.openBags(),
                    null,
                    null,
                    null,
                    null,
                    null);
        }
        throw new IllegalStateException("no door for " + word);
    }
}
