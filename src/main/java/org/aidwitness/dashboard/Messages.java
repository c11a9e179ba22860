package org.aidwitness.dashboard;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/**
 * Every word that the dashboard's pages choose by rule, in templates under {@code say:}. English stands here; another
 * language is a file {@code messages/say_xx.properties} with the same keys. Words as docs/domain.md has them.
 */
@MessageBundle("say")
public interface Messages {

    // Findings: one of these is the title of an overview.
    @Message("Nothing has been registered yet")
    String findingNothingRegistered();

    @Message("Nothing has left yet")
    String findingNothingDispatched();

    @Message("{#if count == 1}1 delivery{#else}{formatted} deliveries{/if}, and no weight is stated")
    String findingNoWeights(long count, String formatted);

    @Message("More was delivered or lost than was ever declared as given")
    String findingContradiction();

    @Message("Nothing has been delivered yet")
    String findingNothingDelivered();

    @Message("Nothing has been verified yet")
    String findingNothingVerified();

    @Message("tons given")
    String findingTons();

    @Message("tons given whose weight is known")
    String findingTonsOfKnownWeight();

    @Message("Independent monitors have seen all {tons}")
    String findingAll(String tons);

    @Message("Independent monitors have seen {share} {tons}")
    String findingShare(String share, String tons);

    @Message("{some} of every {of}")
    String findingFraction(String some, String of);

    @Message("{percent} of all")
    String findingPercent(String percent);

    @Message("almost {fraction}")
    String findingAlmost(String fraction);

    @Message("more than {fraction}")
    String findingMoreThan(String fraction);

    @Message("Delivered: {delivered} of what was given.")
    String barSummary(String delivered);

    // States.
    @Message("{#when state}{#is 'VERIFIED'}Verified{#is 'AWAITING_VISIT'}Awaiting visit{#is 'OVERDUE'}Overdue"
            + "{#is 'UNVERIFIED'}Unverified{#is 'DISPUTED'}Disputed{#is 'ON_THE_WAY'}On the way{#is 'LOST'}Lost"
            + "{#else}{state}{/when}")
    String state(String state);

    @Message("{#when part}{#is 'VERIFIED'}Verified{#is 'AWAITING_VISIT'}Awaiting visit{#is 'UNVERIFIED'}Unverified"
            + "{#is 'DISPUTED'}Disputed{#is 'ON_THE_WAY'}On the way{#is 'LOST'}Lost{#else}{part}{/when}")
    String part(String part);

    @Message("{#when part}{#is 'VERIFIED'}Seen by an independent monitor and accepted by a second person"
            + "{#is 'AWAITING_VISIT'}Delivered in the last {days} days, not yet visited"
            + "{#is 'UNVERIFIED'}No visit in time, or access refused"
            + "{#is 'DISPUTED'}The evidence contradicts what was declared"
            + "{#is 'ON_THE_WAY'}At port, in warehouses or on the road"
            + "{#is 'LOST'}Damaged, taken or missing{#else}{part}{/when}")
    String partMeaning(String part, int days);

    @Message("{#when state}{#is 'PLANNED'}Planned{#is 'CLEARED'}Cleared, not yet left{#is 'HELD'}On hold"
            + "{#is 'CANCELLED'}Cancelled{#is 'DISPATCHED'}Dispatched{#is 'IN_TRANSIT'}In transit{#is 'RECEIVED'}Received"
            + "{#is 'RECEIVED_PARTLY'}Received in part{#is 'REFUSED'}Refused by the receiver"
            + "{#is 'DISTRIBUTING'}Being distributed{#is 'DISTRIBUTED'}Distributed{#is 'LOST'}Lost{#is 'RETURNED'}Returned"
            + "{#is 'REROUTED'}Re-routed{#else}{state}{/when}")
    String logistics(String state);

    @Message("{#when level}{#is 'DENIED'}Access denied{#is 'ESCORTED'}Only with an escort{#is 'NOTICE'}Only with notice"
            + "{#else}{level}{/when}")
    String access(String level);

    @Message("{#when level}{#is 'DENIED'}Monitors may not go there, so no waybill to this place passes the gate."
            + "{#is 'ESCORTED'}Visits count, but not as unannounced and unescorted."
            + "{#is 'NOTICE'}Monitors must announce themselves {hours} hours ahead.{#else}{level}{/when}")
    String accessMeaning(String level, int hours);

