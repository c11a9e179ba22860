/** No dispatch without somebody to see it arrive: the question, its conditions, and the decisions that were made. */
@NullMarked
package org.aidwitness.gate;

import org.jspecify.annotations.NullMarked;
