package org.aidwitness.gate;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.aidwitness.kernel.Refusal;

/**
 * One thing that must hold before goods may leave. Declared here and answered by the rooms that know: the gate asks all
 * of them and collects every reason.
 */
public interface DispatchCondition {

    /** What it looked at and what it found: evidence of the decision, and the reasons to hold, empty where it holds. */
    record Answer(String condition, SortedMap<String, String> seen, List<Refusal> reasons) {

        public Answer {
            seen = Collections.unmodifiableSortedMap(new TreeMap<>(seen));
            reasons = List.copyOf(reasons);
        }
    }

    /** Answers within the caller's transaction; must not write. */
    Answer check(DispatchFacts facts);
}
