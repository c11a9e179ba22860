/** What the simulator promises, and what the rules find of what it hides. */
@NullMarked
package org.aidwitness.scenario.simulation;

import org.jspecify.annotations.NullMarked;
