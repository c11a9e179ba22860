/** Whole stories through the doors, with the house's promises checked after every line. */
@NullMarked
package org.aidwitness.story;

import org.jspecify.annotations.NullMarked;