    @Message("{#when outcome}{#is 'PASS'}Passed{#is 'PASS_WITH_CONDITIONS'}Passed with conditions{#is 'HOLD'}On hold"
            + "{#is 'EXEMPT'}Exempt{#is 'PREDATES_GATE'}Predates the gate{#is 'OVERRIDE'}Overridden by two persons"
            + "{#else}{outcome}{/when}")
    String clearance(String outcome);

    @Message("{#when code}{#is 'NO_MONITOR_ASSIGNED'}An independent monitor is assigned to the delivery"
            + "{#is 'MONITOR_NOT_INDEPENDENT'}A monitor without relations to the parties is assigned"
            + "{#is 'ACCREDITATION_LAPSED'}An accredited monitor can come"
            + "{#is 'ACCESS_DENIED_AT_SITE'}Monitors may go to the place again"
            + "{#is 'PLACE_HELD'}Unannounced visits to the place are completed"
            + "{#is 'CRITICAL_FLAG_OPEN'}A reviewer settles the critical flag"
            + "{#is 'TOO_LITTLE_VERIFIED'}Earlier deliveries to the place are verified"
            + "{#else}The reason is gone{/when}")
    String lifts(String code);

    @Message(
            "{#when condition}{#is 'access-not-denied'}Monitors are let in{#is 'monitor-assigned'}Somebody independent will look"
                    + "{#is 'place-open'}The place lets itself be seen{#is 'no-critical-flag'}No critical flag is open"
                    + "{#is 'last-cycle-verified'}Enough of the last cycle was verified{#else}{condition}{/when}")
    String gateCondition(String condition);

    // Rules.
    @Message(
            "{#when rule}{#is 'F01'}Not seen in time{#is 'F02'}Dispatched without monitoring{#is 'F03'}Promised visit not made{#is 'F04'}Access denied"
                    + "{#is 'F05'}Announced too early or too often{#is 'F06'}Escorted, nobody asked in private{#is 'F07'}No common language"
                    + "{#is 'F08'}Short receipt{#is 'F09'}Surplus receipt{#is 'F10'}Reason of a loss missing"
                    + "{#is 'F11'}Receipt and count differ{#is 'F12'}Mass balance does not add up"
                    + "{#is 'F13'}Ration and amount handed out differ{#is 'F14'}More people than there can be"
                    + "{#is 'F15'}Nobody known to receive it"
                    + "{#is 'F16'}Off the place or the route{#is 'F17'}Faster than anybody travels"
                    + "{#is 'F18'}Times contradict each other{#is 'F19'}Doubtful position{#is 'F20'}Picture used or taken elsewhere"
                    + "{#is 'F21'}Told late{#is 'F22'}Late in transit{#is 'F23'}Seal broken or changed{#is 'F24'}One party at both ends"
                    + "{#is 'F25'}Who looked belongs to a party{#is 'F26'}Always the same monitor"
                    + "{#is 'F27'}A monitor who never finds anything{#is 'F28'}Second visits differ, or are too few"
                    + "{#is 'F29'}Too few places seen{#is 'F30'}A draw was not carried out as drawn"
                    + "{#is 'F31'}Too much with one party{#is 'F32'}Aid on sale{#is 'F33'}Many complaints"
                    + "{#is 'F34'}Rations too small{#is 'F35'}Food taken back{#is 'F40'}Log in doubt"
                    + "{#is 'F36'}Best-before date too near{#is 'F37'}Packages too light"
                    + "{#is 'F38'}Flag left without action{#is 'F39'}Override misused{#else}Rule {rule}{/when}")
    String rule(String rule);

    @Message(
            "{#when severity}{#is 'INFO'}note{#is 'LOW'}low{#is 'MEDIUM'}medium{#is 'HIGH'}high{#is 'CRITICAL'}critical"
                    + "{#else}{severity}{/when}")
    String severity(String severity);

    @Message(
            "{#when state}{#is 'OPEN'}open{#is 'ACKNOWLEDGED'}acknowledged{#is 'IN_REVIEW'}in review{#is 'RESOLVED'}resolved"
                    + "{#is 'WAIVED'}waived{#is 'CLEARED'}cleared by new facts{#else}{state}{/when}")
    String flagState(String state);

