package org.aidwitness.gate;

import java.time.Instant;

/**
 * What somebody must do later because goods were let go under a condition.
 *
 * @param code for machines; stable
 * @param detail what is to be done, in one plain sentence
 * @param dueAt by when
 */
public record Duty(Code code, String detail, Instant dueAt) {

    /** The kinds of duties. */
    public enum Code {
        /** A monitor comes unannounced and unescorted, since those who were promised to come will not. */
        UNESCORTED_VISIT,
        /** A second monitor looks at the same delivery, since too little of the last cycle was seen. */
        SECOND_VISIT
    }
}
