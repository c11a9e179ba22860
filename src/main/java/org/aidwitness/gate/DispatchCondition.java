package org.aidwitness.gate;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One thing that must hold before goods may leave. Declared here and answered by the rooms that know: the gate asks all
 * of them and collects every reason.
 */
public interface DispatchCondition {

    /**
     * What it looked at and what it found: evidence of the decision.
     *
     * @param condition its name
     * @param seen what it looked at, frozen with the decision
     * @param reasons to hold the goods; empty where it holds
     * @param duties under which alone it holds; mostly none
     */
    record Answer(String condition, SortedMap<String, String> seen, List<Reason> reasons, List<Duty> duties) {

        public Answer {
            seen = Collections.unmodifiableSortedMap(new TreeMap<>(seen));
            reasons = List.copyOf(reasons);
            duties = List.copyOf(duties);
        }

        public Answer(String condition, SortedMap<String, String> seen, List<Reason> reasons) {
            this(condition, seen, reasons, List.of());
        }
    }

    /** Answers within the caller's transaction; must not write. */
    Answer check(DispatchFacts facts);
}