    @Message(
            "{value} {#when unit}{#is 'MINUTES'}minutes{#is 'HOURS'}hours{#is 'DAYS'}days{#is 'WEEKS'}weeks{#is 'METRES'}metres"
                    + "{#is 'KILOMETRES_PER_HOUR'}km/h{#is 'DECIMAL_PLACES'}decimal places{#is 'US_DOLLARS'}US dollars{#is 'BITS'}bits"
                    + "{#is 'STANDARD_DEVIATIONS'}standard deviations{#is 'RELATIONS'}relations{#is 'REFUSALS'}refusals"
                    + "{#is 'VISITS'}visits{#is 'PICTURES'}pictures{#is 'PACKAGES'}packages"
                    + "{#is 'BAGS'}{#if count == 1}bag{#else}bags{/if}{#is 'PEOPLE'}people{#is 'REPORTS'}reports"
                    + "{#is 'HOUSEHOLDS'}households{#is 'WAYBILLS'}waybills{#is 'PARTIES'}parties"
                    + "{#is 'OVERRIDES_A_QUARTER'}overrides a quarter{#is 'GRACES'}times the grace{#else}{unit}{/when}")
    String quantity(String unit, String value, int count);

    // Conditions of VERIFIED.
    @Message(
            "{#when name}{#is 'RECEIVED'}No receipt is declared{#is 'SEEN'}No monitor has seen the goods"
                    + "{#is 'INDEPENDENT'}No independent monitor{#is 'ON_SITE'}Not seen on site{#is 'IN_TIME'}Not visited in time"
                    + "{#is 'ACCEPTED'}Not accepted by a second person{#is 'CONFIRMED'}No monitor confirms the delivery"
                    + "{#is 'WITHIN_TOLERANCE'}No count agrees with the receipt{#is 'NO_HIGH_FLAG'}A flag is open{#else}{name}{/when}")
    String lacking(String name);

    // The evidence page.
    @Message("{amount} of {goods} for {place}")
    String evidenceTitle(String amount, String goods, String place);

    @Message("{goods} for {place}, weight unknown")
    String evidenceTitleNoWeight(String goods, String place);

    @Message("{goods} for {place}")
    String evidenceTitlePlain(String goods, String place);

    @Message("goods of {kinds} kinds")
    String mixedGoods(int kinds);

    @Message("{arrived} of {sent} arrived.")
    String arrivedOf(String arrived, String sent);

    @Message("{sent} left on {day}; no receipt is declared.")
    String leftNotReceived(String sent, String day);

    @Message("A receipt is declared, without amounts.")
    String receivedWithoutAmounts();

    @Message("The goods left on {day}; no receipt is declared.")
    String leftSometime(String day);

    @Message("Nothing has left yet.")
    String nothingLeft();

    @Message("A monitor of {organisation}, independent of the parties, {did} {when}.")
    String monitorSaw(String organisation, String did, String when);

    @Message("{#when method}{#is 'COUNT'}counted the goods{#is 'WEIGH'}weighed the goods{#is 'TALLY'}tallied the goods"
            + "{#is 'INTERVIEW'}asked people about the goods{#else}looked at the goods{/when}")
    String did(String method);

    @Message("{#if days == 0}the same day{#else if days == 1}a day later{#else}{days} days later{/if}")
    String daysLater(long days);

    @Message("on {day}")
    String onDay(String day);

    @Message("The evidence contradicts what was declared")
    String contradictedShort();

    @Message("Monitors were refused")
    String refusedShort();

    @Message("Monitors were refused.")
    String monitorsRefused();

    @Message("Nobody independent has seen it.")
    String nobodySaw();

    @Message("No second person has accepted what the monitor said yet.")
    String notYetAccepted();

    @Message("Loaded")
    String loaded();

    @Message("Arrived")
    String arrived();

    @Message("{#when method}{#is 'WEIGH'}Weighed{#is 'INTERVIEW'}Told{#is 'TALLY'}Tallied{#else}Counted{/when}")
    String counted(String method);

    @Message("said by {who}")
    String countedSaid(String who);

    @Message("{#if independent}independent monitor{#else}monitor, not independent{/if}")
    String countedSeen(boolean independent);

    @Message("agrees")
    String agrees();

    @Message("{amount} less")
    String less(String amount);

    @Message("{amount} more")
    String more(String amount);

    @Message("Three counts of the same goods agree")
    String threeAgree();

    @Message("What was stated and what was seen agree")
    String twoCountsAgree();

    @Message("The monitor found what the receiver declared, {difference} than was loaded")
    String seenAgreesLoadedDiffers(String difference);

    @Message("The counts of the same goods differ")
    String countsDiffer();

