package org.aidwitness.gate;

import org.aidwitness.kernel.Refusal;
import org.aidwitness.kernel.Refusal.Code;

/**
 * One reason why goods are held.
 *
 * @param code for machines; stable
 * @param detail why, in one plain sentence
 * @param lift what would lift it, in one plain sentence
 */
public record Reason(Code code, String detail, String lift) {

    Refusal refusal() {
        return Refusal.of(code, detail + " " + lift);
    }
}
