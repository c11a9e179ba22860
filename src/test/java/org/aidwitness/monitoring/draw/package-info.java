/** The draw: uniform, and the same for everybody who computes it. */
@NullMarked
package org.aidwitness.monitoring.draw;

import org.jspecify.annotations.NullMarked;