    @Message("Both parties state the same amount; nobody independent has counted")
    String twoAgree();

    @Message("The two parties state different amounts; nobody independent has counted")
    String twoDiffer();

    @Message("Only the sender has stated an amount")
    String oneCount();

    @Message("Nobody has stated an amount")
    String noCount();

    // The timeline.
    @Message(
            "{#when kind}{#is 'DISPATCHED'}Dispatched{#is 'PASSED_CHECKPOINT'}Passed a checkpoint{#is 'RECEIVED'}Received"
                    + "{#is 'DISTRIBUTED'}Distributed{#is 'LOST'}Declared lost{#is 'RETURNED'}Returned{#is 'REROUTED'}Re-routed"
                    + "{#is 'CANCELLED'}Cancelled{#else}{kind}{/when}")
    String declared(String kind);

    @Message("{#when receipt}{#is 'COMPLETE'}Received{#is 'PARTIAL'}Received in part{#is 'REFUSED'}Receipt refused"
            + "{#else}Received{/when}")
    String receipt(String receipt);

    @Message("{#when verdict}{#is 'CONFIRMED'}Seen and confirmed{#is 'DISCREPANT'}Seen, and not as declared"
            + "{#is 'NOT_SEEN'}Looked for and not seen{#is 'ACCESS_DENIED'}Refused at the gate{#else}{verdict}{/when}")
    String verdict(String verdict);

    @Message("{what} at {place}")
    String atPlace(String what, String place);

    @Message("{what}: {amounts}")
    String withAmounts(String what, String amounts);

    @Message("{amount} good")
    String good(String amount);

    @Message("{amount} damaged")
    String damaged(String amount);

    @Message("{amount} missing")
    String missing(String amount);

    @Message("{amount} more than sent")
    String surplus(String amount);

    @Message("{formatted} {#if count == 1}package{#else}packages{/if}")
    String packagesCounted(long count, String formatted);

    @Message("Seals {seals}.")
    String seals(String seals);

    @Message("Reasons stated: {reasons}.")
    String reasons(String reasons);

    @Message("{people} people.")
    String people(String people);

    @Message("Cleared by the gate: {outcome}.")
    String clearedBy(String outcome);

    @Message("Corrected later; kept because nothing is ever deleted.")
    String corrected();

    @Message("Corrects an earlier statement: {reason}")
    String corrects(String reason);

    @Message("{metres} from the registered place.")
    String distance(String metres);

    @Message("Notice given: {hours} hours.")
    String notice(int hours);

    @Message("Without an escort.")
    String unescorted();

    @Message("With an escort.")
    String escorted();

    @Message("{count} private conversations.")
    String conversations(int count);

    @Message("{count} files of evidence, withheld until reviewed.")
    String evidenceWithheld(long count);

    @Message("A note is withheld until reviewed.")
    String noteWithheld();

    @Message("Not independent: {path}. This does not count.")
    String dependent(String path);

    @Message("Not independent. This does not count.")
    String dependentPlain();

    @Message("Imported from a file.")
    String imported();

    @Message("monitor {monitor}, {organisation}")
    String monitorOf(String monitor, String organisation);

    @Message("{#if accepted}Accepted after a second look{#else}Not accepted by a second person{/if}")
    String reviewed(boolean accepted);

    @Message("a second person")
    String secondPerson();

    @Message("The gate: {outcome}")
    String gateSaid(String outcome);

    @Message("Policy {version}.")
    String policy(int version);

    @Message("Flag {rule}: {name}")
    String flagRaised(String rule, String name);

    @Message("Severity {severity}, {state}.")
    String flagStands(String severity, String state);

    @Message("Registered with AidWitness")
    String registered();

    @Message("{#if seen}Seen{#else}Said{/if} {day}")
    String restsOn(boolean seen, String day);

    @Message("the gate")
    String theGate();

    @Message("the rules")
    String theRules();

    @Message("the register")
    String theRegister();

    @Message("Fingerprint {hash}")
    String fingerprint(String hash);

    // Lists.
    @Message("{#if count == 1}1 delivery{#else}{formatted} deliveries{/if}")
    String deliveries(long count, String formatted);

    @Message("By {step} of receipt: {delivered} MT delivered, of which {verified} MT verified.")
    String chartSummary(String step, String delivered, String verified);

    @Message("More than {formatted} deliveries")
    String moreDeliveries(String formatted);

    @Message("at least {amount}")
    String atLeast(String amount);
}
