/** Invented programmes that play through the doors of the house: for the demonstration, and for tests. */
@NullMarked
package org.aidwitness.scenario;

import org.jspecify.annotations.NullMarked;
