/** Reads and plays stories: one line, one act. */
@NullMarked
package org.aidwitness.testkit.story;

import org.jspecify.annotations.NullMarked;
