/** The independent side: visits assigned, attestations made, evidence kept, and the second person's look at them. */
@NullMarked
package org.aidwitness.monitoring;

import org.jspecify.annotations.NullMarked;
