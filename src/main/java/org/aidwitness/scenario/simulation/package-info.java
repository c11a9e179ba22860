/** Whole programmes made from one seed, honest and not, with the truth beside what is said of it. Pure; nothing is played here. */
@NullMarked
package org.aidwitness.scenario.simulation;

import org.jspecify.annotations.NullMarked;
