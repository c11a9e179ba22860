/** Starts the house: the program's entry, the database it may bring along, and what the container cannot guess. */
@NullMarked
package org.aidwitness.app;

import org.jspecify.annotations.NullMarked;
