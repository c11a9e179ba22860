@NullMarked
package org.aidwitness.explanation;

import org.jspecify.annotations.NullMarked;
