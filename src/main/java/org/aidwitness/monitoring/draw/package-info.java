/** How visits are drawn: populations, rules, seeds, tickets, pairing, sample sizes and the stop rule. Pure. */
@NullMarked
package org.aidwitness.monitoring.draw;

import org.jspecify.annotations.NullMarked;
