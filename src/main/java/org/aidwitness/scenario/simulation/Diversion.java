package org.aidwitness.scenario.simulation;

import java.util.List;

/** A way of taking food from those it was given to, and the story that is told instead. */
public enum Diversion {
    /** Taken between port and store; the keeper of the store counts honestly. */
    SKIM_ON_HAUL("Skim between port and store", Trace.STATEMENTS, "F08"),
    /** Taken between store and distribution point; the partner counts honestly. */
    SKIM_ON_ROAD("Skim on the last leg", Trace.STATEMENTS, "F08"),
    /** The partner signs for everything and sells a part before anybody looks. */
    SKIM_AT_STORE("Skim after receipt", Trace.VISIT, "F11"),
    /** Truck and food are gone; nobody says anything. */
    TRUCK_GONE("Whole truck gone", Trace.STATEMENTS, "F22"),
    /** Received and given out on paper at a place where nobody lives. */
    GHOST_PLACE("Ghost distribution point", Trace.STATEMENTS, "F15", "F11"),
    /** Food is asked for, and signed out to, people who are not there. */
    INFLATED_PEOPLE("Inflated beneficiaries", Trace.STATEMENTS, "F14"),
    /** The store is full while the announced monitor is there, and less so afterwards. */
    STAGED_VISIT("Staged visit", Trace.SECOND_VISIT, "F11", "F05", "F06"),
    /** The monitor was there, and attests what the partner signed. */
    COLLUSION("Monitor and partner collude", Trace.SECOND_VISIT, "F11", "F28", "F34"),
    /** The monitor stayed at home and invents the count; the position says so. */
    CURBSTONED_VISIT("Curbstoned visit", Trace.STATEMENTS, "F16", "F17"),
    /** The same, with a position that was forged. */
    FORGED_POSITION("Curbstoned visit, position forged", Trace.SECOND_VISIT, "F11", "F19"),
    /** The monitor sends the picture of another visit. */
    RECYCLED_PHOTO("Recycled photo", Trace.STATEMENTS, "F20"),
    /** Bags are opened on the way and filled up; the truck is sealed again. */
    SEAL_SWAP("Seal swapped, bags lightened", Trace.STATEMENTS, "F23", "F37"),
    /** One food is short, and a surplus of another is written down so that the total is right. */
    PAPER_SURPLUS("Paper surplus hides a loss", Trace.STATEMENTS, "F08", "F09"),
    /** Unloaded elsewhere; the receipt names that place, or its position does. */
    REROUTED("Re-routed without a word", Trace.STATEMENTS, "F16"),
    /** Those in power take a part back from the families. */
    TAXATION("Taxation after distribution", Trace.PEOPLE, "F35", "F33"),
    /** The monitor is turned away, and behind the gate food is missing. */
    REFUSED_ACCESS("Access refused where food is missing", Trace.STATEMENTS, "F04"),
    /** The ledger tells people and rations as they were, and more food than that. */
    SHORT_RATION("Short ration in the ledger", Trace.STATEMENTS, "F13"),
    /** The ledger is right, and the bowls are not full. */
    UNDER_RATION("Short ration beside the ledger", Trace.PEOPLE, "F34", "F33");

    private final String title;
    private final Trace trace;
    private final List<String> rules;

    Diversion(String title, Trace trace, String... rules) {
        this.title = title;
        this.trace = trace;
        this.rules = List.of(rules);
    }

    public String title() {
        return title;
    }

    public Trace trace() {
        return trace;
    }

    /** Ids of the rules that are meant to see it; some may not be written yet. */
    public List<String> rules() {
        return rules;
    }
}
