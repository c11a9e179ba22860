/** What is heard after a distribution: complaints, interviews of households, goods on a market, alarms about the log. */
@NullMarked
package org.aidwitness.feedback;

import org.jspecify.annotations.NullMarked;
