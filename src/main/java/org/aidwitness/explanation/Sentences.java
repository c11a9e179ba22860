package org.aidwitness.explanation;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/**
 * The sentences of an {@link Explanation}. English stands here; another language is a file
 * {@code messages/why_xx.properties} with the same keys. Parameters are as the verdict holds them, or in plain words;
 * what is empty is not known.
 */
@MessageBundle("why")
public interface Sentences {

    // Where the goods are, as those say who hold them.
    @Message(
            "{#when state}{#is 'PLANNED'}It is planned, and has not left.{#is 'CLEARED'}The gate let it pass, and it has not left."
                    + "{#is 'HELD'}The gate holds it back.{#is 'CANCELLED'}It was cancelled before it left."
                    + "{#is 'DISPATCHED'}The sender declares that it left, and nobody has said since where it is."
                    + "{#is 'IN_TRANSIT'}It left and passed a checkpoint, and no receipt is declared."
                    + "{#is 'RECEIVED'}The receiver declares that it arrived."
                    + "{#is 'RECEIVED_PARTLY'}The receiver declares that a part of it arrived."
                    + "{#is 'REFUSED'}The receiver declares that it was refused."
                    + "{#is 'DISTRIBUTING'}It arrived, and a part of it is declared as handed out."
                    + "{#is 'DISTRIBUTED'}It arrived, and is declared as handed out."
                    + "{#is 'LOST'}All of it is declared as lost.{#is 'RETURNED'}It is declared as returned."
                    + "{#is 'REROUTED'}It was sent on to another place.{#else}{state}.{/when}")
    String logistics(String state);

    @Message("{#if version == 0}the default policy{#else}version {version} of the policy{/if}")
    String policy(int version);

    // Why it is in its state of assurance.
    @Message("Nobody independent can see it at its destination before it arrives, {policy} says.")
    String notArrived(String policy);

    @Message("Under {policy}, a visit is awaited{#if until.length > 0} until {until}{/if}.")
    String visitAwaited(String until, String policy);

    @Message("A visit is overdue; under {policy}, one can still be accepted{#if until.length > 0} until {until}{/if}.")
    String visitOverdue(String until, String policy);

    @Message("It is verified: every condition of {policy} holds.")
    String allHolds(String policy);

    @Message("It is unverified under {policy}: monitors were turned away, and a second person accepted that they were.")
    String turnedAway(String policy);

    @Message(
            "It is unverified: under {policy}, the time for a visit ended{#if until.length > 0} on {until}{/if}, and not every "
                    + "condition holds.")
    String timeOver(String until, String policy);

    @Message(
            "It is disputed under {policy}: what an independent monitor saw, and a second person accepted, contradicts what was "
                    + "declared; both stand until decided.")
    String contradicted(String policy);

    @Message("All of it is lost, so there is nothing left to verify under {policy}.")
    String allLost(String policy);

    // The conditions.
    @Message("{#if holds}The receiver declares that it arrived on {day}.{#else}No receipt is declared.{/if}")
    String received(boolean holds, String day);

    @Message("{#when verdict}{#is 'CONFIRMED'}A monitor was there and saw the goods."
            + "{#is 'DISCREPANT'}A monitor was there and saw the goods, and not as declared."
            + "{#is 'NOT_SEEN'}A monitor was there and did not get to see the goods."
            + "{#is 'ACCESS_DENIED'}No monitor has seen the goods: who came was turned away."
            + "{#else}No monitor has seen the goods.{/when}")
    String seen(String verdict);

    @Message("{#if holds}The monitor is independent: more than {steps} relations away from every party."
            + "{#else if path == 'NONE'}No independent monitor has come"
            + "{#if steps.length > 0}; one is more than {steps} relations away from every party{/if}."
            + "{#else}The monitor is not independent, but tied to a party: {path}. Who counts is more than {steps} relations away."
            + "{/if}")
    String independent(boolean holds, String path, String steps);

    @Message("{#if holds}{#when how}{#is 'COUNT'}The monitor counted the goods on site."
            + "{#is 'WEIGH'}The monitor weighed the goods on site.{#is 'TALLY'}The monitor tallied the goods on site."
            + "{#is 'INTERVIEW'}The monitor asked people on site.{#else}The monitor was on site.{/when}"
            + "{#else}{#when how}{#is 'IMPORTED'}What the monitor saw is known from a file alone, which does not count as seen on site."
            + "{#is 'INTERVIEW'}The monitor asked people, and no position shows that it was on site."
            + "{#else}Nobody has counted, weighed or tallied the goods on site.{/when}{/if}")
    String onSite(boolean holds, String how);

    @Message("{#if holds}The visit was on {day}, in time{#if until.length > 0}: before {until}{/if}."
            + "{#else if day == 'NONE'}No visit was made in time{#if until.length > 0}; one counts before {until}{/if}."
            + "{#else}The visit was on {day}, which is not in time: one counts from the day of the receipt on"
            + "{#if until.length > 0}, and before {until}{/if}.{/if}")
    String inTime(boolean holds, String day, String until);

    @Message("{#if holds}A second person accepted what the monitor says.{#else}{#when review}"
            + "{#is 'PENDING'}No second person has accepted what the monitor says yet."
            + "{#is 'ACCEPTED'}Only the monitor accepted it, and a second person must."
            + "{#else}There is nothing yet that a second person could accept.{/when}{/if}")
    String accepted(boolean holds, String review);

    @Message(
            "{#if holds}The monitor confirms the delivery.{#else}{#when verdict}"
                    + "{#is 'DISCREPANT'}The monitor says that it is not as declared."
                    + "{#is 'NOT_SEEN'}The monitor could not confirm the delivery.{#else}No monitor confirms the delivery.{/when}{/if}")
    String confirmed(boolean holds, String verdict);

    @Message(
            "{#if holds}The count agrees with the receipt: it differs by {difference}, and {limit} is allowed."
                    + "{#else if difference == 'UNKNOWN'}The visit and the receipt state no amounts that can be compared; they may differ by {limit}."
                    + "{#else if difference == 'NONE'}No count agrees with the receipt, for nobody independent has counted"
                    + "{#if limit.length > 0}; they may differ by {limit}{/if}."
                    + "{#else}The count does not agree with the receipt: it differs by {difference}, and {limit} is allowed.{/if}")
    String withinTolerance(boolean holds, String difference, String limit);

    @Message("{#if holds}No flag of severity high or above is open."
            + "{#else}Flags of severity high or above are open: {flags}.{/if}")
    String noHighFlag(boolean holds, String flags);

    @Message("{name}: {value}{#if limit.length > 0}; limit {limit}{/if}.")
    String other(String name, String value, String limit);
}
