/** Puts the rooms together: start, schedule, wiring. Nobody imports this room. */
@NullMarked
package org.aidwitness.app;

import org.jspecify.annotations.NullMarked;
