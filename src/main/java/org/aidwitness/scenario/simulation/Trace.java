package org.aidwitness.scenario.simulation;

/** Where a diversion can be seen. */
public enum Trace {
    /** In what is stated: papers, times, places, seals, pictures, refusals. Nobody need have counted. */
    STATEMENTS,
    /** Only where somebody honest looks at the goods. */
    VISIT,
    /** Only where a second, honest monitor looks after the first. */
    SECOND_VISIT,
    /** Only by asking those who should have eaten. */
    PEOPLE
}
